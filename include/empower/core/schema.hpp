// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/core/period.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// How a row type says what its columns are. The description stands once, beside the row; the CSV
/// writer, the Arrow tables and the data dictionary are all made from it.
namespace empower {

/// Where a column's value lies in a row. Missing is NaN, an empty string or an empty optional.
template <class Row>
using Field =
    std::variant<double Row::*, std::int64_t Row::*, std::optional<std::int64_t> Row::*,
                 bool Row::*, std::string Row::*, CivilDay Row::*, std::optional<CivilDay> Row::*,
                 ZonedInstant Row::*, std::string_view (*)(const Row&)>;

/// One column. `codes` is the closed list of values where there is one.
template <class Row>
struct Column {
  std::string_view name;
  std::string_view unit; ///< empty = without unit
  std::string_view meaning;
  Field<Row> field;
  std::span<const std::string_view> codes{};
};

/// Specialised by each row type:
/// `static constexpr std::string_view name`, `static std::span<const Column<Row>> columns()`.
template <class Row>
struct Schema;

} // namespace empower
