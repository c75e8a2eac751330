// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>
#include <empower/reference/tables.hpp>

#include <cstdint>
#include <string>

namespace empower {

/// A row of the `school_indicators` table: one school in one calendar year.
struct SchoolRow {
  std::string building_id;
  std::string school_level;
  std::int64_t year = 0;
  double heating_kwh = missing_value;
  std::string heating_basis;
  double electricity_kwh = missing_value;
  double heated_volume_m3 = missing_value;
  double surface_to_volume_1_m = missing_value;
  double floor_area_m2 = missing_value;
  double hours_per_day = missing_value;
  double degree_days_kd = missing_value;
  std::string degree_days_basis;
  double ienr_wh_m3_kd = missing_value;
  double ienr_low_wh_m3_kd = missing_value;
  double ienr_high_wh_m3_kd = missing_value;
  std::string ienr_class;
  double iene_kwh_m2 = missing_value;
  std::string iene_class;
  std::string confidence;
  std::string note;
};

template <>
struct Schema<SchoolRow> {
  static constexpr std::string_view name = "school_indicators";
  [[nodiscard]] static std::span<const Column<SchoolRow>> columns();
};

/// Fills indicators, classes, confidence and note from the columns before them.
void add_indicators(SchoolRow& row, const ReferenceTables& reference);

} // namespace empower
