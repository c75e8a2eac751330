// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace empower {

/// How much of what was asked for is there. Carried by every result that sums or fits.
struct Coverage {
  double expected = 0.0; ///< days (or hours) of the period
  double present = 0.0;  ///< of these, with data

  /// 0 for an empty period: nothing asked is nothing known.
  [[nodiscard]] constexpr double share() const noexcept {
    return expected > 0.0 ? present / expected : 0.0;
  }
  constexpr Coverage& operator+=(Coverage other) noexcept {
    expected += other.expected;
    present += other.present;
    return *this;
  }
};

/// Below this share a total is not shown as a year's value (CalTRACK 2.0, §2.2.4).
inline constexpr double sufficient_coverage = 0.90;

} // namespace empower
