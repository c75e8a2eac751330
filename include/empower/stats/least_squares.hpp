// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace empower {

/// A linear fit with what intervals are made of.
struct LeastSquares {
  std::vector<double> coefficients; ///< one per column; 0 for a column that depends on others
  std::vector<double> residuals;    ///< response - fitted, not weighted
  std::vector<double> unscaled_covariance; ///< (X'WX)^-1, row by row; 0 for dependent columns
  double sse = 0.0;                        ///< weighted sum of squared residuals
  std::size_t rank = 0;
};

/// Minimises the sum of `weights * (response - design * coefficients)^2`.
///
/// `design` is stored column by column, each as long as `response`; no column is added. Empty
/// `weights` are all 1. Householder QR with column pivoting on columns scaled to unit length: the
/// certified coefficients of NIST's Norris, Pontius, Longley and Wampler1-2 are met to 10 digits or
/// more. Throws `ShapeError` if the lengths do not belong together. Values must be finite.
[[nodiscard]] LeastSquares least_squares(std::span<const double> design,
                                         std::span<const double> response,
                                         std::span<const double> weights = {});

} // namespace empower
