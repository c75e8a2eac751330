// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/heating_season.hpp>

#include "support/shared_data.hpp"

#include <empower/io/reference_folder.hpp>
#include <empower/series/resample.hpp>
#include <empower/weather/degree_day_ratio.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

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

  TEST_CASE("summers follow each winter's regime") {
    const auto d = off_season(embedded_reference(), "D", 2021, 2024);
    CHECK(d.zone == "D");
    REQUIRE(d.periods.size() == 4);
    CHECK(d.periods[0] == CivilPeriod{civil_day(2021, 4, 16), civil_day(2021, 11, 1)});
    CHECK(d.periods[1] == CivilPeriod{civil_day(2022, 4, 16), civil_day(2022, 11, 8)});
    CHECK(d.periods[2] == CivilPeriod{civil_day(2023, 4, 8), civil_day(2023, 11, 1)});
    CHECK(d.periods[3] == CivilPeriod{civil_day(2024, 4, 16), civil_day(2024, 11, 1)});
    CHECK(d.periods[2].contains(civil_day(2023, 4, 10)));
    CHECK_FALSE(d.periods[3].contains(civil_day(2024, 4, 10)));
    CHECK(off_season(embedded_reference(), "F", 2021, 2024).periods.empty());
    CHECK(off_season(embedded_reference(), "D", 1990, 1993).periods.empty()); // before the decree
  }

  TEST_CASE("a year's season is two pieces, and days without a temperature are missing") {
    const ClimateZone& d = **embedded_reference().zone("D");
    std::vector<double> means(365, 10.0);
    const DailyView<Celsius> year{civil_day(2013, 1, 1), means};
    auto sum = *heating_degree_days_of_year(year, d, 2013, italian_gradi_giorno);
    CHECK(sum.total == DegreeDays{1660.0});
    CHECK(sum.days_counted == 166);
    CHECK(sum.days_missing == 0);
    CHECK(sum.period == calendar_year(2013));
    means[10] = missing_value;  // in January
    means[200] = missing_value; // in July, out of season
    sum = *heating_degree_days_of_year(year, d, 2013, italian_gradi_giorno);
    CHECK(sum.days_missing == 1);
    const auto autumn = year.within({civil_day(2013, 7, 1), civil_day(2014, 1, 1)});
    sum = *heating_degree_days_of_year(autumn, d, 2013, italian_gradi_giorno);
    CHECK(sum.days_counted == 61);
    CHECK(sum.days_missing == 105);
    CHECK_FALSE(heating_degree_days_of_year(year, **embedded_reference().zone("F"), 2013,
                                            italian_gradi_giorno));
  }

  TEST_CASE("a sum of the season's days is not divided by one of the whole year") {
    const std::vector<double> means(365, 10.0);
    const DailyView<Celsius> year{civil_day(2013, 1, 1), means};
    const auto of = [&](std::string_view zone) {
      return *heating_degree_days_of_year(year, **embedded_reference().zone(zone), 2013,
                                          italian_gradi_giorno);
    };
    CHECK(*ratio(of("D"), of("D")) == 1.0);
    CHECK(ratio(of("D"), heating_degree_days(year, italian_gradi_giorno)).failure().reason ==
          DegreeDayReason::different_lengths);
    CHECK(ratio(of("D"), of("E")).failure().reason == DegreeDayReason::different_lengths);
  }

  TEST_CASE("golden numbers: Bedford, the season's days of 2013 and 2022 in zones D and E") {
    const auto file = testing::shared_file("cambridge/bedford_weather_hourly_2008_2022.csv.gz");
    if (!file) return;
    const auto hourly = testing::number_column(*file, "temp_c");
    const auto days =
        daily_mean({Instant{civil_day(2008, 1, 1).time_since_epoch()}, hourly}, TimeZone{});
    const auto total = [&](std::string_view zone, int year) {
      const auto sum = *heating_degree_days_of_year(
          days.view<Celsius>(), **embedded_reference().zone(zone), year, italian_gradi_giorno);
      CHECK(sum.days_missing == 0);
      return sum.total.value();
    };
    CHECK(std::abs(total("D", 2013) - 2635.129) < 0.001);
    CHECK(std::abs(total("D", 2022) - 2243.771) < 0.001);
    CHECK(std::abs(total("E", 2013) - 2772.621) < 0.001);
    CHECK(std::abs(total("E", 2022) - 2355.458) < 0.001);
  }
}
