// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/leg_grid.hpp>
#include <empower/baseline/detail/pair_search.hpp>

#include <vector>

namespace empower::detail {

/// A pair of balance temperatures from which to go downhill.
struct PairStart {
  double heating_balance = 0.0;
  double cooling_balance = 0.0;
};

/// All local minima of the table of pairs of nodes, and the best second leg beside each single one:
/// a weak leg beside a strong one shows only where the strong one is in its place. `days` is the
/// projection of both grids.
[[nodiscard]] std::vector<PairStart> pair_starts(const LegNodes& heating, const LegNodes& cooling,
                                                 const Projection& days, SingleLegs alone);

} // namespace empower::detail
