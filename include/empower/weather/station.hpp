// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/core/units.hpp>
#include <empower/series/daily.hpp>
#include <empower/series/hourly.hpp>
#include <empower/weather/monthly_normals.hpp>
#include <empower/weather/normal_year.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// A point on the earth, WGS 84 degrees.
struct Coordinates {
  double latitude = missing_value;
  double longitude = missing_value;
  [[nodiscard]] constexpr bool missing() const noexcept {
    return latitude != latitude || longitude != longitude;
  }
};

/// Great-circle distance in km on a sphere of radius 6,371.0088 km (within 0.5 % of the ellipsoid).
[[nodiscard]] double distance_km(Coordinates a, Coordinates b) noexcept;

/// A weather station and what it measured. One series serves all buildings of the station.
struct Station {
  std::string id;
  TimeZone zone;
  Coordinates place;
  double altitude_m = missing_value;
  std::string climate_zone = {};         ///< A to F, of its municipality; empty = not known
  DailySeries daily_mean;                ///< °C per civil day of `zone`
  std::optional<HourlySeries> hourly;    ///< °C per hour of UTC, where the source was that fine
  std::optional<MonthlyNormals> normals; ///< that `given_normal_year` is made of
  NormalYear given_normal_year; ///< from monthly normals or a typical year, if there is one

  [[nodiscard]] DailyView<Celsius> outdoor() const noexcept { return daily_mean.view<Celsius>(); }
};

/// The weather that consumption at a station is moved to: the one given with it, else the mean of
/// its last `years` complete years, of all without a number.
[[nodiscard]] NormalYear normal_year_of(const Station& station, std::optional<std::size_t> years);

/// All stations, by id in byte order.
struct Weather {
  std::vector<Station> stations;

  /// Index of the station with this id, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const noexcept;
  /// Index of the station nearest to a place among those with coordinates.
  [[nodiscard]] std::optional<std::size_t> nearest(Coordinates place) const noexcept;
};

} // namespace empower
