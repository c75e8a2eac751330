// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_day_methods.hpp>

#include <support/counter_random.hpp>
#include <support/shared_data.hpp>

#include <empower/core/error.hpp>
#include <empower/series/resample.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <span>
#include <vector>

using namespace empower;

namespace {

constexpr double us_base = 55.0 / 3.0;

/// Of a year at one base: min_max_mean, ukmo, integration, monthly_mean.
struct MethodGolden {
  bool heating;
  double base;
  std::array<double, 4> expected;
};

template <class Rule>
std::array<double, 4> by_method(HourlyView<Celsius> hours, const TimeZone& zone, CivilPeriod year,
                                Rule rule) {
  const auto extremes = daily_extremes(hours, zone);
  const auto low = extremes.minimum.view<Celsius>().within(year);
  const auto high = extremes.maximum.view<Celsius>().within(year);
  const auto means = daily_mean(hours, zone);
  const auto first = static_cast<std::size_t>((zone.start_of(year.from) - hours.instant(0)) /
                                              std::chrono::hours{1});
  const auto count = static_cast<std::size_t>((zone.start_of(year.to) - zone.start_of(year.from)) /
                                              std::chrono::hours{1});
  const HourlyView<Celsius> own{zone.start_of(year.from), hours.values().subspan(first, count)};
  const auto integrated = integrated_degree_days(own, zone, rule);
  CHECK(integrated.period == year);
  CHECK(integrated.method == DegreeDayMethod::integration);
  return {min_max_degree_days(low, high, rule).total.value(),
          ukmo_degree_days(low, high, rule).total.value(), integrated.total.value(),
          monthly_mean_degree_days(means.view<Celsius>().within(year), rule).total.value()};
}

/// To 0.001 K·d. The figures come from another program, without rounding before the sum.
void check_year(HourlyView<Celsius> hours, const TimeZone& zone, int year,
                std::span<const MethodGolden> rows) {
  for (const MethodGolden& row : rows) {
    const Celsius base{row.base};
    const auto got = row.heating
                         ? by_method(hours, zone, calendar_year(year), HeatingRule{base, base})
                         : by_method(hours, zone, calendar_year(year), CoolingRule{base, base});
    for (std::size_t m = 0; m < got.size(); ++m) {
      CAPTURE(year);
      CAPTURE(row.base);
      CAPTURE(m);
      CHECK(std::abs(got[m] - row.expected[m]) < 0.001);
    }
  }
}

constexpr std::array<MethodGolden, 11> bedford_2013{{
    {true, 15.0, {2250.350, 2337.425, 2320.071, 2208.204}},
    {true, 15.5, {2397.950, 2482.950, 2465.696, 2359.704}},
    {true, 18.0, {3183.600, 3254.200, 3252.425, 3142.533}},
    {true, us_base, {3295.417, 3363.217, 3363.057, 3260.087}},
    {true, 20.0, {3873.550, 3923.400, 3928.688, 3868.421}},
    {false, 15.5, {181.750, 266.750, 239.775, 133.783}},
    {false, 18.0, {54.900, 125.500, 114.004, 4.112}},
    {false, us_base, {45.050, 112.850, 102.969, 0.0}},
    {false, 21.0, {8.150, 46.775, 42.138, 0.0}},
    {false, 22.0, {3.800, 32.175, 28.538, 0.0}},
    {false, 24.0, {0.700, 14.550, 12.171, 0.0}},
}};

constexpr std::array<MethodGolden, 11> bedford_2022{{
    {true, 15.0, {1662.650, 1777.950, 1787.833, 1625.133}},
    {true, 15.5, {1797.400, 1909.900, 1921.458, 1763.688}},
    {true, 18.0, {2541.550, 2633.475, 2648.412, 2521.188}},
    {true, us_base, {2647.817, 2736.575, 2752.212, 2622.188}},
    {true, 20.0, {3201.250, 3271.750, 3289.183, 3164.779}},
    {false, 15.5, {294.150, 406.650, 399.179, 241.408}},
    {false, 18.0, {125.800, 217.725, 213.633, 86.408}},
    {false, us_base, {110.400, 199.158, 195.767, 65.742}},
    {false, 21.0, {35.450, 93.725, 93.483, 0.0}},
    {false, 22.0, {20.800, 69.025, 70.046, 0.0}},
    {false, 24.0, {6.350, 36.575, 38.571, 0.0}},
}};

constexpr std::array<MethodGolden, 8> springfield_2016{{
    {true, 15.5, {1973.408, 2060.062, 2038.432, 1832.534}},
    {true, 18.0, {2476.900, 2562.542, 2539.679, 2332.833}},
    {true, us_base, {2549.050, 2634.683, 2611.608, 2413.093}},
    {true, 20.0, {2921.600, 3012.243, 2990.106, 2819.759}},
    {false, 18.0, {926.878, 1012.519, 991.554, 784.814}},
    {false, us_base, {877.028, 962.661, 941.483, 743.074}},
    {false, 22.0, {391.242, 493.992, 476.003, 295.741}},
    {false, 24.0, {191.619, 305.100, 292.147, 101.334}},
}};

constexpr std::array<MethodGolden, 8> springfield_2017{{
    {true, 15.5, {1874.058, 1980.181, 1976.398, 1706.936}},
    {true, 18.0, {2374.756, 2496.972, 2497.085, 2236.936}},
    {true, us_base, {2447.936, 2571.904, 2571.736, 2315.642}},
    {true, 20.0, {2828.569, 2961.422, 2963.102, 2720.642}},
    {false, 18.0, {804.183, 926.400, 924.289, 663.591}},
    {false, us_base, {755.697, 879.665, 877.273, 620.630}},
    {false, 22.0, {314.108, 446.849, 443.228, 196.990}},
    {false, 24.0, {151.481, 278.489, 275.634, 68.563}},
}};

std::vector<double> random_hours(std::size_t count) {
  std::vector<double> hours(count);
  for (std::size_t i = 0; i < count; ++i) hours[i] = -5.0 + 40.0 * testing::uniform(7, i);
  return hours;
}

constexpr HeatingRule heating_at(double base) { return {Celsius{base}, Celsius{base}}; }
constexpr CoolingRule cooling_at(double base) { return {Celsius{base}, Celsius{base}}; }

} // namespace

