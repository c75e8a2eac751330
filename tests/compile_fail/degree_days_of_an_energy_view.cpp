// expect: could not convert|no matching function|no viable conversion
// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_days.hpp>

constexpr empower::DailyView<empower::KilowattHours> energy;
constexpr auto sum = heating_degree_days(energy, empower::eurostat_heating); // wrong
