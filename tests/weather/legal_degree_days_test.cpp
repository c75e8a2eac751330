// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/legal_degree_days.hpp>

#include "support/shared_data.hpp"

#include <empower/core/error.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/weather/heating_season.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <type_traits>
#include <vector>

using namespace empower;

static_assert(!std::is_convertible_v<LegalDegreeDays, DegreeDays>);
static_assert(!std::is_constructible_v<DegreeDays, LegalDegreeDays>);
static_assert(!std::is_constructible_v<DegreeDaySum<HeatingRule>, LegalDegreeDays>);

namespace {

const ReferenceTables& tables() { return embedded_reference(); }

LegalClimate municipality(std::string_view name) {
  return *MunicipalityIndex{tables()}.climate(name);
}

/// Days of one temperature.
std::vector<double> days_of(CivilPeriod period, double temperature_c) {
  return std::vector<double>(static_cast<std::size_t>(day_count(period)), temperature_c);
}

} // namespace

TEST_SUITE("weather/legal_degree_days") {
  TEST_CASE("Firenze's winters have 7 % less than its legal degree-days") {
    const auto file = testing::shared_file("italy/tuscany_daily_mean_temp_1998_2020.csv");
    if (!file) return;
    const auto means = testing::number_column(*file, "Firenze");
    const DailyView<Celsius> outdoor{civil_day(1998, 1, 1), means};
    // The 15 winters from 2001/02 on of which 13 are complete (degree-days.md §4).
    const auto both =
        legal_and_actual(tables(), municipality("Firenze"),
                         outdoor.within({civil_day(2001, 11, 1), civil_day(2016, 4, 16)}));
    REQUIRE(both.has_value());
    CHECK(both->legal == LegalDegreeDays{1821.0});
    CHECK(both->seasons.size() == 13);
    CHECK(both->left_out == 2);
    CHECK(std::abs(both->actual.value() - 1686.6) < 0.05);
    CHECK(std::abs(both->difference - (1686.6 / 1821.0 - 1.0)) < 1e-4);
  }

  TEST_CASE("a season over the legal value is a ratio of its own") {
    const ClimateZone& d = **tables().zone("D");
    const CivilPeriod season = *heating_season(d, 2022);
    auto means = days_of(season, 10.0);
    const DailyView<Celsius> outdoor{season.from, means};
    const auto sum = heating_degree_days(outdoor, italian_gradi_giorno);
    CHECK(*actual_over_legal(sum, LegalDegreeDays{2000.0}, d) == doctest::Approx(0.83));
    means[3] = missing_value;
    CHECK(*actual_over_legal(heating_degree_days(outdoor, italian_gradi_giorno),
                             LegalDegreeDays{2000.0}, d) == doctest::Approx(0.83));
  }

  TEST_CASE("what the decree does not define is not set against its value") {
    const ClimateZone& d = **tables().zone("D");
    const CivilPeriod season = *heating_season(d, 2022);
    auto means = days_of(season, 10.0);
    const DailyView<Celsius> outdoor{season.from, means};
    const auto refusal = [&](const DegreeDaySum<HeatingRule>& sum, double legal,
                             std::string_view zone = "D") {
      return actual_over_legal(sum, LegalDegreeDays{legal}, **tables().zone(zone)).failure().reason;
    };
    const auto sum = heating_degree_days(outdoor, italian_gradi_giorno);
    CHECK(refusal(heating_degree_days(outdoor, uk_heating), 2000.0) ==
          DegreeDayReason::different_rules);
    auto hourly = sum;
    hourly.method = DegreeDayMethod::integration;
    CHECK(refusal(hourly, 2000.0) == DegreeDayReason::different_methods);
    CHECK(refusal(sum, 2000.0, "E") == DegreeDayReason::different_seasons);
    CHECK(refusal(sum, 2000.0, "F") == DegreeDayReason::no_legal_season);
    CHECK(refusal(sum, missing_value) == DegreeDayReason::no_legal_value);
    for (std::size_t i = 0; i < 20; ++i) means[i] = missing_value;
    CHECK(refusal(heating_degree_days(outdoor, italian_gradi_giorno), 2000.0) ==
          DegreeDayReason::low_coverage);
  }

  TEST_CASE("only whole seasons are averaged") {
    const CivilPeriod years{civil_day(2020, 1, 1), civil_day(2023, 1, 1)};
    auto means = days_of(years, 10.0);
    const DailyView<Celsius> outdoor{years.from, means};
    auto both = legal_and_actual(tables(), municipality("Firenze"), outdoor);
    REQUIRE(both.has_value());
    CHECK(both->seasons.size() == 2); // 2020/21 and 2021/22
    CHECK(both->actual == DegreeDays{1660.0});
    means[400] = missing_value; // February 2021
    both = legal_and_actual(tables(), municipality("Firenze"), outdoor);
    CHECK(both->seasons.size() == 1);
    CHECK(both->left_out == 1);
    means[700] = missing_value;
    CHECK(legal_and_actual(tables(), municipality("Firenze"), outdoor).failure().reason ==
          DegreeDayReason::low_coverage);
    const auto mountain = MunicipalityIndex{tables()}.climate("Abetone Cutigliano", {}, "F");
    CHECK(legal_and_actual(tables(), *mountain, outdoor).failure().reason ==
          DegreeDayReason::no_legal_season);
  }

  TEST_CASE("an unlisted place is estimated from its neighbour, 1/100 of the season per metre") {
    const auto estimate = degree_days_by_altitude(tables(), municipality("Firenze"), 150.0);
    REQUIRE(estimate.has_value());
    CHECK(estimate->per_metre_kd == doctest::Approx(1.66));
    CHECK(estimate->altitude_difference_m == 100.0);
    CHECK(estimate->degree_days.value() == doctest::Approx(1821.0 + 166.0));
    CHECK(estimate->basis == "estimate_by_altitude");
    CHECK(estimate->neighbour == "Firenze (FI)");
    CHECK(estimate->of_neighbour == LegalDegreeDays{1821.0});
    const auto arezzo = degree_days_by_altitude(tables(), municipality("Arezzo"), 196.0);
    CHECK(arezzo->per_metre_kd == doctest::Approx(1.83));
    CHECK(arezzo->degree_days.value() == doctest::Approx(2104.0 - 183.0));
    for (const Municipality& row : tables().municipalities)
      REQUIRE(row.basis != estimate->basis); // never taken for a legal value
  }

  TEST_CASE("an estimate needs a neighbour with value, season and altitude") {
    LegalClimate neighbour = municipality("Firenze");
    CHECK_THROWS_AS((void)degree_days_by_altitude(tables(), neighbour, missing_value),
                    ContractError);
    const auto reason = [&] {
      return degree_days_by_altitude(tables(), neighbour, 100.0).failure().reason;
    };
    neighbour.altitude_m = missing_value;
    CHECK(reason() == DegreeDayReason::no_altitude);
    neighbour.zone = "F";
    CHECK(reason() == DegreeDayReason::no_legal_season);
    neighbour.degree_days = LegalDegreeDays{missing_value};
    CHECK(reason() == DegreeDayReason::no_legal_value);
  }
}
