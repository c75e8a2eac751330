// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_change.hpp>

#include <doctest/doctest.h>

#include <vector>

using namespace empower;
using namespace std::chrono;

TEST_SUITE("stock/building_change") {
  TEST_CASE("a change holds from its day on, until the next of the same field") {
    Building school;
    school.id = "school";
    school.use = BuildingUse::school_primary;
    school.floor_area = SquareMetres{1000.0};
    const auto day = [](int y, unsigned m, unsigned d) {
      return CivilDay{local_days{year{y} / month{m} / std::chrono::day{d}}};
    };
    const std::vector<BuildingChange> changes{
        {0, day(2021, 1, 1), BuildingField::floor_area, 9.0, {}},
        {1, day(2021, 9, 1), BuildingField::floor_area, 1200.0, {}},
        {1, day(2022, 1, 1), BuildingField::use, missing_value, "office"},
        {1, day(2023, 1, 1), BuildingField::floor_area, 1100.0, {}},
    };
    CHECK(building_on(school, 1, changes, day(2021, 8, 31)).floor_area.value() == 1000.0);
    CHECK(building_on(school, 1, changes, day(2021, 9, 1)).floor_area.value() == 1200.0);
    CHECK(building_on(school, 1, changes, day(2021, 12, 31)).use == BuildingUse::school_primary);
    const Building last = building_on(school, 1, changes, day(2024, 1, 1));
    CHECK(last.floor_area.value() == 1100.0);
    CHECK(last.use == BuildingUse::office);
    CHECK(building_on(school, 2, changes, day(2024, 1, 1)).floor_area.value() == 1000.0);
  }

  TEST_CASE("fields are named as the columns of buildings.csv") {
    CHECK(parse_building_field("floor_area_m2") == BuildingField::floor_area);
    CHECK(code(BuildingField::user_type) == "user_type");
    CHECK_FALSE(parse_building_field("colour"));
  }
}
