// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace empower {

/// What a row of the `indicators` table is about.
enum class IndicatorLevel { building, site, municipality, organisation, use, stock };

[[nodiscard]] std::span<const std::string_view> indicator_level_codes() noexcept;
[[nodiscard]] std::string_view code(IndicatorLevel level) noexcept;

/// A row of the `indicators` table: one building, or all buildings of one key, in one calendar
/// year. Energy and what rests on it are sums over the buildings whose every carrier is known; an
/// intensity divides the energy of those buildings that have the denominator by that denominator of
/// the same buildings. Missing is NaN or empty; `note` says why.
struct IndicatorRow {
  std::string level;
  std::string key; ///< id, name or code; empty = buildings that name none, and the stock
  std::int64_t year = 0;
  std::int64_t buildings = 0;
  std::int64_t buildings_without_data = 0;
  double coverage = missing_value;
  double floor_area_m2 = missing_value;
  double heated_volume_m3 = missing_value;
  double energy_kwh = missing_value;
  double electricity_kwh = missing_value;
  double thermal_kwh = missing_value;
  double energy_intensity_kwh_m2 = missing_value;
  double energy_intensity_kwh_m3 = missing_value;
  double heating_wh_m2_kd = missing_value;
  double heating_wh_m3_kd = missing_value;
  double normalised_kwh = missing_value;
  double normalised_share = missing_value;
  double normalised_intensity_kwh_m2 = missing_value;
  double primary_kwh = missing_value;
  double primary_non_renewable_kwh = missing_value;
  double emissions_tco2e = missing_value;
  std::string emission_set;
  double cost_eur = missing_value;
  double toe = missing_value;
  double water_m3 = missing_value;
  std::string note;
};

template <>
struct Schema<IndicatorRow> {
  static constexpr std::string_view name = "indicators";
  [[nodiscard]] static std::span<const Column<IndicatorRow>> columns();
};

} // namespace empower
