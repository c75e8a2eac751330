// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_part.hpp>

#include <algorithm>
#include <functional>
#include <map>

namespace empower {

std::vector<UseShare> uses_on(CivilDay day, const Building& then, std::size_t index,
                              std::span<const BuildingPart> parts) {
  std::map<BuildingUse, double> areas;
  double sum = 0.0;
  std::optional<CivilDay> from;
  for (const BuildingPart& part :
       std::ranges::equal_range(parts, index, {}, &BuildingPart::building)) {
    if (part.from && *part.from > day) break;
    if (part.from != from) { // a new division
      areas.clear();
      sum = 0.0;
      from = part.from;
    }
    areas[part.use] += part.floor_area.value();
    sum += part.floor_area.value();
  }
  if (areas.empty()) return {{then.use, 1.0}};
  if (const double rest = then.floor_area.value() - sum; rest > 0.0) {
    areas[then.use] += rest;
    sum += rest;
  }
  std::vector<UseShare> uses;
  uses.reserve(areas.size());
  for (const auto& [use, area] : areas) uses.push_back({use, area / sum});
  std::ranges::stable_sort(uses, std::ranges::greater{}, &UseShare::share);
  return uses;
}

} // namespace empower
