// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/simulate/detail/faults.hpp>
#include <empower/simulate/weather_year.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace empower::detail {
namespace {

using enum FindingKind;

/// Readings [first, first + length).
struct Run {
  std::size_t first = 0;
  std::size_t length = 1;
};

double sum(const MeterReadings& readings, Run run) {
  const auto begin = readings.energy_kwh.begin() + static_cast<std::ptrdiff_t>(run.first);
  return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(run.length), 0.0);
}

/// A run inside the series with readings on both sides, where the meter runs: in a gas meter's
/// summer nobody could tell a zero from the truth. After 50 draws any run will do.
Run draw_run(const MeterReadings& readings, std::size_t length, RandomStream& random) {
  const double mean = sum(readings, {0, readings.size()}) / static_cast<double>(readings.size());
  Run run{1, length};
  for (int attempt = 0; attempt < 50; ++attempt) {
    run.first = 1 + random.index(readings.size() - length - 2);
    if (sum(readings, run) > 0.5 * mean * static_cast<double>(length)) break;
  }
  return run;
}

std::size_t draw_length(const MeterReadings& readings, RandomStream& random) {
  if (readings.hourly()) return static_cast<std::size_t>(random.integer(72, 336));
  const bool bills = readings.days.front().to - readings.days.front().from > std::chrono::days{1};
  return static_cast<std::size_t>(bills ? random.integer(2, 4) : random.integer(10, 40));
}

void scale(MeterReadings& readings, Run run, double factor) {
  for (std::size_t i = run.first; i < run.first + run.length; ++i) readings.energy_kwh[i] *= factor;
}

void fill(MeterReadings& readings, Run run, double value) {
  for (std::size_t i = run.first; i < run.first + run.length; ++i) readings.energy_kwh[i] = value;
}

void remove(MeterReadings& readings, Run run) {
  for (std::size_t i = run.first; i < run.first + run.length; ++i) readings.present[i] = false;
}

double length_days(const MeterReadings& readings, std::size_t i) {
  return readings.hourly() ? 1.0 / 24.0 : static_cast<double>(day_count(readings.days[i]));
}

/// All but the last reading become an estimate that is even per day and too low by 15 to 40 %; the
/// last, read again, brings what was forgotten. Returns the energy moved.
double estimate(MeterReadings& readings, Run run, RandomStream& random) {
  const double truth = sum(readings, run);
  double days = 0.0;
  for (std::size_t i = run.first; i < run.first + run.length; ++i) days += length_days(readings, i);
  const double per_day = random.uniform(0.60, 0.85) * truth / days;
  const std::size_t last = run.first + run.length - 1;
  const double before = readings.energy_kwh[last];
  double estimated = 0.0;
  for (std::size_t i = run.first; i < last; ++i) {
    readings.energy_kwh[i] = per_day * length_days(readings, i);
    readings.estimated[i] = true;
    estimated += readings.energy_kwh[i];
  }
  readings.energy_kwh[last] = truth - estimated;
  return readings.energy_kwh[last] - before;
}

InjectedFault whole_years(FindingKind kind, CivilPeriod years, std::optional<std::size_t> meter,
                          double factor, double energy_kwh) {
  return {kind, meter, date_text(years.from), date_text(years.to), factor, energy_kwh};
}

CivilDay draw_day(CivilPeriod period, RandomStream& random) {
  return period.from + std::chrono::days{random.index(static_cast<std::size_t>(day_count(period)))};
}

} // namespace

bool is_reading_fault(FindingKind kind) noexcept {
  static constexpr std::array kinds{gap,      zero_run, stuck,         spike,
                                    negative, catch_up, estimated_run, unit_step};
  return std::ranges::find(kinds, kind) != kinds.end();
}

