// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_day_methods.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

namespace {

/// A year of hours with a yearly and a daily wave.
std::vector<double> year_of_hours() {
  std::vector<double> hours(8760);
  for (std::size_t i = 0; i < hours.size(); ++i) {
    const auto t = static_cast<double>(i);
    hours[i] = 13.0 - 10.0 * std::cos(2.0 * std::numbers::pi * t / 8760.0) +
               5.0 * std::sin(2.0 * std::numbers::pi * t / 24.0);
  }
  return hours;
}

void integration(benchmark::State& state) {
  const auto hours = year_of_hours();
  const empower::TimeZone rome = empower::TimeZone::named("Europe/Rome").value();
  const empower::HourlyView<empower::Celsius> outdoor{rome.start_of(empower::civil_day(2023, 1, 1)),
                                                      hours};
  for (auto _ : state)
    benchmark::DoNotOptimize(empower::integrated_degree_days(outdoor, rome, empower::uk_heating));
}
BENCHMARK(integration)->Unit(benchmark::kMicrosecond);

void of_daily_means(benchmark::State& state) {
  const auto hours = year_of_hours();
  const empower::DailyView<empower::Celsius> outdoor{empower::civil_day(2023, 1, 1),
                                                     std::span{hours}.first(365)};
  for (auto _ : state)
    benchmark::DoNotOptimize(empower::heating_degree_days(outdoor, empower::eurostat_heating));
}
BENCHMARK(of_daily_means)->Unit(benchmark::kMicrosecond);

} // namespace
