// expect: could not convert|cannot convert|no viable conversion
// SPDX-License-Identifier: Apache-2.0
#include <empower/core/period.hpp>

constexpr empower::InstantPeriod instants;
constexpr empower::CivilPeriod days;
constexpr bool inside = instants.contains(days.from); // wrong
