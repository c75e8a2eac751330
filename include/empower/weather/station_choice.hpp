// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/weather/station.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which weather station stands for a building, and what speaks against it.
namespace empower {

/// Limits of the choice, with what they rest on: the winter means (November to March, 1991 to 2020)
/// of 91 Italian synoptic stations, each replaced by another.
struct StationChoiceOptions {
  /// Kilometres that a metre of altitude counts for. The nearest station is off by 2.7 K on
  /// average, the one of least `km + 0.2 km/m * altitude difference` by 1.2 K; more than 0.2 gains
  /// little (1: 1.1 K) and takes stations 90 km away. Legal degree-days rise by 1.65 K·d per metre
  /// over the Tuscan municipalities, so 100 m are 165 K·d, a tenth of Firenze's 1,821.
  double km_per_metre = 0.2;
  /// Counted where an altitude is not known: half of the 230 m by which stations 20 to 40 km apart
  /// differ.
  double unknown_altitude_m = 115.0;
  double far_km =
      30.0; ///< stations of one altitude 20 to 40 km apart differ by 0.8 K, 40 to 60 km by 1.2 K
  double other_level_m = 100.0; ///< 165 K·d of legal degree-days
};

/// How a station was chosen.
enum class ChosenBy : std::uint8_t { none, named, only, nearest };

/// Empty, `named`, `only`, `nearest`.
[[nodiscard]] std::string_view code(ChosenBy chosen) noexcept;
[[nodiscard]] std::span<const std::string_view> chosen_by_codes() noexcept;

/// What speaks against a station. A closed list.
enum class StationWarning : std::uint8_t {
  station_far,             ///< further than the limit
  station_altitude,        ///< higher or lower than the limit
  station_zone,            ///< in another climate zone
  station_no_temperatures, ///< it has measured nothing
};
[[nodiscard]] std::string_view code(StationWarning warning) noexcept;

/// A building as the choice sees it. The altitude of a building is not on file: the caller passes
/// that of its municipality.
struct PlaceOfBuilding {
  std::string_view station; ///< named by its owner; empty = to be chosen
  Coordinates place;
  double altitude_m = missing_value;
  std::string_view climate_zone; ///< empty = not known
};

/// A station and how well it stands for a building.
struct StationChoice {
  std::optional<std::size_t> station; ///< index in `Weather::stations`
  ChosenBy chosen_by = ChosenBy::none;
  double distance_km = missing_value;
  double altitude_difference_m = missing_value; ///< station less building
  std::vector<StationWarning> warnings;         ///< in the order of the list
};

/// Distance in km + `km_per_metre` * altitude difference in m; NaN without coordinates.
[[nodiscard]] double station_score(const Station& station, Coordinates place, double altitude_m,
                                   const StationChoiceOptions& options = {}) noexcept;

/// The station that is named, whatever speaks against it; else the only one with temperatures; else
/// the one of least score among those with coordinates and temperatures; else none.
///
/// Equal scores take the first by id. Where no station has temperatures, a single one is still
/// `only`.
[[nodiscard]] StationChoice choose_station(const Weather& weather, const PlaceOfBuilding& building,
                                           const StationChoiceOptions& options = {});

/// `station 41 km away, 210 m lower`: the warnings as words for a note; empty without any.
[[nodiscard]] std::string warning_text(const StationChoice& choice);

} // namespace empower
