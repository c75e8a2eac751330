// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/obligation_row.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/obligation/statement.hpp>

#include <array>

namespace empower {

std::span<const Column<StatementRow>> Schema<StatementRow>::columns() {
  using Row = StatementRow;
  static const std::array<Column<Row>, 38> all{{
      {"organisation", "", "owner on 1 July; empty = buildings that name none", &Row::organisation},
      {"year", "", "calendar year", &Row::year},
      {"buildings", "1", "buildings owned on 1 July", &Row::buildings},
      {"buildings_without_readings", "1", "of these, without any reading in any year",
       &Row::buildings_without_readings},
      {"floor_area_m2", "m2", "of the buildings that have one", &Row::floor_area_m2},
      {"joined", "1", "buildings owned now and not in the EED baseline year", &Row::joined},
      {"left", "1", "buildings owned in the EED baseline year and not now", &Row::left},
      {"coverage", "1", "mean share of days with readings over buildings and carriers",
       &Row::coverage},
      {"estimated_share", "1", "share of the days with readings that are estimates",
       &Row::estimated_share},
      {"final_kwh", "kWh", "final energy measured, all carriers; never scaled up", &Row::final_kwh},
      {"electricity_kwh", "kWh", "of this, electricity", &Row::electricity_kwh},
      {"thermal_kwh", "kWh", "of this, fuels and district heating", &Row::thermal_kwh},
      {"normalised_kwh", "kWh",
       "final energy in normal weather; carriers of buildings without a model as measured",
       &Row::normalised_kwh},
      {"normalised_share", "1", "share of the measured energy that was normalised",
       &Row::normalised_share},
      {"primary_kwh", "kWh", "total primary energy; empty if a factor is missing",
       &Row::primary_kwh},
      {"emissions_tco2e", "tCO2e", "emissions; empty if a factor is missing",
       &Row::emissions_tco2e},
      {"emission_set", "", "set of emission factors", &Row::emission_set},
      {"cost_eur", "EUR", "at today's prices; empty if a price is missing", &Row::cost_eur},
      {"price_confidence", "", "weakest confidence among the prices used", &Row::price_confidence},
      {"toe", "toe", "primary energy in tonnes of oil equivalent; the note names what is missing",
       &Row::toe},
      {"toe_convention", "", "factor used for each carrier", &Row::toe_convention},
      {"eed_baseline_year", "", "baseline year of the EED target", &Row::eed_baseline_year},
      {"eed_baseline_kwh", "kWh", "final energy of that year, of the buildings owned then",
       &Row::eed_baseline_kwh},
      {"eed_target_linear_kwh", "kWh", "baseline less its share for each year since",
       &Row::eed_target_linear_kwh},
      {"eed_target_compound_kwh", "kWh", "baseline reduced by the share year after year",
       &Row::eed_target_compound_kwh},
      {"eed_gap_kwh", "kWh", "final energy less linear target: positive = too much",
       &Row::eed_gap_kwh},
      {"eed_gap_normalised_kwh", "kWh", "the same with both years in normal weather",
       &Row::eed_gap_normalised_kwh},
      {"like_for_like_buildings", "1",
       "buildings owned, and read completely, in this and in the baseline year",
       &Row::like_for_like_buildings},
      {"like_for_like_baseline_kwh", "kWh", "their final energy of the baseline year",
       &Row::like_for_like_baseline_kwh},
      {"like_for_like_kwh", "kWh", "their final energy of this year", &Row::like_for_like_kwh},
      {"like_for_like_gap_kwh", "kWh", "this less their linear target",
       &Row::like_for_like_gap_kwh},
      {"renovation_due_m2", "m2", "floor area to renovate in the year (EED art. 6)",
       &Row::renovation_due_m2},
      {"renovated_m2", "m2", "floor area of whole-building works that ended in the year",
       &Row::renovated_m2},
      {"at_risk_16", "1", "indicative: buildings among the worst 16 % of the own stock",
       &Row::at_risk_16},
      {"at_risk_26", "1", "indicative: buildings among the worst 26 % of the own stock",
       &Row::at_risk_26},
      {"energy_manager", "", "status of the duty to appoint an energy manager",
       &Row::energy_manager, obligation_status_codes()},
      {"bacs_due", "1",
       "buildings that owe automation by now, not known to have it; empty = no "
       "plant_kw known",
       &Row::bacs_due},
      {"note", "", "what is missing and why", &Row::note},
  }};
  return all;
}

std::span<const Column<ObligationRow>> Schema<ObligationRow>::columns() {
  using Row = ObligationRow;
  static const std::array<Column<Row>, 15> all{{
      {"organisation", "", "body that is bound", &Row::organisation},
      {"building_id", "", "building; empty = the organisation as a whole", &Row::building_id},
      {"year", "", "as it stands at the end of this year", &Row::year},
      {"obligation", "", "id in obligations.csv", &Row::obligation},
      {"subject", "", "what is asked", &Row::subject},
      {"status", "",
       "met, not_met, due (binds; whether it was done is not known), unknown (reason names what "
       "is missing), not_applicable",
       &Row::status, obligation_status_codes()},
      {"value", "", "figure that is judged", &Row::value},
      {"threshold", "", "figure it is compared with", &Row::threshold},
      {"unit", "", "unit of value and threshold", &Row::unit},
      {"deadline", "", "last day", &Row::deadline},
      {"reason", "", "what the status rests on", &Row::reason},
      {"act", "", "act and article", &Row::act},
      {"valid_from", "", "first day of the reference row", &Row::valid_from},
      {"source", "", "source of the reference row", &Row::source},
      {"confidence", "", "how far the reference row can be relied on", &Row::confidence},
  }};
  return all;
}

} // namespace empower
