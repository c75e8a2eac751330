// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

namespace empower {

/// Expected energy of a normal year. The interval is that of the expectation (no noise term).
[[nodiscard]] AnnualEnergy normal_year_energy(const Fit& fit, const NormalYear& normal);

/// Expected energy of the days of a series that have a temperature; parts and interval as above.
[[nodiscard]] AnnualEnergy expected_energy(const Fit& fit, DailyView<Celsius> outdoor);

} // namespace empower
