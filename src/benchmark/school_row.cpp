// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/school_row.hpp>

#include <empower/benchmark/school_indicators.hpp>
#include <empower/core/detail/note.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace empower {
namespace {

using detail::add_note;

} // namespace

std::span<const Column<SchoolRow>> Schema<SchoolRow>::columns() {
  using Row = SchoolRow;
  static constexpr std::array<Column<Row>, 20> all{{
      {"building_id", "", "building", &Row::building_id},
      {"school_level", "", "nursery, primary, lower_secondary, upper_secondary",
       &Row::school_level},
      {"year", "", "calendar year", &Row::year},
      {"heating_kwh", "kWh", "heating energy of the year, fuels and district heating",
       &Row::heating_kwh},
      {"heating_basis", "",
       "weather_dependent: the part that follows the weather; all_thermal: hot water included",
       &Row::heating_basis},
      {"electricity_kwh", "kWh", "electricity of the year", &Row::electricity_kwh},
      {"heated_volume_m3", "m3", "gross heated volume", &Row::heated_volume_m3},
      {"surface_to_volume_1_m", "1/m", "heat-losing surface over heated volume",
       &Row::surface_to_volume_1_m},
      {"floor_area_m2", "m2", "floor area", &Row::floor_area_m2},
      {"hours_per_day", "h/d", "hours of use per day: hours_per_week over 5", &Row::hours_per_day},
      {"degree_days_kd", "K.d", "degree-days base 20 that the indicator is divided by",
       &Row::degree_days_kd},
      {"degree_days_basis", "",
       "season: measured over the legal heating season; legal: DPR 412/1993",
       &Row::degree_days_basis},
      {"ienr_wh_m3_kd", "Wh/(m3.K.d)",
       "heating indicator; empty without surface_to_volume_1_m, see the range",
       &Row::ienr_wh_m3_kd},
      {"ienr_low_wh_m3_kd", "Wh/(m3.K.d)", "with the least factor of the shape",
       &Row::ienr_low_wh_m3_kd},
      {"ienr_high_wh_m3_kd", "Wh/(m3.K.d)", "with the greatest", &Row::ienr_high_wh_m3_kd},
      {"ienr_class", "", "good, sufficient, insufficient; empty where the range has two",
       &Row::ienr_class},
      {"iene_kwh_m2", "kWh/m2", "electricity indicator", &Row::iene_kwh_m2},
      {"iene_class", "", "good, sufficient, insufficient", &Row::iene_class},
      {"confidence", "", "of factors and classes", &Row::confidence},
      {"note", "", "what is missing or to be known", &Row::note},
  }};
  return all;
}

void add_indicators(SchoolRow& row, const ReferenceTables& reference) {
  const auto level = parse_school_level(row.school_level);
  const SchoolYear school{level,
                          row.heating_kwh,
                          row.electricity_kwh,
                          row.heated_volume_m3,
                          row.surface_to_volume_1_m,
                          row.floor_area_m2,
                          row.hours_per_day,
                          row.degree_days_kd};
  Confidence confidence = Confidence::verified;
  const auto refused = [&](const char* name, const SchoolOutcome& outcome) {
    const auto& failure = outcome.failure();
    add_note(row.note,
             std::string{name} + ": " + std::string{code(failure.reason)} + ", " + failure.detail);
  };
  if (const SchoolOutcome heating = ienr(school, reference)) {
    row.ienr_wh_m3_kd = heating->value;
    row.ienr_low_wh_m3_kd = heating->low;
    row.ienr_high_wh_m3_kd = heating->high;
    row.ienr_class = heating->school_class;
    confidence = std::max(confidence, heating->confidence);
    row.confidence = code(confidence);
    if (std::isnan(heating->value)) add_note(row.note, "IENR as a range: no surface_to_volume_1_m");
  } else {
    refused("IENR", heating);
  }
  if (const SchoolOutcome electricity = iene(school, reference)) {
    row.iene_kwh_m2 = electricity->value;
    row.iene_class = electricity->school_class;
    row.confidence = code(std::max(confidence, electricity->confidence));
  } else {
    refused("IENE", electricity);
  }
}

} // namespace empower
