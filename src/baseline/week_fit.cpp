// SPDX-License-Identifier: Apache-2.0
#include "../core/wide.hpp"
#include "week_equations.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace empower::detail {

namespace {

/// Inner knots strictly inside the temperatures, and the ends. A window of one temperature gets a
/// segment all the same, on which its curve is flat.
std::vector<double> with_ends(std::span<const double> inner, TemperatureRange range) {
  std::vector<double> knots{range.coldest};
  for (const double k : inner)
    if (k > knots.back() && k < range.warmest) knots.push_back(k);
  knots.push_back(range.warmest > range.coldest ? range.warmest : range.coldest + 1.0);
  return knots;
}

/// The inner knot to drop because a segment beside it has less than `least` weight: of the smallest
/// segment, towards its smaller neighbour; 0 if there is none.
std::size_t knot_to_drop(std::span<const double> weight, double least) {
  const std::size_t segments = weight.size();
  const auto smallest = static_cast<std::size_t>(std::ranges::min_element(weight) - weight.begin());
  if (segments == 1 || weight[smallest] >= least) return 0;
  if (smallest == 0) return 1;
  if (smallest + 1 == segments) return smallest;
  return weight[smallest - 1] < weight[smallest + 1] ? smallest : smallest + 1;
}

void infer(WeekModel& model, std::size_t slot, std::size_t from) {
  model.slot_kwh[slot] = model.slot_kwh[from];
  model.occupied[slot] = model.occupied[from];
  model.slot_weight[slot] = model.slot_weight[from];
  const std::size_t columns = model.slot_mean.size() / model.slot_kwh.size();
  std::copy_n(model.slot_mean.begin() + static_cast<std::ptrdiff_t>(from * columns), columns,
              model.slot_mean.begin() + static_cast<std::ptrdiff_t>(slot * columns));
}

/// Levels and modes of slots that were never seen; missing where no slot of the week was. A slot of
/// the week takes the mean of the nearest ones before and after, around the week, and the mode of
/// the one before; one of a closed day its Sunday's.
void infer_slots(WeekModel& model, std::size_t day_slots) {
  const std::size_t week = 7 * day_slots;
  const std::vector<std::uint8_t> unseen = model.inferred;
  for (std::size_t p = 0; p < week; ++p) {
    if (unseen[p] == 0) continue;
    std::size_t before = p;
    std::size_t after = p;
    for (std::size_t step = 0; step < week && unseen[before] != 0; ++step)
      before = (before + week - 1) % week;
    for (std::size_t step = 0; step < week && unseen[after] != 0; ++step)
      after = (after + 1) % week;
    infer(model, p, before);
    model.slot_kwh[p] = 0.5 * (model.slot_kwh[before] + model.slot_kwh[after]);
  }
  for (std::size_t p = week; p < unseen.size(); ++p) {
    if (unseen[p] != 0) infer(model, p, p - day_slots);
  }
}

/// Turns what is expected into residuals.
void subtract_from_energy(const WeekRows& rows, std::span<double> expected_kwh) {
  widest([energies = rows.energy_kwh.data(), offset = rows.energy_offset,
          values = expected_kwh.data(), count = expected_kwh.size()]<class Lanes>() {
    const auto first = all<Lanes>(offset);
    by_fours<Lanes>(count,
                    [=](auto at) { at.put(values, at.of(energies) + first - at.of(values)); });
  });
}

/// How far each residual of weight lies beyond its slot's limits, with the sign that moves it back.
std::size_t excess(const WeekSlots& slots, const ClipLimits& limits, std::span<const double> weight,
                   std::span<double> residual) {
  return widest([runs = std::span{slots.runs}, lows = limits.low.data(), highs = limits.high.data(),
                 weights = weight.data(), residuals = residual.data()]<class Lanes>() {
    const auto one = all<Lanes>(1.0);
    Lanes clipped{};
    for (const SlotRun& run : runs)
      by_fours<Lanes>(run.length, [&](auto at) {
        const Lanes r = at.of(residuals + run.row);
        const Lanes inside = smaller(larger(r, at.of(lows + run.slot)), at.of(highs + run.slot));
        const Lanes change = kept(at.of(weights + run.row) > Lanes{}, inside - r);
        clipped += kept(change != Lanes{}, one);
        at.put(residuals + run.row, change);
      });
    return static_cast<std::size_t>(sum(clipped));
  });
}

} // namespace

WindowFit fit_window(const WeekSlots& slots, const WeekRows& rows, const TemperatureBins& bins,
                     std::span<const double> weight, TemperatureRange range,
                     const HourlyOptions& options, std::span<std::uint32_t> cell,
                     std::span<double> scratch) {
  WindowFit fit;
  WeekModel& model = fit.model;
  std::vector<double> knots =
      with_ends(options.knots_c.empty() ? bins.quantiles(weight, options.temperature_segments)
                                        : options.knots_c,
                range);
  HatPositions position{bins, knots};
  Cells all;
  Margins sums;
  const auto least = static_cast<double>(options.min_segment_intervals);
  while (true) {
    all = cells(slots, rows, weight, position, cell);
    sums = margins(all, slots.count, knots.size() - 1);
    const std::size_t drop = knot_to_drop(sums.segment, least);
    if (drop == 0) break;
    knots.erase(knots.begin() + static_cast<std::ptrdiff_t>(drop));
    position = HatPositions{bins, knots};
  }
  model.occupied = occupied_slots(slots, rows, weight, sums.slot, options.occupied_share);
  Equations eq = equations(slots, rows, weight, position, all, knots.size(), model.occupied);
  const std::array<Eigen::MatrixXd, 2> inverse = eliminate(eq, model.occupied);
  model.slot_kwh.assign(slots.count, missing_value);
  model.inferred.resize(slots.count);
  for (std::size_t p = 0; p < slots.count; ++p)
    model.inferred[p] = eq.slot_w[static_cast<Eigen::Index>(p)] > 0.0 ? 0 : 1;
  for (TemperatureCurve& curve : model.curve) curve.knots_c = knots;
  solve(eq, inverse, rows.energy_offset, model);
  if (options.robust) {
    expected(model, slots, cell, rows.temperature_c, rows.regressors, scratch);
    subtract_from_energy(rows, scratch);
    const ClipLimits limits = clip_limits(slots, scratch, weight, options.clip_deviations);
    fit.clipped = excess(slots, limits, weight, scratch);
    change_energy(eq, slots, rows, weight, position, model.occupied, scratch);
    solve(eq, inverse, rows.energy_offset, model);
  }
  keep_sums(eq, inverse, model);
  infer_slots(model, slots.day_slots);
  return fit;
}

} // namespace empower::detail
