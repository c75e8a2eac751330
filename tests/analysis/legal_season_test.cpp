// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/legal_season.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace empower;

namespace {

Building building(BuildingUse use, std::string municipality, std::string zone = {}) {
  Building made;
  made.use = use;
  made.municipality = std::move(municipality);
  made.climate_zone = std::move(zone);
  return made;
}

std::string_view zone_of(const Building& made) { return binding_zone(made, embedded_reference()); }

} // namespace

TEST_SUITE("analysis/legal_season") {
  TEST_CASE("the season that binds is that of the building's zone, else its municipality's") {
    CHECK(zone_of(building(BuildingUse::office, "048017")) == "D");
    CHECK(zone_of(building(BuildingUse::office, "048017", "E")) == "E");
    CHECK(zone_of(building(BuildingUse::hospital, "048017", "E")).empty()); // exempt
    CHECK(zone_of(building(BuildingUse::office, "999999")).empty());
    CHECK(zone_of(building(BuildingUse::office, {})).empty());
  }

  TEST_CASE("each zone of a stock has its summers, a zone without limits none") {
    const std::vector buildings{building(BuildingUse::office, "048017"),
                                building(BuildingUse::office, {}, "D"),
                                building(BuildingUse::office, {}, "F")};
    const OffSeasons seasons = off_seasons(buildings, embedded_reference(), {2022, 2023});
    REQUIRE(seasons.size() == 1);
    REQUIRE(seasons.at("D").periods.size() == 2);
    CHECK(seasons.at("D").periods[1].from == civil_day(2023, 4, 8)); // the winter of 2022/23
  }

  TEST_CASE("uses, municipalities and the regimes of the winters are used rows, each once") {
    const std::vector buildings{
        building(BuildingUse::office, "048017"), building(BuildingUse::office, "048017"),
        building(BuildingUse::hospital, "051002"), building(BuildingUse::office, {}, "F")};
    const auto keys = [&](std::pair<int, int> years) {
      std::vector<std::string> all;
      for (const UsedReference& row : references_of_places(buildings, embedded_reference(), years))
        all.push_back(row.table + " " + row.key);
      return all;
    };
    CHECK(keys({2022, 2022}) ==
          std::vector<std::string>{
              "building_uses.csv office", "municipalities.csv 048017 Firenze, zone D",
              "climate_zones.csv D ordinary", "climate_zones.csv D emergency_2022_2023",
              "building_uses.csv hospital"});
    CHECK(keys({2024, 2024}).size() == 4); // no emergency
  }
}
