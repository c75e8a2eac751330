// expect: no match for 'operator\*'|invalid operands
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::Celsius indoor{20.0};
constexpr auto twice = 2.0 * indoor; // wrong
