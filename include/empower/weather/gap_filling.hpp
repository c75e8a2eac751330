// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/series/daily.hpp>
#include <empower/series/hourly.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Temperatures for hours and days without one. What is filled is a new series in which every value
/// says where it comes from; the measured series stays as it is.
namespace empower {

/// Where a temperature comes from.
enum class TemperatureOrigin : std::uint8_t { missing, measured, interpolated, neighbour };

/// `missing`, `measured`, `interpolated`, `neighbour`.
[[nodiscard]] std::string_view code(TemperatureOrigin origin) noexcept;

/// Why a gap stays. A closed list.
enum class GapReason : std::uint8_t {
  filled,           ///< it does not
  too_long,         ///< longer than the limit
  no_neighbour,     ///< the neighbour has none of its days
  few_common_days,  ///< too few days of both around the gap
  weak_neighbour,   ///< the neighbour explains too little of the days around it
  too_much_of_year, ///< so much of a calendar year would be filled
};
[[nodiscard]] std::string_view code(GapReason reason) noexcept;

/// Limits of filling. Measured by leaving out days of Firenze, Lucca and Le Croci (16
/// years), docs/reference/weather.md.
struct GapFillingOptions {
  std::size_t hours = 6; ///< an hourly gap is at most so long: CalTRACK 2.2.4.1
  /// Days with both stations, on each side of the gap, that the line rests on. 45 give an error of
  /// 1.03 to 1.6 K, 365 one of 1.1 to 1.9 K, the whole record 1.2 to 2.1 K: the difference between
  /// two stations changes with the season. A term per month over 365 days gives 1.03
  /// to 1.6 K.
  long window_days = 45;
  std::size_t common_days = 45; ///< at least, of up to 90: half of them
  double r_squared = 0.6;       ///< at least; 95 % of the windows of Firenze and Le Croci have 0.59
  std::size_t days = 30;        ///< longest gap filled; to there the error does not grow
  /// Of a calendar year at most: CalTRACK asks for 90 % measured.
  double share_of_year = 0.10;
  /// A gap of so many days is filled by a straight line in time if its error (1.3 to 1.4 K) is
  /// below that of the neighbour; of two days it is 1.5 to 1.7 K, of seven 2.2 to 2.4 K.
  std::size_t interpolated_days = 1;
};

/// One gap `[first, last)` of days.
struct TemperatureGap {
  std::size_t first = 0;
  std::size_t last = 0;
  TemperatureOrigin origin = TemperatureOrigin::missing; ///< of the days that were filled
  GapReason reason = GapReason::filled;
  std::size_t filled = 0; ///< days; fewer than the gap where the neighbour has holes
  double standard_error_k = missing_value; ///< of one filled day
  double r_squared = missing_value;        ///< of the line to the neighbour
};

/// A daily series without the gaps that could be filled.
struct FilledDays {
  DailySeries daily_mean;
  std::vector<TemperatureOrigin> origin; ///< per day
  std::vector<TemperatureGap> gaps;      ///< in order of time, filled or not
  std::string neighbour;                 ///< name of the station asked
  std::size_t measured = 0;
  std::size_t interpolated = 0;
  std::size_t from_neighbour = 0;
  std::size_t missing = 0;
  double standard_error_k = missing_value; ///< root mean square over the filled days
};

/// Fills gaps of daily means: from the line `own = a + b * neighbour` by least squares over the
/// measured days around the gap, or by a straight line in time where that is better. Only gaps
/// inside the series: a station that stopped is not continued. An empty `neighbour` leaves the
/// straight line in time, for single days.
[[nodiscard]] FilledDays filled_days(DailyView<Celsius> outdoor, DailyView<Celsius> neighbour,
                                     std::string_view neighbour_name,
                                     const GapFillingOptions& options = {});

/// An hourly series whose short gaps are straight lines between the hours before and after.
struct FilledHours {
  HourlySeries hourly;
  std::vector<TemperatureOrigin> origin; ///< per hour
  std::size_t measured = 0;
  std::size_t interpolated = 0;
  std::size_t missing = 0;
};

[[nodiscard]] FilledHours filled_hours(HourlyView<Celsius> outdoor,
                                       const GapFillingOptions& options = {});

} // namespace empower
