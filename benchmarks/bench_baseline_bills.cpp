// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_day_regression.hpp>

#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <numbers>

// Monthly bills of unequal length, truth 3PH or 5P.
namespace {

using namespace empower;

void family(benchmark::State& state) {
  Random random{1};
  DailySeries outdoor{civil_day(2021, 1, 1), {}};
  for (int i = 0; i < 1200; ++i)
    outdoor.values.push_back(14.0 - 10.0 * std::cos(2.0 * std::numbers::pi * i / 365.0) +
                             3.0 * random.normal());
  Signature truth{SignatureShape::heating, KilowattHoursPerDay{100.0},
                  KilowattHoursPerDegreeDay{12.0}, Celsius{15.3}};
  if (state.range(1) != 0) {
    truth.cooling_slope = KilowattHoursPerDegreeDay{7.0};
    truth.cooling_balance = Celsius{21.7};
  }
  BillSeries bills;
  CivilDay from = outdoor.first;
  for (long b = 0; b < state.range(0); ++b) {
    const CivilDay to = from + std::chrono::days{28 + static_cast<long>(random.index(5))};
    double energy = 0.0;
    for (CivilDay day = from; day < to; day += std::chrono::days{1})
      energy += truth.expected(outdoor.view<Celsius>().at(day)).value() + 15.0 * random.normal();
    bills.push_back({from, to}, energy);
    from = to;
  }
  // Temperatures of the bills' days alone, sorted with the fit, or once for all.
  const DailyView<Celsius> inside = outdoor.view<Celsius>().within(bills.view().period());
  const SortedTemperatures weather{inside};
  for (auto _ : state) {
    if (state.range(2) != 0)
      benchmark::DoNotOptimize(fit_bills(bills.view(), weather));
    else
      benchmark::DoNotOptimize(fit_bills(bills.view(), inside));
  }
}
BENCHMARK(family)
    ->ArgNames({"bills", "cooled", "sorted"})
    ->ArgsProduct({{12, 24, 36}, {0, 1}, {0, 1}})
    ->Unit(benchmark::kMicrosecond);

} // namespace
