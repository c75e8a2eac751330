// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace empower {

/// 1 - SSE / sum of squares about the mean of `observed`. Missing if `observed` is constant.
/// The two spans have one length and no missing value, as in all metrics here.
[[nodiscard]] double r_squared(std::span<const double> observed, std::span<const double> expected);

/// Coefficient of variation of the root mean squared error, a fraction:
/// sqrt(SSE / (n - parameters)) / mean(observed), ASHRAE Guideline 14-2014 with p = `parameters`,
/// the intercept and balance temperatures counted. Missing if n <= p or the mean is 0.
[[nodiscard]] double cv_rmse(std::span<const double> observed, std::span<const double> expected,
                             std::size_t parameters);

/// Normalised mean bias error, a fraction: sum(observed - expected) / ((n - parameters) *
/// mean(observed)). Positive where more was used than expected. Missing if n <= p or the mean is 0.
[[nodiscard]] double nmbe(std::span<const double> observed, std::span<const double> expected,
                          std::size_t parameters);

/// What both are made of, for a caller that has the errors = observed - expected.
struct ErrorSums {
  std::size_t observations = 0;
  double observed = 0.0; ///< sum
  double error = 0.0;    ///< sum
  double squared_error = 0.0;
};
[[nodiscard]] double cv_rmse(const ErrorSums& sums, std::size_t parameters) noexcept;
[[nodiscard]] double nmbe(const ErrorSums& sums, std::size_t parameters) noexcept;

/// Lag-1 autocorrelation of residuals about zero, over consecutive pairs only: residual i comes
/// right after residual i - 1 if `position[i] == position[i - 1] + 1`. The sum over the m pairs is
/// scaled by (n - 1) / m, so without gaps this is the usual estimate. 0 without pairs or spread.
[[nodiscard]] double lag_one_autocorrelation(std::span<const double> residuals,
                                             std::span<const long> position);

} // namespace empower
