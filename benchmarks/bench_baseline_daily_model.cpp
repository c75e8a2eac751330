// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/daily_model.hpp>

#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

// A year of an office: weekend, heating, cooling, noise; with and without a calendar of closed
// days.
namespace {

using namespace empower;

struct Office {
  DailySeries outdoor{civil_day(2021, 1, 1), {}};
  DailySeries energy{civil_day(2021, 1, 1), {}};
  DayCalendar closed{"school", {}};

  Office() {
    Random random{1};
    double front = 0.0;
    for (std::size_t i = 0; i < 365; ++i) {
      const CivilDay day = outdoor.first + std::chrono::days{static_cast<long>(i)};
      front = 0.7 * front + 2.0 * random.normal();
      const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / 365.0;
      const double t = 14.0 - 10.0 * std::cos(angle) + front;
      const bool weekend = std::chrono::weekday{day}.iso_encoding() >= 6;
      outdoor.values.push_back(t);
      energy.values.push_back(100.0 - (weekend ? 30.0 : 0.0) + 12.0 * std::max(15.3 - t, 0.0) +
                              7.0 * std::max(t - 20.7, 0.0) + 15.0 * random.normal());
      if (i >= 180 && i < 240) closed.closed.push_back({day, "school"});
    }
  }
};

void fit_year(benchmark::State& state) {
  const Office office;
  const DayCalendar closed = state.range(0) != 0 ? office.closed : DayCalendar{};
  for (auto _ : state)
    benchmark::DoNotOptimize(
        fit_daily(office.energy.view<KilowattHours>(), office.outdoor.view<Celsius>(), closed));
}
BENCHMARK(fit_year)->Arg(0)->Arg(1)->ArgNames({"calendar"})->Unit(benchmark::kMillisecond);

void predict_year(benchmark::State& state) {
  const Office office;
  const DailyFit fit =
      fit_daily(office.energy.view<KilowattHours>(), office.outdoor.view<Celsius>()).value();
  std::vector<CivilDay> days;
  for (long i = 0; i < 365; ++i) days.push_back(office.outdoor.first + std::chrono::days{i});
  for (auto _ : state) benchmark::DoNotOptimize(predict(fit, days, office.outdoor.view<Celsius>()));
}
BENCHMARK(predict_year)->Unit(benchmark::kMillisecond);

} // namespace
