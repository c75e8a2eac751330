// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/consumption.hpp>

#include <array>

namespace empower {

std::span<const Column<ConsumptionRow>> Schema<ConsumptionRow>::columns() {
  using Row = ConsumptionRow;
  static constexpr std::array<Column<Row>, 25> all{{
      {"building_id", "", "building", &Row::building_id},
      {"carrier", "", "energy carrier", &Row::carrier},
      {"year", "", "calendar year", &Row::year},
      {"start", "", "first day", &Row::start},
      {"end", "", "day after the last", &Row::end},
      {"energy_kwh", "kWh",
       "final energy measured in the year, delivered plus own generation less what was fed back; "
       "never scaled up for missing days",
       &Row::energy_kwh},
      {"coverage", "1", "share of the year's days with a reading; of several meters the least",
       &Row::coverage},
      {"floor_area_m2", "m2", "floor area that intensities are divided by", &Row::floor_area_m2},
      {"degree_day_rule", "", "base and threshold of the degree-days, from daily means",
       &Row::degree_day_rule},
      {"weather_coverage", "1",
       "share of the year's days with an outdoor temperature, filled days counted",
       &Row::weather_coverage},
      {"heating_degree_days", "K.d", "of the year; empty unless each day has a temperature",
       &Row::heating_degree_days},
      {"cooling_degree_days", "K.d", "of the year; empty unless each day has a temperature",
       &Row::cooling_degree_days},
      {"energy_intensity_kwh_m2", "kWh/m2",
       "energy over floor area; empty below a coverage of 0.90", &Row::energy_intensity_kwh_m2},
      {"degree_day_intensity_wh_m2_kd", "Wh/(m2.K.d)",
       "energy that the model ascribes to heating, over floor area and heating degree-days",
       &Row::degree_day_intensity_wh_m2_kd},
      {"naive_degree_day_intensity_wh_m2_kd", "Wh/(m2.K.d)",
       "all energy over floor area and heating degree-days: for comparison only, it divides hot "
       "water and lighting by the weather",
       &Row::naive_degree_day_intensity_wh_m2_kd},
      {"normalised_kwh", "kWh",
       "energy of the year moved to normal weather by the model; missing days as the model expects "
       "them; empty if a meter has no model",
       &Row::normalised_kwh},
      {"normalised_low_kwh", "kWh", "5 % point", &Row::normalised_low_kwh},
      {"normalised_high_kwh", "kWh", "95 % point", &Row::normalised_high_kwh},
      {"normalised_intensity_kwh_m2", "kWh/m2", "normalised energy over floor area",
       &Row::normalised_intensity_kwh_m2},
      {"primary_kwh", "kWh", "total primary energy (fp_tot) of the energy measured",
       &Row::primary_kwh},
      {"emissions_kgco2e", "kgCO2e", "emissions of the energy measured", &Row::emissions_kgco2e},
      {"emission_set", "", "set of emission factors", &Row::emission_set},
      {"cost_eur", "EUR", "energy measured at today's price", &Row::cost_eur},
      {"price_confidence", "", "confidence of the price: a placeholder is a stand-in, not a tariff",
       &Row::price_confidence},
      {"note", "", "what is missing and why, what the figure rests on", &Row::note},
  }};
  return all;
}

} // namespace empower
