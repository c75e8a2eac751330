// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/heating_season.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

using namespace empower;

TEST_SUITE("weather/heating_season") {
  TEST_CASE("a season runs over the year's end and holds 29 February") {
    const ClimateZone& d = **embedded_reference().zone("D");
    CHECK(day_count(*heating_season(d, 2012)) == 166);
    CHECK(day_count(*heating_season(d, 2015)) == 167);
    CHECK(heating_season(d, 2012)->from == civil_day(2012, 11, 1));
    CHECK(heating_season(d, 2012)->to == civil_day(2013, 4, 16));
    CHECK(season_name(2012) == "2012/13");
    CHECK(season_name(1999) == "1999/00");
  }

  TEST_CASE("the length of each zone's season is that of the table; zone F has none") {
    const auto days = [](std::string_view zone) {
      return day_count(*heating_season(**embedded_reference().zone(zone), 2012));
    };
    CHECK(days("A") == 105);
    CHECK(days("B") == 121);
    CHECK(days("C") == 137);
    CHECK(days("E") == 183);
    CHECK_FALSE(heating_season(**embedded_reference().zone("F"), 2012));
    CHECK_FALSE(heating_days_of_year(**embedded_reference().zone("F"), 2013));
  }

  TEST_CASE("the days of a calendar year come from two winters") {
    const auto parts = *heating_days_of_year(**embedded_reference().zone("D"), 2013);
    CHECK(parts[0] == CivilPeriod{civil_day(2013, 1, 1), civil_day(2013, 4, 16)});
    CHECK(parts[1] == CivilPeriod{civil_day(2013, 11, 1), civil_day(2014, 1, 1)});
    CHECK(thermal_year(2012) == CivilPeriod{civil_day(2012, 10, 1), civil_day(2013, 10, 1)});
  }
}
