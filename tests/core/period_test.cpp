// SPDX-License-Identifier: Apache-2.0
#include <empower/core/period.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("core/period") {
  TEST_CASE("the first day is inside, the end is not") {
    const CivilPeriod january{civil_day(2024, 1, 1), civil_day(2024, 2, 1)};
    CHECK(january.contains(civil_day(2024, 1, 1)));
    CHECK(january.contains(civil_day(2024, 1, 31)));
    CHECK_FALSE(january.contains(civil_day(2024, 2, 1)));
    CHECK(day_count(january) == 31);
  }

  TEST_CASE("a period that ends where it begins, or before, is empty and has no length") {
    const CivilDay day = civil_day(2024, 5, 1);
    CHECK(CivilPeriod{day, day}.empty());
    CHECK(CivilPeriod{day, day - std::chrono::days{3}}.empty());
    CHECK(day_count({day, day - std::chrono::days{3}}) == 0);
    CHECK_FALSE(CivilPeriod{day, day}.contains(day));
  }

  TEST_CASE("the intersection is what both share, and empty when they only touch") {
    const CivilPeriod first{civil_day(2024, 1, 1), civil_day(2024, 2, 1)};
    const CivilPeriod second{civil_day(2024, 1, 20), civil_day(2024, 3, 1)};
    const CivilPeriod third{civil_day(2024, 2, 1), civil_day(2024, 3, 1)};
    CHECK(intersection(first, second) ==
          CivilPeriod{civil_day(2024, 1, 20), civil_day(2024, 2, 1)});
    CHECK(intersection(second, first) == intersection(first, second));
    CHECK(intersection(first, third).empty());
    CHECK(day_count(intersection(third, calendar_year(2020))) == 0);
  }

  TEST_CASE("a calendar year has 366 days when the calendar says so") {
    CHECK(day_count(calendar_year(2023)) == 365);
    CHECK(day_count(calendar_year(2024)) == 366);
    CHECK(day_count(calendar_year(1900)) == 365);
    CHECK(day_count(calendar_year(2000)) == 366);
    CHECK(year_of(civil_day(2024, 12, 31)) == 2024);
  }
}

} // namespace empower
