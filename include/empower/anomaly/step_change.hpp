// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/series/bills.hpp>
#include <empower/stock/finding.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace empower {

/// From observation `at` to before `until`, the meter uses `shift_kwh_day` more (or less) than
/// before.
struct StepChange {
  std::size_t at = 0;
  double shift_kwh_day = 0.0;
  double factor = 1.0;       ///< energy against expected after the step over the same before it
  double significance = 0.0; ///< root of the gain in noise variances
  std::size_t until = 0;     ///< the next step, or the number of observations
  bool lasting = true;       ///< no later step: the level holds to the end
  bool reversed = false;     ///< the next step takes it back: an event, not a new level
};

/// Limits of the step search.
struct StepOptions {
  double least_shift_share = 0.10; ///< of the meter's mean daily energy, and of the level before
  double penalty_factor = 3.0;     ///< times ln n, times the inflation for autocorrelation
  std::size_t least_days = 28;     ///< on each side of a step
  std::size_t least_observations = 4;
};

/// Lasting changes of level in what the model does not explain.
///
/// Searches the deviation scores (`quality/expectation.hpp`), whose scatter is even over the year,
/// by binary segmentation with the cumulative-sum statistic, observations weighted by their days. A
/// step is kept when it lowers the squared error by more than `penalty_factor * ln n * (1 + rho) /
/// (1 - rho)` noise variances; noise and rho are taken after the step is removed, so that it does
/// not inflate them. Where no single step is, an event that comes and goes is looked for, at twice
/// the penalty. Observations without a score and those in `left_out` are skipped. O(n) per step,
/// O(n^2) where there is none.
/// Steps in order of time; one that takes back the step before it, to within a quarter, is the end
/// of that event.
[[nodiscard]] std::vector<StepChange> step_changes(BillView observed,
                                                   std::span<const double> expected_kwh,
                                                   std::span<const double> scores,
                                                   const std::vector<bool>& left_out,
                                                   const StepOptions& options = {});

/// The step in words: a `level_step`, or a `temporary_event` where the next step takes it back.
/// Energy and cost of a level that lasts are those of a year, of one that ended those of its days.
/// Throws `ContractError` for a step that lies outside the observations.
[[nodiscard]] Finding finding_of(const StepChange& step, const FindingPlace& place,
                                 BillView observed);

} // namespace empower
