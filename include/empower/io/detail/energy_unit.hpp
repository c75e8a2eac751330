// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/tables.hpp>
#include <empower/reference/used_reference.hpp>
#include <empower/stock/carrier.hpp>

#include <string_view>
#include <vector>

namespace empower::detail {

/// Which heating value figures in kWh, GJ or therms are on. Inside, all energy is on the lower.
enum class HeatingValue { lower, upper };

/// What one unit of a carrier is worth.
struct EnergyUnit {
  std::string_view unit;               ///< canonical name; empty = not a unit known here
  double kwh_per_unit = missing_value; ///< on the lower heating value, of water m3; NaN = no figure
  bool metered_volume = false;         ///< gas in m3, ccf or Mcf, which `conversion` turns into Smc
  std::vector<UsedReference> used = {}; ///< rows behind `kwh_per_unit`; none for kWh itself
};

/// The unit by its name or a usual spelling, any case, with the factors of the reference tables.
///
/// Energy units on the upper heating value are brought to the lower by the carrier's default row;
/// amounts (Smc, kg, l) take its lower heating value and know no upper. `conversion` is Smc per m3
/// of gas as metered (coefficient C of ARG/gas 159/08); billed cubic metres are Smc already, so NaN
/// means 1.
[[nodiscard]] EnergyUnit energy_unit(Carrier carrier, std::string_view unit, HeatingValue value,
                                     double conversion, const ReferenceTables& reference);

} // namespace empower::detail
