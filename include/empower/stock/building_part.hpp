// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/core/units.hpp>
#include <empower/stock/building.hpp>
#include <empower/stock/building_use.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace empower {

/// Floor area of a building that has one use, from a day on or ever since.
struct BuildingPart {
  std::size_t building = 0; ///< index in `Stock::buildings`
  std::optional<CivilDay> from = {};
  BuildingUse use = BuildingUse::other_public;
  SquareMetres floor_area{missing_value};
};

/// A use with its share of a building's floor area.
struct UseShare {
  BuildingUse use = BuildingUse::other_public;
  double share = 1.0;
};

/// The uses of a building on a day, the largest share first, in sum 1; of equal shares the first of
/// the enumeration. The parts of the last day that parts of the building begin on are those that
/// hold; what they leave of the floor area has the use of the building. A building without parts
/// has one use. `then`: as it was on the day; `parts` are by building, then day.
[[nodiscard]] std::vector<UseShare> uses_on(CivilDay day, const Building& then, std::size_t index,
                                            std::span<const BuildingPart> parts);

} // namespace empower
