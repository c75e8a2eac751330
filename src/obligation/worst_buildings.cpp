// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/worst_buildings.hpp>

#include <empower/stats/robust.hpp>

#include <fmt/format.h>

#include <cmath>

namespace empower {

Outcome<WorstBuildings, ObligationReason>
worst_buildings(std::span<const KilowattHoursPerSquareMetre> intensities, const Obligation& row) {
  if (std::isnan(row.target_value)) {
    return Failure{ObligationReason::incomplete_row,
                   fmt::format("obligation {} has no share of the stock", row.id)};
  }
  std::vector<double> ranked;
  ranked.reserve(intensities.size());
  for (const KilowattHoursPerSquareMetre intensity : intensities)
    if (intensity.value() >= 0.0) ranked.push_back(intensity.value());
  if (ranked.size() < least_buildings_ranked) {
    return Failure{ObligationReason::too_few_buildings,
                   fmt::format("{} buildings with energy per floor area, of at least {}",
                               ranked.size(), least_buildings_ranked)};
  }
  WorstBuildings worst;
  worst.ranked = ranked.size();
  worst.threshold =
      KilowattHoursPerSquareMetre{quantile(std::move(ranked), 1.0 - row.target_value)};
  worst.above.reserve(intensities.size());
  for (const KilowattHoursPerSquareMetre intensity : intensities) {
    worst.above.push_back(intensity > worst.threshold);
    if (worst.above.back()) ++worst.at_risk;
  }
  return worst;
}

} // namespace empower
