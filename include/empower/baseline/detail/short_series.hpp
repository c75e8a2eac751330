// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/frame.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// Longest series that selection and intervals treat as a short one.
inline constexpr std::size_t short_series = 36;

/// First-order autoregressive noise of a short series.
struct ShortSeriesNoise {
  double correlation = 0.0;        ///< of neighbours, in [0, 0.95]
  double variance = 0.0;           ///< of one observation of weight 1
  double degrees_of_freedom = 0.0; ///< of the variance, by Satterthwaite, at least 2
  std::vector<double> inner;       ///< Q' Sigma Q: correlation of the noise in the frame's columns
};

/// What the residuals r = M e of a short series say about the noise e, when fitting has shrunk
/// them: M = I - QQ', Sigma(rho)_ij = rho^|position_i - position_j|, L_ij = 1/2 for neighbours.
///
///   rho solves tr(M L M Sigma) / tr(M Sigma) = r'Lr / r'r,     variance = r'r / tr(M Sigma),
///   degrees of freedom = tr(M Sigma)^2 / tr(M Sigma M Sigma).
///
/// Without it twelve bills, whose residuals alternate by construction, show no autocorrelation.
/// No matrix of the observations is made: Sigma times a column is two recursions.
[[nodiscard]] ShortSeriesNoise short_series_noise(const Frame& frame,
                                                  std::span<const double> scaled_residuals,
                                                  std::span<const long> position);

} // namespace empower::detail
