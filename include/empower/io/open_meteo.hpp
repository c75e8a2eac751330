// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/series/daily.hpp>
#include <empower/series/hourly.hpp>
#include <empower/weather/station.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace empower {

/// Outdoor temperatures of one place as the Open-Meteo weather service answers a request for them
/// (archive, or forecast in the same form).
///
/// All times of an answer keep the one offset `utc_offset_seconds`, which is that of the place on
/// the day of the *request*: clocks that change in between are ignored (Open-Meteo issues 488,
/// 1255). Hours are read by that offset, so they are right whatever the request said. The days of
/// `daily` are days of that offset the whole year, an hour from civil days in half of it.
struct OpenMeteoTemperatures {
  Coordinates place; ///< of the cell of the weather model, not of the point asked for
  double altitude_m = missing_value; ///< that temperatures are brought to
  std::string zone_name;             ///< as the file has it
  /// The zone of that name; nothing if it is not known here, or GMT, which is what an answer says
  /// when the request named no zone.
  std::optional<TimeZone> zone;
  std::chrono::seconds utc_offset{0}; ///< of all local times and days of the file
  std::optional<HourlySeries> hourly; ///< °C at the start of each hour
  std::optional<DailySeries> daily;   ///< °C, mean of each day of `utc_offset`

  /// Means of the civil days of `wanted`, from hours where the file has them; else the file's own.
  [[nodiscard]] DailySeries daily_mean(const TimeZone& wanted) const;
};

/// Reads the JSON of one place: `hourly.temperature_2m`, `daily.temperature_2m_mean`, or both, with
/// their `time` and units (°C or °F, `iso8601` or `unixtime`). `null` is missing.
///
/// Throws `InputError` with the path of the field (`hourly.time[7]`) for another form; an answer
/// about several places or an error message of the service; times that do not follow each other by
/// an hour or a day (clocks that change, steps of three hours); temperatures outside -60 to 60 °C;
/// an offset that is no whole hour, as the service puts such stamps half an hour off.
[[nodiscard]] OpenMeteoTemperatures read_open_meteo(const std::filesystem::path& file);

/// The same from a text; `source` is how errors name it.
[[nodiscard]] OpenMeteoTemperatures parse_open_meteo(std::string_view text,
                                                     const std::string& source);

} // namespace empower
