// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/savings.hpp>
#include <empower/core/outcome.hpp>

#include <cstddef>
#include <span>

namespace empower {

/// What changed at meters where nothing was done, between the same baseline and reporting periods.
struct ComparisonGroup {
  std::size_t meters = 0;
  double change = 0.0;     ///< mean over the meters of (observed - expected) / expected
  double variance = 0.0;   ///< of that mean: between the meters, their own errors included
  CivilPeriod period = {}; ///< that all of them were measured over
};

/// The group's change from the savings of its meters, each measured like a retrofit that never was
/// (`avoided_energy` over the same period). Every meter counts the same. Refused with
/// `small_comparison_group` for fewer than `least` meters that have an expected energy above 0;
/// throws `InputError`, with the place of the meter counted from 1, for one of another period than
/// the first.
[[nodiscard]] Outcome<ComparisonGroup, SavingsReason>
comparison_group(std::span<const AvoidedEnergy> meters, std::size_t least = 5);

/// Difference in differences on the percentage change: had nothing been done, the meter would have
/// changed as the group did, so expected becomes expected (1 + change). The variance adds
/// expected^2 var(change); the saving's own scales with (1 + change)^2, to first order independent
/// of the group's. Half widths add in quadrature, the group's with Student's t of meters - 1.
/// Throws `InputError` for a saving of another period than the group's.
[[nodiscard]] AvoidedEnergy corrected_by(const ComparisonGroup& group, const AvoidedEnergy& saving);

} // namespace empower
