// SPDX-License-Identifier: Apache-2.0
#include "../core/wide.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <array>
#include <cstddef>

namespace empower::detail {

namespace {

constexpr double cold_hinge_c = 10.0;        // 50 °F
constexpr double warm_hinge_c = 165.0 / 9.0; // 65 °F

template <class Lanes>
Lanes below(Lanes t) noexcept {
  return smaller(t - all<Lanes>(cold_hinge_c), Lanes{});
}
template <class Lanes>
Lanes above(Lanes t) noexcept {
  return larger(t - all<Lanes>(warm_hinge_c), Lanes{});
}

struct HingePair {
  double level = 0.0;
  double cold = 0.0;
  double warm = 0.0;
};

/// Weighted least squares of energy on level and both hinges. Hinges never overlap, so their
/// product is 0 in every row.
HingePair hinge_regression(const WeekRows& rows, std::span<const double> weight) {
  const auto sums =
      widest([weights = weight.data(), temperature = rows.temperature_c.data(),
              energies = rows.energy_kwh.data(), count = weight.size()]<class Lanes>() {
        std::array<Lanes, 8> part{};
        by_fours<Lanes>(count, [&](auto at) {
          const Lanes w = at.of(weights);
          const Lanes t = at.of(temperature);
          const Lanes energy = at.of(energies);
          const Lanes cold = below(t);
          const Lanes warm = above(t);
          const Lanes weighted_cold = w * cold;
          const Lanes weighted_warm = w * warm;
          part[0] += w;
          part[1] += weighted_cold;
          part[2] += weighted_warm;
          part[3] += w * energy;
          part[4] += weighted_cold * cold;
          part[5] += weighted_warm * warm;
          part[6] += weighted_cold * energy;
          part[7] += weighted_warm * energy;
        });
        std::array<double, 8> total{};
        for (std::size_t k = 0; k < part.size(); ++k) total[k] = sum(part[k]);
        return total;
      });
  const auto [n, h, c, y, h2, c2, hy_raw, cy_raw] = sums;
  const double hh = h2 - h * h / n;
  const double cc = c2 - c * c / n;
  const double hc = -h * c / n;
  const double hy = hy_raw - h * y / n;
  const double cy = cy_raw - c * y / n;
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
  widest([=, runs = std::span{slots.runs}, weights = weight.data(),
          temperatures = rows.temperature_c.data(), energies = rows.energy_kwh.data(),
          ups = positive.data()]<class Lanes>() {
    const auto level = all<Lanes>(fit.level);
    const auto cold = all<Lanes>(fit.cold);
    const auto warm = all<Lanes>(fit.warm);
    for (const SlotRun& run : runs)
      by_fours<Lanes>(run.length, [=](auto at) {
        const Lanes t = at.of(temperatures + run.row);
        const Lanes model = level + cold * below(t) + warm * above(t);
        double* const up = ups + run.slot;
        at.put(up, at.of(up) + kept(at.of(energies + run.row) > model, at.of(weights + run.row)));
      });
  });
  std::vector<std::uint8_t> occupied(slots.count);
  for (std::size_t p = 0; p < slots.count; ++p)
    occupied[p] = positive[p] > share * slot_weight[p] ? 1 : 0;
  return occupied;
}

} // namespace empower::detail
