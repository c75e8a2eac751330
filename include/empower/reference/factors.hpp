// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <optional>
#include <string>

/// Rows of the conversion tables. Numbers that a row does not know are NaN and must make a
/// calculation refuse, never count as zero.
namespace empower {

/// `energy_carriers.csv`: heating value of a carrier by one source's convention.
struct CarrierFactor {
  std::string carrier;
  std::string convention;
  bool is_default = false;
  std::string unit;
  double lhv_kwh_per_unit = missing_value;
  double hhv_kwh_per_unit = missing_value;
  std::string primary_energy_key;
  std::string co2_key;
  Provenance provenance;
};

/// `unit_conversions.csv`: value in `to_unit` = factor * value in `from_unit`.
struct UnitConversion {
  std::string from_unit;
  std::string to_unit;
  double factor = missing_value;
  Provenance provenance;
};

/// `primary_energy_factors.csv`, kWh primary per kWh delivered (lower heating value).
struct PrimaryEnergyFactor {
  std::string carrier;
  double non_renewable = missing_value;
  double renewable = missing_value;
  double total = missing_value;
  Provenance provenance;
};

/// `co2_factors.csv`. Factors of different sets are never mixed in one sum.
struct EmissionFactor {
  std::string carrier;
  std::optional<int> year; ///< of the consumption; nothing = every year without a row of its own
  std::string method_set;
  std::string table_version;
  bool is_default = false;
  double kg_co2_per_kwh = missing_value;
  Provenance provenance;
};

/// `toe_factors.csv`, Italian *tep*. The default of electricity counts primary energy (energy
/// manager, white certificates); other conventions stand beside it.
struct ToeFactor {
  std::string carrier;
  std::string convention;
  bool is_default = false;
  std::string unit;
  double toe_per_unit = missing_value;
  Provenance provenance;
};

/// `gas_coefficient.csv`: what turns metered into standard cubic metres (ARG/gas 159/08).
struct GasCoefficientRow {
  std::string kind; ///< `parameter`, `season_days` by zone, `check`
  std::string key;
  double value = missing_value;
  std::string unit;
  Provenance provenance;
};

/// `prices.csv`: today's price, before any escalation.
struct EnergyPrice {
  std::string carrier;
  std::string price_set;
  bool is_default = false;
  double eur_per_kwh = missing_value;
  double escalation_low_per_year = missing_value; ///< real growth, 1/year
  double escalation_high_per_year = missing_value;
  Provenance provenance;
};

/// `economic_parameters.csv`.
struct EconomicParameter {
  std::string parameter;
  std::string perspective;
  std::string building_group;
  double value = missing_value;
  std::string unit;
  Provenance provenance;
};

} // namespace empower
