// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_search.hpp>

#include <empower/baseline/detail/caltrack_grid.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace empower::detail {

namespace {

constexpr std::array shapes{CaltrackShape::intercept_only, CaltrackShape::hdd_only,
                            CaltrackShape::cdd_only, CaltrackShape::cdd_hdd};

/// The first candidate that explains as much as any of its shape, but for `tie`.
std::optional<std::size_t> first_highest(std::span<const double> explained, double tie) {
  std::array<double, 4> highest{disqualified, disqualified, disqualified, disqualified};
  for (std::size_t i = 0; i < explained.size(); ++i) {
    double& lane = highest[i % 4]; // four, which need not wait for each other
    lane = explained[i] > lane ? explained[i] : lane;
  }
  const double best = *std::max_element(highest.begin(), highest.end());
  if (best < 0.0) return std::nullopt;
  std::size_t first = 0;
  while (!(explained[first] >= best - tie)) ++first;
  return first;
}

void count(std::span<const double> explained, CaltrackCandidateCounts& counts) {
  std::size_t qualified = 0;
  std::size_t attempted = 0;
  for (const double value : explained) {
    qualified += value >= 0.0 ? 1 : 0;
    attempted += value == not_attempted ? 0 : 1;
  }
  counts.qualified += qualified;
  counts.disqualified += attempted - qualified;
  counts.not_attempted += explained.size() - attempted;
}

/// The first of the highest criterion.
CaltrackCandidate& best_of(std::vector<CaltrackCandidate>& candidates, double tie) {
  const auto lower = [](const CaltrackCandidate& a, const CaltrackCandidate& b) {
    return a.adjusted_r_squared < b.adjusted_r_squared;
  };
  const double highest =
      std::max_element(candidates.begin(), candidates.end(), lower)->adjusted_r_squared;
  return *std::find_if(candidates.begin(), candidates.end(), [&](const CaltrackCandidate& c) {
    return c.adjusted_r_squared >= highest - tie;
  });
}

} // namespace

CaltrackChoice caltrack_choice(const CaltrackRows& rows, const CaltrackSettings& settings,
                               bool billing) {
  const CaltrackGrid grid{rows, settings, billing};
  CaltrackChoice choice;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    count(grid.explained[i], choice.counts);
    if (i > 0 && !grid.moments.varied()) continue; // nothing to explain
    const auto first = first_highest(grid.explained[i], settings.tie * grid.moments.variation);
    if (first) choice.best_of_shape.push_back(grid.candidate(shapes[i], *first));
  }
  if (choice.best_of_shape.empty()) return choice;
  const bool bic = settings.corrections.bic;
  const bool exact = settings.corrections.exact_balance;
  if (exact) {
    move_to_exact_balances(rows, billing, grid, choice.best_of_shape);
  } else if (bic) {
    for (CaltrackCandidate& candidate : choice.best_of_shape) refine(rows, billing, candidate);
  }
  if (bic) {
    choose_by_bic(rows, settings, billing, grid, choice);
    return choice;
  }
  CaltrackCandidate& best = best_of(choice.best_of_shape, settings.tie);
  if (!exact) refine(rows, billing, best);
  choice.best = best;
  return choice;
}

} // namespace empower::detail
