// expect: no matching function|no matching constructor
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr empower::Kelvins difference{15.0};
constexpr empower::Celsius point{difference}; // wrong
