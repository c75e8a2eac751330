// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/gap_filling.hpp>

#include <support/shared_data.hpp>

#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace empower {
namespace {

constexpr CivilDay first_day{std::chrono::local_days{std::chrono::year{2021} / 1 / 1}};

/// A year of a season with weather from day to day.
DailySeries a_year() {
  Random random{5};
  DailySeries series{first_day, {}};
  double anomaly = 0.0;
  for (int day = 0; day < 365; ++day) {
    anomaly = 0.7 * anomaly + 1.5 * random.normal();
    series.values.push_back(14.0 - 9.0 * std::cos(2.0 * std::numbers::pi * (day - 15) / 365.0) +
                            anomaly);
  }
  return series;
}

DailySeries line_of(const DailySeries& series, double intercept, double slope) {
  DailySeries other = series;
  for (double& value : other.values) value = intercept + slope * value;
  return other;
}

void remove(DailySeries& series, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) series.values[i] = missing_value;
}

FilledDays filled(const DailySeries& own, const DailySeries& other,
                  const GapFillingOptions& options = {}) {
  return filled_days(own.view<Celsius>(), other.view<Celsius>(), "other", options);
}

DailySeries tuscan(const std::filesystem::path& file, std::string_view column) {
  return {CivilDay{std::chrono::local_days{std::chrono::year{1998} / 1 / 1}},
          testing::number_column(file, column)};
}

/// Root mean square error of days left out, gaps of `length` every 101 days.
double left_out_error(const DailySeries& own, const DailySeries& other, std::size_t length,
                      std::size_t& days) {
  double squares = 0.0;
  days = 0;
  for (std::size_t first = 100; first + 100 < own.values.size(); first += 101) {
    DailySeries holed = own;
    remove(holed, first, first + length);
    // The years around the gap are enough.
    const CivilPeriod around{own.view<Celsius>().day(first - 100),
                             own.view<Celsius>().day(first + 100)};
    const FilledDays result =
        filled_days(holed.view<Celsius>().within(around), other.view<Celsius>(), "other");
    for (std::size_t i = first; i < first + length; ++i) {
      const double off = result.daily_mean.values[i - first + 100] - own.values[i];
      if (std::isnan(off)) continue;
      squares += off * off;
      ++days;
    }
  }
  return std::sqrt(squares / static_cast<double>(days));
}

} // namespace

