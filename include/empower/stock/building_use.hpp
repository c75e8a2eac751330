// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace empower {

/// What a building is used for: the codes of `data/reference/it/building_uses.csv`, in its order.
// clang-format off
enum class BuildingUse {
  nursery, school_primary, school_lower_secondary, school_upper_secondary, university, office,
  courthouse, police_station, fire_station, civil_protection, hospital, clinic, care_home, library,
  museum, worship, theatre, community_centre, canteen, swimming_pool, sports_hall, fitness_centre,
  sports_services, stadium, social_housing, student_residence, prison, hotel, market, laboratory,
  workshop, storage, data_centre, transport_station, cemetery, other_public,
};
// clang-format on

[[nodiscard]] std::span<const std::string_view> building_use_codes() noexcept;
[[nodiscard]] std::string_view code(BuildingUse use) noexcept;
[[nodiscard]] std::optional<BuildingUse> parse_building_use(std::string_view code) noexcept;

} // namespace empower
