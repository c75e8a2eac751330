// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/final_energy_target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace empower {

Outcome<ReductionRule, ObligationReason> reduction_rule(const Obligation& row) {
  if (!row.baseline_year || std::isnan(row.target_value)) {
    return Failure{ObligationReason::incomplete_row,
                   fmt::format("obligation {} has no {}", row.id,
                               row.baseline_year ? "target" : "baseline year")};
  }
  return ReductionRule{*row.baseline_year, row.target_value};
}

Outcome<EnergyTarget, ObligationReason>
final_energy_target(const ReductionRule& rule, KilowattHours baseline_energy, int year) {
  EMPOWER_EXPECTS(year >= rule.baseline_year, "a target before its baseline year");
  if (!(baseline_energy.value() > 0.0)) {
    return Failure{ObligationReason::no_baseline_energy,
                   fmt::format("no final energy of the baseline year {}", rule.baseline_year)};
  }
  const int years = year - rule.baseline_year;
  return EnergyTarget{baseline_energy * std::max(0.0, 1.0 - rule.yearly_share * years),
                      baseline_energy * std::pow(1.0 - rule.yearly_share, years)};
}

} // namespace empower
