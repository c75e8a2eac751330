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

/// The changes of one building among those of any, which are by building, then day.
[[nodiscard]] std::span<const BuildingChange> changes_of(std::size_t index,
                                                         std::span<const BuildingChange> changes);

/// Mean over the days of a period of an area or a volume, from the value of `buildings.csv` and the
/// changes of the building alone, by day: sum of value times days, over the days. Missing if it is
/// missing on any day. Throws `ContractError` for a field that is no number or an empty period.
[[nodiscard]] double mean_over(CivilPeriod period, BuildingField field, double listed,
                               std::span<const BuildingChange> own);

/// What changed within a period (after its first day), in words: `floor area changed on 2022-07-01:
/// 1,200 to 1,500 m2, day-weighted`; several joined with `; `. Empty if nothing did. `listed` and
/// `own` as above, of any field but owner and user types.
[[nodiscard]] std::string changes_text(CivilPeriod period, const Building& listed,
                                       std::span<const BuildingChange> own);

/// A building as it was on a day. `changes` are those of any buildings, by building, then day;
/// those of others are passed over.
[[nodiscard]] Building building_on(const Building& listed, std::size_t index,
                                   std::span<const BuildingChange> changes, CivilDay day);

} // namespace empower
