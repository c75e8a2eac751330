// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/legal_season.hpp>

#include <empower/stock/building_use.hpp>

#include <set>
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

std::vector<UsedReference> references_of_places(std::span<const Building> buildings,
                                                const ReferenceTables& reference,
                                                std::pair<int, int> years) {
  std::vector<UsedReference> used;
  std::set<std::string, std::less<>> seen;
  for (const Building& building : buildings) {
    const std::string_view use_code = code(building.use);
    if (const auto use = reference.use(use_code); use && seen.emplace(use_code).second)
      used.push_back(
          {"building_uses.csv", std::string{use_code}, missing_value, (*use)->provenance});
    const std::string_view zone = binding_zone(building, reference);
    if (zone.empty()) continue;
    if (building.climate_zone.empty() && seen.emplace(building.municipality).second) {
      const Municipality& row = **reference.municipality(building.municipality);
      used.push_back({"municipalities.csv",
                      row.istat_code + " " + row.name + ", zone " + row.climate_zone, missing_value,
                      row.provenance});
    }
    if (!seen.emplace(zone).second) continue;
    for (int winter = years.first - 1; winter <= years.second; ++winter) {
      const auto row = reference.zone_on(zone, civil_day(winter, 12, 31));
      if (row && (*row)->season_first && seen.emplace((*row)->zone + " " + (*row)->regime).second)
        used.push_back({"climate_zones.csv", (*row)->zone + " " + (*row)->regime, missing_value,
                        (*row)->provenance});
    }
  }
  return used;
}

} // namespace empower
