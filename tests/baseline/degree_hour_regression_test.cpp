// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_hour_regression.hpp>

#include "baseline/simulated.hpp"

#include <empower/baseline/change_point.hpp>
#include <empower/core/error.hpp>
#include <empower/series/resample.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace empower;
using namespace empower::testing;

namespace {

const TimeZone rome = TimeZone::named("Europe/Rome").value();

/// A year of hours with a swing of the day of 5 K about simulated daily means.
HourlySeries hours_of(const DailySeries& days) {
  HourlySeries hours{rome.start_of(days.first), {}};
  for (std::size_t i = 0; i < days.values.size(); ++i) {
    const CivilDay day = days.first + std::chrono::days{static_cast<long>(i)};
    const auto length = std::chrono::duration_cast<std::chrono::hours>(rome.length_of(day)).count();
    for (long h = 0; h < length; ++h)
      hours.values.push_back(
          days.values[i] - 5.0 * std::cos(2.0 * std::numbers::pi * static_cast<double>(h) / 24.0));
  }
  return hours;
}

/// What a meter that answers to each hour reads on each day.
BillSeries hourly_answer(const Signature& s, const DailySeries& days, const HourlySeries& hours) {
  BillSeries series;
  std::size_t h = 0;
  for (std::size_t i = 0; i < days.values.size(); ++i) {
    const CivilDay day = days.first + std::chrono::days{static_cast<long>(i)};
    const auto length = std::chrono::duration_cast<std::chrono::hours>(rome.length_of(day)).count();
    double energy = 0.0;
    for (long k = 0; k < length; ++k) energy += s.expected(Celsius{hours.values[h++]}).value() / 24;
    series.push_back({day, day + std::chrono::days{1}}, energy);
  }
  return series;
}

struct Meter {
  DailySeries days;
  HourlySeries hours;
  BillSeries energy;

  explicit Meter(SignatureShape shape) {
    Random random{11};
    days = weather(random, 365);
    hours = hours_of(days);
    energy = hourly_answer(signature(shape), days, hours);
  }
};

} // namespace

TEST_SUITE("baseline/degree_hour_regression") {
  TEST_CASE("a meter that answers to the hour is found without loss, clock changes included") {
    for (const SignatureShape shape : {SignatureShape::heating, SignatureShape::heating_cooling}) {
      const Meter meter{shape};
      const FitOutcome fit =
          fit_degree_hours(meter.energy.view(), meter.hours.view<Celsius>(), rome);
      REQUIRE(fit);
      CHECK(fit->method == BaselineMethod::degree_hours);
      CHECK(fit->signature.shape == shape);
      CHECK(fit->base.value == doctest::Approx(100.0).epsilon(1e-6));
      CHECK(fit->heating_slope.value == doctest::Approx(12.0).epsilon(1e-6));
      CHECK(fit->heating_balance.value == doctest::Approx(15.3).epsilon(1e-6));
      CHECK(fit->observations == 365);
    }
  }

  TEST_CASE("daily means see a wider base there") {
    const Meter meter{SignatureShape::heating};
    const DailySeries energy = daily_energy(meter.energy.view());
    const FitOutcome fit =
        fit_change_point(energy.view<KilowattHours>(), meter.days.view<Celsius>());
    REQUIRE(fit);
    CHECK(fit->cv_rmse > 0.01);
  }

  TEST_CASE("its prediction is the sum over the hours") {
    const Meter meter{SignatureShape::heating};
    const FitOutcome fit = fit_degree_hours(meter.energy.view(), meter.hours.view<Celsius>(), rome);
    REQUIRE(fit);
    const AdjustedBaseline expected =
        adjusted_baseline(*fit, meter.energy.view(), meter.hours.view<Celsius>(), rome);
    REQUIRE(expected.size() == 365);
    for (std::size_t i = 0; i < 365; ++i)
      CHECK(expected.expected_kwh[i] == doctest::Approx(meter.energy.energy_kwh[i]).epsilon(1e-6));
    CHECK(expected.from[0] == civil_day(2021, 1, 1));
    CHECK(expected.outside_days[5] == 0.0);
    const Fit other;
    CHECK_THROWS_AS(static_cast<void>(adjusted_baseline(other, meter.energy.view(),
                                                        meter.hours.view<Celsius>(), rome)),
                    ContractError);
  }
}
