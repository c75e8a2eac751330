// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack.hpp>
#include <empower/baseline/detail/caltrack_moments.hpp>
#include <empower/baseline/detail/caltrack_search.hpp>

#include <array>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace empower::detail {

/// `CaltrackGrid::explained` of a candidate that was not attempted. That of a disqualified one is
/// any other value with the sign bit set.
inline constexpr double not_attempted = -std::numeric_limits<double>::infinity();
inline constexpr double disqualified = -1.0;

/// All candidates.
struct CaltrackGrid {
  CaltrackMoments moments;
  double lowest_f;
  /// Variation explained by each candidate of each shape, in the order of the method, or as above.
  std::array<std::vector<double>, 4> explained;

  CaltrackGrid(const CaltrackRows& rows, const CaltrackSettings& settings, bool billing);

  /// The `index`-th candidate of a shape, solved from the moments.
  [[nodiscard]] CaltrackCandidate candidate(CaltrackShape shape, std::size_t index) const;

  /// Heating and cooling balance point of the `index`-th pair.
  [[nodiscard]] static std::pair<std::size_t, std::size_t> pair_at(std::size_t index) noexcept {
    std::size_t cooling = 0;
    for (; index > cooling; ++cooling) index -= cooling + 1;
    return {index, cooling};
  }
};

/// With `exact_balance`: the best candidate of each shape between whole degrees, in the ranges in
/// which the grid was attempted; that of the grid where the search finds no better one. All
/// refined.
void move_to_exact_balances(const CaltrackRows& rows, bool billing, const CaltrackGrid& grid,
                            std::vector<CaltrackCandidate>& best_of_shape);

/// The shape with the lowest information criterion, and the ranges of its balance points. The best
/// of each shape are refined.
void choose_by_bic(const CaltrackRows& rows, const CaltrackSettings& settings, bool billing,
                   const CaltrackGrid& grid, CaltrackChoice& choice);

} // namespace empower::detail
