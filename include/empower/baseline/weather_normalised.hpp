// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

#include <cstddef>
#include <vector>

namespace empower {

/// Expected energy of each observation from the temperatures of its own days; NaN where a day has
/// no temperature.
[[nodiscard]] std::vector<double>
expected_by_observation(const Signature& signature, BillView observed, DailyView<Celsius> outdoor);

/// A measured year as it would have been in a normal year: what was measured, less what the model
/// expects of the days measured, plus what it expects of a normal year. The building's own surplus
/// or thrift of that year stays in.
///
/// `observed_days` holds the temperature of each day of the year that has energy, NaN on the
/// others. `missing_days` of the year have no energy and are counted as the model expects them;
/// their noise is in the interval, as is the error of the coefficients (90 %). Regressors are taken
/// to be in a normal year as they were. All missing without a normal year, or where it or the days
/// measured lie more than `largest_extrapolated_share` outside the fitted temperatures.
[[nodiscard]] AnnualEnergy weather_normalised(const Fit& fit, KilowattHours measured,
                                              DailyView<Celsius> observed_days,
                                              std::size_t missing_days, const NormalYear& normal);

} // namespace empower
