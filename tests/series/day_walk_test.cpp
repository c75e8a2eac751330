// SPDX-License-Identifier: Apache-2.0
#include <empower/series/detail/day_walk.hpp>

#include <doctest/doctest.h>

#include <string_view>

using namespace empower;

TEST_SUITE("series/day_walk") {
  TEST_CASE("days follow each other as the zone says, wherever its clocks are put") {
    // Switches at 1 h UTC, at 2 h, at midnight (which is skipped or comes twice), none.
    for (const std::string_view name :
         {"Europe/Rome", "America/Chicago", "EET-2EEST,M3.5.0/0,M10.5.0/0",
          "CST5CDT,M3.2.0/0,M11.1.0/1", "UTC", "+05:30"}) {
      CAPTURE(name);
      const auto zone = TimeZone::named(name);
      REQUIRE(zone);
      detail::DayWalk walk{*zone, zone->start_of(civil_day(2022, 12, 30)) + std::chrono::hours{5}};
      CivilDay day = civil_day(2022, 12, 30);
      std::size_t wrong = 0;
      for (int i = 0; i < 800; ++i) {
        const CivilDay next = day + std::chrono::days{1};
        const InstantPeriod expected{zone->start_of(day), zone->start_of(next)};
        wrong += walk.day() == day && walk.span() == expected ? 0U : 1U;
        walk.advance();
        day = next;
      }
      CHECK(wrong == 0);
    }
  }
}
