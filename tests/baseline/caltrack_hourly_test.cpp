// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack_hourly.hpp>

#include "support/eemeter_samples.hpp"

#include <empower/baseline/detail/caltrack_segment.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

const Instant first = utc(2021, 1, 1);
const Instant last = utc(2022, 1, 1);

struct Made {
  HourlySeries usage;
  HourlySeries outdoor;

  [[nodiscard]] HourlyView<KilowattHours> meter() const { return usage.view<KilowattHours>(); }
  [[nodiscard]] HourlyView<Celsius> weather() const { return outdoor.view<Celsius>(); }
};

/// A year of an office: full from eight to six on workdays; heated below 55 degF when full, and
/// less below 45 degF when empty.
Made office(Instant from = first) {
  Made made{{from, {}}, {from, {}}};
  Random random{3};
  for (std::size_t i = 0; i < 8760; ++i) {
    const auto hour = static_cast<double>(i);
    const double f =
        std::round(100.0 *
                   (52.0 - 26.0 * std::cos(2.0 * std::numbers::pi * hour / 8760.0) +
                    9.0 * std::sin(2.0 * std::numbers::pi * hour / 24.0) + 6.0 * random.normal())) /
        100.0;
    const auto [hour_of_week, month] =
        detail::calendar_hour(from + std::chrono::hours{static_cast<long>(i)}, {});
    const bool full = hour_of_week < 120 && hour_of_week % 24 >= 8 && hour_of_week % 24 < 18;
    made.outdoor.values.push_back((f - 32.0) / 1.8);
    made.usage.values.push_back(full ? 50.0 + 2.0 * std::max(55.0 - f, 0.0)
                                     : 10.0 + 0.5 * std::max(45.0 - f, 0.0));
  }
  return made;
}

} // namespace

