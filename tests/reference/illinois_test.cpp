// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/savings.hpp>

#include "support/shared_data.hpp"

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/degree_hour_regression.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/series/resample.hpp>

#include <doctest/doctest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>

using namespace empower;
using namespace empower::testing;

namespace {

/// Works of `metadata.json`; loads are 10 % below the baseline's from their end on.
constexpr CivilPeriod works{civil_day(2016, 12, 26), civil_day(2017, 1, 4)};
constexpr double true_fraction = 0.10;

constexpr std::array<std::string_view, 4> kinds{"electricity-cdd-hdd", "electricity-cdd-only",
                                                "gas-hdd-only", "gas-intercept-only"};

double number_of(std::string_view text) {
  double value = missing_value;
  if (text != "nan" && !text.empty())
    std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

CivilDay day_of(std::string_view stamp) {
  int part[3] = {0, 0, 0};
  std::from_chars(stamp.data(), stamp.data() + 4, part[0]);
  std::from_chars(stamp.data() + 5, stamp.data() + 7, part[1]);
  std::from_chars(stamp.data() + 8, stamp.data() + 10, part[2]);
  return civil_day(part[0], static_cast<unsigned>(part[1]), static_cast<unsigned>(part[2]));
}

/// The weather of the samples: hours of Springfield, and their means by local day.
struct Weather {
  TimeZone zone = TimeZone::named("CST6CDT,M3.2.0,M11.1.0").value();
  HourlySeries hours;
  DailySeries days;

  explicit Weather(const std::filesystem::path& folder) {
    const std::string text = unpacked(folder / "il-tempF.csv.gz");
    std::map<CivilDay, std::pair<double, int>> sums;
    for (const std::string_view line : split(text, '\n')) {
      const auto fields = split(line, ',');
      if (fields.size() < 2 || fields[0] == "dt") continue;
      const double celsius = (number_of(fields[1]) - 32.0) / 1.8;
      hours.values.push_back(celsius); // 19,417 hours without a gap
      auto& [sum, count] = sums[day_of(fields[0])];
      sum += celsius;
      ++count;
    }
    hours.first = zone.start_of(sums.begin()->first);
    days.first = sums.begin()->first;
    for (const auto& [day, sum] : sums) days.values.push_back(sum.first / sum.second);
  }
};

BillSeries meter(const std::filesystem::path& folder, std::string_view kind,
                 std::string_view interval) {
  const std::string text =
      unpacked(folder / ("il-" + std::string{kind} + "-" + std::string{interval} + ".csv.gz"));
  BillSeries series;
  std::optional<CivilDay> start;
  double energy = missing_value;
  for (const std::string_view line : split(text, '\n')) {
    const auto fields = split(line, ',');
    if (fields.size() < 2 || fields[0] == "start") continue;
    const CivilDay day = day_of(fields[0]);
    if (start) series.push_back({*start, day}, energy);
    start = day;
    energy = number_of(fields[1]);
  }
  return series; // the last stamp closes the last period
}

struct Samples {
  std::filesystem::path folder;
  Weather weather;
};

const Samples* samples() {
  static const auto read = []() -> std::optional<Samples> {
    const auto folder = shared_file("eemeter");
    if (!folder) return std::nullopt;
    return Samples{*folder, Weather{*folder}};
  }();
  return read ? &*read : nullptr;
}

BillView baseline_part(const BillSeries& readings, bool daily) {
  const WindowRule rule;
  const auto project = measurement_projects(std::array{works}, readings.view().period())[0];
  return baseline_observations(readings.view(), project.baseline,
                               daily ? rule.baseline_of_days : rule.baseline_of_bills);
}

/// The first reporting year against a baseline.
AvoidedEnergy first_year(const Fit& baseline, const BillSeries& readings, const Weather& weather) {
  const auto project = measurement_projects(std::array{works}, readings.view().period())[0];
  const SavingsOutcome saving = measured_saving({&baseline,
                                                 readings.view(),
                                                 weather.days.view<Celsius>(),
                                                 project.reporting,
                                                 {},
                                                 nullptr,
                                                 {},
                                                 weather.hours.view<Celsius>(),
                                                 weather.zone});
  REQUIRE(saving);
  return saving->years[0].avoided;
}

bool holds_truth(const AvoidedEnergy& saving) {
  return saving.fraction.low <= true_fraction && true_fraction <= saving.fraction.high;
}

} // namespace

TEST_SUITE("reference/illinois") {
  TEST_CASE("on degree-hours, which the loads follow, the 10 % lie in each 90 % interval") {
    if (samples() == nullptr) return;
    const Weather& weather = samples()->weather;
    for (const std::string_view interval : {"daily", "billing_monthly"}) {
      for (const std::string_view kind : kinds) {
        CAPTURE(interval);
        CAPTURE(kind);
        const BillSeries readings = meter(samples()->folder, kind, interval);
        const FitOutcome fit = fit_degree_hours(baseline_part(readings, interval == "daily"),
                                                weather.hours.view<Celsius>(), weather.zone);
        REQUIRE(fit);
        CHECK(fit->method == BaselineMethod::degree_hours);
        const AvoidedEnergy year = first_year(*fit, readings, weather);
        MESSAGE(interval, " ", kind, ": ", year.fraction.value, " [", year.fraction.low, ", ",
                year.fraction.high, "], ", year.avoided.value, " [", year.avoided.low, ", ",
                year.avoided.high, "], base ", fit->base.value, " balance ",
                fit->heating_balance.value, " ", fit->cooling_balance.value);
        CHECK(holds_truth(year));
      }
    }
  }

  TEST_CASE("on daily means the base takes part of the legs, and three of four intervals hold it") {
    if (samples() == nullptr) return;
    const Weather& weather = samples()->weather;
    int held = 0;
    for (const std::string_view kind : kinds) {
      const BillSeries readings = meter(samples()->folder, kind, "daily");
      const DailySeries days = daily_energy(baseline_part(readings, true));
      const FitOutcome fit =
          fit_change_point(days.view<KilowattHours>(), weather.days.view<Celsius>());
      REQUIRE(fit);
      const AvoidedEnergy year = first_year(*fit, readings, weather);
      MESSAGE("days ", kind, ": ", year.fraction.value, " [", year.fraction.low, ", ",
              year.fraction.high, "], ", year.avoided.value);
      held += holds_truth(year) ? 1 : 0;
      if (kind == "electricity-cdd-hdd") CHECK(fit->base.value > 12.0); // truth 5.5 kWh/day
    }
    CHECK(held == 3);
  }

  TEST_CASE("degree-hours explain the loads that follow the weather better than daily means") {
    if (samples() == nullptr) return;
    const Weather& weather = samples()->weather;
    for (const std::string_view kind : kinds) {
      if (kind == "gas-intercept-only") continue;
      CAPTURE(kind);
      const BillSeries readings = meter(samples()->folder, kind, "daily");
      const DailySeries days = daily_energy(baseline_part(readings, true));
      const FitOutcome on_days =
          fit_change_point(days.view<KilowattHours>(), weather.days.view<Celsius>());
      const FitOutcome on_hours = fit_degree_hours(baseline_part(readings, true),
                                                   weather.hours.view<Celsius>(), weather.zone);
      REQUIRE(on_days);
      REQUIRE(on_hours);
      CHECK(on_hours->cv_rmse < on_days->cv_rmse);
      CHECK(on_hours->base.value < on_days->base.value); // which was too large by half and more
    }
  }

  TEST_CASE("six bills are no baseline") {
    if (samples() == nullptr) return;
    for (const std::string_view kind : kinds) {
      const BillSeries readings = meter(samples()->folder, kind, "billing_bimonthly");
      const FitOutcome fit =
          fit_bills(baseline_part(readings, false), samples()->weather.days.view<Celsius>());
      REQUIRE_FALSE(fit);
      CHECK(fit.failure().reason == BaselineReason::too_few_observations);
    }
  }
}
