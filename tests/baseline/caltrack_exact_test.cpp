// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include "baseline/caltrack_made.hpp"

#include <empower/baseline/detail/caltrack_grid.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

CaltrackSettings exact(CaltrackFuel fuel = CaltrackFuel::electricity) {
  CaltrackSettings settings;
  settings.fuel = fuel;
  settings.corrections.exact_balance = true;
  return settings;
}

double usage_at(double t) {
  return 12.0 + 1.25 * std::max(53.37 - t, 0.0) + 2.5 * std::max(t - 67.81, 0.0);
}

/// The highest adjusted R2 of a grid of tenths of a degree with no coefficient below 0.
double best_of_tenths(const detail::CaltrackRows& rows, bool billing, CaltrackShape shape,
                      double low_f, double high_f) {
  double best = -1.0;
  const auto try_pair = [&](double heating_f, double cooling_f) {
    CaltrackCandidate candidate{.shape = shape,
                                .heating_balance_f = heating_f,
                                .cooling_balance_f = cooling_f,
                                .intercept = missing_value,
                                .beta_hdd = missing_value,
                                .beta_cdd = missing_value,
                                .adjusted_r_squared = missing_value};
    detail::refine(rows, billing, candidate);
    const bool allowed =
        !(candidate.intercept < 0.0 || candidate.beta_hdd < 0.0 || candidate.beta_cdd < 0.0);
    if (allowed) best = std::max(best, candidate.adjusted_r_squared);
  };
  const double step = shape == CaltrackShape::cdd_hdd ? 0.5 : 0.1;
  for (double f = low_f; f <= high_f; f += step) {
    if (shape == CaltrackShape::hdd_only) try_pair(f, missing_value);
    if (shape == CaltrackShape::cdd_only) try_pair(missing_value, f);
    if (shape != CaltrackShape::cdd_hdd) continue;
    for (double g = f; g <= high_f; g += step) try_pair(f, g);
  }
  return best;
}

} // namespace

