// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/benchmark/tariff_bands.hpp>
#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <cstdint>
#include <string>

namespace empower {

/// A row of the `load` table: one electricity meter in one calendar year, or another period, by the
/// hours of the day.
struct LoadRow {
  std::string meter_id;
  std::string building_id;
  std::string carrier;
  std::int64_t year = 0;
  CivilDay start{};
  CivilDay end{}; ///< exclusive
  double coverage = 0.0;
  double energy_kwh = missing_value;
  double f1_kwh = missing_value;
  double f2_kwh = missing_value;
  double f3_kwh = missing_value;
  double f1_hours = missing_value; ///< of the year, with or without readings
  double f2_hours = missing_value;
  double f3_hours = missing_value;
  double f1_share = missing_value;
  double f2_share = missing_value;
  double f3_share = missing_value;
  double peak_kw = missing_value;
  ZonedInstant peak_at;
  double peak_minutes = missing_value;
  double f1_peak_kw = missing_value;
  double f2_peak_kw = missing_value;
  double f3_peak_kw = missing_value;
  double load_factor = missing_value;
  double base_load_kw = missing_value;
  double night_share = missing_value;
  double time_of_use_eur = missing_value;
  double flat_eur = missing_value;
  double time_of_use_difference_eur = missing_value;
  std::string price_confidence;
  std::string note;
};

template <>
struct Schema<LoadRow> {
  static constexpr std::string_view name = "load";
  [[nodiscard]] static std::span<const Column<LoadRow>> columns();
};

/// What the bands of a period say, without a meter and without cost. Shares, load factor, base load
/// and the share of the night only where the readings cover 0.90 of the hours.
[[nodiscard]] LoadRow load_row(const TariffBands& load, const TimeZone& zone);

} // namespace empower
