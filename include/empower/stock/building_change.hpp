// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/stock/building.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace empower {

/// What of a building changes with time. Codes as the columns of `buildings.csv`.
enum class BuildingField { floor_area, heated_volume, use, organisation, owner_type, user_type };

[[nodiscard]] std::string_view code(BuildingField field) noexcept;
[[nodiscard]] std::optional<BuildingField> parse_building_field(std::string_view code) noexcept;

/// From a day on a field of a building has another value, until the next change of the same field.
/// Before the first change it has the value of `buildings.csv`.
struct BuildingChange {
  std::size_t building = 0; ///< index in `Stock::buildings`
  CivilDay from{};
  BuildingField field{};
  double number = missing_value; ///< of areas and volumes
  std::string text;              ///< of the others; a use by its code
};

/// A building as it was on a day. `changes` are those of any buildings, by building, then day;
/// those of others are passed over.
[[nodiscard]] Building building_on(const Building& listed, std::size_t index,
                                   std::span<const BuildingChange> changes, CivilDay day);

} // namespace empower
