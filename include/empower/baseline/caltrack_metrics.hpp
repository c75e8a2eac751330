// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>

#include <cstddef>
#include <span>

namespace empower {

/// How well predictions meet observations, by the formulas of eemeter 3.2.0, which are not all
/// those of `stats/metrics.hpp`: c counts slopes only, nmbe has the sign of predicted - observed,
/// r_squared is a squared correlation. Missing where a divisor is 0.
struct CaltrackMetrics {
  std::size_t length = 0;     ///< n, pairs
  std::size_t parameters = 0; ///< c
  double observed_mean = missing_value;
  double predicted_mean = missing_value;
  double observed_variance = missing_value; ///< divisor n
  double predicted_variance = missing_value;
  double observed_cvstd = missing_value; ///< standard deviation, divisor n - 1, over the mean
  double predicted_cvstd = missing_value;
  double r_squared = missing_value;          ///< Pearson's, squared
  double adjusted_r_squared = missing_value; ///< 1 - (1 - R^2)(n - 1)/(n - c - 1)
  double rmse = missing_value;               ///< divisor n
  double rmse_adjusted = missing_value;      ///< divisor n - c
  double cv_rmse = missing_value;
  double cv_rmse_adjusted = missing_value;
  double mape = missing_value; ///< mean |p - o| / o over observations that are not 0
  double nmae = missing_value; ///< sum |p - o| / sum o
  double nmbe = missing_value; ///< sum (p - o) / sum o
  std::size_t observed_zeros = 0;
  double autocorrelation = missing_value;    ///< rho: Pearson's of residuals and those before them
  double effective_length = missing_value;   ///< n' = n (1 - rho)/(1 + rho)
  double degrees_of_freedom = missing_value; ///< round(n' - c)
  double t = missing_value;                  ///< Student's, with these degrees
  double autocorrelation_correction = missing_value; ///< sqrt((n - c)/(n' - c))
  double approximation_factor = missing_value;       ///< sqrt(1 + 2/n')
};

/// Pairs in which either is missing are left out; what remains counts as consecutive.
[[nodiscard]] CaltrackMetrics caltrack_metrics(std::span<const double> observed,
                                               std::span<const double> predicted,
                                               std::size_t parameters, double confidence = 0.90);

} // namespace empower
