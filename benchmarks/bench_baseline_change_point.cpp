// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>

#include <empower/baseline/detail/candidates.hpp>
#include <empower/baseline/detail/pair_search.hpp>
#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

// One meter-year of days: temperatures as measured (all distinct) or to 0.1 °C, truth 3PH or 5P.
namespace {

using namespace empower;

struct Year {
  std::vector<double> temperature;
  std::vector<double> energy;
};

Year year(bool rounded, bool cooled) {
  Random random{1};
  Year y;
  for (int i = 0; i < 365; ++i) {
    double t = 14.0 - 10.0 * std::cos(2.0 * std::numbers::pi * i / 365.0) + 3.0 * random.normal();
    if (rounded) t = std::round(10.0 * t) / 10.0;
    y.temperature.push_back(t);
    y.energy.push_back(100.0 + 12.0 * std::max(0.0, 15.3 - t) +
                       (cooled ? 7.0 * std::max(0.0, t - 21.7) : 0.0) + 15.0 * random.normal());
  }
  return y;
}

/// Six shapes, selection, coefficients, intervals; sorting included.
void family(benchmark::State& state) {
  const Year y = year(state.range(0) != 0, state.range(1) != 0);
  for (auto _ : state) benchmark::DoNotOptimize(fit_change_point(y.temperature, y.energy));
}
BENCHMARK(family)
    ->ArgNames({"rounded", "cooled"})
    ->ArgsProduct({{0, 1}, {0, 1}})
    ->Unit(benchmark::kMicrosecond);

/// The same on temperatures that are sorted already.
void family_sorted(benchmark::State& state) {
  const Year y = year(state.range(0) != 0, state.range(1) != 0);
  const SortedTemperatures weather{DailyView<Celsius>{{}, y.temperature}};
  const DailyView<KilowattHours> energy{{}, y.energy};
  for (auto _ : state) benchmark::DoNotOptimize(fit_change_point(energy, weather));
}
BENCHMARK(family_sorted)
    ->ArgNames({"rounded", "cooled"})
    ->ArgsProduct({{0, 1}, {0, 1}})
    ->Unit(benchmark::kMicrosecond);

/// A year of hours to 0.1 °C, as `fit_change_point` takes any observations of one temperature.
void family_hourly(benchmark::State& state) {
  Random random{2};
  Year y;
  for (int i = 0; i < 8760; ++i) {
    const double t =
        std::round(140.0 - 100.0 * std::cos(2.0 * std::numbers::pi * i / 8760.0) -
                   40.0 * std::cos(2.0 * std::numbers::pi * i / 24.0) + 30.0 * random.normal()) /
        10.0;
    y.temperature.push_back(t);
    y.energy.push_back(4.0 + 0.5 * std::max(0.0, 15.3 - t) +
                       (state.range(0) != 0 ? 0.3 * std::max(0.0, t - 21.7) : 0.0) +
                       1.5 * random.normal());
  }
  FitOptions options;
  options.min_leg_days = 263; // 3 % of the hours
  for (auto _ : state) benchmark::DoNotOptimize(fit_change_point(y.temperature, y.energy, options));
}
BENCHMARK(family_hourly)->ArgNames({"cooled"})->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

/// 5P alone, on a design that is there, with the best single leg as its bound.
void two_legs(benchmark::State& state) {
  const Year y = year(state.range(0) != 0, state.range(1) != 0);
  std::vector<std::uint32_t> observation(365);
  std::vector<long> position(365);
  for (std::size_t i = 0; i < 365; ++i) observation[i] = static_cast<std::uint32_t>(i);
  const detail::Design design =
      detail::make_design(std::vector<double>(365, 1.0), position, y.temperature, observation);
  const detail::BalanceRanges ranges{detail::balance_range(design, detail::Hinge::heating, {}),
                                     detail::balance_range(design, detail::Hinge::cooling, {})};
  const auto candidates = detail::search_candidates(design, y.energy, ranges, {});
  const double bound = std::min({candidates[2].sse, candidates[3].sse, candidates[4].sse});
  for (auto _ : state)
    benchmark::DoNotOptimize(
        detail::best_pair(design, y.energy, ranges.heating, ranges.cooling, bound));
}
BENCHMARK(two_legs)
    ->ArgNames({"rounded", "cooled"})
    ->ArgsProduct({{0, 1}, {0, 1}})
    ->Unit(benchmark::kMicrosecond);

} // namespace
