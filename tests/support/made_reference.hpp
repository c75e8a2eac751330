// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/tables.hpp>
#include <empower/retrofit/end_use.hpp>
#include <empower/stock/building.hpp>

#include <string>
#include <utility>
#include <vector>

namespace empower::testing {

inline void assume(ReferenceTables& tables, std::string quantity, double value) {
  Assumption row;
  row.quantity = std::move(quantity);
  row.use = "all";
  row.value = value;
  tables.assumptions.push_back(std::move(row));
}

/// Savings as predicted, and round numbers for the quantities that measures ask for.
inline ReferenceTables plain_assumptions() {
  ReferenceTables tables;
  assume(tables, "realisation_factor", 1.0);
  assume(tables, "realisation_geometric_sd", 1.0);
  assume(tables, "envelope_insulated_since_year", 2006.0);
  assume(tables, "wall_area_per_floor_area", 0.5);
  assume(tables, "roof_area_per_footprint", 1.1);
  assume(tables, "roof_reference_storeys", 2.0);
  assume(tables, "storeys", 2.0);
  assume(tables, "plant_kw_per_floor_area", 0.08);
  assume(tables, "generator_efficiency", 0.9);
  assume(tables, "heat_pump_scop", 3.0);
  assume(tables, "pv_usable_roof_share", 0.5);
  assume(tables, "pv_kwp_per_roof_area", 0.2);
  assume(tables, "pv_self_consumption_share", 0.6);
  return tables;
}

/// A rule with a share of space heating, per square metre of wall.
inline MeasureRule wall_rule() {
  MeasureRule rule;
  rule.id = "wall";
  rule.group = "envelope";
  rule.application_order = 1;
  rule.affected_end_uses = {"space_heating"};
  rule.basis = SavingBasis::share_of_end_use;
  rule.saving_share = {0.1, 0.2, 0.3};
  rule.unit_cost_eur = {80.0, 100.0, 130.0};
  rule.cost_unit = "m2 of wall";
  rule.lifetime_years = 30.0;
  return rule;
}

/// An office of 1,000 m2 on two storeys, built in 1970.
inline Building office() {
  Building building;
  building.id = "B1";
  building.use = BuildingUse::office;
  building.floor_area = SquareMetres{1000.0};
  building.storeys = 2;
  building.year_built = 1970;
  return building;
}

/// 50,000 kWh of electricity (20,000 of it lighting) and 100,000 kWh of gas (80,000 for heating).
inline BuildingUseOfEnergy gas_heated() {
  CarrierUse electricity{Carrier::electricity, {}, 0.0, 0.25, 0.3};
  electricity[EndUse::lighting] = 20000.0;
  electricity[EndUse::other] = 30000.0;
  CarrierUse gas{Carrier::natural_gas, {}, 0.0, 0.10, 0.2};
  gas[EndUse::space_heating] = 80000.0;
  gas[EndUse::domestic_hot_water] = 15000.0;
  gas[EndUse::other] = 5000.0;
  return {{electricity, gas}};
}

} // namespace empower::testing
