// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

namespace empower {

/// Expected energy of a normal year, split into base, heating and cooling. The 90 % interval is
/// that of the expectation, from the covariance of all coefficients (no noise term;
/// `Fit::degrees_of_freedom`). All missing if there is no normal year.
[[nodiscard]] AnnualEnergy normal_year_energy(const Fit& fit, const NormalYear& normal);

/// Expected energy of the days of a series that have a temperature; parts and interval as above. A
/// series with missing days gives less than its period used.
[[nodiscard]] AnnualEnergy expected_energy(const Fit& fit, DailyView<Celsius> outdoor);

} // namespace empower
