// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/reference/obligations.hpp>

namespace empower {

/// By how much final energy shall fall each year, and from which year: a row of `obligations.csv`
/// (directive (EU) 2023/1791 art. 5).
struct ReductionRule {
  int baseline_year = 0;
  double yearly_share = 0.0; ///< of the baseline year's energy, 1/year
};

/// Refuses with `incomplete_row` where the row has no share or no baseline year.
[[nodiscard]] Outcome<ReductionRule, ObligationReason> reduction_rule(const Obligation& row);

/// Final energy allowed in a year. The directive does not say which of the two readings of
/// "at least 1.9 % each year" holds, so both are given: linear is the stricter one from the second
/// year on.
struct EnergyTarget {
  KilowattHours linear{missing_value};   ///< E0 (1 - s n), n years after the baseline, at least 0
  KilowattHours compound{missing_value}; ///< E0 (1 - s)^n
};

/// Target of a year from the baseline year on, from that year's energy. Compare like with like:
/// measured energy with a measured baseline, weather-corrected with a weather-corrected one, and
/// both of the same buildings.
///
/// Refuses with `no_baseline_energy` where it is missing or not positive. `year` before the
/// baseline year breaks the contract. Rounding only: relative error below 1e-14 for 100 years.
[[nodiscard]] Outcome<EnergyTarget, ObligationReason>
final_energy_target(const ReductionRule& rule, KilowattHours baseline_energy, int year);

} // namespace empower