TEST_SUITE("baseline/caltrack_hourly") {
  TEST_CASE("hour 0 of the week is Monday 00-01, in the zone") {
    CHECK(detail::calendar_hour(utc(2021, 1, 4), {}).hour_of_week == 0);
    CHECK(detail::calendar_hour(utc(2021, 1, 3, 23), {}).hour_of_week == 167);
    CHECK(detail::calendar_hour(utc(1969, 12, 31, 23), {}).month == 11);
    const TimeZone rome = *TimeZone::named("Europe/Rome");
    CHECK(detail::calendar_hour(utc(2021, 1, 31, 23), rome).month == 1);
    CHECK(detail::calendar_hour(utc(2021, 1, 3, 23), rome).hour_of_week == 0);
  }

  TEST_CASE("weights of a year of hours over all segments, as eemeter's own test has them") {
    const auto year = [](double neighbour_weight) {
      double sum = 0.0;
      for (std::size_t i = 0; i < 8760; ++i) {
        const auto at = detail::calendar_hour(first + std::chrono::hours{static_cast<long>(i)}, {});
        for (std::size_t month = 0; month < 12; ++month)
          sum += detail::month_weight(at.month, month, neighbour_weight);
      }
      return sum;
    };
    CHECK(year(0.0) == 8760.0);  // one month
    CHECK(year(1.0) == 26280.0); // three months
    CHECK(year(0.5) == 17520.0); // three months, weighted
  }

  TEST_CASE("the parts of a temperature add up to it") {
    const std::vector<double> endpoints{30.0, 45.0, 55.0};
    for (const double t : {-10.0, 30.0, 31.0, 45.0, 50.0, 55.0, 99.0}) {
      double sum = 0.0;
      for (std::size_t bin = 0; bin < 4; ++bin) sum += detail::part_of(endpoints, bin, t);
      CHECK(sum == doctest::Approx(t).epsilon(1e-15));
    }
    CHECK(detail::part_of({}, 0, 12.0) == 12.0);
    CHECK(detail::bin_of(endpoints, 30.0) == 0); // (lo, hi]
    CHECK(detail::bin_of(endpoints, 30.1) == 1);
    CHECK(detail::bin_of(endpoints, 55.1) == 3);
  }

  TEST_CASE("bins with fewer than twenty hours are merged, outer ones first") {
    const CaltrackHourlySettings settings;
    const auto merged = [&](const std::vector<std::pair<double, std::size_t>>& hours) {
      std::vector<double> temperatures;
      for (const auto& [t, count] : hours) temperatures.insert(temperatures.end(), count, t);
      return detail::merged_endpoints(temperatures, settings);
    };
    const std::vector<double> all{30, 45, 55, 65, 75, 90};
    CHECK(merged({{20, 20}, {40, 20}, {50, 20}, {60, 20}, {70, 20}, {80, 20}, {95, 20}}) == all);
    // 19 below 30 degF join the next bin; nothing above 75 does likewise.
    CHECK(merged({{20, 19}, {40, 20}, {50, 20}, {60, 20}, {70, 20}}) ==
          std::vector<double>{45, 55, 65});
    // A thin bin inside loses its upper end.
    CHECK(merged({{20, 20}, {40, 19}, {50, 20}, {60, 20}, {70, 20}, {80, 20}, {95, 20}}) ==
          std::vector<double>{30, 55, 65, 75, 90});
    CHECK(merged({{50, 19}}).empty());
    CHECK(merged({}).empty());
  }

  TEST_CASE("a noiseless office is found: its hours, its slopes, its energy") {
    const Made made = office();
    const auto model = fit_caltrack_hourly(made.meter(), made.weather(), last);
    REQUIRE(model);
    CHECK(model->hours == 8760);
    const CaltrackSegment& january = model->segments.at(0);
    CHECK(std::count(january.occupied.begin(), january.occupied.end(), true) == 50);
    // Its kinks are endpoints, so the fit of a cold month is exact.
    CHECK(january.metrics.cv_rmse < 1e-12);
    CHECK(agrees(january.occupied_slope.front(), -2.0, 1e-9));
    CHECK(agrees(january.unoccupied_slope.front(), -0.5, 1e-9));
    const HourlySeries predicted = predict_caltrack(*model, made.weather());
    for (std::size_t i = 0; i < 24UL * 31; ++i) {
      REQUIRE(agrees(predicted.values[i], made.usage.values[i], 1e-9));
    }
  }

  TEST_CASE("a set of hours that is empty takes the shortest solution: slopes of 0") {
    Made made = office();
    // One hour in ten is high, at random: residuals are seldom positive, no hour is occupied.
    Random random{7};
    for (double& energy : made.usage.values) energy = random.uniform() < 0.1 ? 30.0 : 10.0;
    const auto model = fit_caltrack_hourly(made.meter(), made.weather(), last);
    REQUIRE(model);
    for (const CaltrackSegment& segment : model->segments) {
      REQUIRE(std::count(segment.occupied.begin(), segment.occupied.end(), true) == 0);
      CHECK(segment.occupied_endpoints_f.empty());
      CHECK(segment.rank == 168 + segment.unoccupied_slope.size());
      for (const double slope : segment.occupied_slope) CHECK(slope == 0.0);
    }
  }

  TEST_CASE("of solutions that fit alike the shortest is taken") {
    // All hours have one temperature: a slope b and hours h - b t fit as well for any b.
    Made made = office();
    std::fill(made.outdoor.values.begin(), made.outdoor.values.end(), 0.0); // 32 degF
    const auto model = fit_caltrack_hourly(made.meter(), made.weather(), last);
    REQUIRE(model);
    const CaltrackSegment& january = model->segments.at(0);
    CHECK(january.occupied_endpoints_f.empty());
    for (const bool occupied : {true, false}) {
      // Least squares of all coefficients: d/db [b^2 + sum (y_h - 32 b)^2] = 0.
      double sum = 0.0;
      double hours = 0.0;
      for (std::size_t h = 0; h < hours_of_week; ++h) {
        if (january.occupied[h] != occupied) continue;
        sum += january.hour[h] +
               32.0 * (occupied ? january.occupied_slope[0] : january.unoccupied_slope[0]);
        hours += 1.0;
      }
      const double shortest = 32.0 * sum / (1.0 + 32.0 * 32.0 * hours);
      CHECK(agrees(occupied ? january.occupied_slope[0] : january.unoccupied_slope[0], shortest,
                   1e-9));
    }
  }

  TEST_CASE("of an hour of the week without readings nothing is expected") {
    Made made = office();
    for (std::size_t i = 0; i < 8760; ++i) {
      const auto at = first + std::chrono::hours{static_cast<long>(i)};
      if (detail::calendar_hour(at, {}).hour_of_week == 5) made.usage.values[i] = missing_value;
    }
    const auto model = fit_caltrack_hourly(made.meter(), made.weather(), last);
    REQUIRE(model);
    CHECK(std::isnan(model->segments.at(0).hour[5]));
    const HourlySeries predicted = predict_caltrack(*model, made.weather());
    CHECK(std::count_if(predicted.values.begin(), predicted.values.end(),
                        [](double v) { return std::isnan(v); }) == 52);
    CHECK(to_json(caltrack_hourly_from_json(to_json(*model))) == to_json(*model));
  }

  TEST_CASE("months without readings have no model, and their neighbours one") {
    Made made = office();
    std::fill_n(made.usage.values.begin() + 24L * 90, 24L * 91, missing_value); // April to June
    const auto model = fit_caltrack_hourly(made.meter(), made.weather(), last);
    REQUIRE(model);
    CHECK(model->segments.at(4).hour.empty());
    CHECK_FALSE(model->segments.at(3).hour.empty()); // from March alone
    const HourlySeries predicted = predict_caltrack(*model, made.weather());
    CHECK(std::isnan(predicted.values[24UL * 130]));
    CHECK(to_json(caltrack_hourly_from_json(to_json(*model))) == to_json(*model));
  }

  TEST_CASE("savings count hours with usage and temperature") {
    const Made made = office();
    const auto model = fit_caltrack_hourly(made.meter(), made.weather(), last);
    REQUIRE(model);
    Made after = office(last);
    for (double& energy : after.usage.values) energy *= 0.8;
    after.usage.values[0] = missing_value;
    after.outdoor.values[1] = missing_value;
    const auto savings = caltrack_savings(*model, after.meter(), after.weather(), last);
    CHECK(savings.hours == 8758);
    CHECK(agrees(savings.total_avoided, savings.total_predicted - savings.total_observed, 1e-9));
    CHECK(agrees(savings.total_avoided, 0.2 * savings.total_predicted, 1e-2));
    CHECK_THROWS_AS((void)caltrack_savings(*model, made.meter(), made.weather(), first),
                    InputError);
    CHECK_THROWS_AS((void)caltrack_savings(*model, made.meter(), made.weather(), last),
                    CoverageError);
  }

  TEST_CASE("settings and refusals") {
    const Made made = office();
    CaltrackHourlySettings settings;
    CHECK(standard(settings));
    settings.zone = *TimeZone::named("Europe/Rome");
    CHECK(standard(settings));
    settings.min_bin_hours = 30;
    CHECK_FALSE(standard(settings));
    CHECK(to_json(caltrack_hourly_settings_from_json(to_json(settings))) == to_json(settings));
    settings.endpoints_f = {60.0, 50.0};
    CHECK_THROWS_AS((void)fit_caltrack_hourly(made.meter(), made.weather(), last, settings),
                    ContractError);
    const auto none = fit_caltrack_hourly(made.meter(), made.weather(), utc(2019, 1, 1));
    REQUIRE_FALSE(none);
    CHECK(none.failure().reason == CaltrackReason::no_data);
    CHECK_THROWS_AS((void)caltrack_hourly_from_json("{\"record\": 1}"), InputError);
  }
}
