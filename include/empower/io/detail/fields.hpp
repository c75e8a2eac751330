// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// A field of a text file as a value. The whole field must be the value; blanks (space, tab) around
/// it do not matter. Nothing comes back for anything else, so also for an empty field.
namespace empower::detail {

/// Without the spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view field) noexcept;

/// A finite decimal number (`12`, `-0.5`, `+1e3`), correctly rounded. No thousands mark, no
/// hexadecimal, no `inf` or `nan`, nothing beyond the range of a double.
[[nodiscard]] std::optional<double> parse_number(std::string_view field,
                                                 char decimal = '.') noexcept;

/// A whole number in decimal digits.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view field) noexcept;

/// A day of the calendar in ISO form, `2024-02-29`.
[[nodiscard]] std::optional<CivilDay> parse_date(std::string_view field) noexcept;

} // namespace empower::detail
