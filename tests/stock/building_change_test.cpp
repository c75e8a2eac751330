// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_change.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
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

  TEST_CASE("an area that changed counts by the days of each value") {
    const CivilPeriod year{civil_day(2022, 1, 1), civil_day(2023, 1, 1)};
    const auto area_changed = [](CivilDay from, double area) {
      return BuildingChange{0, from, BuildingField::floor_area, area, {}};
    };
    const auto mean = [&](std::vector<BuildingChange> changes, double listed = 1200.0) {
      return mean_over(year, BuildingField::floor_area, listed, changes);
    };
    CHECK(mean({}) == 1200.0);
    // 181 days of 1,200 m2, 184 days of 1,500 m2.
    CHECK(mean({area_changed(civil_day(2022, 7, 1), 1500.0)}) ==
          doctest::Approx((181.0 * 1200.0 + 184.0 * 1500.0) / 365.0).epsilon(1e-14));
    CHECK(mean({area_changed(civil_day(2021, 7, 1), 1300.0),
                area_changed(civil_day(2022, 12, 31), 365.0)}) ==
          doctest::Approx((364.0 * 1300.0 + 365.0) / 365.0).epsilon(1e-14));
    CHECK(mean({area_changed(civil_day(2022, 1, 1), 1500.0)}) == 1500.0);
    CHECK(mean({area_changed(civil_day(2023, 1, 1), 1500.0)}) == 1200.0);
    CHECK(mean({{0, civil_day(2022, 7, 1), BuildingField::heated_volume, 9.0, {}}}) == 1200.0);
    CHECK(std::isnan(mean({area_changed(civil_day(2022, 7, 1), 1500.0)}, missing_value)));
    CHECK(mean({area_changed(civil_day(2022, 1, 1), 1500.0)}, missing_value) == 1500.0);
    CHECK_THROWS_AS(static_cast<void>(mean_over(year, BuildingField::use, 1.0, {})), ContractError);
    CHECK_THROWS_AS(
        static_cast<void>(mean_over({year.from, year.from}, BuildingField::floor_area, 1.0, {})),
        ContractError);
  }

  TEST_CASE("what changed in a year is told in words, what changed before it is not") {
    Building school;
    school.use = BuildingUse::school_primary;
    school.floor_area = SquareMetres{1200.0};
    const std::vector<BuildingChange> changes{
        {0, civil_day(2021, 3, 1), BuildingField::heated_volume, 3600.5, {}},
        {0, civil_day(2022, 7, 1), BuildingField::floor_area, 1234567.0, {}},
        {0, civil_day(2022, 8, 1), BuildingField::heated_volume, 4500.25, {}},
        {0, civil_day(2022, 9, 1), BuildingField::use, missing_value, "office"},
        {0, civil_day(2022, 9, 1), BuildingField::owner_type, missing_value, "rented"},
        {0, civil_day(2022, 10, 1), BuildingField::organisation, missing_value, "Town"},
    };
    const auto text = [&](int year) { return changes_text(calendar_year(year), school, changes); };
    CHECK(text(2020).empty());
    CHECK(text(2021) == "heated volume changed on 2021-03-01: unknown to 3,600.5 m3, day-weighted");
    CHECK(text(2022) == "floor area changed on 2022-07-01: 1,200 to 1,234,567 m2, day-weighted; "
                        "heated volume changed on 2022-08-01: 3,600.5 to 4,500.25 m3, "
                        "day-weighted; use changed on 2022-09-01: school_primary to office; "
                        "organisation changed on 2022-10-01: unknown to Town");
    CHECK(text(2023).empty());
  }

  TEST_CASE("fields are named as the columns of buildings.csv") {
    CHECK(parse_building_field("floor_area_m2") == BuildingField::floor_area);
    CHECK(code(BuildingField::user_type) == "user_type");
    CHECK_FALSE(parse_building_field("colour"));
  }
}
