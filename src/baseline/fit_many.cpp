// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit_many.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/sorted_temperatures.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>
#include <empower/core/parallel.hpp>
#include <empower/series/resample.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace empower {

namespace {

void check(const MeterColumns& meters) {
  if (meters.offsets.size() != meters.size() + 1)
    throw ShapeError("offsets", meters.size() + 1, meters.offsets.size());
  EMPOWER_EXPECTS(std::ranges::is_sorted(meters.offsets), "offsets ascend");
  const std::size_t readings = meters.offsets.back();
  if (meters.from.size() != readings) throw ShapeError("from", readings, meters.from.size());
  if (meters.to.size() != readings) throw ShapeError("to", readings, meters.to.size());
  if (meters.energy_kwh.size() != readings)
    throw ShapeError("energy_kwh", readings, meters.energy_kwh.size());
}

using Refusal = std::optional<Failure<BaselineReason>>;

Refusal refusal(BillView readings) {
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (readings.from[i] != undated && readings.to[i] != undated) continue;
    const std::string energy = std::isnan(readings.energy_kwh[i])
                                   ? "without energy"
                                   : fmt::format("of {} kWh", readings.energy_kwh[i]);
    return Failure{BaselineReason::unordered_readings,
                   fmt::format("The reading {} has no date.", energy)};
  }
  const std::size_t i = first_out_of_order(readings);
  if (i == readings.size()) return {};
  const auto [from, to] = readings.period(i);
  return Failure{
      BaselineReason::unordered_readings,
      from >= to ? fmt::format("The reading from {} ends on {}, not after its start.",
                               date_text(from), date_text(to))
                 : fmt::format("The reading from {} starts before the one before it ends, on {}.",
                               date_text(from), date_text(readings.to[i - 1]))};
}

FitOutcome fit_meter(BillView readings, const SortedTemperatures& weather,
                     const FitOptions& options) {
  if (!all_one_day(readings)) return fit_bills(readings, weather, options);
  const DailySeries days = daily_energy(readings);
  return fit_change_point(days.view<KilowattHours>(), weather, options);
}

} // namespace

std::vector<FitOutcome> fit_many(const MeterColumns& meters,
                                 std::span<const DailyView<Celsius>> outdoor,
                                 const FitOptions& options, std::size_t threads) {
  check(meters);
  const std::vector<SortedTemperatures> weather(outdoor.begin(), outdoor.end());
  std::vector<FitOutcome> outcomes(
      meters.size(), Failure{BaselineReason::no_temperature, "No outdoor temperature is known."});
  parallel_for(meters.size(), threads, [&](std::size_t meter) {
    const BillView readings = meters.readings(meter);
    const std::size_t station = meters.station[meter];
    if (const Refusal refused = refusal(readings)) {
      outcomes[meter] = *refused;
    } else if (station < weather.size()) {
      outcomes[meter] = fit_meter(readings, weather[station], options);
    }
  });
  return outcomes;
}

std::vector<BaselineRow> baseline_rows(const MeterColumns& meters,
                                       std::span<const FitOutcome> outcomes,
                                       std::span<const NormalYear> normal) {
  check(meters);
  if (outcomes.size() != meters.size())
    throw ShapeError("outcomes", meters.size(), outcomes.size());
  const NormalYear none;
  std::vector<BaselineRow> rows;
  rows.reserve(meters.size());
  for (std::size_t meter = 0; meter < meters.size(); ++meter) {
    const BillView readings = meters.readings(meter);
    const std::size_t station = meters.station[meter];
    BaselineSubject subject;
    subject.method = all_one_day(readings) ? BaselineMethod::daily : BaselineMethod::bills;
    if (!refusal(readings)) subject.period = readings.period();
    rows.push_back(
        baseline_row(subject, outcomes[meter], station < normal.size() ? normal[station] : none));
    rows.back().carrier.clear();
  }
  return rows;
}

} // namespace empower
