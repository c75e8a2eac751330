// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace empower {

/// Standard deviation of a normal over its median absolute deviation: 1 / Phi^-1(3/4).
inline constexpr double normal_deviation_over_mad = 1.4826022185056018;

/// The middle value; of an even number the mean of the two in the middle. Missing if there is none.
/// No value may be NaN. Linear time; the vector is the scratch space.
[[nodiscard]] double median(std::vector<double> values);

/// Median absolute deviation from the median, not scaled.
[[nodiscard]] double median_absolute_deviation(std::span<const double> values);

/// The value below which `share` of the values lie, between 0 and 1, interpolated linearly between
/// order statistics (Hyndman, Fan 1996, type 7). Missing if there is none.
[[nodiscard]] double quantile(std::vector<double> values, double share);

} // namespace empower
