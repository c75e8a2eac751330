// SPDX-License-Identifier: Apache-2.0
#include "reference_readers.hpp"

#include "reference_cell.hpp"

namespace empower::detail {

void read_carriers(const TableText& text, ReferenceTables& out) {
  using Row = CarrierFactor;
  out.carriers = rows<Row>(
      text, Field{"carrier", &Row::carrier}, Field{"convention", &Row::convention},
      Field{"is_default", &Row::is_default}, Field{"unit", &Row::unit},
      Field{"lhv_kwh_per_unit", &Row::lhv_kwh_per_unit},
      Field{"hhv_kwh_per_unit", &Row::hhv_kwh_per_unit},
      Field{"primary_energy_key", &Row::primary_energy_key}, Field{"co2_key", &Row::co2_key});
}

void read_units(const TableText& text, ReferenceTables& out) {
  using Row = UnitConversion;
  out.units = rows<Row>(text, Field{"from_unit", &Row::from_unit}, Field{"to_unit", &Row::to_unit},
                        Field{"factor", &Row::factor});
}

void read_primary_energy(const TableText& text, ReferenceTables& out) {
  using Row = PrimaryEnergyFactor;
  out.primary_energy =
      rows<Row>(text, Field{"carrier", &Row::carrier}, Field{"fp_nren", &Row::non_renewable},
                Field{"fp_ren", &Row::renewable}, Field{"fp_tot", &Row::total});
}

void read_emissions(const TableText& text, ReferenceTables& out) {
  using Row = EmissionFactor;
  out.emissions = rows<Row>(
      text, Field{"carrier", &Row::carrier}, Field{"year", &Row::year},
      Field{"method_set", &Row::method_set}, Field{"table_version", &Row::table_version},
      Field{"is_default", &Row::is_default}, Field{"kg_co2_per_kwh", &Row::kg_co2_per_kwh});
}

void read_toe(const TableText& text, ReferenceTables& out) {
  using Row = ToeFactor;
  out.toe = rows<Row>(text, Field{"carrier", &Row::carrier}, Field{"convention", &Row::convention},
                      Field{"is_default", &Row::is_default}, Field{"unit", &Row::unit},
                      Field{"toe_per_unit", &Row::toe_per_unit});
}

void read_gas_coefficient(const TableText& text, ReferenceTables& out) {
  using Row = GasCoefficientRow;
  out.gas_coefficient = rows<Row>(text, Field{"kind", &Row::kind}, Field{"key", &Row::key},
                                  Field{"value", &Row::value}, Field{"unit", &Row::unit});
}

void read_prices(const TableText& text, ReferenceTables& out) {
  using Row = EnergyPrice;
  out.prices = rows<Row>(text, Field{"carrier", &Row::carrier}, Field{"price_set", &Row::price_set},
                         Field{"is_default", &Row::is_default},
                         Field{"price_eur_per_kwh", &Row::eur_per_kwh},
                         Field{"escalation_real_low_per_year", &Row::escalation_low_per_year},
                         Field{"escalation_real_high_per_year", &Row::escalation_high_per_year});
}

void read_economics(const TableText& text, ReferenceTables& out) {
  using Row = EconomicParameter;
  out.economics =
      rows<Row>(text, Field{"parameter", &Row::parameter}, Field{"perspective", &Row::perspective},
                Field{"building_group", &Row::building_group}, Field{"value", &Row::value},
                Field{"unit", &Row::unit});
}

void read_measures(const TableText& text, ReferenceTables& out) {
  using Row = MeasureRule;
  out.measures = rows<Row>(
      text, Field{"measure_id", &Row::id}, Field{"name_en", &Row::name_en},
      Field{"name_it", &Row::name_it}, Field{"measure_group", &Row::group},
      Field{"application_order", &Row::application_order},
      Field{"affected_end_use", &Row::affected_end_uses}, Field{"saving_basis", &Row::basis},
      Field{"saving_share_low", [](Row& r) -> auto& { return r.saving_share.low; }},
      Field{"saving_share_mid", [](Row& r) -> auto& { return r.saving_share.mid; }},
      Field{"saving_share_high", [](Row& r) -> auto& { return r.saving_share.high; }},
      Field{"yield_low_kwh_per_unit_y",
            [](Row& r) -> auto& { return r.yield_kwh_per_unit_year.low; }},
      Field{"yield_mid_kwh_per_unit_y",
            [](Row& r) -> auto& { return r.yield_kwh_per_unit_year.mid; }},
      Field{"yield_high_kwh_per_unit_y",
            [](Row& r) -> auto& { return r.yield_kwh_per_unit_year.high; }},
      Field{"unit_cost_low_eur", [](Row& r) -> auto& { return r.unit_cost_eur.low; }},
      Field{"unit_cost_mid_eur", [](Row& r) -> auto& { return r.unit_cost_eur.mid; }},
      Field{"unit_cost_high_eur", [](Row& r) -> auto& { return r.unit_cost_eur.high; }},
      Field{"cost_unit", &Row::cost_unit}, Field{"lifetime_years", &Row::lifetime_years},
      Field{"exclusivity_group", &Row::exclusivity_groups},
      Field{"required_inputs", &Row::required_inputs},
      Field{"excludes_heritage", &Row::excludes_heritage},
      Field{"heritage_permit_needed", &Row::heritage_permit_needed},
      Field{"funding_code", &Row::funding_code}, Field{"note", &Row::note});
}

void read_bacs(const TableText& text, ReferenceTables& out) {
  using Row = BacsFactor;
  out.bacs = rows<Row>(text, Field{"bacs_use", &Row::bacs_use}, Field{"kind", &Row::kind},
                       Field{"bacs_class", &Row::bacs_class}, Field{"factor", &Row::factor});
}

void read_assumptions(const TableText& text, ReferenceTables& out) {
  using Row = Assumption;
  out.assumptions =
      rows<Row>(text, Field{"quantity", &Row::quantity}, Field{"use", &Row::use},
                Field{"storeys_from", &Row::storeys_from}, Field{"storeys_to", &Row::storeys_to},
                Field{"value", &Row::value}, Field{"text_value", &Row::text_value},
                Field{"unit", &Row::unit}, Field{"note", &Row::note});
}

} // namespace empower::detail
