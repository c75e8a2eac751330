// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/reference/tables.hpp>
#include <empower/stock/carrier.hpp>

#include <optional>
#include <span>
#include <string>

namespace empower {

/// Final energy of one carrier in a year, in kWh by the lower heating value.
struct CarrierEnergy {
  Carrier carrier{};
  KilowattHours energy{missing_value};
};

/// A year's energy in tonnes of oil equivalent of primary energy (Italian *tep*).
struct OilEquivalent {
  double toe = 0.0;       ///< of the carriers that have a factor
  std::string convention; ///< `electricity_grid primary_een_3_08, natural_gas smc_0836`
  std::string missing;    ///< carriers that are not in the sum, and why; empty = none
};

/// Default conventions of `toe_factors.csv`, those of the energy-manager threshold (AEEG EEN 3/08).
/// Carriers counted by volume or mass go back from kWh by the default lower heating value; where
/// the two rows differ in unit the carrier is refused, not guessed. Missing energy is named too.
[[nodiscard]] OilEquivalent oil_equivalent(std::span<const CarrierEnergy> energy,
                                           const ReferenceTables& reference, CivilDay day);

/// Whether a body must appoint an energy manager (L. 10/1991 art. 19), for the energy of one year.
struct EnergyManagerDuty {
  ObligationStatus status = ObligationStatus::unknown; ///< `due`, `not_applicable` or `unknown`
  double toe = missing_value;
  double threshold_toe = missing_value;
  double margin_toe = missing_value; ///< threshold - toe: negative above it
  std::optional<CivilDay> deadline;  ///< of the appointment
  double fine_min_eur = missing_value;
  double fine_max_eur = missing_value;
  std::string reason;
};

/// The duty binds above the threshold. Below it the answer is `unknown` unless the energy is
/// `complete` and every carrier has a factor: what is known is then only a lower bound. Refuses
/// with `incomplete_row` where the row has no threshold.
[[nodiscard]] Outcome<EnergyManagerDuty, ObligationReason>
energy_manager_duty(const OilEquivalent& used, bool complete, int year, const Obligation& row);

} // namespace empower
