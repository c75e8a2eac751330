// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"
#include "week_equations.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace empower::detail {

namespace {

/// Knots between the coldest and the warmest temperature, of equal count or as given.
std::vector<double> inner_knots(const TemperatureBins& bins, std::span<const double> weight,
                                const HourlyOptions& options) {
  if (!options.knots_c.empty()) return options.knots_c;
  const auto n =
      static_cast<std::size_t>(std::ranges::count_if(weight, [](double w) { return w > 0.0; }));
  std::vector<std::size_t> ranks;
  ranks.reserve(options.temperature_segments);
  for (std::size_t j = 1; j < options.temperature_segments; ++j) {
    const std::size_t place = n * j / options.temperature_segments;
    if (place > 0) ranks.push_back(place - 1);
  }
  return bins.order_statistics(weight, ranks);
}

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

/// How far each residual of weight lies beyond its slot's limits, with the sign that moves it back.
std::size_t excess(const WeekSlots& slots, const ClipLimits& limits, std::span<const double> weight,
                   std::span<double> residual) {
  Pair clipped = both(0.0);
  for (const SlotRun& run : slots.runs) {
    const double* const w = weight.data() + run.row;
    double* const value = residual.data() + run.row;
    in_pairs(run.length, [&](auto at) {
      const Pair r = at.of(value);
      const Pair low = at.of(limits.low.data() + run.slot);
      const Pair high = at.of(limits.high.data() + run.slot);
      const Pair change = smaller(larger(r, low), high) - r;
      const Pair kept = where((at.of(w) > both(0.0)) & (change != both(0.0)), change);
      clipped += where(kept != both(0.0), both(1.0));
      at.put(value, kept);
    });
  }
  return static_cast<std::size_t>(sum_of(clipped));
}

} // namespace

WindowFit fit_window(const WeekSlots& slots, const WeekRows& rows, std::span<const double> weight,
                     TemperatureRange range, const HourlyOptions& options, HatPosition& position,
                     std::span<double> scratch) {
  WindowFit fit;
  WeekModel& model = fit.model;
  const TemperatureBins bins{rows.temperature_c, range};
  std::vector<double> knots = with_ends(inner_knots(bins, weight, options), range);
  std::vector<SlotCell> all;
  Margins sums;
  const auto least = static_cast<double>(options.min_segment_intervals);
  for (bool settled = false; !settled;) {
    bins.locate(knots, position);
    all = cells(slots, rows, weight, position, knots.size() - 1);
    sums = margins(all, slots.count, knots.size() - 1);
    const std::size_t drop = knot_to_drop(sums.segment, least);
    settled = drop == 0;
    if (!settled) knots.erase(knots.begin() + static_cast<std::ptrdiff_t>(drop));
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
    expected(model, slots, position, rows.regressors, scratch);
    in_pairs(scratch.size(), [&](auto at) {
      at.put(scratch.data(),
             at.of(rows.energy_kwh.data()) + both(rows.energy_offset) - at.of(scratch.data()));
    });
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
