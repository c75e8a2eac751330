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
/// `weights` are all 1. Householder QR with column pivoting on columns scaled to unit length, and
/// one step of refinement. Throws `ShapeError` if the lengths do not belong together. Values must
/// be finite.
///
/// A relative error is about 2^-53 times the condition of the scaled design: 1e-8 for the slope of
/// a line whose points lie 1e8 times their spread from the origin. Columns that differ by 1e-9 of
/// their length still count as two. Correct digits of the certified results of NIST's Statistical
/// Reference Datasets (https://www.itl.nist.gov/div898/strd), the least over the coefficients and
/// the least over their standard errors; R² has 10 or more on each:
///
/// | set                        | coefficients | standard errors |
/// | -------------------------- | ------------ | --------------- |
/// | Norris, Pontius            | 14.2, 14.2   | 13.9, 12.7      |
/// | NoInt1, NoInt2             | 15           | 15              |
/// | Longley                    | 11.1         | 12.3            |
/// | Wampler1, 2 (exact fits)   | 10.6, 12.9   | 0 to 1e-9       |
/// | Wampler3, Wampler4         | 11.0, 8.7    | 13.4, 13.4      |
/// | Wampler5                   | 6.7          | 13.4            |
/// | Filip (polynomial of 10)   | 7.2          | 7.2             |
[[nodiscard]] LeastSquares least_squares(std::span<const double> design,
                                         std::span<const double> response,
                                         std::span<const double> weights = {});

} // namespace empower
