// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>

#include <limits>
#include <span>

namespace empower::detail {

/// The best two hinges, with their linear coefficients.
struct PairOptimum {
  double heating_balance_c = std::numeric_limits<double>::quiet_NaN();
  double cooling_balance_c = std::numeric_limits<double>::quiet_NaN();
  double base = 0.0;
  double heating_slope = 0.0;
  double cooling_slope = 0.0;
  double sse = std::numeric_limits<double>::infinity();

  [[nodiscard]] bool found() const noexcept { return heating_balance_c == heating_balance_c; }
};

/// 5P on daily data: the global optimum over both balance temperatures in their ranges, heating at
/// most cooling, both slopes > 0 and base >= 0. Nothing is found where none beats `bound`, the SSE of
/// the best model with one leg.
///
/// For each pair of gaps between distinct temperatures the problem is convex: the candidates are a free
/// line or a hinge on a knot on either side, each in closed form. A pair is looked into only if two free
/// lines and a mean would beat the best so far. Quadratic in the distinct temperatures in range.
[[nodiscard]] PairOptimum best_pair(const Design& design, std::span<const double> energy_kwh,
                                    BalanceRange heating, BalanceRange cooling, double bound);

/// 5P on bills: from all local minima of a 0.5 K grid of pairs, one hinge at a time by `best_hinge`
/// with the other projected out until nothing changes. The best of many local optima.
[[nodiscard]] PairOptimum best_pair_multistart(const Design& design, std::span<const double> energy_kwh,
                                               BalanceRange heating, BalanceRange cooling);

} // namespace empower::detail
