// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <cstdint>
#include <string>

namespace empower {

/// A row of the `consumption` table: one carrier of one building in one calendar year.
/// Water has a quantity and no energy.
struct ConsumptionRow {
  std::string building_id;
  std::string carrier;
  std::int64_t year = 0;
  CivilDay start{};
  CivilDay end{}; ///< exclusive
  double energy_kwh = missing_value;
  double coverage = 0.0;
  double floor_area_m2 = missing_value;
  std::string degree_day_rule;
  double weather_coverage = 0.0;
  double heating_degree_days = missing_value;
  double cooling_degree_days = missing_value;
  double energy_intensity_kwh_m2 = missing_value;
  double degree_day_intensity_wh_m2_kd = missing_value;
  double naive_degree_day_intensity_wh_m2_kd = missing_value;
  double normalised_kwh = missing_value;
  double normalised_low_kwh = missing_value;
  double normalised_high_kwh = missing_value;
  double normalised_intensity_kwh_m2 = missing_value;
  double primary_kwh = missing_value;
  double emissions_kgco2e = missing_value;
  std::string emission_set;
  double cost_eur = missing_value;
  std::string price_confidence;
  std::string note;
  double heated_volume_m3 = missing_value;
  double energy_intensity_kwh_m3 = missing_value;
  double heating_kwh = missing_value;
  double heating_share = missing_value;
  double degree_day_intensity_wh_m3_kd = missing_value;
  double normal_heating_degree_days = missing_value;
  double ratio_normalised_kwh = missing_value;
  double climate_normalised_kwh = missing_value;
  double primary_non_renewable_kwh = missing_value;
  double toe = missing_value;
  std::string toe_convention;
  double quantity = missing_value;
  std::string quantity_unit;
};

template <>
struct Schema<ConsumptionRow> {
  static constexpr std::string_view name = "consumption";
  [[nodiscard]] static std::span<const Column<ConsumptionRow>> columns();
};

} // namespace empower
