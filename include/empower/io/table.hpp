// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace empower {

/// The values of a column of a finished table. Missing: NaN, `missing_integer`, `missing_day`,
/// empty text.
inline constexpr std::int64_t missing_integer = INT64_MIN;
inline constexpr CivilDay missing_day = CivilDay::min();

struct TableColumn {
  using Values =
      std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<bool>,
                   std::vector<std::string>, std::vector<CivilDay>, std::vector<ZonedInstant>>;

  std::string name;
  std::string unit;
  std::string meaning;
  std::vector<std::string> codes; ///< the closed list, where there is one
  Values values;
};

/// A result as columns: what the CSV writer, the data dictionary and Python read.
struct Table {
  std::string name;
  std::size_t rows = 0;
  std::vector<TableColumn> columns;
};

namespace detail {

template <class Row>
TableColumn table_column(const Column<Row>& column, std::span<const Row> rows) {
  TableColumn out{
      std::string{column.name}, std::string{column.unit}, std::string{column.meaning}, {}, {}};
  out.codes.assign(column.codes.begin(), column.codes.end());
  std::visit(
      [&](auto field) {
        const auto fill = [&](auto empty, auto value) {
          empty.reserve(rows.size());
          for (const Row& row : rows) empty.push_back(value(row));
          out.values = std::move(empty);
        };
        using F = decltype(field);
        if constexpr (std::is_same_v<F, double Row::*>) {
          fill(std::vector<double>{}, [&](const Row& r) { return r.*field; });
        } else if constexpr (std::is_same_v<F, std::int64_t Row::*>) {
          fill(std::vector<std::int64_t>{}, [&](const Row& r) { return r.*field; });
        } else if constexpr (std::is_same_v<F, std::optional<std::int64_t> Row::*>) {
          fill(std::vector<std::int64_t>{},
               [&](const Row& r) { return (r.*field).value_or(missing_integer); });
        } else if constexpr (std::is_same_v<F, bool Row::*>) {
          fill(std::vector<bool>{}, [&](const Row& r) { return r.*field; });
        } else if constexpr (std::is_same_v<F, std::string Row::*>) {
          fill(std::vector<std::string>{}, [&](const Row& r) { return r.*field; });
        } else if constexpr (std::is_same_v<F, CivilDay Row::*>) {
          fill(std::vector<CivilDay>{}, [&](const Row& r) { return r.*field; });
        } else if constexpr (std::is_same_v<F, std::optional<CivilDay> Row::*>) {
          fill(std::vector<CivilDay>{},
               [&](const Row& r) { return (r.*field).value_or(missing_day); });
        } else if constexpr (std::is_same_v<F, ZonedInstant Row::*>) {
          fill(std::vector<ZonedInstant>{}, [&](const Row& r) { return r.*field; });
        } else {
          fill(std::vector<std::string>{}, [&](const Row& r) { return std::string{field(r)}; });
        }
      },
      column.field);
  return out;
}

} // namespace detail

/// The rows of one type as a table, by the row type's own description.
template <class Row>
[[nodiscard]] Table table_of(std::span<const Row> rows) {
  Table table{std::string{Schema<Row>::name}, rows.size(), {}};
  for (const Column<Row>& column : Schema<Row>::columns()) {
    table.columns.push_back(detail::table_column(column, rows));
  }
  return table;
}

/// UTF-8, comma, decimal point, ISO dates, header row, empty = missing; numbers in the shortest
/// form that reads back to the same bits. Quotes only where needed (RFC 4180). Throws `ShapeError`
/// if a column has not `rows` values.
void write_csv(const Table& table, std::ostream& out);

/// The data dictionary of a set of tables as JSON: by table name a list of columns, each with
/// `column`, `unit`, `type` (`number`, `integer`, `boolean`, `text`, `date`, `instant`), `meaning`
/// and, for a closed list, `codes`.
[[nodiscard]] std::string data_dictionary(std::span<const Table> tables);

} // namespace empower
