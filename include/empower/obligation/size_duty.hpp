// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/reference/obligations.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace empower {

/// A duty that binds a building by its size: automation by the rated output of its plant, solar
/// installations and the inventory by its floor area.
struct SizeDuty {
  ObligationStatus status = ObligationStatus::unknown;
  double value = missing_value; ///< of the building, in the row's threshold unit
  double threshold = missing_value;
  std::optional<CivilDay> deadline;
  std::string reason;
};

/// `value` missing gives `unknown`, up to the threshold `not_applicable`, above it `met` where
/// `fulfilled` is known to be true, `not_met` where it is known to be false and the deadline has
/// passed on `day`, else `due`. `quantity` names the value in the reason. Refuses with
/// `incomplete_row` where the row has no threshold.
[[nodiscard]] Outcome<SizeDuty, ObligationReason> size_duty(double value, std::string_view quantity,
                                                            std::optional<bool> fulfilled,
                                                            CivilDay day, const Obligation& row);

} // namespace empower
