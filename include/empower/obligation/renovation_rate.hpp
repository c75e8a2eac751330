// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/reference/obligations.hpp>

#include <cstddef>
#include <optional>
#include <span>

namespace empower {

/// What the renovation duty asks of one building owned by the body.
struct RenovationCandidate {
  SquareMetres floor_area{missing_value};
  std::optional<bool> nearly_zero_energy; ///< on 1 January 2024; nothing = not known
  bool renovated_in_year = false;         ///< to at least nZEB, works ended in the year
};

/// Floor area of buildings to renovate in a year (directive (EU) 2023/1791 art. 6): the row's share
/// of the area of owned, heated or cooled buildings that are larger than its threshold and not
/// nearly zero-energy.
struct RenovationDuty {
  SquareMetres counted_area{0.0};   ///< the share is of this
  SquareMetres due_area{0.0};       ///< in one year
  SquareMetres renovated_area{0.0}; ///< of counted buildings
  std::size_t counted = 0;          ///< buildings
  std::size_t assumed_not_nzeb = 0; ///< counted because their state is not known
  std::size_t without_area = 0;     ///< left out: no floor area
  [[nodiscard]] bool met() const noexcept { return renovated_area >= due_area; }
};

/// A building of exactly the threshold does not count ("over 250 m2"). One whose nZEB state is not
/// known counts, and is told. Refuses with `incomplete_row` where the row has no threshold or
/// share. A renovation recorded for a building that does not count adds nothing.
[[nodiscard]] Outcome<RenovationDuty, ObligationReason>
renovation_duty(std::span<const RenovationCandidate> buildings, const Obligation& row);

} // namespace empower
