// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/legal_season.hpp>

#include <empower/stock/building_use.hpp>

#include <utility>

namespace empower {

std::string_view binding_zone(const Building& building, const ReferenceTables& reference) {
  const auto use = reference.use(code(building.use));
  if (!use || (*use)->heating_hours_exempt) return {};
  if (!building.climate_zone.empty()) return building.climate_zone;
  const auto municipality = reference.municipality(building.municipality);
  return municipality ? std::string_view{(*municipality)->climate_zone} : std::string_view{};
}

OffSeasons off_seasons(std::span<const Building> buildings, const ReferenceTables& reference,
                       std::pair<int, int> years) {
  OffSeasons seasons;
  for (const Building& building : buildings) {
    const std::string_view zone = binding_zone(building, reference);
    if (zone.empty() || seasons.contains(zone)) continue;
    OffSeason off = off_season(reference, zone, years.first, years.second);
    if (!off.periods.empty()) seasons.emplace(zone, std::move(off));
  }
  return seasons;
}

} // namespace empower
