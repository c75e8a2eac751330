// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/reference/tables.hpp>
#include <empower/stock/finding.hpp>
#include <empower/weather/normal_year.hpp>
#include <empower/weather/station.hpp>
#include <empower/weather/station_choice.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace empower {

/// What was done to the temperatures of one station.
struct StationRepair {
  std::size_t days = 0;          ///< from the first to the last of its temperatures
  std::size_t days_missing = 0;  ///< of these, without a temperature in the end
  std::size_t days_in_doubt = 0; ///< with a temperature that a finding says is false
  std::size_t days_filled = 0;
  std::string filled_from; ///< `name` of the neighbour, `time` = between the days around; `a|time`
  std::string not_filled;  ///< why days stay missing: codes of `GapReason`, joined with `|`
};

/// Temperatures as the analysis uses them, and which building uses which.
struct WeatherStage {
  Weather weather; ///< daily means without those in doubt, gaps filled; hours stay with the folder
  std::vector<StationRepair> repairs; ///< per station
  std::vector<StationChoice> choices; ///< per building
  std::vector<Finding> findings;      ///< of stations, by station and time
};

/// Checks the temperatures of every station against themselves and the best neighbour, sets those
/// in doubt missing, fills short gaps and chooses a station for every building.
[[nodiscard]] WeatherStage weather_stage(const StockFolder& folder,
                                         const ReferenceTables& reference, std::size_t threads);

/// A row of the `weather` table: the temperatures behind the figures of one building.
struct WeatherRow {
  std::string building_id;
  std::string station;
  std::string chosen_by;
  double distance_km = missing_value;
  double altitude_difference_m = missing_value;
  std::optional<std::int64_t> days;
  std::optional<std::int64_t> days_missing;
  std::optional<std::int64_t> days_in_doubt;
  std::optional<std::int64_t> days_filled;
  std::string filled_from;
  std::string normal_year;
  std::string warnings; ///< codes of `StationWarning`, joined with `|`
  std::string note;
};

template <>
struct Schema<WeatherRow> {
  static constexpr std::string_view name = "weather";
  [[nodiscard]] static std::span<const Column<WeatherRow>> columns();
};

/// One row per building, in the order of the stock. `normal_years` are those of the stations.
[[nodiscard]] std::vector<WeatherRow> weather_rows(const Stock& stock, const WeatherStage& stage,
                                                   std::span<const NormalYear> normal_years);

/// What a figure that rests on the station has to say: its warnings, and days filled.
[[nodiscard]] std::string weather_note(const WeatherStage& stage, std::size_t building);

} // namespace empower
