// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/indicator_row.hpp>

#include <array>

namespace empower {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array codes{"building"sv,     "site"sv, "municipality"sv,
                           "organisation"sv, "use"sv,  "stock"sv};

} // namespace

std::span<const std::string_view> indicator_level_codes() noexcept { return codes; }

std::string_view code(IndicatorLevel level) noexcept {
  return codes[static_cast<std::size_t>(level)];
}

std::span<const Column<IndicatorRow>> Schema<IndicatorRow>::columns() {
  using Row = IndicatorRow;
  static constexpr std::array<Column<Row>, 26> all{{
      {"level", "", "what the row sums up", &Row::level, codes},
      {"key", "",
       "id of the building, name of site or organisation, ISTAT code, use; empty for the stock, "
       "and "
       "for buildings that name none",
       &Row::key},
      {"year", "", "calendar year", &Row::year},
      {"buildings", "1", "buildings of the key on 1 July of the year", &Row::buildings},
      {"buildings_without_data", "1",
       "of these, those with a carrier that is not known for 90 % of the year's days, or with "
       "none: "
       "they are in no sum",
       &Row::buildings_without_data},
      {"coverage", "1",
       "share of days with readings, mean over the buildings' carriers; all buildings with "
       "readings",
       &Row::coverage},
      {"floor_area_m2", "m2", "of the buildings in the sums", &Row::floor_area_m2},
      {"heated_volume_m3", "m3", "of the buildings in the sums", &Row::heated_volume_m3},
      {"energy_kwh", "kWh",
       "final energy measured, all carriers; a site_total only where it stands alone",
       &Row::energy_kwh},
      {"electricity_kwh", "kWh", "electricity in it", &Row::electricity_kwh},
      {"thermal_kwh", "kWh", "fuels and heat in it", &Row::thermal_kwh},
      {"energy_intensity_kwh_m2", "kWh/m2",
       "energy over floor area of the same buildings, those with both",
       &Row::energy_intensity_kwh_m2},
      {"energy_intensity_kwh_m3", "kWh/m3",
       "energy over heated volume of the same buildings, those with both",
       &Row::energy_intensity_kwh_m3},
      {"heating_wh_m2_kd", "Wh/(m2.K.d)",
       "energy that the models ascribe to heating over floor area times heating degree-days, both "
       "summed over the same buildings",
       &Row::heating_wh_m2_kd},
      {"heating_wh_m3_kd", "Wh/(m3.K.d)", "the same over heated volume", &Row::heating_wh_m3_kd},
      {"normalised_kwh", "kWh",
       "energy in normal weather; carriers without a model as measured. Empty if none has one",
       &Row::normalised_kwh},
      {"normalised_share", "1", "share of the energy measured that is normalised",
       &Row::normalised_share},
      {"normalised_intensity_kwh_m2", "kWh/m2",
       "normalised energy over floor area of the same buildings",
       &Row::normalised_intensity_kwh_m2},
      {"primary_kwh", "kWh", "total primary energy (fp_tot)", &Row::primary_kwh},
      {"primary_non_renewable_kwh", "kWh", "non-renewable primary energy (fp_nren)",
       &Row::primary_non_renewable_kwh},
      {"emissions_tco2e", "tCO2e", "emissions of the energy measured", &Row::emissions_tco2e},
      {"emission_set", "", "set of emission factors", &Row::emission_set},
      {"cost_eur", "EUR", "energy measured at today's price", &Row::cost_eur},
      {"toe", "toe", "tonnes of oil equivalent; conventions in the table consumption", &Row::toe},
      {"water_m3", "m3", "water of the buildings that meter it for 90 % of the year's days",
       &Row::water_m3},
      {"note", "", "what is missing and why; in sums with the number of buildings", &Row::note},
  }};
  return all;
}

} // namespace empower
