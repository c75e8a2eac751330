// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_day_ratio.hpp>

#include <doctest/doctest.h>

#include <vector>

using namespace empower;

namespace {

DegreeDaySum<HeatingRule> sum_of(std::size_t days, double temperature_c,
                                 HeatingRule rule = italian_gradi_giorno, std::size_t missing = 0) {
  std::vector<double> values(days, temperature_c);
  for (std::size_t i = 0; i < missing; ++i) values[i] = missing_value;
  return heating_degree_days({civil_day(2023, 11, 1), values}, rule);
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
    CHECK(*ratio(sum_of(167, 10.0), sum_of(166, 10.0)) == doctest::Approx(167.0 / 166.0));
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

  TEST_CASE("codes are words") {
    CHECK(code(DegreeDayReason::low_coverage) == "low_weather_coverage");
    CHECK(degree_day_reason_codes().size() == 5);
    CHECK(code(DegreeDayMethod::ukmo) == "ukmo");
  }
}
