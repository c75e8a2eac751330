// SPDX-License-Identifier: Apache-2.0
#include <empower/series/day_calendar.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("series/day_calendar") {
  TEST_CASE("only the dates of the list are closed") {
    const DayCalendar school{"school",
                             {{civil_day(2024, 1, 1), "holiday"},
                              {civil_day(2024, 4, 25), "holiday"},
                              {civil_day(2024, 12, 24), "school_break"}}};
    CHECK(school.is_closed(civil_day(2024, 1, 1)));
    CHECK(school.is_closed(civil_day(2024, 4, 25)));
    CHECK(school.is_closed(civil_day(2024, 12, 24)));
    CHECK_FALSE(school.is_closed(civil_day(2024, 4, 24)));
    CHECK_FALSE(school.is_closed(civil_day(2024, 12, 25)));
    CHECK_FALSE(DayCalendar{}.is_closed(civil_day(2024, 1, 1)));
  }
}

} // namespace empower
