// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/stock/building_use.hpp>

#include <span>
#include <string_view>

namespace empower::detail {

/// Who owns a building; also the code written as `owner_type`.
enum class Owner { municipality, province, health_service, university, region };

[[nodiscard]] std::string_view code(Owner owner) noexcept;

/// What the buildings of one use are like.
///
/// Intensities are final energy per m2 and year in the climate of Firenze: school, office and the
/// order of the others after `benchmarks.csv` (ENEA-CRESME stock averages, CIBSE TM46); sizes,
/// hours and shares are assumptions of the simulator.
struct UseProfile {
  BuildingUse use{};
  double weight = 0.0;        ///< relative frequency
  double smallest_town = 0.0; ///< inhabitants of the smallest municipality that has one
  double floor_area_m2 = 0.0; ///< median
  double floor_area_log_sd = 0.0;
  double heating_kwh_m2 = 0.0; ///< space heating and hot water, median
  double hot_water_share = 0.0;
  double electricity_kwh_m2 = 0.0; ///< median
  double cooled_share = 0.0;       ///< of the buildings
  double cooling_share = 0.0;      ///< of the electricity of a cooled building
  double hours_per_week = 0.0;
  double area_per_person_m2 = 0.0;
  int storeys = 1; ///< at most
  double heritage_share = 0.0;
  Owner owner{};
  std::string_view name; ///< `%` stands for a person's name, quoted or as a street
};

[[nodiscard]] std::span<const UseProfile> use_profiles() noexcept;

/// Names of persons that Italian schools and streets are called after.
[[nodiscard]] std::span<const std::string_view> eponyms() noexcept;

} // namespace empower::detail
