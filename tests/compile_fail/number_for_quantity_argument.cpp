// expect: could not convert|cannot convert|no viable conversion|no matching function
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

constexpr double annual_cost(empower::Euros cost) { return cost.value(); }
constexpr double cost = annual_cost(12.0); // wrong
