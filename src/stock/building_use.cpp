// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_use.hpp>

#include <algorithm>
#include <array>

namespace empower {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array codes{
    "nursery"sv,
    "school_primary"sv,
    "school_lower_secondary"sv,
    "school_upper_secondary"sv,
    "university"sv,
    "office"sv,
    "courthouse"sv,
    "police_station"sv,
    "fire_station"sv,
    "civil_protection"sv,
    "hospital"sv,
    "clinic"sv,
    "care_home"sv,
    "library"sv,
    "museum"sv,
    "worship"sv,
    "theatre"sv,
    "community_centre"sv,
    "canteen"sv,
    "swimming_pool"sv,
    "sports_hall"sv,
    "fitness_centre"sv,
    "sports_services"sv,
    "stadium"sv,
    "social_housing"sv,
    "student_residence"sv,
    "prison"sv,
    "hotel"sv,
    "market"sv,
    "laboratory"sv,
    "workshop"sv,
    "storage"sv,
    "data_centre"sv,
    "transport_station"sv,
    "cemetery"sv,
    "other_public"sv,
};
static_assert(codes.size() == static_cast<std::size_t>(BuildingUse::other_public) + 1);

} // namespace

std::span<const std::string_view> building_use_codes() noexcept { return codes; }

std::string_view code(BuildingUse use) noexcept { return codes[static_cast<std::size_t>(use)]; }

std::optional<BuildingUse> parse_building_use(std::string_view code) noexcept {
  const auto found = std::find(codes.begin(), codes.end(), code);
  if (found == codes.end()) return std::nullopt;
  return static_cast<BuildingUse>(found - codes.begin());
}

} // namespace empower
