// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/consumption.hpp>

#include <array>

namespace empower {

std::span<const Column<ConsumptionRow>> Schema<ConsumptionRow>::columns() {
  using Row = ConsumptionRow;
  static constexpr std::array<Column<Row>, 38> all{{
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
      {"floor_area_m2", "m2",
       "floor area that intensities are divided by, day-weighted where it changed",
       &Row::floor_area_m2},
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
      {"heated_volume_m3", "m3", "gross heated volume, day-weighted where it changed",
       &Row::heated_volume_m3},
      {"energy_intensity_kwh_m3", "kWh/m3",
       "energy over heated volume; empty below a coverage of 0.90", &Row::energy_intensity_kwh_m3},
      {"heating_kwh", "kWh", "energy that the model ascribes to heating in the year's weather",
       &Row::heating_kwh},
      {"heating_share", "1",
       "part of the energy that follows heating weather, as the model expects it of the year",
       &Row::heating_share},
      {"degree_day_intensity_wh_m3_kd", "Wh/(m3.K.d)",
       "energy that the model ascribes to heating, over heated volume and heating degree-days",
       &Row::degree_day_intensity_wh_m3_kd},
      {"normal_heating_degree_days", "K.d",
       "of a normal year, by the same rule and for as many days as the year has",
       &Row::normal_heating_degree_days},
      {"ratio_normalised_kwh", "kWh",
       "energy of the year with its heating share times normal over actual degree-days; missing "
       "days as the model expects them. Beside normalised_kwh, which is the better figure: the "
       "degree-days of one rule are not each building's own",
       &Row::ratio_normalised_kwh},
      {"climate_normalised_kwh", "kWh",
       "energy of the year moved by the model to the normal year of the reference station; empty "
       "without one",
       &Row::climate_normalised_kwh},
      {"primary_non_renewable_kwh", "kWh",
       "non-renewable primary energy (fp_nren) of the energy measured",
       &Row::primary_non_renewable_kwh},
      {"toe", "toe", "tonnes of oil equivalent of the energy measured", &Row::toe},
      {"toe_convention", "", "row of toe_factors.csv that they rest on", &Row::toe_convention},
      {"quantity", "quantity_unit",
       "of what is no energy (water): amount measured in the year; never scaled up",
       &Row::quantity},
      {"quantity_unit", "", "unit of the quantity; empty for energy", &Row::quantity_unit},
  }};
  return all;
}

} // namespace empower
