// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/table.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace empower::testing {

/// The values of a column of a finished table.
template <class T>
[[nodiscard]] const std::vector<T>& values(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &TableColumn::name);
  if (found == table.columns.end())
    throw std::runtime_error{"no column " + std::string{name} + " in " + table.name};
  return std::get<std::vector<T>>(found->values);
}

[[nodiscard]] inline const std::string& text(const Table& table, std::string_view name,
                                             std::size_t row) {
  return values<std::string>(table, name).at(row);
}

[[nodiscard]] inline double number(const Table& table, std::string_view name, std::size_t row) {
  return values<double>(table, name).at(row);
}

/// The rows for which `wanted(row)` holds.
[[nodiscard]] inline std::vector<std::size_t>
rows_where(const Table& table, const std::function<bool(std::size_t)>& wanted) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (wanted(row)) rows.push_back(row);
  }
  return rows;
}

} // namespace empower::testing
