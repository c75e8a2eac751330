// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/leg_grid.hpp>

#include <limits>
#include <span>
#include <vector>

namespace empower::detail {

/// The best two hinges, in kelvin above the reference, with their linear coefficients.
struct PairOptimum {
  double heating_balance = std::numeric_limits<double>::quiet_NaN();
  double cooling_balance = std::numeric_limits<double>::quiet_NaN();
  double base = 0.0;
  double heating_slope = 0.0;
  double cooling_slope = 0.0;
  double sse = std::numeric_limits<double>::infinity();
  bool constrained = false; ///< a better pair has a base below 0
  std::vector<double> regressors{};

  [[nodiscard]] bool found() const noexcept { return heating_balance == heating_balance; }
};

/// Products of two legs and the energy: all that their best slopes need.
struct PairProducts {
  double hh = 0.0, cc = 0.0, hc = 0.0, hy = 0.0, cy = 0.0;

  struct Solution {
    double heating_slope = 0.0;
    double cooling_slope = 0.0;
    double gain = 0.0; ///< what both legs explain; 0 where a slope is not positive
  };
  [[nodiscard]] Solution solution() const noexcept {
    const double determinant = hh * cc - hc * hc;
    if (!(determinant > 1e-9 * hh * cc)) return {};
    const double h = (hy * cc - cy * hc) / determinant;
    const double c = (cy * hh - hy * hc) / determinant;
    return {h, c, h > 0.0 && c > 0.0 ? h * hy + c * cy : 0.0};
  }
};

/// The best balance temperature for both legs, in kelvin above the reference.
struct VertexOptimum {
  double balance = std::numeric_limits<double>::quiet_NaN();
  double sse = std::numeric_limits<double>::infinity();
  bool base = true; ///< false: the optimum has base 0

  [[nodiscard]] bool found() const noexcept { return balance == balance; }
};

/// 4P: the global optimum over one balance temperature in `range`, both slopes > 0 and base >= 0,
/// or all three of any sign. Nothing is found where none beats `bound`. `line` holds the days and
/// then the temperature sums, both of free sign, as its last columns. As cooling degree-days are
/// temperatures less balance plus heating degree-days, this is a hinge beside a line, exact for
/// bills as for days. Base 0 alone has no closed form within a cell: there it climbs from points
/// 0.25 K apart at most, in every cell that could hold the optimum. With a grid of the heating leg,
/// which must span `range`, only what it does not rule out is searched.
[[nodiscard]] VertexOptimum best_vertex(const Design& design, BalanceRange range,
                                        const Projection& line, bool free_signs, double bound,
                                        const LegNodes* heating = nullptr);

/// 5P on daily data: the global optimum over both balance temperatures in their ranges, heating at
/// most cooling, both slopes > 0 and base >= 0. Nothing is found where none beats `bound`, the SSE
/// of the best model with one leg. `constrained` says that `best_pair_without_base` may be better.
///
/// For each pair of gaps between distinct temperatures the problem is convex: the candidates are a
/// free line or a hinge on a knot on either side, each in closed form. A pair is looked into only
/// if two free lines and a mean would beat the best so far. Quadratic in the distinct temperatures
/// in range.
[[nodiscard]] PairOptimum best_pair(const Design& design, std::span<const double> energy_kwh,
                                    BalanceRange heating, BalanceRange cooling, double bound);

/// The same with base 0, where both legs explain on their own. Linear in the temperatures.
[[nodiscard]] PairOptimum best_pair_without_base(const Design& design,
                                                 std::span<const double> energy_kwh,
                                                 BalanceRange heating, BalanceRange cooling);

/// The balance temperatures of the best models with one leg; NaN where there is none.
struct SingleLegs {
  double heating = std::numeric_limits<double>::quiet_NaN();
  double cooling = std::numeric_limits<double>::quiet_NaN();
  Hinge weaker = Hinge::cooling; ///< the one that explains less
};

/// 5P on bills: from all local minima of a 0.5 K grid of pairs, and from each single leg with the
/// best other one beside it, by Gauss-Newton steps; the best of them and those nearly as good to
/// the bottom, where `best_hinge` finds nothing better for one hinge with the other projected out.
/// Then the weaker leg is searched in its whole range beside the stronger one, which may move to
/// first order. The best of many local optima.
///
/// `days` is `regressors` and then the days.
[[nodiscard]] PairOptimum best_pair_multistart(const Projection& regressors, const Projection& days,
                                               const LegNodes& heating, const LegNodes& cooling,
                                               SingleLegs alone);

} // namespace empower::detail
