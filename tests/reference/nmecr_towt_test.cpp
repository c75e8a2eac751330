// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/time_of_week.hpp>
#include <empower/stats/metrics.hpp>

#include "support/shared_data.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

// The package models days: seven slots of a day, no robust pass, 5 inner knots at every sixth of
// the sorted temperatures. The same is a fit here with a step of one day in UTC. It calls a day by
// its end: what it names 2014-03-01 is the file's 2014-02-28.

namespace {

using namespace empower;
using namespace empower::testing;

/// The files quote their header and their times.
std::vector<double> column(const std::filesystem::path& path, const std::string& name) {
  return number_column(path, '"' + name + '"');
}

constexpr std::chrono::seconds one_day_step = std::chrono::hours{24};

HourlyOptions as_package() {
  HourlyOptions options;
  options.robust = false;
  options.closed_days = ClosedDays::ordinary;
  return options;
}

std::vector<double> celsius(std::vector<double> fahrenheit) {
  for (double& t : fahrenheit) t = (t - 32.0) / 1.8;
  return fahrenheit;
}

SteppedView<KilowattHours> days(Instant first, const std::vector<double>& energy) {
  return {first, one_day_step, energy};
}

std::vector<double> part(const std::vector<double>& all, std::size_t from, std::size_t count) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

/// The package's CV(RMSE) in per cent counts slopes and slots less one of each mode.
double package_cv_rmse(const HourlyFit& fit) {
  const double n = fit.coverage.present;
  const auto p = static_cast<double>(fit.parameters);
  return 100.0 * fit.cv_rmse * std::sqrt((n - p) / (n - (p - 2.0)));
}

/// The package takes its R² from expectations that may be below 0, a handful of days of a school in
/// summer; the library's never are.
double r_squared_below_zero_too(const HourlyFit& fit, const std::vector<double>& energy,
                                const std::vector<double>& outdoor, const Regressors& modes) {
  const WeekModel& model = fit.windows.at(0);
  const auto first_weekday = static_cast<std::size_t>(
      (std::chrono::floor<std::chrono::days>(fit.period.from).time_since_epoch().count() + 3) % 7);
  std::vector<double> expected;
  for (std::size_t d = 0; d < energy.size(); ++d) {
    const std::size_t slot = (first_weekday + d) % 7;
    const TemperatureCurve& curve = model.curve.at(model.occupied[slot]);
    std::size_t k = 0;
    while (k + 2 < curve.knots_c.size() && outdoor[d] > curve.knots_c[k + 1]) ++k;
    const double f = (outdoor[d] - curve.knots_c[k]) / (curve.knots_c[k + 1] - curve.knots_c[k]);
    expected.push_back(model.slot_kwh[slot] + (1.0 - f) * curve.energy_kwh[k] +
                       f * curve.energy_kwh[k + 1]);
    for (std::size_t r = 0; r < modes.names.size(); ++r)
      expected.back() += curve.regressors_kwh[r] * modes.values[r * energy.size() + d];
  }
  return r_squared(energy, expected);
}

} // namespace

