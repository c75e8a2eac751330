// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/energy_manager.hpp>

#include <fmt/format.h>

#include <cmath>
#include <string_view>

namespace empower {
namespace {

void append(std::string& list, std::string_view item) {
  list += (list.empty() ? "" : ", ") + std::string{item};
}

/// kWh of one unit that the toe factor counts; a failure says why there is none.
Outcome<double, ReferenceReason> kwh_per_unit(const ToeFactor& factor,
                                              const ReferenceTables& reference) {
  if (factor.unit == "kWh") return 1.0;
  const auto row = reference.heating_value(factor.carrier);
  if (!row) return row.failure();
  if ((*row)->unit != factor.unit) {
    return Failure{
        ReferenceReason::no_figure,
        fmt::format("toe factor per {}, heating value per {}", factor.unit, (*row)->unit)};
  }
  return (*row)->lhv_kwh_per_unit;
}

} // namespace

OilEquivalent oil_equivalent(std::span<const CarrierEnergy> energy,
                             const ReferenceTables& reference, CivilDay day) {
  OilEquivalent sum;
  for (const CarrierEnergy& used : energy) {
    const std::string_view key = reference_key(used.carrier);
    if (used.energy.missing()) {
      append(sum.missing, fmt::format("{}: no energy", key));
      continue;
    }
    const auto factor = reference.toe_factor(key, day);
    if (!factor) {
      append(sum.missing, fmt::format("{}: {}", key, factor.failure().detail));
      continue;
    }
    const auto unit = kwh_per_unit(**factor, reference);
    if (!unit) {
      append(sum.missing, fmt::format("{}: {}", key, unit.failure().detail));
      continue;
    }
    sum.toe += used.energy.value() / *unit * (*factor)->toe_per_unit;
    append(sum.convention, fmt::format("{} {}", key, (*factor)->convention));
  }
  return sum;
}

Outcome<EnergyManagerDuty, ObligationReason>
energy_manager_duty(const OilEquivalent& used, bool complete, int year, const Obligation& row) {
  if (std::isnan(row.threshold_min)) {
    return Failure{ObligationReason::incomplete_row,
                   fmt::format("obligation {} has no threshold", row.id)};
  }
  EnergyManagerDuty duty;
  duty.toe = used.toe;
  duty.threshold_toe = row.threshold_min;
  duty.margin_toe = row.threshold_min - used.toe;
  duty.deadline = yearly_deadline(row, year);
  duty.fine_min_eur = row.penalty_min_eur;
  duty.fine_max_eur = row.penalty_max_eur;
  if (used.toe > row.threshold_min) {
    duty.status = ObligationStatus::due;
    duty.reason = "primary energy of the year is above the threshold";
  } else if (complete && used.missing.empty()) {
    duty.status = ObligationStatus::not_applicable;
    duty.reason = "primary energy of the year is not above the threshold";
  } else {
    duty.reason = "what is known is below the threshold, but it is not all";
  }
  if (!used.missing.empty()) duty.reason += "; without " + used.missing;
  return duty;
}

} // namespace empower
