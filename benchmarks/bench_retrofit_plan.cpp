// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/plan.hpp>
#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

/// Eight packages a building of lognormal size: deeper ones cost more and return less per euro.
std::vector<empower::PlanOption> stock_options(std::size_t buildings, std::uint64_t seed) {
  empower::Random random{seed};
  std::vector<empower::PlanOption> options;
  for (std::size_t building = 0; building < buildings; ++building) {
    const double size = std::exp(0.8 * random.normal());
    for (int package = 1; package <= 8; ++package) {
      const double outlay = 20'000.0 * size * package * (0.7 + 0.6 * random.uniform());
      options.push_back({building, outlay, outlay * (1.5 * random.uniform() - 0.2)});
    }
  }
  return options;
}

/// Budget: a tenth of what the dearest package of every building would cost.
double tenth(const std::vector<empower::PlanOption>& options) {
  double sum = 0.0;
  for (std::size_t first = 0; first < options.size(); first += 8) {
    double dearest = 0.0;
    for (std::size_t i = first; i < first + 8; ++i)
      dearest = std::max(dearest, options[i].outlay_eur);
    sum += dearest;
  }
  return 0.1 * sum;
}

/// The mean over stocks: one unlucky stock can take twenty times as long as the next.
void best_plan(benchmark::State& state) {
  std::vector<std::vector<empower::PlanOption>> stocks;
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    stocks.push_back(stock_options(static_cast<std::size_t>(state.range(0)), seed));
  bool optimal = true;
  for (auto _ : state) {
    for (const auto& options : stocks)
      optimal &= empower::best_plan(options, tenth(options)).optimal;
  }
  state.counters["seconds_per_plan"] = benchmark::Counter(
      10.0, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["all_optimal"] = optimal ? 1.0 : 0.0;
}
BENCHMARK(best_plan)->Arg(300)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(
    benchmark::kMillisecond);

} // namespace