TEST_SUITE("baseline/caltrack_exact") {
  TEST_CASE("days: balance points between whole degrees are recovered") {
    const MeterSample sample = made_year(usage_at);
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, exact());
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::cdd_hdd);
    CHECK(std::abs(model->best.heating_balance_f - 53.37) < 2e-9);
    CHECK(std::abs(model->best.cooling_balance_f - 67.81) < 2e-9);
    CHECK(agrees(model->best.intercept, 12.0, 1e-9));
    CHECK(agrees(model->best.beta_hdd, 1.25, 1e-9));
    CHECK(agrees(model->best.beta_cdd, 2.5, 1e-9));
    const auto whole = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    REQUIRE(whole);
    CHECK(whole->best.heating_balance_f == std::round(whole->best.heating_balance_f));
    CHECK(model->candidates.qualified == whole->candidates.qualified); // of the grid
    CHECK(whole->record.standard);
    CHECK_FALSE(model->record.standard);
    CHECK(model->record.settings.find(R"("exact_balance":true)") != std::string::npos);
    const CaltrackModel back = caltrack_from_json(to_json(*model));
    CHECK(back.settings.corrections == model->settings.corrections);
    CHECK(back.best.heating_balance_f == model->best.heating_balance_f);
  }

  TEST_CASE("bills and hours: the same") {
    std::vector<long> lengths{30, 31, 29, 32, 30, 28, 33, 30, 31, 30, 30, 31};
    const auto heated = [](double t) { return 8.0 + 0.5 * std::max(60.43 - t, 0.0); };
    const MeterSample bills{
        made_usage(lengths, [&](std::size_t day) { return heated(made_fahrenheit(day)); }),
        made_weather(365, made_fahrenheit)};
    for (const bool hours : {false, true}) {
      CaltrackSettings settings = exact(CaltrackFuel::gas);
      settings.corrections.degree_hours = hours;
      const auto model =
          fit_caltrack_billing(bills.usage.view(), bills.weather(), made_end, settings);
      REQUIRE(model);
      CHECK(std::abs(model->best.heating_balance_f - 60.43) < 2e-9);
      CHECK(agrees(model->best.intercept, 8.0, 1e-9));
      CHECK(agrees(model->best.beta_hdd, 0.5, 1e-9));
    }
  }

  TEST_CASE("no balance point of a fine grid is better") {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      CAPTURE(seed);
      Random random{seed};
      const bool billing = seed % 2 == 1;
      std::vector<long> lengths =
          billing ? std::vector<long>{30, 31, 29, 32, 30, 28, 33, 30, 31, 30, 30, 31}
                  : std::vector<long>(365, 1);
      const MeterSample sample{made_usage(lengths,
                                          [&](std::size_t day) {
                                            return usage_at(made_fahrenheit(day)) +
                                                   4.0 * random.normal();
                                          }),
                               made_weather(365, made_fahrenheit)};
      const auto fit = billing ? fit_caltrack_billing : fit_caltrack_daily;
      const auto model = fit(sample.usage.view(), sample.weather(), made_end, exact());
      REQUIRE(model);
      const IntervalView usage = sample.usage.view();
      const CaltrackSettings settings;
      const detail::CaltrackRows rows = detail::complete_rows(
          detail::caltrack_rows(usage.start, usage.end, usage.energy_kwh, sample.weather(),
                                settings, billing ? settings.fitted_bill_days : 0));
      REQUIRE(model->best_of_shape.size() == 4);
      for (const CaltrackCandidate& candidate : model->best_of_shape) {
        if (candidate.shape == CaltrackShape::intercept_only) continue;
        CAPTURE(code(candidate.shape));
        const double grid = best_of_tenths(rows, billing, candidate.shape, 30.0, 75.0);
        CHECK(candidate.adjusted_r_squared >= grid - 1e-9);
        CaltrackCandidate again = candidate;
        detail::refine(rows, billing, again);
        CHECK(std::abs(again.adjusted_r_squared - candidate.adjusted_r_squared) < 1e-12);
      }
    }
  }

  TEST_CASE("meters of Illinois fit no worse than on whole degrees, near the same place") {
    for (const std::string_view name :
         {"il-electricity-cdd-hdd-daily", "il-electricity-cdd-only-daily", "il-gas-hdd-only-daily",
          "il-electricity-cdd-hdd-billing_monthly", "il-gas-hdd-only-billing_monthly"}) {
      CAPTURE(name);
      const bool daily = name.ends_with("daily");
      const auto sample = illinois_sample(name, daily);
      if (!sample) return;
      const auto fuel = name.starts_with("il-gas") ? CaltrackFuel::gas : CaltrackFuel::electricity;
      CaltrackSettings coded;
      coded.fuel = fuel;
      const auto fit = daily ? fit_caltrack_daily : fit_caltrack_billing;
      const auto whole = fit(sample->usage.view(), sample->weather(), utc(2016, 12, 26), coded);
      const auto free =
          fit(sample->usage.view(), sample->weather(), utc(2016, 12, 26), exact(fuel));
      REQUIRE(whole);
      REQUIRE(free);
      CHECK(free->best.adjusted_r_squared > whole->best.adjusted_r_squared);
      CHECK(free->best.shape == whole->best.shape);
      const auto near = [](double a, double b) { return std::isnan(a) || std::abs(a - b) < 1.0; };
      CHECK(near(free->best.heating_balance_f, whole->best.heating_balance_f));
      CHECK(near(free->best.cooling_balance_f, whole->best.cooling_balance_f));
    }
  }

  TEST_CASE("with bic: the range holds the balance point") {
    const MeterSample sample = made_year([](double t) {
      return 20.0 + 1.5 * std::max(55.5 - t, 0.0) + 0.02 * std::sin(1000.0 * t);
    });
    CaltrackSettings settings = exact();
    settings.corrections.bic = true;
    const auto model =
        fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, settings);
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::hdd_only);
    CHECK(std::abs(model->best.heating_balance_f - 55.5) < 0.05);
    CHECK(model->heating_range.low_f <= model->best.heating_balance_f);
    CHECK(model->heating_range.high_f >= model->best.heating_balance_f);
    CHECK(std::isnan(model->cooling_range.low_f));
  }

  TEST_CASE("a constant meter stays flat") {
    const MeterSample sample = made_year([](double) { return 10.0; });
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, exact());
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::intercept_only);
  }
}