InjectedFault inject_building_fault(FindingKind kind, SimulatedBuilding& building,
                                    const ClimateZone& zone, CivilPeriod years,
                                    RandomStream& random) {
  using std::chrono::days;
  const auto change_all = [&](CivilPeriod period, double factor) {
    for (SimulatedMeter& meter : building.meters) {
      meter.change_signature(period, [&](const MeterSignature& s) { return s.scaled(factor); });
    }
  };
  const CivilPeriod middle{years.from + (years.to - years.from) / 4,
                           years.to - (years.to - years.from) / 4};
  switch (kind) {
  case area_error: {
    const double factor = random.chance(0.5) ? 10.0 : 0.1;
    building.listed.floor_area = SquareMetres{std::round(building.floor_area.value() * factor)};
    return whole_years(kind, years, std::nullopt, factor, missing_value);
  }
  case missing_carrier:
    building.meters.back().listed = false;
    return whole_years(kind, years, building.meters.size() - 1, missing_value, 0.0);
  case outlier_high: {
    const double factor = random.uniform(1.8, 2.6);
    change_all(years, factor);
    return whole_years(kind, years, std::nullopt, factor, 0.0);
  }
  case closure: {
    const CivilDay from = draw_day(middle, random);
    const CivilPeriod closed{from, from + days{random.integer(60, 150)}};
    change_all(closed, 0.15);
    return {kind, std::nullopt, date_text(closed.from), date_text(std::min(closed.to, years.to)),
            0.15, 0.0};
  }
  case level_step: {
    const std::size_t meter = random.index(building.meters.size());
    const double factor = 1.0 + random.uniform(0.15, 0.45);
    const CivilPeriod after{draw_day(middle, random), years.to};
    building.meters[meter].change_signature(
        after, [&](const MeterSignature& s) { return s.scaled(factor); });
    return {kind, meter, date_text(after.from), date_text(after.to), factor, 0.0};
  }
  case heating_out_of_season: {
    const int year =
        year_of(years.from) +
        static_cast<int>(random.index(static_cast<std::size_t>(day_count(years) / 365)));
    const CivilPeriod late{end_of_heating_season(zone, year), civil_day(year, 6, 30)};
    const std::size_t meter = building.meters.size() - 1;
    building.meters[meter].change_signature(late, [](MeterSignature s) {
      s.heating_balance_c += 5.0;
      return s;
    });
    return {kind, meter, date_text(late.from), date_text(late.to), missing_value, 0.0};
  }
  default:
    throw Error{"No such building fault."};
  }
}

InjectedFault inject_reading_fault(FindingKind kind, MeterReadings& readings, const TimeZone& zone,
                                   RandomStream& random) {
  Run run = draw_run(readings, draw_length(readings, random), random);
  double factor = missing_value;
  double energy = missing_value;
  if (kind == spike || kind == negative) run.length = 1;
  if (kind == unit_step) run = draw_run(readings, readings.size() / 5, random);
  const double before = sum(readings, run);
  switch (kind) {
  case gap:
    remove(readings, run);
    energy = -before;
    break;
  case zero_run:
    fill(readings, run, 0.0);
    break;
  case stuck:
    fill(readings, run, readings.energy_kwh[run.first - 1]);
    break;
  case spike:
    factor = random.uniform(3.0, 8.0);
    scale(readings, run, factor);
    break;
  case negative:
    factor = -random.uniform(0.2, 0.9);
    scale(readings, run, factor);
    break;
  case unit_step: {
    static constexpr std::array factors{1000.0, 0.001, 10.0, 0.1};
    factor = factors[random.index(factors.size())];
    scale(readings, run, factor);
    break;
  }
  case catch_up:
    remove(readings, run);
    readings.energy_kwh[run.first + run.length] += before;
    ++run.length;
    energy = before;
    break;
  case estimated_run:
    ++run.length;
    energy = estimate(readings, run, random);
    break;
  default:
    throw Error{"No such reading fault."};
  }
  if (energy != energy) energy = sum(readings, run) - before;
  return {kind,
          std::nullopt,
          readings.start(run.first, zone),
          readings.end(run.first + run.length - 1, zone),
          factor,
          energy};
}

} // namespace empower::detail
