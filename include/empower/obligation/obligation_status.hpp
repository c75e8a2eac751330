// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/reference/obligations.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace empower {

/// What can be said of an obligation from what is known.
enum class ObligationStatus {
  met,            ///< a figure shows that it is fulfilled
  not_met,        ///< a figure shows that it is not
  due,            ///< it binds; whether it was done is not known
  unknown,        ///< whether it binds or is met cannot be said: the reason names what is missing
  not_applicable, ///< it does not bind
};

/// Why an obligation cannot be judged.
enum class ObligationReason {
  incomplete_row,     ///< the reference row has not the figure that the rule needs
  no_baseline_energy, ///< no energy of the baseline year
  too_few_buildings,  ///< a share of so few says nothing
};

/// All codes, in the order of the enumerations.
[[nodiscard]] std::span<const std::string_view> obligation_status_codes() noexcept;
[[nodiscard]] std::span<const std::string_view> obligation_reason_codes() noexcept;
[[nodiscard]] std::string_view code(ObligationStatus status) noexcept;
[[nodiscard]] std::string_view code(ObligationReason reason) noexcept;

/// The day of a yearly duty for what happened in `year`: `yearly by 30 April` is 30 April of the
/// next year. Nothing if `frequency` names no day.
[[nodiscard]] std::optional<CivilDay> yearly_deadline(const Obligation& row, int year);

} // namespace empower
