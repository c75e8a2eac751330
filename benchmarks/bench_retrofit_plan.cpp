// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/plan.hpp>
#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace {

/// Eight packages a building of lognormal size: deeper ones cost more and return less per euro.
std::vector<empower::PlanOption> stock_options(std::size_t buildings) {
  empower::Random random{7};
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
    for (std::size_t i = first; i < first + 8; ++i) dearest = std::max(dearest, options[i].outlay_eur);
    sum += dearest;
  }
  return 0.1 * sum;
}

void best_plan(benchmark::State& state) {
  const auto options = stock_options(static_cast<std::size_t>(state.range(0)));
  const double budget = tenth(options);
  empower::PlanResult plan;
  for (auto _ : state) {
    plan = empower::best_plan(options, budget);
    benchmark::DoNotOptimize(plan);
  }
  state.counters["optimal"] = plan.optimal ? 1.0 : 0.0;
  state.counters["gap"] = plan.gap;
}
BENCHMARK(best_plan)->Arg(300)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace
