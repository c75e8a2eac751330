// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>

#include <span>
#include <vector>

namespace empower {

/// The 90 % interval of a reading, kWh per day, over a run of outdoor temperatures: the band of a
/// signature plot.
struct ReadingBand {
  std::vector<double> low;
  std::vector<double> high;
};

/// What a meter would read per day over `days` days that all have one temperature, for each of
/// `temperature_c`:
///
///   expected -+ t sqrt(g' V g + sse / (n - p) / days)
///
/// with Student's t of `Fit::degrees_of_freedom`. The noise is that of one reading as it scatters
/// about the line, not inflated for autocorrelation. Regressors are taken at 0, and their error is
/// left out. Missing where the temperature is.
[[nodiscard]] ReadingBand reading_band(const Fit& fit, std::span<const double> temperature_c,
                                       double days = 1.0);

} // namespace empower
