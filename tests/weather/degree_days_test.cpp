// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_days.hpp>

#include <support/counter_random.hpp>
#include <support/shared_data.hpp>

#include <empower/series/resample.hpp>

#include <doctest/doctest.h>

#include <array>

namespace empower {

namespace {

constexpr CivilDay first_day = civil_day(2023, 1, 1);
constexpr double tolerance = 0.001; // K·d, of the golden numbers

constexpr HeatingRule heating(double base) { return {Celsius{base}, Celsius{base}}; }
constexpr CoolingRule cooling(double base) { return {Celsius{base}, Celsius{base}}; }

DailySeries random_days(std::size_t count) {
  DailySeries days{first_day, std::vector<double>(count)};
  for (std::size_t i = 0; i < count; ++i) days.values[i] = -5.0 + 40.0 * testing::uniform(5, i);
  return days;
}

double hdd(DailyView<Celsius> outdoor, HeatingRule rule) {
  return heating_degree_days(outdoor, rule).total.value();
}
double cdd(DailyView<Celsius> outdoor, CoolingRule rule) {
  return cooling_degree_days(outdoor, rule).total.value();
}

bool near(double got, double expected) { return got > expected - tolerance && got < expected + tolerance; }

/// Golden numbers of a year: bases, then those with a threshold of their own.
struct Golden {
  double base;
  double hdd;
  double cdd;
};

} // namespace

TEST_SUITE("weather/degree_days") {
  TEST_CASE("a constant temperature gives base minus temperature, times days") {
    const std::vector<double> ten(30, 10.0);
    const DailyView<Celsius> outdoor{first_day, ten};
    CHECK(hdd(outdoor, heating(18.0)) == 240.0);
    CHECK(cdd(outdoor, cooling(18.0)) == 0.0);
    CHECK(cdd(outdoor, cooling(7.5)) == 75.0);
  }

  TEST_CASE("the rules are usable at compile time") {
    static constexpr std::array<double, 3> days{10.0, 15.0, 16.0};
    static_assert(heating_degree_days({first_day, days}, eurostat_heating).total == DegreeDays{11.0});
    static_assert(heating_degree_days({first_day, days}, italian_gradi_giorno).total == DegreeDays{19.0});
  }

  TEST_CASE("a day at the threshold counts, a day beyond it adds nothing") {
    const auto of_day = [](double t) {
      const std::array<double, 1> day{t};
      return std::pair{hdd({first_day, day}, eurostat_heating), cdd({first_day, day}, eurostat_cooling)};
    };
    CHECK(of_day(15.0) == std::pair{3.0, 0.0});
    CHECK(of_day(15.0000001).first == 0.0);
    CHECK(of_day(24.0) == std::pair{0.0, 3.0});
    CHECK(of_day(23.9999999).second == 0.0);
    CHECK(of_day(26.0) == std::pair{0.0, 5.0});
    CHECK(of_day(22.0) == std::pair{0.0, 0.0});
  }

  TEST_CASE("a missing day is counted as missing, not as a warm day") {
    const std::vector<double> all{10.0, 12.0, 14.0};
    for (std::size_t gap = 0; gap < 3; ++gap) {
      auto values = all;
      values[gap] = missing_value;
      const auto sum = heating_degree_days({first_day, values}, heating(20.0));
      CHECK(sum.days_counted == 2);
      CHECK(sum.days_missing == 1);
      CHECK(sum.total.value() == 24.0 - (20.0 - all[gap]));
      CHECK(sum.coverage().share() == doctest::Approx(2.0 / 3.0));
    }
  }

  TEST_CASE("a sum of missing days only has no coverage") {
    const std::vector<double> none(5, missing_value);
    const auto sum = cooling_degree_days({first_day, none}, eurostat_cooling);
    CHECK(sum.total == DegreeDays{0.0});
    CHECK(sum.days_missing == 5);
    CHECK(sum.coverage().share() == 0.0);
    CHECK(heating_degree_days({}, heating(18.0)).coverage().share() == 0.0);
  }

  TEST_CASE("a sum carries its rule and its period") {
    const auto days = random_days(40);
    const auto sum = heating_degree_days(days.view<Celsius>(), eurostat_heating);
    CHECK(sum.rule == eurostat_heating);
    CHECK(sum.period == days.view<Celsius>().period());
  }

  TEST_CASE("CDD minus HDD at one base is the sum of temperature minus base") {
    const auto days = random_days(365);
    const auto outdoor = days.view<Celsius>();
    for (const double base : {0.0, 10.0, 15.5, 18.0, 30.0}) {
      double sum = 0.0;
      for (const double t : days.values) sum += t - base;
      CHECK(cdd(outdoor, cooling(base)) - hdd(outdoor, heating(base)) == doctest::Approx(sum).epsilon(1e-11));
    }
  }

  TEST_CASE("sums over the parts of a period add up to the whole") {
    const auto days = random_days(365);
    const auto outdoor = days.view<Celsius>();
    for (const int cut : {0, 1, 59, 180, 364, 365}) {
      const CivilDay at = first_day + std::chrono::days{cut};
      const auto before = outdoor.within({first_day, at});
      const auto after = outdoor.within({at, outdoor.period().to});
      CHECK(hdd(before, eurostat_heating) + hdd(after, eurostat_heating) ==
            doctest::Approx(hdd(outdoor, eurostat_heating)).epsilon(1e-12));
      CHECK(before.size() + after.size() == 365);
    }
  }

  TEST_CASE("HDD do not fall when the base rises, and are convex in it") {
    const auto days = random_days(365);
    const auto outdoor = days.view<Celsius>();
    for (double base = 0.0; base < 30.0; base += 0.5) {
      const double low = hdd(outdoor, heating(base));
      const double middle = hdd(outdoor, heating(base + 0.5));
      const double high = hdd(outdoor, heating(base + 1.0));
      CHECK(low <= middle);
      CHECK(2.0 * middle <= low + high + 1e-9);
    }
  }

  TEST_CASE("golden numbers: Bedford, hourly readings, UTC days") {
    const auto file = testing::shared_file("cambridge/bedford_weather_hourly_2008_2022.csv.gz");
    if (!file) return;
    const auto hourly = testing::number_column(*file, "temp_c");
    const Instant first{civil_day(2008, 1, 1).time_since_epoch()};
    const auto days = daily_mean({first, hourly}, TimeZone{});
    const auto outdoor = days.view<Celsius>();
    REQUIRE(outdoor.period() == CivilPeriod{civil_day(2008, 1, 1), civil_day(2023, 1, 1)});
    const auto year_2013 = outdoor.within(calendar_year(2013));
    const auto year_2022 = outdoor.within(calendar_year(2022));

    constexpr double us_base = 55.0 / 3.0;
    for (const auto& [base, in_2013, in_2022] :
         {Golden{15.0, 2242.558, 1686.179}, {15.5, 2391.158, 1821.812}, {18.0, 3184.850, 2564.646},
          {us_base, 3297.883, 2670.912}, {20.0, 3879.300, 3222.558}}) {
      CHECK_MESSAGE(near(hdd(year_2013, heating(base)), in_2013), "HDD 2013 base ", base);
      CHECK_MESSAGE(near(hdd(year_2022, heating(base)), in_2022), "HDD 2022 base ", base);
    }
    for (const auto& [base, in_2013, in_2022] :
         {Golden{15.5, 165.238, 299.533}, {18.0, 46.429, 129.867}, {us_base, 37.796, 114.467},
          {21.0, 4.875, 37.117}, {22.0, 2.213, 22.187}, {24.0, 0.213, 7.833}}) {
      CHECK_MESSAGE(near(cdd(year_2013, cooling(base)), in_2013), "CDD 2013 base ", base);
      CHECK_MESSAGE(near(cdd(year_2022, cooling(base)), in_2022), "CDD 2022 base ", base);
    }
    CHECK(near(hdd(year_2013, eurostat_heating), 3118.558));
    CHECK(near(hdd(year_2022, eurostat_heating), 2484.179));
    CHECK(near(cdd(year_2013, eurostat_cooling), 3.213));
    CHECK(near(cdd(year_2022, eurostat_cooling), 16.833));
    CHECK(near(hdd(year_2013, {Celsius{20.0}, Celsius{15.0}}), 3702.558));
    CHECK(near(hdd(year_2022, {Celsius{20.0}, Celsius{12.0}}), 2610.996));

    const auto season = [&](CivilDay from, CivilDay to) {
      return hdd(outdoor.within({from, to}), italian_gradi_giorno);
    };
    CHECK(near(season(civil_day(2012, 11, 15), civil_day(2013, 4, 1)), 2270.742));
    CHECK(near(season(civil_day(2012, 11, 1), civil_day(2013, 4, 16)), 2677.329));
    CHECK(near(season(civil_day(2012, 10, 15), civil_day(2013, 4, 16)), 2862.321));
    CHECK(near(season(civil_day(2021, 11, 1), civil_day(2022, 4, 16)), 2204.825));

    constexpr std::array months{463.550, 433.108, 494.304, 320.108, 236.442, 134.946,
                                28.675,  36.079,  136.450, 179.417, 352.121, 369.650};
    for (unsigned m = 1; m <= 12; ++m) {
      const CivilDay to = m == 12 ? civil_day(2014, 1, 1) : civil_day(2013, m + 1, 1);
      CHECK_MESSAGE(near(hdd(outdoor.within({civil_day(2013, m, 1), to}), heating(18.0)), months[m - 1]), "month ", m);
    }
  }

  TEST_CASE("golden numbers: Springfield, Illinois, local days of 23, 24 and 25 hours") {
    const auto file = testing::shared_file("eemeter/il-tempF.csv.gz");
    if (!file) return;
    auto hourly = testing::number_column(*file, "tempF");
    for (double& t : hourly) t = (t - 32.0) * 5.0 / 9.0;
    REQUIRE(testing::text_column(*file, "dt").front() == "2015-11-22T00:00:00-06:00");
    const Instant first = Instant{civil_day(2015, 11, 22).time_since_epoch()} + std::chrono::hours{6};
    const auto days = daily_mean({first, hourly}, TimeZone::named("America/Chicago").value());
    const auto year_2016 = days.view<Celsius>().within(calendar_year(2016));
    const auto year_2017 = days.view<Celsius>().within(calendar_year(2017));
    CHECK(near(hdd(year_2016, heating(15.5)), 1959.895));
    CHECK(near(hdd(year_2016, heating(20.0)), 2905.544));
    CHECK(near(hdd(year_2017, heating(18.0)), 2382.744));
    CHECK(near(cdd(year_2016, cooling(18.0)), 914.986));
    CHECK(near(cdd(year_2017, cooling(22.0)), 312.629));
    CHECK(near(hdd(year_2016, eurostat_heating), 2416.627));
    CHECK(near(hdd(year_2017, eurostat_heating), 2337.359));
    CHECK(near(cdd(year_2016, eurostat_cooling), 409.181));
    CHECK(near(cdd(year_2017, eurostat_cooling), 349.652));
    CHECK(near(hdd(year_2017, {Celsius{20.0}, Celsius{12.0}}), 2481.235));
    const auto season = days.view<Celsius>().within({civil_day(2016, 11, 1), civil_day(2017, 4, 16)});
    CHECK(near(hdd(season, italian_gradi_giorno), 2389.025));
  }

  TEST_CASE("golden numbers: Firenze, daily means with missing days") {
    const auto file = testing::shared_file("italy/tuscany_daily_mean_temp_1998_2020.csv");
    if (!file) return;
    REQUIRE(testing::text_column(*file, "date").front() == "1998-01-01");
    const DailySeries days{civil_day(1998, 1, 1), testing::number_column(*file, "Firenze")};
    const auto outdoor = days.view<Celsius>();
    const auto year = [&](int y) { return outdoor.within(calendar_year(y)); };
    CHECK(near(hdd(year(2013), italian_gradi_giorno), 1962.900));
    CHECK(near(hdd(year(2015), italian_gradi_giorno), 1769.400));
    CHECK(near(hdd(year(2013), heating(18.0)), 1514.850));
    CHECK(near(hdd(year(2013), eurostat_heating), 1463.250));
    CHECK(near(hdd(year(2015), eurostat_heating), 1269.800));
    CHECK(near(cdd(year(2013), eurostat_cooling), 362.350));
    CHECK(near(cdd(year(2015), eurostat_cooling), 769.500));
    CHECK(near(hdd(year(2004), {Celsius{20.0}, Celsius{12.0}}), 1557.500));
    const auto leap = heating_degree_days(year(2004), italian_gradi_giorno);
    CHECK(near(leap.total.value(), 1960.300));
    CHECK(leap.days_counted == 365);
    CHECK(leap.days_missing == 1);
    const auto season = [&](int y) {
      return heating_degree_days(outdoor.within({civil_day(y, 11, 1), civil_day(y + 1, 4, 16)}), italian_gradi_giorno);
    };
    CHECK(near(season(2012).total.value(), 1797.950));
    CHECK(near(season(2013).total.value(), 1467.500));
    CHECK(near(season(2015).total.value(), 1448.000));
    CHECK(season(2015).days_counted == 167);
  }
}

} // namespace empower