TEST_SUITE("reference/nmecr_towt") {

  TEST_CASE("the commercial building's model and savings are those of the package") {
    const auto eload = shared_file("nmecr/eload.csv");
    const auto temp = shared_file("nmecr/temp.csv");
    const auto savings = shared_file("nmecr/expected/nmecr_overview_savings_df.csv");
    if (!eload || !temp || !savings) return;
    const auto energy = column(*eload, "eload");
    const auto outdoor = celsius(column(*temp, "temp"));
    const Instant baseline = std::chrono::sys_days{std::chrono::year{2012} / 3 / 1};
    const Instant reporting = std::chrono::sys_days{std::chrono::year{2014} / 2 / 28};

    // The package drops the last day of the year.
    const auto baseline_energy = part(energy, 0, 364);
    const auto baseline_outdoor = part(outdoor, 0, 364);
    const HourlyOutcome fit = fit_hourly(
        days(baseline, baseline_energy),
        SteppedView<Celsius>{baseline, one_day_step, baseline_outdoor}, {}, as_package());
    REQUIRE(fit.has_value());
    CHECK(fit->r_squared == doctest::Approx(0.896472741389504).epsilon(1e-12));
    CHECK(std::round(100.0 * package_cv_rmse(*fit)) == 677.0);
    CHECK(fit->parameters == 19);
    CHECK(std::abs(fit->nmbe) < 1e-12);

    const auto expected = column(*savings, "predictions");
    const auto reporting_energy = part(energy, 729, expected.size());
    const auto reporting_outdoor = part(outdoor, 729, expected.size());
    const HourlyPrediction prediction =
        predict(*fit, SteppedView<Celsius>{reporting, one_day_step, reporting_outdoor}, {}, {},
                days(reporting, reporting_energy));
    for (std::size_t i = 0; i < expected.size(); ++i)
      CHECK(prediction.energy_kwh[i] == doctest::Approx(expected[i]).epsilon(1e-10));
    CHECK(prediction.total.value() == doctest::Approx(5509903.19414378).epsilon(1e-12));
    CHECK(prediction.total.value() - prediction.observed.value() ==
          doctest::Approx(408141.59414378).epsilon(1e-9));
  }

  TEST_CASE("the school's operating modes raise R² from 0.545 to 0.847") {
    const auto eload = shared_file("nmecr/school_eload.csv");
    const auto temp = shared_file("nmecr/school_temp.csv");
    const auto modes = shared_file("nmecr/school_op_mode.csv");
    if (!eload || !temp || !modes) return;
    const auto hourly = text_column(*eload, "\"eload\"");
    const auto temp_time = text_column(*temp, "\"time\"");
    const auto hourly_temp = celsius(column(*temp, "temp"));
    std::vector<double> energy(365);
    for (std::size_t i = 0; i < hourly.size(); ++i)
      if (hourly[i] != "NA") energy[i / 24] += std::stod(hourly[i]);
    // The temperatures follow the clock: a day of 23 and one of 25 hours.
    std::vector<double> outdoor;
    std::vector<double> hours;
    for (std::size_t i = 0; i < hourly_temp.size(); ++i) {
      if (i == 0 || temp_time[i].substr(0, 11) != temp_time[i - 1].substr(0, 11)) {
        outdoor.push_back(0.0);
        hours.push_back(0.0);
      }
      outdoor.back() += hourly_temp[i];
      hours.back() += 1.0;
    }
    REQUIRE(outdoor.size() == 365);
    for (std::size_t d = 0; d < 365; ++d) outdoor[d] /= hours[d];

    const Instant first = std::chrono::sys_days{std::chrono::year{2018} / 1 / 1};
    const SteppedView<Celsius> weather{first, one_day_step, outdoor};
    const HourlyOutcome plain = fit_hourly(days(first, energy), weather, {}, as_package());
    REQUIRE(plain.has_value());
    CHECK(plain->r_squared == doctest::Approx(0.545486152305552).epsilon(1e-9));
    CHECK(std::round(100.0 * package_cv_rmse(*plain)) == 3030.0);

    Regressors calendar;
    for (const std::string name :
         {"school_holidays", "summer maintenance", "summer school", "pre-class ramp up"}) {
      calendar.names.push_back(name);
      const auto values = column(*modes, name);
      calendar.values.insert(calendar.values.end(), values.begin(), values.end());
    }
    const HourlyOutcome with_modes =
        fit_hourly(days(first, energy), weather, {}, as_package(), {}, calendar);
    REQUIRE(with_modes.has_value());
    CHECK(with_modes->parameters == 27);
    const double published = r_squared_below_zero_too(*with_modes, energy, outdoor, calendar);
    CHECK(published == doctest::Approx(0.846929034521093).epsilon(1e-12));
    CHECK(std::round(1779.0 * std::sqrt((1.0 - with_modes->r_squared) / (1.0 - published))) ==
          std::round(100.0 * package_cv_rmse(*with_modes)));
    CHECK(with_modes->r_squared == doctest::Approx(0.847959).epsilon(1e-6));
  }
}
