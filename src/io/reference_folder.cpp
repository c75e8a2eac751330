// SPDX-License-Identifier: Apache-2.0
#include <empower/io/reference_folder.hpp>

#include "reference_cell.hpp"

#include <empower/core/error.hpp>
#include <empower/io/detail/embedded_files.hpp>
#include <empower/io/detail/text_file.hpp>

#include <algorithm>
#include <array>

namespace empower {
namespace {

using detail::Field;
using detail::rows;
using detail::TableText;

/// How a file becomes a table.
struct TableFile {
  std::string_view name;
  void (*read)(const TableText& text, ReferenceTables& out);
};

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

void read_uses(const TableText& text, ReferenceTables& out) {
  using Row = BuildingUseRow;
  out.uses =
      rows<Row>(text, Field{"use_id", &Row::use}, Field{"dpr412_category", &Row::dpr412_category},
                Field{"name_en", &Row::name_en}, Field{"name_it", &Row::name_it},
                Field{"schedule_class", &Row::schedule_class},
                Field{"benchmark_group", &Row::benchmark_group}, Field{"bacs_use", &Row::bacs_use},
                Field{"heating_hours_exempt", &Row::heating_hours_exempt});
}

void read_zones(const TableText& text, ReferenceTables& out) {
  using Row = ClimateZone;
  out.zones = rows<Row>(text, Field{"zone", &Row::zone}, Field{"regime", &Row::regime},
                        Field{"season_start_mmdd", &Row::season_first},
                        Field{"season_end_mmdd", &Row::season_last},
                        Field{"max_heating_hours_per_day", &Row::hours_per_day});
}

void read_municipalities(const TableText& text, ReferenceTables& out) {
  using Row = Municipality;
  out.municipalities =
      rows<Row>(text, Field{"istat_code", &Row::istat_code}, Field{"name", &Row::name},
                Field{"province", &Row::province}, Field{"region", &Row::region},
                Field{"climate_zone", &Row::climate_zone},
                Field{"degree_days_kd", &Row::degree_days}, Field{"altitude_m", &Row::altitude_m},
                Field{"population_2011", &Row::population_2011}, Field{"basis", &Row::basis});
}

constexpr std::array table_files{
    TableFile{"energy_carriers.csv", read_carriers},
    TableFile{"unit_conversions.csv", read_units},
    TableFile{"primary_energy_factors.csv", read_primary_energy},
    TableFile{"co2_factors.csv", read_emissions},
    TableFile{"prices.csv", read_prices},
    TableFile{"economic_parameters.csv", read_economics},
    TableFile{"retrofit_measures.csv", read_measures},
    TableFile{"bacs_factors.csv", read_bacs},
    TableFile{"assumptions.csv", read_assumptions},
    TableFile{"building_uses.csv", read_uses},
    TableFile{"climate_zones.csv", read_zones},
    TableFile{"municipalities.csv", read_municipalities},
};

ReferenceTables tables_of_the_build() {
  ReferenceTables tables;
  for (const TableFile& file : table_files) {
    const auto files = detail::embedded_files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const detail::EmbeddedFile& f) {
      return f.name == file.name;
    });
    EMPOWER_EXPECTS(found != files.end(), "a reference table was not compiled in");
    file.read({std::string{file.name}, found->content}, tables);
  }
  return tables;
}

} // namespace

const ReferenceTables& embedded_reference() {
  static const ReferenceTables tables = tables_of_the_build();
  return tables;
}

ReferenceTables read_reference_folder(const std::filesystem::path& folder) {
  ReferenceTables tables = embedded_reference();
  bool any = false;
  for (const TableFile& file : table_files) {
    const auto path = folder / file.name;
    if (!std::filesystem::exists(path)) continue;
    any = true;
    const std::string text = detail::text_of_file(path);
    file.read({path.string(), text}, tables);
  }
  if (!any)
    throw InputError{
        {folder.string(), 0, {}}, "a folder with at least one reference table", "none"};
  return tables;
}

} // namespace empower
