// expect: no match for 'operator\*'|invalid operands
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::SquareMetres area{50.0};
constexpr empower::Euros cost{50.0};
constexpr auto product = area * cost; // wrong
