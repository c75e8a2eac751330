// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/indicators.hpp>
#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

/// 10^6 building-years of three carriers, ten years of factors.
struct Region {
  static constexpr std::size_t rows = 1'000'000;
  std::array<std::vector<double>, 3> energy;
  std::vector<double> heating, area, volume, degree_days;
  std::vector<std::uint32_t> year;
  std::vector<empower::EnergyFactors> factors{30, {1.5, 1.2, 0.25, 0.2, 1e-4}};

  Region() {
    empower::Random random{20'260'101};
    const auto fill = [&](std::vector<double>& column, double scale) {
      column.reserve(rows);
      for (std::size_t i = 0; i < rows; ++i) column.push_back(scale * (0.1 + random.uniform()));
    };
    for (auto& column : energy) fill(column, 1e5);
    fill(heating, 5e4);
    fill(area, 2e3);
    fill(volume, 6e3);
    fill(degree_days, 2e3);
    year.reserve(rows);
    for (std::size_t i = 0; i < rows; ++i) year.push_back(static_cast<std::uint32_t>(i % 10));
  }
};

void normalised_figures(benchmark::State& state) {
  static const Region region;
  const empower::IndicatorInput input{{region.energy[0], region.energy[1], region.energy[2]},
                                      region.heating,
                                      region.area,
                                      region.volume,
                                      region.degree_days,
                                      region.factors,
                                      region.year};
  for (auto _ : state)
    benchmark::DoNotOptimize(empower::indicators(input, static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(normalised_figures)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
