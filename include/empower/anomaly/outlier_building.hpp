// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/benchmark/score.hpp>
#include <empower/core/units.hpp>
#include <empower/stock/finding.hpp>

#include <optional>
#include <string_view>

namespace empower {

/// What is compared: one carrier of one building with the buildings of its peer group.
struct BuildingIntensity {
  FindingPlace place;
  CivilPeriod period; ///< that the figure rests on
  SquareMetres floor_area{};
  double kwh_m2 = missing_value;
  std::string_view peer_group;
};

/// The robust score above which, either way, a building is far from its peers: the 3-sigma point of
/// Student's t with 0.37 (peers - 1) degrees of freedom, at least 2. The median absolute deviation
/// has 37 % of the efficiency of the standard deviation, so a scale from few peers is itself a
/// guess; 3 for very many peers, 3.9 for 31, 7.2 for 11.
[[nodiscard]] double outlier_score(std::size_t peers);

/// `outlier_high` or `outlier_low` (1.5 times as far off), or nothing. Energy is the yearly gap to
/// the peers' median. A ratio near 10 or 1/10 is named in the evidence as a likely area or unit
/// error.
[[nodiscard]] std::optional<Finding> outlier_finding(const BuildingIntensity& building,
                                                     const PeerScore& score);

/// `area_error`: every carrier of a building is off its peers by about the same power of ten, which
/// a wrong floor area explains and habits do not. `ratio` is the geometric mean over carriers.
[[nodiscard]] Finding area_error_finding(const FindingPlace& place, CivilPeriod period,
                                         SquareMetres floor_area, double ratio);

/// `weather_insensitive_heating`: a heating carrier whose energy does not follow the weather.
[[nodiscard]] Finding insensitive_heating_finding(const FindingPlace& place, CivilPeriod period,
                                                  double energy_kwh_year);

/// `missing_carrier`: nearly all peers have energy for heat, this building has none on file.
[[nodiscard]] Finding missing_carrier_finding(const FindingPlace& place, CivilPeriod period,
                                              std::size_t peers_with, std::size_t peers,
                                              double usual_kwh_m2, SquareMetres floor_area);

/// True when a ratio to the peers' median is within 30 % of 10 or of 1/10.
[[nodiscard]] bool near_power_of_ten(double ratio) noexcept;

} // namespace empower
