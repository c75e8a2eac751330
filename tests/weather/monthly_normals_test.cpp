// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/monthly_normals.hpp>

#include <support/counter_random.hpp>
#include <support/shared_data.hpp>

#include <empower/stats/distribution.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

using namespace empower;

namespace {

MonthlyNormals same_in_all_months(double mean, double deviation) {
  MonthlyNormals normals;
  normals.temperature_c.fill(mean);
  normals.standard_deviation_k.fill(deviation);
  return normals;
}

/// E[(b - T)+] of T normal: (b - m) Phi(z) + s phi(z), z = (b - m) / s.
double expected_shortfall(double base, double mean, double deviation) {
  const double z = (base - mean) / deviation;
  return (base - mean) * normal_cdf(z) +
         deviation * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}

std::size_t month_of(CivilDay day) {
  return static_cast<unsigned>(std::chrono::year_month_day{day}.month()) - 1U;
}

/// Means of the months over all days of the years, and the standard deviation of these days.
MonthlyNormals normals_of(DailyView<Celsius> outdoor) {
  MonthlyNormals normals;
  normals.source = "made";
  for (std::size_t m = 0; m < 12; ++m) {
    double sum = 0.0;
    double square = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < outdoor.size(); ++i) {
      if (month_of(outdoor.day(i)) != m || outdoor[i].missing()) continue;
      sum += outdoor.values()[i];
      square += outdoor.values()[i] * outdoor.values()[i];
      count += 1.0;
    }
    normals.temperature_c[m] = sum / count;
    normals.standard_deviation_k[m] = std::sqrt(square / count - sum * sum / count / count);
  }
  return normals;
}

double hdd(const NormalYear& year, double base) {
  return year.heating_degree_days(Celsius{base}).value();
}

} // namespace

TEST_SUITE("weather/monthly_normals") {
  TEST_CASE("normally distributed days have the degree-days of the closed form") {
    double worst = 0.0;
    for (const double deviation : {0.5, 3.5, 6.0}) {
      const auto year = normal_year_of(same_in_all_months(12.0, deviation), {});
      REQUIRE(year);
      CHECK(year->days() == Days{365.0});
      for (double base = 12.0 - 4.0 * deviation; base < 12.0 + 4.0 * deviation; base += 0.137) {
        const double wanted = 365.0 * expected_shortfall(base, 12.0, deviation);
        const double error = (hdd(*year, base) - wanted) / 12.0 / deviation;
        CHECK(error < 1e-9); // the mean of a slice never has more than the slice
        worst = std::min(worst, error);
        CHECK(std::abs(year->cooling_degree_days(Celsius{base}).value() - hdd(*year, base) -
                       365.0 * (12.0 - base)) < 1e-8);
      }
      const double at_mean = hdd(*year, 12.3) - 365.0 * expected_shortfall(12.3, 12.0, deviation);
      CHECK(std::abs(at_mean) / 12.0 / deviation < 0.001);
    }
    MESSAGE("largest error, K.d per month and kelvin of deviation: " << worst);
    CHECK(worst > -0.02);
  }

  TEST_CASE("without spread the year is refused, not made too mild") {
    MonthlyNormals normals = same_in_all_months(12.0, 3.0);
    normals.standard_deviation_k[3] = missing_value;
    CHECK(normal_year_of(normals, {}).failure().reason == NormalsReason::no_daily_spread);
    normals.temperature_c[11] = missing_value;
    CHECK(normal_year_of(normals, {}).failure().reason == NormalsReason::months_missing);
    CHECK(code(NormalsReason::no_daily_spread) == "no_daily_spread");
    CHECK(normals_reason_codes().size() == 2);
  }

  TEST_CASE("a complete year lends its days, though deviations are given") {
    DailySeries days{civil_day(2023, 1, 1), std::vector<double>(365)};
    for (std::size_t i = 0; i < 365; ++i) days.values[i] = 20.0 * testing::uniform(6, i);
    MonthlyNormals normals = normals_of(days.view<Celsius>());
    for (double& mean : normals.temperature_c) mean += 2.0;
    const auto year = normal_year_of(normals, days.view<Celsius>());
    REQUIRE(year);
    CHECK(year->name() == "monthly normals made with the days of 2023");
    std::vector<double> wanted = days.values;
    std::ranges::sort(wanted);
    for (std::size_t i = 0; i < 365; ++i)
      CHECK(year->sorted_temperatures()[i] == doctest::Approx(wanted[i] + 2.0).epsilon(1e-12));

    days.values[100] = missing_value;
    CHECK(normal_year_of(normals, days.view<Celsius>())->name() ==
          "monthly normals made with normally distributed days");
    normals.source.clear();
    CHECK(normal_year_of(normals, {})->name() == "monthly normals with normally distributed days");
  }

  TEST_CASE("Firenze: the years' own normals and anomalies give the long mean") {
    const auto file = testing::shared_file("italy/tuscany_daily_mean_temp_1998_2020.csv");
    if (!file) return;
    const DailySeries all{civil_day(1998, 1, 1), testing::number_column(*file, "Firenze")};
    REQUIRE(testing::text_column(*file, "date").front() == "1998-01-01");
    const auto between = [&](int first, int last) {
      return all.view<Celsius>().within({civil_day(first, 1, 1), civil_day(last + 1, 1, 1)});
    };
    const NormalYear mean = mean_of_complete_years(between(2005, 2015));
    CHECK(mean.years() == 10.0);
    CHECK(std::abs(hdd(mean, 20.0) - 1907.9) < 0.05); // degree-days.md 4
    // Normals of the complete years only, as those of 2007 would come from other days.
    DailySeries complete{civil_day(2005, 1, 1), {}};
    const auto values = between(2005, 2015).values();
    complete.values.assign(values.begin(), values.end());
    for (std::size_t i = 0; i < complete.values.size(); ++i)
      if (year_of(complete.first + std::chrono::days{static_cast<long>(i)}) == 2007)
        complete.values[i] = missing_value;
    const MonthlyNormals normals = normals_of(complete.view<Celsius>());

    const auto from = [&](DailyView<Celsius> days) { return normal_year_of(normals, days); };
    MonthlyNormals flat = normals;
    flat.standard_deviation_k.fill(1e-9);
    double worst_year = 0.0;
    for (const double base : {18.0, 20.0}) {
      CAPTURE(base);
      const double wanted = hdd(mean, base);
      CHECK(std::abs(hdd(*from(between(2005, 2015)), base) - wanted) < 1e-6);
      const double normal_spread = hdd(*from({}), base) / wanted - 1.0;
      const double other_years = hdd(*from(between(2011, 2015)), base) / wanted - 1.0;
      const double no_spread = hdd(*normal_year_of(flat, {}), base) / wanted - 1.0;
      for (int year = 2005; year <= 2015; ++year) {
        if (year == 2007) continue;
        const double one = hdd(*from(between(year, year)), base) / wanted - 1.0;
        if (std::abs(one) > std::abs(worst_year)) worst_year = one;
      }
      MESSAGE("base " << base << ": mean " << wanted << ", normal spread " << normal_spread
                      << ", spread of 2011-2015 " << other_years << ", no spread " << no_spread
                      << ", worst single year " << worst_year);
      CHECK(std::abs(normal_spread) < 0.005);
      CHECK(std::abs(other_years) < 0.005);
      CHECK(no_spread < -0.03);
      CHECK(std::abs(worst_year) < 0.02);
    }
  }
}
