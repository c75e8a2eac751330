// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/series/bills.hpp>
#include <empower/stock/finding.hpp>
#include <empower/stock/readings.hpp>

#include <span>
#include <vector>

/// What readings cannot be true, by rule. Observations are an unbroken run of
/// bills or days (`series/observations.hpp`) in which a missing stretch is a row with energy NaN.
/// `expected_kwh` and `scores` (`quality/expectation.hpp`) are as long; NaN = nothing expected.
namespace empower {

/// Limits of the rules.
struct ReadingRuleOptions {
  double spike_score = 6.0; ///< deviations of a reading that cannot be chance
  double spike_ratio = 1.8; ///< and times the expected energy; and above the usual
  double zero_expected_days =
      3;                       ///< a zero run counts if it should have held this many average days
  std::size_t stuck_bills = 3; ///< equal bills in a row
  std::size_t stuck_days = 5;  ///< equal days in a row
  double unit_score = 3.0;     ///< deviations that at least two readings in a wrong unit have
  long unit_days = 28;         ///< a wrong unit lasts this long at least
};

/// One thing wrong with a run `[first, last)` of observations.
struct ReadingFault {
  FindingKind kind{};
  std::size_t first = 0;
  std::size_t last = 0;
  double factor = missing_value; ///< unit steps: read / true
};

/// The bills with each run of estimates joined to the reading that follows it: days and energy add,
/// for only the sum was measured. Estimates at the end stay as they are. Bills that do not touch
/// are never joined.
[[nodiscard]] BillSeries merged_estimates(BillView bills, std::span<const ReadingQuality> quality);

/// Readings that may spoil a first fit: above 6 times the upper quartile of energy per day, off by
/// a factor of 5 from the same days of at least two other years, or first after a gap, whose energy
/// they may hold. True = set aside until a model can judge them.
[[nodiscard]] std::vector<bool> set_aside_extremes(BillView observed);

/// Gaps, negative values, zero runs, stuck values, spikes, catch-up readings and unit errors, in
/// order of time. Each observation is in at most one fault.
///
/// `owed_kwh` is what a working meter cannot have read as zero; empty = all that is expected. For
/// heating it is the heating leg alone: a boiler that is off in summer reads zero and is right. A
/// zero run of a meter that often reads zero also has to be longer than 1.5 times the upper
/// quartile of the others.
[[nodiscard]] std::vector<ReadingFault> reading_faults(BillView observed,
                                                       std::span<const double> expected_kwh,
                                                       std::span<const double> scores,
                                                       const ReadingRuleOptions& options = {},
                                                       std::span<const double> owed_kwh = {});

/// Runs of readings that the supplier marked as estimated, at least two in a row.
[[nodiscard]] std::vector<ReadingFault> estimated_runs(BillView bills,
                                                       std::span<const ReadingQuality> quality);

/// The fault in words: evidence, action, energy, cost, confidence. Energy is what was read less
/// what is expected, so that of a gap is negative; NaN where nothing is expected.
[[nodiscard]] Finding finding_of(const ReadingFault& fault, const FindingPlace& place,
                                 BillView observed, std::span<const double> expected_kwh);

/// True for kinds that say the reading is not what was used, so that a fit must leave it out.
[[nodiscard]] bool invalidates_reading(FindingKind kind) noexcept;

} // namespace empower