TEST_SUITE("weather/degree_day_methods") {
  TEST_CASE("the UK Met Office's four cases, by hand") {
    const std::array<double, 4> low{10, 10, 12, 16};
    const std::array<double, 4> high{14, 20, 22, 20};
    const std::array<double, 4> heating{3.5, 1.625, 0.875, 0.0};
    const std::array<double, 4> cooling{0.0, 1.125, 2.375, 2.5};
    for (std::size_t i = 0; i < 4; ++i) {
      const DailyView<Celsius> n{civil_day(2024, 1, 1), std::span{low}.subspan(i, 1)};
      const DailyView<Celsius> x{civil_day(2024, 1, 1), std::span{high}.subspan(i, 1)};
      CHECK(ukmo_degree_days(n, x, uk_heating).total.value() == heating[i]);
      CHECK(ukmo_degree_days(n, x, uk_cooling).total.value() == cooling[i]);
    }
  }

  TEST_CASE("the cases meet at their bounds") {
    const auto of_day = [](double n, double x, double base) {
      const std::array<double, 1> low{n};
      const std::array<double, 1> high{x};
      const CivilDay day = civil_day(2024, 1, 1);
      return ukmo_degree_days({day, low}, {day, high}, heating_at(base)).total.value();
    };
    for (const double bound : {8.0, 12.0, 16.0}) // N, mean and X of the day
      CHECK(of_day(8.0, 16.0, bound - 1e-9) == doctest::Approx(of_day(8.0, 16.0, bound + 1e-9)));
  }

  TEST_CASE("CDD less HDD is the sum of what the method calls the day's temperature") {
    const auto hours = random_hours(std::size_t{24} * 60);
    const HourlyView<Celsius> outdoor{Instant{civil_day(2024, 1, 1).time_since_epoch()}, hours};
    const auto extremes = daily_extremes(outdoor, TimeZone{});
    const auto low = extremes.minimum.view<Celsius>();
    const auto high = extremes.maximum.view<Celsius>();
    for (const double base : {8.0, 15.5, 22.0}) {
      double of_hours = 0.0;
      for (const double t : hours) of_hours += (t - base) / 24.0;
      double of_extremes = 0.0;
      for (std::size_t i = 0; i < low.size(); ++i)
        of_extremes += (low[i].value() + high[i].value()) / 2.0 - base;
      const auto difference = [&](const auto& cooling, const auto& heating) {
        return cooling.total.value() - heating.total.value();
      };
      CHECK(difference(integrated_degree_days(outdoor, TimeZone{}, cooling_at(base)),
                       integrated_degree_days(outdoor, TimeZone{}, heating_at(base))) ==
            doctest::Approx(of_hours).epsilon(1e-11));
      CHECK(difference(min_max_degree_days(low, high, cooling_at(base)),
                       min_max_degree_days(low, high, heating_at(base))) ==
            doctest::Approx(of_extremes).epsilon(1e-11));
      CHECK(difference(ukmo_degree_days(low, high, cooling_at(base)),
                       ukmo_degree_days(low, high, heating_at(base))) ==
            doctest::Approx(of_extremes).epsilon(1e-11));
      CHECK(ukmo_degree_days(low, high, heating_at(base)).total >=
            min_max_degree_days(low, high, heating_at(base)).total);
      // Jensen: the finer the temperatures, the more degree-days.
      const auto means = daily_mean(outdoor, TimeZone{});
      const auto whole = means.view<Celsius>();
      CHECK(integrated_degree_days(outdoor, TimeZone{}, heating_at(base)).total >=
            heating_degree_days(whole, heating_at(base)).total);
    }
  }

  TEST_CASE("a day of 25 hours weighs 25/24 when integrated, one of 23 weighs 23/24") {
    const TimeZone rome = TimeZone::named("Europe/Rome").value();
    for (const auto& [day, hours] :
         {std::pair{civil_day(2024, 10, 27), 25}, {civil_day(2024, 3, 31), 23}}) {
      const std::vector<double> ten(static_cast<std::size_t>(hours), 10.0);
      const auto sum = integrated_degree_days({rome.start_of(day), ten}, rome, heating_at(20.0));
      CHECK(sum.total.value() == doctest::Approx(10.0 * hours / 24.0));
      CHECK(sum.period == CivilPeriod{day, day + std::chrono::days{1}});
    }
  }

  TEST_CASE("a day counts when more than half of its hours are there, and stands for all") {
    std::vector<double> hours(48, 10.0);
    for (std::size_t i = 0; i < 12; ++i) hours[i] = missing_value;
    for (std::size_t i = 24; i < 35; ++i) hours[i] = missing_value;
    const HourlyView<Celsius> outdoor{Instant{civil_day(2024, 1, 1).time_since_epoch()}, hours};
    const auto sum = integrated_degree_days(outdoor, TimeZone{}, heating_at(20.0));
    CHECK(sum.days_missing == 1);
    CHECK(sum.days_counted == 1);
    CHECK(sum.total.value() == doctest::Approx(10.0));
    const auto extremes = daily_extremes(outdoor, TimeZone{});
    CHECK(std::isnan(extremes.minimum.values[0]));
    CHECK(extremes.maximum.values[1] == 10.0);
  }

  TEST_CASE("every count of missing hours is seen, wherever they lie") {
    const Instant midnight{civil_day(2024, 1, 1).time_since_epoch()};
    for (std::size_t first = 0; first < 24; ++first) {
      for (std::size_t count = 0; first + count <= 24; ++count) {
        std::vector<double> hours(24, 10.0);
        for (std::size_t i = first; i < first + count; ++i) hours[i] = missing_value;
        const auto sum = integrated_degree_days({midnight, hours}, TimeZone{}, heating_at(20.0));
        CHECK(sum.days_counted == (count < 12 ? 1U : 0U));
        CHECK(sum.total.value() == doctest::Approx(count < 12 ? 10.0 : 0.0));
      }
    }
  }

  TEST_CASE("readings that are named by the end of their hour have to be put back by one") {
    std::vector<double> hours(48, 20.0);
    hours[24] = 8.0; // the first hour of the second day by its start, the last of the first by end
    const Instant midnight{civil_day(2024, 1, 1).time_since_epoch()};
    const auto of_first_day = [&](Instant first) {
      const auto whole = integrated_degree_days({first, hours}, TimeZone{}, heating_at(20.0));
      CHECK(whole.total.value() == doctest::Approx(0.5));
      const auto begun = static_cast<std::size_t>((midnight - first) / std::chrono::hours{1});
      const auto day = std::span{hours}.subspan(begun, 24);
      return integrated_degree_days({midnight, day}, TimeZone{}, heating_at(20.0)).total.value();
    };
    CHECK(of_first_day(midnight) == 0.0);
    CHECK(of_first_day(midnight - std::chrono::hours{1}) == doctest::Approx(0.5));
  }

  TEST_CASE("views that do not belong together, two temperatures and broken months are refused") {
    const std::array<double, 2> two{1.0, 2.0};
    const DailyView<Celsius> both{civil_day(2024, 1, 1), two};
    const DailyView<Celsius> one{civil_day(2024, 1, 1), std::span{two}.first(1)};
    CHECK_THROWS_AS((void)min_max_degree_days(both, one, uk_heating), ContractError);
    CHECK_THROWS_AS((void)ukmo_degree_days(both, both, eurostat_heating), ContractError);
    CHECK_THROWS_AS((void)monthly_mean_degree_days(both, uk_heating), ContractError);
  }

  TEST_CASE("golden numbers: Bedford by every method") {
    const auto file = testing::shared_file("cambridge/bedford_weather_hourly_2008_2022.csv.gz");
    if (!file) return;
    const auto temperature = testing::number_column(*file, "temp_c");
    const HourlyView<Celsius> hours{Instant{civil_day(2008, 1, 1).time_since_epoch()}, temperature};
    check_year(hours, TimeZone{}, 2013, bedford_2013);
    check_year(hours, TimeZone{}, 2022, bedford_2022);
  }

  TEST_CASE("golden numbers: Bedford, months of 2013 by integration at 18") {
    const auto file = testing::shared_file("cambridge/bedford_weather_hourly_2008_2022.csv.gz");
    if (!file) return;
    const auto temperature = testing::number_column(*file, "temp_c");
    constexpr std::array heating{463.550, 433.108, 494.304, 320.471, 237.354, 139.317,
                                 56.421,  60.421,  145.612, 180.096, 352.121, 369.650};
    constexpr std::array cooling{0.0,    0.0,    0.0,    0.363, 0.913, 4.758,
                                 60.533, 35.092, 11.667, 0.679, 0.0,   0.0};
    for (unsigned m = 0; m < 12; ++m) {
      const CivilDay from = civil_day(2013, m + 1, 1);
      const CivilDay to = m == 11 ? civil_day(2014, 1, 1) : civil_day(2013, m + 2, 1);
      const auto first = static_cast<std::size_t>((from - civil_day(2008, 1, 1)).count()) * 24;
      const auto count = static_cast<std::size_t>((to - from).count()) * 24;
      const HourlyView<Celsius> month{Instant{from.time_since_epoch()},
                                      std::span{temperature}.subspan(first, count)};
      CAPTURE(m);
      const auto below = integrated_degree_days(month, TimeZone{}, heating_at(18.0));
      const auto above = integrated_degree_days(month, TimeZone{}, cooling_at(18.0));
      CHECK(std::abs(below.total.value() - heating[m]) < 0.001);
      CHECK(std::abs(above.total.value() - cooling[m]) < 0.001);
    }
  }

  TEST_CASE("golden numbers: Springfield by every method, local days") {
    const auto file = testing::shared_file("eemeter/il-tempF.csv.gz");
    if (!file) return;
    auto temperature = testing::number_column(*file, "tempF");
    for (double& t : temperature) t = (t - 32.0) * 5.0 / 9.0;
    const HourlyView<Celsius> hours{
        Instant{civil_day(2015, 11, 22).time_since_epoch()} + std::chrono::hours{6}, temperature};
    const TimeZone chicago = TimeZone::named("America/Chicago").value();
    check_year(hours, chicago, 2016, springfield_2016);
    check_year(hours, chicago, 2017, springfield_2017);
  }
}
