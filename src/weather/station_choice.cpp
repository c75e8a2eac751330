// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/station_choice.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace empower {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array chosen_codes{""sv, "named"sv, "only"sv, "nearest"sv};
constexpr std::array warning_codes{"station_far"sv, "station_altitude"sv, "station_zone"sv,
                                   "station_no_temperatures"sv};

bool has_temperatures(const Station& station) {
  return std::ranges::any_of(station.daily_mean.values, [](double t) { return !std::isnan(t); });
}

/// The only station with temperatures, or the only one at all.
std::optional<std::size_t> only_station(const Weather& weather) {
  if (weather.stations.size() == 1) return 0;
  const auto first = std::ranges::find_if(weather.stations, has_temperatures);
  if (first == weather.stations.end()) return std::nullopt;
  if (std::any_of(first + 1, weather.stations.end(), has_temperatures)) return std::nullopt;
  return static_cast<std::size_t>(first - weather.stations.begin());
}

std::optional<std::size_t> best_station(const Weather& weather, const PlaceOfBuilding& building,
                                        const StationChoiceOptions& options) {
  std::optional<std::size_t> best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < weather.stations.size(); ++i) {
    const Station& station = weather.stations[i];
    const double score = station_score(station, building.place, building.altitude_m, options);
    if (score < least && has_temperatures(station)) { // false where a coordinate is missing
      best = i;
      least = score;
    }
  }
  return best;
}

} // namespace

std::string_view code(ChosenBy chosen) noexcept {
  return chosen_codes[static_cast<std::size_t>(chosen)];
}
std::span<const std::string_view> chosen_by_codes() noexcept { return chosen_codes; }

std::string_view code(StationWarning warning) noexcept {
  return warning_codes[static_cast<std::size_t>(warning)];
}

double station_score(const Station& station, Coordinates place, double altitude_m,
                     const StationChoiceOptions& options) noexcept {
  const double level = std::abs(station.altitude_m - altitude_m);
  return distance_km(place, station.place) +
         options.km_per_metre * (std::isnan(level) ? options.unknown_altitude_m : level);
}

StationChoice choose_station(const Weather& weather, const PlaceOfBuilding& building,
                             const StationChoiceOptions& options) {
  StationChoice choice;
  if (!building.station.empty()) {
    choice.station = weather.find(building.station);
    choice.chosen_by = ChosenBy::named;
  } else if (const auto only = only_station(weather)) {
    choice.station = only;
    choice.chosen_by = ChosenBy::only;
  } else {
    choice.station = best_station(weather, building, options);
    choice.chosen_by = ChosenBy::nearest;
  }
  if (!choice.station) {
    choice.chosen_by = ChosenBy::none;
    return choice;
  }
  const Station& station = weather.stations[*choice.station];
  choice.distance_km = distance_km(building.place, station.place);
  choice.altitude_difference_m = station.altitude_m - building.altitude_m;
  const auto warn = [&](bool against, StationWarning warning) {
    if (against) choice.warnings.push_back(warning);
  };
  warn(choice.distance_km > options.far_km, StationWarning::station_far);
  warn(std::abs(choice.altitude_difference_m) > options.other_level_m,
       StationWarning::station_altitude);
  const std::string& zone = station.climate_zone;
  warn(!zone.empty() && !building.climate_zone.empty() && zone != building.climate_zone,
       StationWarning::station_zone);
  warn(!has_temperatures(station), StationWarning::station_no_temperatures);
  return choice;
}

std::string warning_text(const StationChoice& choice) {
  std::string text;
  for (const StationWarning warning : choice.warnings) {
    text += text.empty() ? "station " : ", ";
    switch (warning) {
    case StationWarning::station_far:
      text += fmt::format("{:.0f} km away", choice.distance_km);
      break;
    case StationWarning::station_altitude:
      text += fmt::format("{:.0f} m {}", std::abs(choice.altitude_difference_m),
                          choice.altitude_difference_m > 0.0 ? "higher" : "lower");
      break;
    case StationWarning::station_zone:
      text += "in another climate zone";
      break;
    case StationWarning::station_no_temperatures:
      text += "without temperatures";
      break;
    }
  }
  return text;
}

} // namespace empower
