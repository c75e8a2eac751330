// expect: no matching function
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/period.hpp>

constexpr empower::InstantPeriod instants;
constexpr empower::CivilPeriod days;
constexpr auto shared = intersection(instants, days); // wrong
