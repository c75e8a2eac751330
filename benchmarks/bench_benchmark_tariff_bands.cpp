// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/tariff_bands.hpp>
#include <empower/io/reference_folder.hpp>
#include <empower/stats/random.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

namespace {

using std::chrono::minutes;

/// A year of readings at equal steps.
struct Year {
  std::vector<empower::Instant> start;
  std::vector<empower::Instant> end;
  std::vector<double> kwh;
  empower::TimeZone rome = empower::TimeZone::named("Europe/Rome").value();

  explicit Year(minutes step) {
    empower::Random random{20'260'102};
    const empower::CivilPeriod year = empower::calendar_year(2023);
    for (auto at = rome.start_of(year.from); at < rome.start_of(year.to); at += step) {
      start.push_back(at);
      end.push_back(at + step);
      kwh.push_back(10.0 * random.uniform());
    }
  }
};

void year_by_bands(benchmark::State& state) {
  const Year year{minutes{state.range(0)}};
  const empower::TariffCalendar calendar{empower::embedded_reference(), 2023, 2023};
  for (auto _ : state)
    benchmark::DoNotOptimize(empower::tariff_bands({year.start, year.end, year.kwh}, year.rome,
                                                   empower::calendar_year(2023), calendar));
}
BENCHMARK(year_by_bands)->Arg(15)->Arg(60)->Unit(benchmark::kMicrosecond);

void calendar_of_a_year(benchmark::State& state) {
  const empower::ReferenceTables& tables = empower::embedded_reference();
  for (auto _ : state) benchmark::DoNotOptimize(empower::TariffCalendar{tables, 2023, 2023});
}
BENCHMARK(calendar_of_a_year)->Unit(benchmark::kMicrosecond);

} // namespace
