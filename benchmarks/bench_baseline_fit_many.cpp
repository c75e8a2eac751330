// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit_many.hpp>

#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

// Ten thousand meters with a year of days at 0.1 °C, one station: half 3PH, half 5P.
namespace {

using namespace empower;

constexpr std::size_t meters = 10'000;
constexpr std::size_t days = 365;

struct Stock {
  DailySeries outdoor{civil_day(2023, 1, 1), {}};
  std::vector<std::size_t> offsets{0};
  BillSeries readings;
  std::vector<std::uint32_t> station = std::vector<std::uint32_t>(meters, 0);

  Stock() {
    Random random{1};
    for (std::size_t i = 0; i < days; ++i) {
      const double season = std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / 365.0);
      outdoor.values.push_back(std::round(10.0 * (14.0 - 10.0 * season + 3.0 * random.normal())) /
                               10.0);
    }
    for (std::size_t meter = 0; meter < meters; ++meter) {
      for (std::size_t i = 0; i < days; ++i) {
        const double t = outdoor.values[i];
        const double cooled = meter % 2 == 0 ? 7.0 * std::max(0.0, t - 21.7) : 0.0;
        const CivilDay day = outdoor.first + std::chrono::days{static_cast<long>(i)};
        readings.push_back({day, day + std::chrono::days{1}}, 100.0 +
                                                                  12.0 * std::max(0.0, 15.3 - t) +
                                                                  cooled + 15.0 * random.normal());
      }
      offsets.push_back(readings.from.size());
    }
  }
};

void many(benchmark::State& state) {
  static const Stock stock;
  const MeterColumns columns{stock.offsets, stock.readings.from, stock.readings.to,
                             stock.readings.energy_kwh, stock.station};
  const DailyView<Celsius> outdoor = stock.outdoor.view<Celsius>();
  const auto threads = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(fit_many(columns, {&outdoor, 1}, {}, threads));
}
BENCHMARK(many)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
