// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include <empower/baseline/caltrack_hourly.hpp>
#include <empower/baseline/detail/caltrack_rows.hpp>
#include <empower/baseline/detail/caltrack_search.hpp>
#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

// A year of a temperate place with hot summers and cold winters, readings by days, months or pairs
// of months of UTC, truth heating below 60 degF and cooling above 65 degF.
namespace {

using namespace empower;

struct Meter {
  std::vector<Instant> stamps;
  std::vector<double> energy;
  HourlySeries outdoor;

  [[nodiscard]] IntervalView usage() const {
    const std::span<const Instant> all{stamps};
    return {all.first(energy.size()), all.subspan(1), energy};
  }
  [[nodiscard]] Instant end() const { return stamps.back(); }
};

Meter meter(long days_of_reading) {
  Random random{1};
  const Instant start = std::chrono::sys_days{std::chrono::year{2021} / 1 / 1};
  Meter meter{{start}, {}, {start, {}}};
  double energy = 0.0;
  for (long day = 0; day < 365; ++day) {
    const double mean = 12.0 + 2.0 * random.normal() -
                        14.0 * std::cos(2.0 * std::numbers::pi * static_cast<double>(day) / 365.0);
    for (int hour = 0; hour < 24; ++hour) {
      meter.outdoor.values.push_back(mean + 4.0 * std::sin(2.0 * std::numbers::pi * hour / 24.0));
    }
    energy += 10.0 + 2.0 * std::max(15.6 - mean, 0.0) + 4.0 * std::max(mean - 18.3, 0.0) +
              3.0 * std::abs(random.normal());
    if ((day + 1) % days_of_reading != 0) continue;
    meter.stamps.push_back(start + std::chrono::days{day + 1});
    meter.energy.push_back(energy);
    energy = 0.0;
  }
  return meter;
}

/// From degree-days to the chosen model: all candidates, the choice, its coefficients.
void candidates(benchmark::State& state) {
  const Meter m = meter(state.range(0));
  const CaltrackSettings settings{.fuel = state.range(1) != 0 ? CaltrackFuel::gas
                                                              : CaltrackFuel::electricity};
  const bool billing = state.range(0) > 1;
  const IntervalView usage = m.usage();
  const detail::CaltrackRows rows =
      detail::caltrack_rows(usage.start, usage.end, usage.energy_kwh, m.outdoor.view<Celsius>(),
                            settings, billing ? settings.fitted_bill_days : 0);
  for (auto _ : state) {
    benchmark::DoNotOptimize(detail::caltrack_choice(rows, settings, billing));
  }
}
BENCHMARK(candidates)
    ->ArgNames({"days", "gas"})
    ->ArgsProduct({{1, 30, 61}, {0, 1}})
    ->Unit(benchmark::kMicrosecond);

/// The whole way from readings and hours, with metrics, findings and record.
void fit(benchmark::State& state) {
  const Meter m = meter(state.range(0));
  const auto fitted = state.range(0) > 1 ? fit_caltrack_billing : fit_caltrack_daily;
  for (auto _ : state) {
    benchmark::DoNotOptimize(fitted(m.usage(), m.outdoor.view<Celsius>(), m.end(), {}));
  }
}
BENCHMARK(fit)->ArgName("days")->Arg(1)->Arg(30)->Arg(61)->Unit(benchmark::kMicrosecond);

/// A year of hours: 12 segments of about 175 coefficients.
void hours(benchmark::State& state) {
  const Meter m = meter(1);
  Random random{2};
  std::vector<double> usage;
  usage.reserve(m.outdoor.values.size());
  for (const double t : m.outdoor.values) {
    usage.push_back(1.0 + 0.1 * std::max(15.6 - t, 0.0) + 0.3 * std::abs(random.normal()));
  }
  const HourlyView<KilowattHours> readings{m.outdoor.first, usage};
  for (auto _ : state) {
    benchmark::DoNotOptimize(fit_caltrack_hourly(readings, m.outdoor.view<Celsius>(), m.end(), {}));
  }
}
BENCHMARK(hours)->Unit(benchmark::kMillisecond);

} // namespace
