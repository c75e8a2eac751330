// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_days.hpp>

#include <support/counter_random.hpp>
#include <support/shared_data.hpp>

#include <empower/series/resample.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace empower {

namespace {

constexpr CivilDay first_day = civil_day(2023, 1, 1);
constexpr double tolerance = 0.001;    // K·d, of the golden numbers
constexpr double us_base = 55.0 / 3.0; // 65 °F

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

/// A rule and the published sums of two years.
struct Golden {
  double base;
  double threshold;
  std::array<double, 2> expected;
};

void check_sum(double got, double expected, std::string_view what, const Golden& row) {
  CHECK_MESSAGE(std::abs(got - expected) < tolerance, what, " (", row.base, ", ", row.threshold,
                "): ", got, " for ", expected);
}

using TwoYears = std::array<DailyView<Celsius>, 2>;

void check_heating(const TwoYears& years, std::initializer_list<Golden> rows) {
  for (const Golden& row : rows) {
    for (std::size_t y : {0U, 1U}) {
      check_sum(hdd(years[y], {Celsius{row.base}, Celsius{row.threshold}}), row.expected[y], "HDD",
                row);
    }
  }
}

void check_cooling(const TwoYears& years, std::initializer_list<Golden> rows) {
  for (const Golden& row : rows) {
    for (std::size_t y : {0U, 1U}) {
      check_sum(cdd(years[y], {Celsius{row.base}, Celsius{row.threshold}}), row.expected[y], "CDD",
                row);
    }
  }
}

/// Base 20 °C over a heating season that starts in one year and ends with a day of the next.
void check_season(DailyView<Celsius> outdoor, CivilDay from, CivilDay last, double expected) {
  const auto season = outdoor.within({from, last + std::chrono::days{1}});
  check_sum(hdd(season, italian_gradi_giorno), expected, "season", {20.0, 20.0, {}});
}

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
    static_assert(heating_degree_days({first_day, days}, eurostat_heating).total ==
                  DegreeDays{11.0});
    static_assert(heating_degree_days({first_day, days}, italian_gradi_giorno).total ==
                  DegreeDays{19.0});
  }

  TEST_CASE("a day at the threshold counts, a day beyond it adds nothing") {
    const auto of_day = [](double t) {
      const std::array<double, 1> day{t};
      return std::pair{hdd({first_day, day}, eurostat_heating),
                       cdd({first_day, day}, eurostat_cooling)};
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
      CHECK(cdd(outdoor, cooling(base)) - hdd(outdoor, heating(base)) ==
            doctest::Approx(sum).epsilon(1e-11));
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
    const auto days =
        daily_mean({Instant{civil_day(2008, 1, 1).time_since_epoch()}, hourly}, TimeZone{});
    const auto outdoor = days.view<Celsius>();
    REQUIRE(outdoor.period() == CivilPeriod{civil_day(2008, 1, 1), civil_day(2023, 1, 1)});
    const TwoYears years{outdoor.within(calendar_year(2013)), outdoor.within(calendar_year(2022))};
    check_heating(years, {{15.0, 15.0, {2242.558, 1686.179}},
                          {15.5, 15.5, {2391.158, 1821.812}},
                          {18.0, 18.0, {3184.850, 2564.646}},
                          {us_base, us_base, {3297.883, 2670.912}},
                          {20.0, 20.0, {3879.300, 3222.558}},
                          {18.0, 15.0, {3118.558, 2484.179}},
                          {20.0, 15.0, {3702.558, 3016.179}},
                          {20.0, 12.0, {3300.263, 2610.996}}});
    check_cooling(years, {{15.5, 15.5, {165.238, 299.533}},
                          {18.0, 18.0, {46.429, 129.867}},
                          {us_base, us_base, {37.796, 114.467}},
                          {21.0, 21.0, {4.875, 37.117}},
                          {22.0, 22.0, {2.213, 22.187}},
                          {24.0, 24.0, {0.213, 7.833}},
                          {21.0, 24.0, {3.213, 16.833}}});

    struct Seasons {
      int year;
      double zone_c;
      double zone_d;
      double zone_e;
    };
    for (const auto& [year, zone_c, zone_d, zone_e] :
         {Seasons{2012, 2270.742, 2677.329, 2862.321}, Seasons{2013, 1899.463, 2221.233, 2358.725},
          Seasons{2021, 1877.679, 2204.825, 2344.358}}) {
      check_season(outdoor, civil_day(year, 11, 15), civil_day(year + 1, 3, 31), zone_c);
      check_season(outdoor, civil_day(year, 11, 1), civil_day(year + 1, 4, 15), zone_d);
      check_season(outdoor, civil_day(year, 10, 15), civil_day(year + 1, 4, 15), zone_e);
    }

    // The season's days within one calendar year, zones D and E.
    const auto both_ends = [&](int year, CivilDay autumn) {
      return hdd(outdoor.within({civil_day(year, 1, 1), civil_day(year, 4, 16)}),
                 italian_gradi_giorno) +
             hdd(outdoor.within({autumn, civil_day(year + 1, 1, 1)}), italian_gradi_giorno);
    };
    const Golden row{20.0, 20.0, {}};
    check_sum(both_ends(2013, civil_day(2013, 11, 1)), 2635.129, "zone D", row);
    check_sum(both_ends(2022, civil_day(2022, 11, 1)), 2243.771, "zone D", row);
    check_sum(both_ends(2013, civil_day(2013, 10, 15)), 2772.621, "zone E", row);
    check_sum(both_ends(2022, civil_day(2022, 10, 15)), 2355.458, "zone E", row);

    constexpr std::array heating_months{463.550, 433.108, 494.304, 320.108, 236.442, 134.946,
                                        28.675,  36.079,  136.450, 179.417, 352.121, 369.650};
    constexpr std::array cooling_months{0.0,    0.0,    0.0,   0.0, 0.0, 0.387,
                                        32.787, 10.750, 2.504, 0.0, 0.0, 0.0};
    for (unsigned m = 1; m <= 12; ++m) {
      const CivilDay to = m == 12 ? civil_day(2014, 1, 1) : civil_day(2013, m + 1, 1);
      const auto month = outdoor.within({civil_day(2013, m, 1), to});
      check_sum(hdd(month, heating(18.0)), heating_months[m - 1], "HDD of a month",
                {18.0, 18.0, {}});
      check_sum(cdd(month, cooling(18.0)), cooling_months[m - 1], "CDD of a month",
                {18.0, 18.0, {}});
    }
  }

  TEST_CASE("golden numbers: Springfield, Illinois, local days of 23, 24 and 25 hours") {
    const auto file = testing::shared_file("eemeter/il-tempF.csv.gz");
    if (!file) return;
    auto hourly = testing::number_column(*file, "tempF");
    for (double& t : hourly) t = (t - 32.0) * 5.0 / 9.0;
    REQUIRE(testing::text_column(*file, "dt").front() == "2015-11-22T00:00:00-06:00");
    const Instant first =
        Instant{civil_day(2015, 11, 22).time_since_epoch()} + std::chrono::hours{6};
    const auto days = daily_mean({first, hourly}, TimeZone::named("America/Chicago").value());
    const auto outdoor = days.view<Celsius>();
    const TwoYears years{outdoor.within(calendar_year(2016)), outdoor.within(calendar_year(2017))};
    check_heating(years, {{15.5, 15.5, {1959.895, 1881.462}},
                          {18.0, 18.0, {2463.005, 2382.744}},
                          {us_base, us_base, {2534.766, 2454.514}},
                          {20.0, 20.0, {2905.544, 2831.447}},
                          {18.0, 15.0, {2416.627, 2337.359}},
                          {20.0, 15.0, {2782.627, 2703.359}},
                          {20.0, 12.0, {2566.333, 2481.235}}});
    check_cooling(years, {{18.0, 18.0, {914.986, 809.399}},
                          {us_base, us_base, {864.747, 759.503}},
                          {22.0, 22.0, {376.442, 312.629}},
                          {24.0, 24.0, {181.181, 148.652}},
                          {21.0, 24.0, {409.181, 349.652}}});
    check_season(outdoor, civil_day(2016, 11, 1), civil_day(2017, 4, 15), 2389.025);
    check_season(outdoor, civil_day(2016, 10, 15), civil_day(2017, 4, 15), 2468.917);
  }

  TEST_CASE("golden numbers: Firenze, daily means with missing days") {
    const auto file = testing::shared_file("italy/tuscany_daily_mean_temp_1998_2020.csv");
    if (!file) return;
    REQUIRE(testing::text_column(*file, "date").front() == "1998-01-01");
    const DailySeries days{civil_day(1998, 1, 1), testing::number_column(*file, "Firenze")};
    const auto outdoor = days.view<Celsius>();
    const auto year = [&](int y) { return outdoor.within(calendar_year(y)); };
    check_heating({year(2013), year(2015)}, {{20.0, 20.0, {1962.900, 1769.400}},
                                             {18.0, 18.0, {1514.850, 1332.850}},
                                             {18.0, 15.0, {1463.250, 1269.800}},
                                             {20.0, 12.0, {1590.900, 1247.300}}});
    check_cooling({year(2013), year(2015)}, {{21.0, 24.0, {362.350, 769.500}}});
    check_heating({year(2004), year(2004)}, {{20.0, 20.0, {1960.300, 1960.300}},
                                             {18.0, 18.0, {1511.400, 1511.400}},
                                             {18.0, 15.0, {1432.650, 1432.650}},
                                             {20.0, 12.0, {1557.500, 1557.500}}});
    check_cooling({year(2004), year(2004)}, {{21.0, 24.0, {342.400, 342.400}}});
    const auto leap_year = heating_degree_days(year(2004), italian_gradi_giorno);
    CHECK(leap_year.days_counted == 365);
    CHECK(leap_year.days_missing == 1);

    check_season(outdoor, civil_day(2012, 11, 1), civil_day(2013, 4, 15), 1797.950);
    check_season(outdoor, civil_day(2013, 11, 1), civil_day(2014, 4, 15), 1467.500);
    check_season(outdoor, civil_day(2014, 11, 1), civil_day(2015, 4, 15), 1511.500);
    check_season(outdoor, civil_day(2015, 11, 1), civil_day(2016, 4, 15), 1448.000);
  }
}

} // namespace empower
