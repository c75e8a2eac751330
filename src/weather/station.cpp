// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/station.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace empower {

double distance_km(Coordinates a, Coordinates b) noexcept {
  constexpr double radius_km = 6371.0088;
  constexpr double radians = std::numbers::pi / 180.0;
  // Haversine: exact to rounding for near points, where the arc cosine form loses half the digits.
  const double across = std::sin((b.latitude - a.latitude) * radians / 2.0);
  const double along = std::sin((b.longitude - a.longitude) * radians / 2.0);
  const double h = across * across +
                   std::cos(a.latitude * radians) * std::cos(b.latitude * radians) * along * along;
  // In this order min keeps a NaN: the distance to a missing place is missing.
  return 2.0 * radius_km * std::asin(std::min(std::sqrt(h), 1.0));
}

NormalYear normal_year_of(const Station& station, std::optional<std::size_t> years) {
  if (!station.given_normal_year.missing()) return station.given_normal_year;
  return years ? mean_of_last_complete_years(station.outdoor(), *years)
               : mean_of_complete_years(station.outdoor());
}

std::optional<std::size_t> Weather::find(std::string_view id) const noexcept {
  const auto found =
      std::lower_bound(stations.begin(), stations.end(), id,
                       [](const Station& s, std::string_view i) { return s.id < i; });
  if (found == stations.end() || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - stations.begin());
}

std::optional<std::size_t> Weather::nearest(Coordinates place) const noexcept {
  std::optional<std::size_t> best;
  double best_km = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < stations.size(); ++i) {
    const double km = distance_km(place, stations[i].place);
    if (km < best_km) { // false where a coordinate is missing
      best = i;
      best_km = km;
    }
  }
  return best;
}

} // namespace empower
