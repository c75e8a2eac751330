// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_part.hpp>

#include <doctest/doctest.h>

#include <vector>

using namespace empower;

namespace {

Building school() {
  Building building;
  building.use = BuildingUse::school_primary;
  building.floor_area = SquareMetres{1000.0};
  return building;
}

} // namespace

TEST_SUITE("stock/building_part") {
  TEST_CASE("a building without parts has one use") {
    const auto uses = uses_on(civil_day(2023, 7, 1), school(), 0, {});
    REQUIRE(uses.size() == 1);
    CHECK(uses[0].use == BuildingUse::school_primary);
    CHECK(uses[0].share == 1.0);
  }

  TEST_CASE("what parts leave of the floor area has the use of the building") {
    const std::vector<BuildingPart> parts{
        {0, {}, BuildingUse::office, SquareMetres{250.0}},
        {1, {}, BuildingUse::library, SquareMetres{600.0}},
        {1, {}, BuildingUse::sports_hall, SquareMetres{100.0}},
        {1, civil_day(2023, 7, 1), BuildingUse::museum, SquareMetres{1005.0}},
    };
    const auto before = uses_on(civil_day(2023, 6, 30), school(), 1, parts);
    REQUIRE(before.size() == 3);
    CHECK(before[0].use == BuildingUse::library);
    CHECK(before[0].share == doctest::Approx(0.6));
    CHECK(before[1].use == BuildingUse::school_primary);
    CHECK(before[1].share == doctest::Approx(0.3));
    CHECK(before[2].share == doctest::Approx(0.1));
    const auto after = uses_on(civil_day(2023, 7, 1), school(), 1, parts);
    REQUIRE(after.size() == 1); // a little more than the whole is the whole
    CHECK(after[0].use == BuildingUse::museum);
    CHECK(after[0].share == 1.0);
    CHECK(uses_on(civil_day(2023, 7, 1), school(), 0, parts)[0].share == doctest::Approx(0.75));
  }

  TEST_CASE(
      "a part of the building's own use joins what is left, and without an area there is none") {
    const std::vector<BuildingPart> parts{
        {0, {}, BuildingUse::school_primary, SquareMetres{300.0}},
        {0, {}, BuildingUse::library, SquareMetres{100.0}},
    };
    CHECK(uses_on(civil_day(2023, 7, 1), school(), 0, parts)[0].share == doctest::Approx(0.9));
    Building unknown = school();
    unknown.floor_area = SquareMetres{missing_value};
    CHECK(uses_on(civil_day(2023, 7, 1), unknown, 0, parts)[0].share == doctest::Approx(0.75));
  }
}
