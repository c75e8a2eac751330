// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_change.hpp>

#include <algorithm>
#include <array>

namespace empower {
namespace {

constexpr std::array<std::string_view, 6> field_codes{
    "floor_area_m2", "heated_volume_m3", "use", "organisation", "owner_type", "user_type"};

void apply(const BuildingChange& change, Building& building) {
  switch (change.field) {
  case BuildingField::floor_area:
    building.floor_area = SquareMetres{change.number};
    break;
  case BuildingField::heated_volume:
    building.heated_volume = CubicMetres{change.number};
    break;
  case BuildingField::use:
    building.use = parse_building_use(change.text).value_or(building.use);
    break;
  case BuildingField::organisation:
    building.organisation = change.text;
    break;
  case BuildingField::owner_type:
    building.owner_type = change.text;
    break;
  case BuildingField::user_type:
    building.user_type = change.text;
    break;
  }
}

} // namespace

std::string_view code(BuildingField field) noexcept {
  return field_codes[static_cast<std::size_t>(field)];
}

std::optional<BuildingField> parse_building_field(std::string_view code) noexcept {
  const auto found = std::find(field_codes.begin(), field_codes.end(), code);
  if (found == field_codes.end()) return std::nullopt;
  return static_cast<BuildingField>(found - field_codes.begin());
}

Building building_on(const Building& listed, std::size_t index,
                     std::span<const BuildingChange> changes, CivilDay day) {
  Building building = listed;
  const auto own = std::ranges::equal_range(changes, index, {}, &BuildingChange::building);
  for (const BuildingChange& change : own) {
    if (change.from <= day) apply(change, building);
  }
  return building;
}

} // namespace empower
