// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/stock/building_use.hpp>

#include <optional>
#include <string>

namespace empower {

/// A building as its owner lists it. Missing numbers are NaN, missing words empty.
struct Building {
  std::string id;
  BuildingUse use = BuildingUse::other_public;
  SquareMetres floor_area{missing_value};
  CubicMetres heated_volume{missing_value};
  std::optional<int> storeys;
  std::optional<int> year_built;
  double occupants = missing_value;
  double hours_per_week = missing_value;
  double plant_kw = missing_value; ///< rated heat output of the heating plant
  double latitude = missing_value; ///< WGS 84 degrees
  double longitude = missing_value;
  bool heritage = false; ///< listed building
  std::string name;
  std::string organisation;
  std::string site;
  std::string municipality; ///< ISTAT code, text with leading zeros
  std::string climate_zone; ///< A to F
  std::string owner_type;
  std::string user_type;
  std::string station;                          ///< weather station; empty = to be chosen
  std::string calendar;                         ///< closed days; empty = none
  double surface_to_volume_1_m = missing_value; ///< heat-losing surface over heated volume, S/V
};

} // namespace empower
