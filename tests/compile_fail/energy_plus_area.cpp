// expect: no match for 'operator\+'|invalid operands
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::KilowattHours energy{100.0};
constexpr empower::SquareMetres area{50.0};
constexpr auto sum = energy + area; // wrong
