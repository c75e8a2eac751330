// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>

#include <limits>
#include <span>

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

  [[nodiscard]] bool found() const noexcept { return heating_balance == heating_balance; }
};

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
};

/// 5P on bills: from all local minima of a 0.5 K grid of pairs, and from each single leg with the
/// best other one beside it, one hinge at a time by `best_hinge` with the other projected out until
/// nothing changes. The best of many local optima.
[[nodiscard]] PairOptimum best_pair_multistart(const Design& design,
                                               std::span<const double> energy_kwh,
                                               BalanceRange heating, BalanceRange cooling,
                                               SingleLegs alone);

} // namespace empower::detail
