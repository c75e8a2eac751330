// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/reference/obligations.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace empower {

/// Fewer buildings than this have no worst sixth.
inline constexpr std::size_t least_buildings_ranked = 5;

/// What every figure about the worst buildings says of itself.
inline constexpr std::string_view worst_buildings_are_indicative =
    "indicative: national thresholds not set; percentile of the own stock by count, of one year";

/// The worst share of the own stock by energy per floor area (directive (EU) 2024/1275 art. 9).
struct WorstBuildings {
  KilowattHoursPerSquareMetre threshold{missing_value};
  std::size_t ranked = 0;  ///< buildings with a figure
  std::size_t at_risk = 0; ///< above the threshold
  std::vector<bool> above; ///< per building given; false without a figure
};

/// Threshold = the (1 - share) quantile of the buildings with a figure, interpolated linearly
/// between order statistics (Hyndman, Fan 1996, type 7), each building counted once whatever its
/// size. At risk is what lies strictly above it, so that equal buildings are all at risk or none,
/// and of n different ones at most `share` n + 1 are.
///
/// The share is the row's target. Refuses with `incomplete_row` without one, and with
/// `too_few_buildings` below `least_buildings_ranked` figures. Missing and negative ones are not
/// ranked.
[[nodiscard]] Outcome<WorstBuildings, ObligationReason>
worst_buildings(std::span<const KilowattHoursPerSquareMetre> intensities, const Obligation& row);

} // namespace empower
