// expect: no match for 'operator\+'|invalid operands
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::Celsius indoor{20.0};
constexpr empower::Celsius outdoor{5.0};
constexpr auto sum = indoor + outdoor; // wrong
