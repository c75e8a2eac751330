// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_day_ratio.hpp>

#include <doctest/doctest.h>

#include <vector>

using namespace empower;

namespace {

DegreeDaySum<HeatingRule> sum_of(std::size_t days, double temperature_c,
                                 HeatingRule rule = italian_gradi_giorno, std::size_t missing = 0,
                                 int year = 2023) {
  std::vector<double> values(days, temperature_c);
  for (std::size_t i = 0; i < missing; ++i) values[i] = missing_value;
  return heating_degree_days({civil_day(year, 11, 1), values}, rule);
}

DegreeDayReason refusal(const DegreeDaySum<HeatingRule>& a, const DegreeDaySum<HeatingRule>& b) {
  const auto quotient = ratio(a, b);
  REQUIRE_FALSE(quotient);
  CHECK_FALSE(quotient.failure().detail.empty());
  return quotient.failure().reason;
}

} // namespace

TEST_SUITE("weather/degree_day_ratio") {
  TEST_CASE("two seasons of one kind divide, with 29 February and without") {
    CHECK(*ratio(sum_of(166, 10.0), sum_of(166, 15.0)) == doctest::Approx(2.0));
    const auto common_winter = sum_of(166, 10.0, italian_gradi_giorno, 0, 2022); // to 15 April
    CHECK(*ratio(sum_of(167, 10.0), common_winter) == doctest::Approx(167.0 / 166.0));
  }

  TEST_CASE("a missing day weighs nothing") {
    CHECK(*ratio(sum_of(166, 10.0, italian_gradi_giorno, 10), sum_of(166, 10.0)) ==
          doctest::Approx(1.0));
  }

  TEST_CASE("totals of different kind do not divide") {
    const auto season = sum_of(166, 10.0);
    CHECK(refusal(season, sum_of(166, 10.0, german_heating)) == DegreeDayReason::different_rules);
    CHECK(refusal(season, sum_of(183, 10.0)) == DegreeDayReason::different_lengths);
    CHECK(refusal(season, sum_of(166, 10.0, italian_gradi_giorno, 17)) ==
          DegreeDayReason::low_coverage);
    CHECK(refusal(season, sum_of(166, 25.0)) == DegreeDayReason::no_degree_days);
    auto hourly = season;
    hourly.method = DegreeDayMethod::integration;
    CHECK(refusal(season, hourly) == DegreeDayReason::different_methods);
  }

  TEST_CASE("parts of the year that are not the same do not divide, leap day or not") {
    const auto of = [](CivilPeriod period) {
      static const std::vector<double> ten(400, 10.0);
      const DailyView<Celsius> outdoor{period.from, ten};
      return heating_degree_days(outdoor.within(period), italian_gradi_giorno);
    };
    const auto january = of({civil_day(2023, 1, 1), civil_day(2023, 2, 1)});
    CHECK(refusal(january, of({civil_day(2023, 7, 1), civil_day(2023, 8, 1)})) ==
          DegreeDayReason::different_seasons);
    CHECK(refusal(of(calendar_year(2022)), of({civil_day(2022, 10, 1), civil_day(2023, 10, 1)})) ==
          DegreeDayReason::different_seasons);
    CHECK(ratio(january, of({civil_day(2024, 1, 1), civil_day(2024, 2, 1)})));
    CHECK(ratio(of(calendar_year(2023)), of(calendar_year(2024))));
    const auto february = [&](int year) {
      return of({civil_day(year, 2, 1), civil_day(year, 3, 1)});
    };
    CHECK(ratio(february(2024), february(2023)));
  }

  TEST_CASE("codes are words") {
    CHECK(code(DegreeDayReason::low_coverage) == "low_weather_coverage");
    CHECK(degree_day_reason_codes().size() == 9);
    CHECK(code(DegreeDayMethod::ukmo) == "ukmo");
  }
}
