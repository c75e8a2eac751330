// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <array>
#include <cstddef>

namespace empower::detail {

namespace {

constexpr double cold_hinge_c = 10.0;        // 50 °F
constexpr double warm_hinge_c = 165.0 / 9.0; // 65 °F

Pair below(Pair t) noexcept { return smaller(t - both(cold_hinge_c), both(0.0)); }
Pair above(Pair t) noexcept { return larger(t - both(warm_hinge_c), both(0.0)); }

struct HingePair {
  double level = 0.0;
  double cold = 0.0;
  double warm = 0.0;
};

/// Weighted least squares of energy on level and both hinges. Hinges never overlap, so their
/// product is 0 in every row.
HingePair hinge_regression(const WeekRows& rows, std::span<const double> weight) {
  std::array<Pair, 8> part{};
  in_pairs(weight.size(), [&](auto at) {
    const Pair w = at.of(weight.data());
    const Pair t = at.of(rows.temperature_c.data());
    const Pair energy = at.of(rows.energy_kwh.data());
    const Pair cold = below(t);
    const Pair warm = above(t);
    const Pair weighted_cold = w * cold;
    const Pair weighted_warm = w * warm;
    part[0] += w;
    part[1] += weighted_cold;
    part[2] += weighted_warm;
    part[3] += w * energy;
    part[4] += weighted_cold * cold;
    part[5] += weighted_warm * warm;
    part[6] += weighted_cold * energy;
    part[7] += weighted_warm * energy;
  });
  const double n = sum_of(part[0]);
  const double h = sum_of(part[1]);
  const double c = sum_of(part[2]);
  const double y = sum_of(part[3]);
  const double hh = sum_of(part[4]) - h * h / n;
  const double cc = sum_of(part[5]) - c * c / n;
  const double hc = -h * c / n;
  const double hy = sum_of(part[6]) - h * y / n;
  const double cy = sum_of(part[7]) - c * y / n;
  HingePair fit;
  const double determinant = hh * cc - hc * hc;
  if (determinant > 1e-10 * hh * cc) {
    fit.cold = (hy * cc - cy * hc) / determinant;
    fit.warm = (cy * hh - hy * hc) / determinant;
  } else if (hh > 0.0) { // no warm hours, or as good as none
    fit.cold = hy / hh;
  } else if (cc > 0.0) {
    fit.warm = cy / cc;
  }
  fit.level = (y - fit.cold * h - fit.warm * c) / n;
  return fit;
}

} // namespace

std::vector<std::uint8_t> occupied_slots(const WeekSlots& slots, const WeekRows& rows,
                                         std::span<const double> weight,
                                         std::span<const double> slot_weight, double share) {
  const HingePair fit = hinge_regression(rows, weight);
  std::vector<double> positive(slots.count);
  for (const SlotRun& run : slots.runs) {
    const double* const w = weight.data() + run.row;
    const double* const temperature = rows.temperature_c.data() + run.row;
    const double* const energy = rows.energy_kwh.data() + run.row;
    double* const up = positive.data() + run.slot;
    in_pairs(run.length, [&](auto at) {
      const Pair t = at.of(temperature);
      const Pair model = both(fit.level) + both(fit.cold) * below(t) + both(fit.warm) * above(t);
      at.put(up, at.of(up) + where(at.of(energy) > model, at.of(w)));
    });
  }
  std::vector<std::uint8_t> occupied(slots.count);
  for (std::size_t p = 0; p < slots.count; ++p)
    occupied[p] = positive[p] > share * slot_weight[p] ? 1 : 0;
  return occupied;
}

} // namespace empower::detail
