// SPDX-License-Identifier: Apache-2.0
#include <empower/io/stock_folder.hpp>

#include "io/stock_files.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

TEST_SUITE("io/stock_buildings") {
  TEST_CASE("a use is known by each of the names that its row joins with commas") {
    const auto use = [](const std::string& text) {
      return StockFiles{}
          .with("buildings.csv", "building_id,use,floor_area_m2\nb," + text + ",100\n")
          .read()
          .stock.buildings.at(0)
          .use;
    };
    CHECK(use("Palestra") == BuildingUse::sports_hall);
    CHECK(use("palazzetto") == BuildingUse::sports_hall);
    CHECK(use("Scuola") == BuildingUse::other_public); // no name of a row
  }

  TEST_CASE("surface over volume is read where it is given, and left empty where it cannot be") {
    StockFiles files;
    files.with("buildings.csv", "building_id,use,floor_area_m2,surface_to_volume_1_m\n"
                                "a,school_primary,100,0.42\n"
                                "b,school_primary,100,\n"
                                "c,school_primary,100,42\n");
    files.with("meters.csv", "meter_id,building_id,carrier,unit\nel,a,electricity,kWh\n");
    const StockFolder folder = files.read();
    REQUIRE(folder.stock.buildings.size() == 3);
    CHECK(folder.stock.buildings[0].surface_to_volume_1_m == 0.42);
    CHECK(std::isnan(folder.stock.buildings[1].surface_to_volume_1_m));
    CHECK(std::isnan(folder.stock.buildings[2].surface_to_volume_1_m));
    CHECK(find_reject(folder, "buildings.csv", 3, "surface_to_volume_1_m") == nullptr);
    CHECK(find_reject(folder, "buildings.csv", 4, "surface_to_volume_1_m") != nullptr);
  }
}
