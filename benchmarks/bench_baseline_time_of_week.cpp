// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/time_of_week.hpp>

#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace {

using namespace empower;

struct Year {
  Instant first = std::chrono::sys_days{std::chrono::year{2023} / 1 / 1};
  std::chrono::seconds step;
  std::vector<double> temperature;
  std::vector<double> energy;

  [[nodiscard]] HourlyOutcome fit(const HourlyOptions& options) const {
    static const TimeZone rome = *TimeZone::named("Europe/Rome");
    return fit_hourly(SteppedView<KilowattHours>{first, step, energy},
                      SteppedView<Celsius>{first, step, temperature}, rome, options);
  }
};

/// An office in a made-up climate: heated and cooled on weekdays from 7 to 19, to 0.1 °C.
Year year(std::chrono::minutes step) {
  Random random(7);
  Year y;
  y.step = step;
  const auto size = static_cast<std::size_t>(std::chrono::hours{8760} / step);
  for (std::size_t i = 0; i < size; ++i) {
    const double hour = static_cast<double>(i) * static_cast<double>(step.count()) / 60.0;
    const double t = 14.0 - 10.0 * std::cos(2.0 * std::numbers::pi * hour / 8760.0) -
                     4.0 * std::cos(2.0 * std::numbers::pi * hour / 24.0) + 2.0 * random.normal();
    y.temperature.push_back(std::round(10.0 * t) / 10.0);
    const double in_day = std::fmod(hour, 24.0);
    const bool open = in_day >= 7.0 && in_day < 19.0 && std::fmod(hour / 24.0, 7.0) >= 1.0 &&
                      std::fmod(hour / 24.0, 7.0) < 6.0;
    y.energy.push_back((open ? 60.0 : 20.0) + std::fmax(0.0, 15.0 - t) * (open ? 2.0 : 0.7) +
                       std::fmax(0.0, t - 22.0) * (open ? 3.0 : 0.5) + 5.0 * random.normal());
  }
  return y;
}

/// The whole of `fit_hourly`: civil time of week, knots, occupancy, coefficients, figures of hours
/// and days, digest.
void one_pass(benchmark::State& state) {
  const Year y = year(std::chrono::minutes{state.range(0)});
  for (auto _ : state) benchmark::DoNotOptimize(y.fit({.robust = false}));
}
BENCHMARK(one_pass)->ArgName("minutes")->Arg(60)->Arg(15)->Unit(benchmark::kMicrosecond);

void robust(benchmark::State& state) {
  const Year y = year(std::chrono::minutes{state.range(0)});
  for (auto _ : state) benchmark::DoNotOptimize(y.fit({}));
}
BENCHMARK(robust)->ArgName("minutes")->Arg(60)->Arg(15)->Unit(benchmark::kMicrosecond);

void windows(benchmark::State& state) {
  const Year y = year(std::chrono::minutes{60});
  const HourlyOptions options{.windows = static_cast<HourlyWindows>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(y.fit(options));
}
BENCHMARK(windows)->ArgName("windows")->Arg(1)->Arg(2)->Unit(benchmark::kMicrosecond);

/// A year's total with its variance.
void total(benchmark::State& state) {
  const Year y = year(std::chrono::minutes{60});
  const HourlyOutcome fit = y.fit({});
  for (auto _ : state)
    benchmark::DoNotOptimize(predict(*fit, SteppedView<Celsius>{y.first, y.step, y.temperature}));
}
BENCHMARK(total)->Unit(benchmark::kMicrosecond);

/// A loop of known work in the same program: 8,760 additions, each of which waits for the last.
void reference_loop(benchmark::State& state) {
  const Year y = year(std::chrono::minutes{60});
  for (auto _ : state) {
    double sum = 0.0;
    for (const double e : y.energy) sum += e;
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(reference_loop)->Unit(benchmark::kMicrosecond);

} // namespace
