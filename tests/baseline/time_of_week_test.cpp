// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/time_of_week.hpp>

#include <empower/stats/least_squares.hpp>

#include "made_hours.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace {

using namespace empower;
using namespace empower::testing;
using std::chrono::hours;
using std::chrono::minutes;

} // namespace

TEST_SUITE("baseline/time_of_week") {

  TEST_CASE("a noiseless model is recovered, levels, slopes and modes") {
    const auto temperature = weather(year_hours, hours{1});
    const auto energy = made_energy(temperature, hours{1}, rome(), 0.0);
    for (const bool robust : {false, true}) {
      HourlyOptions options = with_knots({12.0, 20.0});
      options.robust = robust;
      const HourlyOutcome fit =
          fit_hourly(energy_view(energy), weather_view(temperature), rome(), options);
      REQUIRE(fit.has_value());
      CHECK(fit->r_squared == doctest::Approx(1.0).epsilon(1e-14));
      const WeekModel& week = fit->windows.at(0);
      for (std::size_t p = 0; p < 168; ++p) {
        const std::size_t hour = p % 24;
        CHECK(static_cast<bool>(week.occupied[p]) == (p < 120 && hour >= 8 && hour < 18));
      }
      const TemperatureCurve& open = week.curve[1];
      const auto slope = [&](std::size_t s) {
        return (open.energy_kwh[s + 1] - open.energy_kwh[s]) /
               (open.knots_c[s + 1] - open.knots_c[s]);
      };
      CHECK(slope(0) == doctest::Approx(-3.0).epsilon(1e-11));
      CHECK(std::abs(slope(1)) < 1e-10);
      CHECK(slope(2) == doctest::Approx(4.0).epsilon(1e-11));
      CHECK(week.slot_kwh[9] - week.slot_kwh[8] == doctest::Approx(0.5).epsilon(1e-9));
      // Weather that was never seen, in a summer of other clocks.
      const auto other = weather(2 * year_hours, hours{1}, 9);
      const HourlyPrediction next = predict(*fit, weather_view(other));
      for (std::size_t i = 0; i < next.energy_kwh.size(); i += 13)
        CHECK(next.energy_kwh[i] ==
              doctest::Approx(truth(new_year + hours{static_cast<long>(i)}, other[i], rome()))
                  .epsilon(1e-10));
    }
  }

  TEST_CASE("coefficients are those of dense least squares on indicators and hinges") {
    const std::size_t size = 24 * 70;
    auto temperature = weather(size, hours{1});
    auto energy = made_energy(temperature, hours{1}, {}, 8.0);
    temperature[5] = missing_value;
    energy[700] = missing_value;
    HourlyOptions options = with_knots({4.0, 6.0, 8.0});
    options.closed_days = ClosedDays::ordinary;
    Regressors sun{{"sun"}, std::vector<double>(size)};
    for (std::size_t i = 0; i < size; ++i) sun.values[i] = std::fmod(static_cast<double>(i), 7.3);
    const HourlyOutcome fit =
        fit_hourly(energy_view(energy), weather_view(temperature), {}, options, {}, sun);
    REQUIRE(fit.has_value());
    const WeekModel& week = fit->windows.at(0);
    const HourlyPrediction expected = predict(*fit, weather_view(temperature), {}, sun);
    for (const std::uint8_t mode : {std::uint8_t{0}, std::uint8_t{1}}) {
      std::vector<std::size_t> rows;
      for (std::size_t i = 0; i < size; ++i)
        if (week.occupied[(i + 144) % 168] == mode && std::isfinite(temperature[i] + energy[i]))
          rows.push_back(i);
      REQUIRE(rows.size() > 200);
      std::vector<double> design;
      for (std::size_t p = 0; p < 168; ++p)
        if (week.occupied[p] == mode)
          for (const std::size_t i : rows) design.push_back((i + 144) % 168 == p ? 1.0 : 0.0);
      for (const double knot : {-100.0, 4.0, 6.0, 8.0})
        for (const std::size_t i : rows) design.push_back(std::fmax(0.0, temperature[i] - knot));
      for (const std::size_t i : rows) design.push_back(sun.values[i]);
      std::vector<double> response;
      for (const std::size_t i : rows) response.push_back(energy[i]);
      const LeastSquares dense = least_squares(design, response);
      for (std::size_t r = 0; r < rows.size(); ++r)
        CHECK(expected.energy_kwh[rows[r]] ==
              doctest::Approx(response[r] - dense.residuals[r]).epsilon(1e-9));
      CHECK(week.curve[mode].regressors_kwh[0] ==
            doctest::Approx(dense.coefficients.back()).epsilon(1e-9));
    }
  }

  TEST_CASE("civil time moves with the clocks: an opening hour stays an opening hour in summer") {
    const auto temperature = weather(year_hours, hours{1});
    const auto energy = made_energy(temperature, hours{1}, rome(), 0.0);
    const HourlyOutcome right = fit_hourly(energy_view(energy), weather_view(temperature), rome(),
                                           with_knots({12.0, 20.0}));
    const HourlyOutcome wrong =
        fit_hourly(energy_view(energy), weather_view(temperature), {}, with_knots({12.0, 20.0}));
    CHECK(right->cv_rmse < 1e-12);
    CHECK(wrong->cv_rmse > 0.05);
  }

  TEST_CASE("quarters of an hour take the temperature of their hour") {
    const auto hourly = weather(5000, hours{1});
    std::vector<double> quarter;
    for (const double t : hourly) quarter.insert(quarter.end(), 4, t);
    const auto energy = made_energy(quarter, minutes{15}, rome(), 0.0);
    const HourlyOutcome fit = fit_hourly(energy_view(energy, minutes{15}), weather_view(hourly),
                                         rome(), with_knots({12.0, 20.0}));
    REQUIRE(fit.has_value());
    CHECK(fit->windows[0].slot_kwh.size() == 8 * 96);
    CHECK(fit->r_squared == doctest::Approx(1.0).epsilon(1e-13));
    CHECK(fit->coverage.present == 20000.0);
  }

  TEST_CASE("days take the mean of their hours, and are missing with fewer than half") {
    const auto hourly = weather(24 * 200, hours{1});
    std::vector<double> energy;
    std::vector<double> daily(200);
    for (std::size_t d = 0; d < 200; ++d) {
      for (std::size_t h = 0; h < 24; ++h) daily[d] += hourly[24 * d + h] / 24.0;
      energy.push_back(50.0 + 2.0 * daily[d]);
    }
    auto gaps = hourly;
    std::fill_n(gaps.begin() + 48, 13, missing_value);
    const HourlyOutcome fit =
        fit_hourly(energy_view(energy, hours{24}), weather_view(gaps), {}, with_knots({10.0}));
    REQUIRE(fit.has_value());
    CHECK(fit->coverage.present == 199.0);
    CHECK(fit->r_squared == doctest::Approx(1.0).epsilon(1e-13));
  }

  TEST_CASE("closed days have slots of their own, are Sundays, or are days like others") {
    const auto temperature = weather(year_hours, hours{1});
    auto energy = made_energy(temperature, hours{1}, {}, 0.0);
    DayCalendar school{"school", {}};
    for (int day = 0; day < 40; ++day) {
      const CivilDay closed = civil_day(2023, 1, 2) + std::chrono::days{9 * day};
      school.closed.push_back({closed, "holiday"});
      const auto first = static_cast<std::size_t>(24 * (1 + 9 * day));
      for (std::size_t h = 0; h < 24; ++h) energy[first + h] = 17.0;
    }
    HourlyOptions options = with_knots({12.0, 20.0});
    const auto cv = [&](ClosedDays rule) {
      options.closed_days = rule;
      return fit_hourly(energy_view(energy), weather_view(temperature), {}, options, school)
          ->cv_rmse;
    };
    CHECK(cv(ClosedDays::own) < 0.5 * cv(ClosedDays::sunday));
    CHECK(cv(ClosedDays::sunday) < 0.5 * cv(ClosedDays::ordinary));
  }

  TEST_CASE("a slot that was never seen lies between its neighbours and is flagged") {
    const auto temperature = weather(year_hours, hours{1});
    auto energy = made_energy(temperature, hours{1}, {}, 0.0);
    for (std::size_t i = 0; i < year_hours; ++i)
      if ((i + 144) % 168 == 30) energy[i] = missing_value; // Tuesday, 06:00
    const HourlyOutcome fit =
        fit_hourly(energy_view(energy), weather_view(temperature), {}, with_knots({12.0, 20.0}));
    const WeekModel& week = fit->windows[0];
    CHECK(week.inferred[30] == 1);
    CHECK(week.slot_kwh[30] == doctest::Approx(0.5 * (week.slot_kwh[29] + week.slot_kwh[31])));
    const HourlyPrediction next = predict(*fit, weather_view(temperature));
    CHECK(next.inferred == 52);
    CHECK(next.coverage.share() == 1.0);
    CHECK(next.variance > 0.0);
  }

  TEST_CASE("the robust pass is not moved by a broken meter's spikes") {
    const auto temperature = weather(year_hours, hours{1});
    const auto clean = made_energy(temperature, hours{1}, rome(), 5.0);
    auto spiky = clean;
    for (std::size_t i = 50; i < year_hours; i += 97) spiky[i] += 3000.0;
    const auto error = [&](bool robust) {
      HourlyOptions options;
      options.robust = robust;
      const HourlyOutcome fit =
          fit_hourly(energy_view(spiky), weather_view(temperature), rome(), options);
      const HourlyPrediction year = predict(*fit, weather_view(temperature));
      double squares = 0.0;
      for (std::size_t i = 0; i < year_hours; ++i) {
        const double d = year.energy_kwh[i] -
                         truth(new_year + hours{static_cast<long>(i)}, temperature[i], rome());
        squares += d * d;
      }
      return std::sqrt(squares / static_cast<double>(year_hours));
    };
    CHECK(error(false) > 30.0);
    CHECK(error(true) < 2.5);
  }

  TEST_CASE("expectations are not below zero; colder than ever is counted and goes on straight") {
    const auto temperature = weather(year_hours, hours{1});
    std::vector<double> energy;
    for (const double t : temperature) energy.push_back(std::fmax(0.0, 12.0 - t));
    const HourlyOutcome fit =
        fit_hourly(energy_view(energy), weather_view(temperature), {}, with_knots({12.0}));
    REQUIRE(fit.has_value());
    const std::vector<double> cold(48, fit->temperature_min.value() - 10.0);
    const HourlyPrediction far = predict(*fit, weather_view(cold));
    CHECK(far.extrapolated == 48);
    CHECK(far.energy_kwh[3] == doctest::Approx(12.0 - cold[3]).epsilon(1e-9));
    const HourlyPrediction all = predict(*fit, weather_view(temperature));
    for (const double e : all.energy_kwh) CHECK(e >= 0.0);
  }

  TEST_CASE("windows follow a change of use that one model averages over") {
    const auto temperature = weather(year_hours, hours{1});
    auto energy = made_energy(temperature, hours{1}, {}, 2.0);
    for (std::size_t i = 0; i < year_hours; ++i)
      energy[i] += 20.0 * std::sin(2.0 * std::numbers::pi * static_cast<double>(i) / 8760.0);
    const auto cv = [&](HourlyWindows windows) {
      HourlyOptions options = plain();
      options.windows = windows;
      const HourlyOutcome fit =
          fit_hourly(energy_view(energy), weather_view(temperature), {}, options);
      REQUIRE(fit.has_value());
      CHECK(fit->parameters > 150);
      const HourlyPrediction year =
          predict(*fit, weather_view(temperature), {}, {}, energy_view(energy));
      CHECK(year.coverage.share() == 1.0);
      CHECK(year.total.value() == doctest::Approx(year.observed.value()).epsilon(0.01));
      CHECK(year.coefficient_variance > 0.0);
      return fit->cv_rmse;
    };
    const double whole = cv(HourlyWindows::whole);
    CHECK(cv(HourlyWindows::three_months) < 0.7 * whole);
    CHECK(cv(HourlyWindows::fortnights) < 0.8 * whole);
  }

  TEST_CASE("the variance of a total is that of dense least squares") {
    const std::size_t size = 24 * 60;
    const auto temperature = weather(size, hours{1});
    const auto energy = made_energy(temperature, hours{1}, {}, 8.0);
    HourlyOptions options = with_knots({5.0});
    options.closed_days = ClosedDays::ordinary;
    options.occupied_share = 1.0; // one mode
    const HourlyOutcome fit =
        fit_hourly(energy_view(energy), weather_view(temperature), {}, options);
    std::vector<double> design;
    for (std::size_t p = 0; p < 168; ++p)
      for (std::size_t i = 0; i < size; ++i) design.push_back((i + 144) % 168 == p ? 1.0 : 0.0);
    for (const double knot : {-100.0, 5.0})
      for (const double t : temperature) design.push_back(std::fmax(0.0, t - knot));
    const LeastSquares dense = least_squares(design, energy);
    const std::vector<double> warm(24 * 9, 14.0);
    const HourlyPrediction total = predict(*fit, weather_view(warm));
    std::vector<double> g(170);
    for (std::size_t i = 0; i < warm.size(); ++i) {
      g[(i + 144) % 168] += 1.0;
      g[168] += warm[i] + 100.0;
      g[169] += warm[i] - 5.0;
    }
    double form = 0.0;
    for (std::size_t a = 0; a < 170; ++a)
      for (std::size_t b = 0; b < 170; ++b)
        form += g[a] * dense.unscaled_covariance[a * 170 + b] * g[b];
    CHECK(total.coefficient_variance ==
          doctest::Approx(fit->interval_variance * form).epsilon(1e-7));
    CHECK(total.variance == doctest::Approx(fit->interval_variance * (form + 216.0)).epsilon(1e-7));
  }

  TEST_CASE("avoided energy is counted where there is a reading and a temperature") {
    const auto temperature = weather(year_hours, hours{1});
    const auto energy = made_energy(temperature, hours{1}, {}, 1.0);
    const HourlyOutcome fit = fit_hourly(energy_view(energy), weather_view(temperature), {});
    auto metered = energy;
    auto outdoor = temperature;
    std::fill_n(metered.begin() + 100, 50, missing_value);
    std::fill_n(outdoor.begin() + 140, 20, missing_value);
    const HourlyPrediction next =
        predict(*fit, weather_view(outdoor), {}, {}, energy_view(metered));
    CHECK(next.coverage.present == 8700.0);
    CHECK(next.coverage.expected == 8760.0);
    CHECK(next.low < next.total);
    CHECK(next.total.value() == doctest::Approx(next.observed.value()).epsilon(0.002));
  }
}
