// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/renovation_rate.hpp>

#include <fmt/format.h>

#include <cmath>

namespace empower {

Outcome<RenovationDuty, ObligationReason>
renovation_duty(std::span<const RenovationCandidate> buildings, const Obligation& row) {
  if (std::isnan(row.threshold_min) || std::isnan(row.target_value)) {
    return Failure{ObligationReason::incomplete_row,
                   fmt::format("obligation {} has no {}", row.id,
                               std::isnan(row.target_value) ? "share" : "threshold")};
  }
  RenovationDuty duty;
  for (const RenovationCandidate& building : buildings) {
    if (building.floor_area.missing()) {
      ++duty.without_area;
      continue;
    }
    if (building.floor_area.value() <= row.threshold_min) continue;
    if (building.nearly_zero_energy.value_or(false)) continue;
    ++duty.counted;
    if (!building.nearly_zero_energy) ++duty.assumed_not_nzeb;
    duty.counted_area += building.floor_area;
    if (building.renovated_in_year) duty.renovated_area += building.floor_area;
  }
  duty.due_area = duty.counted_area * row.target_value;
  return duty;
}

} // namespace empower
