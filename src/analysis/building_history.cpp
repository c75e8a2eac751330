// SPDX-License-Identifier: Apache-2.0
#include "building_history.hpp"

#include <algorithm>
#include <vector>

namespace empower::detail {

Building building_as_on(const StockFolder& folder, std::size_t building, CivilDay day) {
  Building then = building_on(folder.stock.buildings[building], building, folder.changes, day);
  then.use = uses_on(day, then, building, folder.parts).front().use;
  return then;
}

std::optional<CivilDay> use_since(const StockFolder& folder, std::size_t building, CivilDay last) {
  std::vector<CivilDay> days;
  const auto changes = changes_of(building, folder.changes);
  days.reserve(changes.size());
  for (const BuildingChange& change : changes) days.push_back(change.from);
  const auto parts = std::ranges::equal_range(folder.parts, building, {}, &BuildingPart::building);
  for (const BuildingPart& part : parts)
    if (part.from) days.push_back(*part.from);
  std::erase_if(days, [&](CivilDay day) { return last < day; });
  if (days.empty()) return std::nullopt;
  std::ranges::sort(days);
  std::optional<CivilDay> since;
  BuildingUse use = building_as_on(folder, building, days.front() - std::chrono::days{1}).use;
  for (const CivilDay day : days) {
    const BuildingUse next = building_as_on(folder, building, day).use;
    if (next != use) since = day;
    use = next;
  }
  return since;
}

} // namespace empower::detail
