// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack_settings.hpp>
#include <empower/baseline/detail/caltrack_rows.hpp>

#include <cstddef>
#include <vector>

namespace empower::detail {

/// Sums over the periods for degree-days D on one side of each balance point, x = usage per day.
struct HingeMoments {
  std::vector<double> sum;         ///< of w D
  std::vector<double> variation;   ///< of w (D - mean D)^2
  std::vector<double> covariation; ///< of w (D - mean D)(x - mean x)
  std::vector<std::size_t> count;  ///< periods with D > 0

  explicit HingeMoments(std::size_t balances)
      : sum(balances), variation(balances), covariation(balances), count(balances) {}
};

/// 1 for days, kept blocks for bills.
[[nodiscard]] std::vector<double> row_weights(const CaltrackRows& rows, bool billing);

/// All that the least-squares fit of any candidate needs. Balance point k is
/// `settings.lowest_balance_f` + k.
struct CaltrackMoments {
  std::size_t balances;
  std::size_t periods = 0;
  double weight = 0.0;    ///< sum of w
  double mean = 0.0;      ///< of usage per day
  double variation = 0.0; ///< of usage per day about the mean, weighted
  HingeMoments heating;
  HingeMoments cooling;
  /// Of w (H - mean H)(C - mean C), [cooling * balances + heating]; empty where H C = 0 throughout,
  /// for then it is - sum H sum C / weight.
  std::vector<double> cross;

  /// Is there anything to explain, beyond the rounding of a constant usage?
  [[nodiscard]] bool varied() const noexcept {
    constexpr double rounding = 1e-13;
    return variation > weight * (rounding * mean) * (rounding * mean);
  }

  [[nodiscard]] double cross_variation(std::size_t h, std::size_t c) const noexcept {
    return cross.empty() ? -heating.sum[h] * (cooling.sum[c] / weight) : cross[c * balances + h];
  }

  CaltrackMoments(const CaltrackRows& rows, const CaltrackSettings& settings, bool billing);
};

} // namespace empower::detail