TEST_SUITE("weather/gap_filling") {
  TEST_CASE("a neighbour on a line is followed exactly, and every day says where it comes from") {
    const DailySeries truth = a_year();
    const DailySeries other = line_of(truth, 1.5, 0.9);
    DailySeries own = truth;
    remove(own, 100, 107);
    const FilledDays result = filled(own, other);
    for (std::size_t i = 0; i < truth.values.size(); ++i) {
      CHECK(result.daily_mean.values[i] == doctest::Approx(truth.values[i]).epsilon(1e-12));
      CHECK((result.origin[i] == TemperatureOrigin::neighbour) == (i >= 100 && i < 107));
    }
    CHECK(std::isnan(own.values[100])); // never in place
    CHECK(result.measured == 358);
    CHECK(result.from_neighbour == 7);
    CHECK(result.missing == 0);
    CHECK(result.neighbour == "other");
    REQUIRE(result.gaps.size() == 1);
    CHECK(result.gaps[0].standard_error_k < 1e-9);
    CHECK(result.gaps[0].r_squared == doctest::Approx(1.0));
  }

  TEST_CASE("the standard error is that of the line over the window") {
    const DailySeries truth = a_year();
    Random random{9};
    DailySeries other = truth;
    for (double& value : other.values) value += 2.0 + random.normal();
    DailySeries own = truth;
    remove(own, 150, 160);
    const FilledDays result = filled(own, other);
    CHECK(result.standard_error_k > 0.7);
    CHECK(result.standard_error_k < 1.2);
  }

  TEST_CASE("a single day is a straight line in time where the neighbour is worse") {
    DailySeries own{first_day, {}};
    for (int day = 0; day < 200; ++day) own.values.push_back(0.1 * day);
    DailySeries other = own;
    Random random{4};
    for (double& value : other.values) value += random.normal();
    own.values[100] = missing_value;
    remove(own, 150, 152);
    const FilledDays result = filled(own, other);
    CHECK(result.daily_mean.values[100] == doctest::Approx(10.0));
    CHECK(result.origin[100] == TemperatureOrigin::interpolated);
    CHECK(result.origin[150] == TemperatureOrigin::neighbour);
    CHECK(filled(own, {}).origin[100] == TemperatureOrigin::interpolated);
    CHECK(filled(own, {}).origin[150] == TemperatureOrigin::missing);
    CHECK(filled(own, {}).gaps[1].reason == GapReason::no_neighbour);
  }

  TEST_CASE("every limit has its reason") {
    const DailySeries truth = a_year();
    const DailySeries good = line_of(truth, 0.0, 1.0);
    const auto reason = [&](std::size_t first, std::size_t last, const DailySeries& other,
                            const GapFillingOptions& options = {}) {
      DailySeries own = truth;
      remove(own, first, last);
      return filled(own, other, options).gaps.at(0).reason;
    };
    CHECK(reason(100, 130, good) == GapReason::filled);
    CHECK(reason(100, 131, good) == GapReason::too_long);
    CHECK(reason(100, 110, {}) == GapReason::no_neighbour);
    GapFillingOptions all_days;
    all_days.common_days = 91;
    CHECK(reason(100, 110, good, all_days) == GapReason::few_common_days);
    DailySeries unrelated = good;
    Random random{2};
    for (double& value : unrelated.values) value = random.normal();
    CHECK(reason(100, 110, unrelated) == GapReason::weak_neighbour);
    DailySeries own = truth;
    remove(own, 50, 75);
    remove(own, 200, 225); // 25 and 25 days: more than 36
    const FilledDays result = filled(own, good);
    CHECK(result.gaps[0].reason == GapReason::filled);
    CHECK(result.gaps[1].reason == GapReason::too_much_of_year);
    CHECK(result.missing == 25);
    CHECK(code(result.gaps[1].reason) == "too_much_of_year");
  }

  TEST_CASE("days the neighbour lacks too stay missing, and no series is continued") {
    const DailySeries truth = a_year();
    DailySeries own = truth;
    remove(own, 100, 110);
    DailySeries other = truth;
    remove(other, 103, 105);
    const FilledDays result = filled(own, other);
    CHECK(result.from_neighbour == 8);
    CHECK(result.missing == 2);
    CHECK(result.gaps[0].filled == 8);
    DailySeries shorter = truth;
    shorter.values.resize(200);
    CHECK(filled(shorter, truth).daily_mean.values.size() == 200);
    CHECK(filled({}, truth).gaps.empty());
  }

  TEST_CASE("hours: up to six are a straight line, seven stay, and so do the ends") {
    HourlySeries hours{Instant{}, {}};
    for (int hour = 0; hour < 60; ++hour) hours.values.push_back(0.5 * hour);
    const std::vector<double> truth = hours.values;
    const auto cut = [&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) hours.values[i] = missing_value;
    };
    cut(0, 2);
    cut(10, 16);
    cut(30, 37);
    const FilledHours result = filled_hours(hours.view<Celsius>());
    for (std::size_t i = 10; i < 16; ++i) {
      CHECK(result.hourly.values[i] == doctest::Approx(truth[i]));
      CHECK(result.origin[i] == TemperatureOrigin::interpolated);
    }
    CHECK(result.interpolated == 6);
    CHECK(result.missing == 9);
    CHECK(result.measured == 45);
    CHECK(std::isnan(result.hourly.values[33]));
    CHECK(std::isnan(hours.values[12]));
  }

  TEST_CASE("days of the Tuscan stations left out come back to 1.3 K from Firenze and Lucca") {
    const auto file = testing::shared_file("italy/tuscany_daily_mean_temp_1998_2020.csv");
    if (!file) return;
    const DailySeries firenze = tuscan(*file, "Firenze");
    const DailySeries lucca = tuscan(*file, "Lucca_Orto_Botanico");
    const DailySeries le_croci = tuscan(*file, "Le_Croci");
    for (const std::size_t length : {1U, 7U, 30U}) {
      std::size_t days = 0;
      std::size_t far = 0;
      const double near_error = left_out_error(firenze, lucca, length, days);
      const double back_error = left_out_error(lucca, firenze, length, days);
      const double far_error = left_out_error(lucca, le_croci, length, far);
      MESSAGE(length << " days: Firenze by Lucca " << near_error << " K, Lucca by Firenze "
                     << back_error << " K, Lucca by Le Croci " << far_error << " K, " << days);
      CHECK(days > 50 * length);
      CHECK(near_error < 1.3);
      CHECK(back_error < 1.3);
      CHECK(far_error < 1.75);
    }
  }

  TEST_CASE("the 27 missing days of Firenze are filled from Lucca") {
    const auto file = testing::shared_file("italy/tuscany_daily_mean_temp_1998_2020.csv");
    if (!file) return;
    const DailySeries firenze = tuscan(*file, "Firenze");
    const CivilPeriod measured{CivilDay{std::chrono::local_days{std::chrono::year{2000} / 7 / 25}},
                               CivilDay{std::chrono::local_days{std::chrono::year{2017} / 8 / 4}}};
    const FilledDays result =
        filled_days(firenze.view<Celsius>().within(measured),
                    tuscan(*file, "Lucca_Orto_Botanico").view<Celsius>(), "Lucca");
    MESSAGE(result.interpolated << " interpolated, " << result.from_neighbour
                                << " from Lucca, standard error " << result.standard_error_k);
    CHECK(result.measured == 6192);
    CHECK(result.interpolated + result.from_neighbour + result.missing == 27);
    CHECK(result.missing == 0);
    // 1.1 K without the window of July 2016, which holds a day in doubt.
    CHECK(result.standard_error_k < 1.5);
  }
}

} // namespace empower
