// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/io/detail/csv_reader.hpp>
#include <empower/reference/climate.hpp>
#include <empower/reference/measures.hpp>
#include <empower/reference/provenance.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Cells of a reference table as members of its row type.
namespace empower::detail {

/// A table file as it was found.
struct TableText {
  std::string source; ///< as errors name it
  std::string_view text;
};

struct Cell {
  std::string_view text;
  std::string_view column;
  const TableText* table;
  std::size_t line;

  [[noreturn]] void refuse(std::string_view expected) const;
};

// An empty cell is NaN, empty or nothing where the type has such a value, and refused where not.
void read(const Cell& cell, std::string& out);
void read(const Cell& cell, double& out);
void read(const Cell& cell, LegalDegreeDays& out);
void read(const Cell& cell, int& out);
void read(const Cell& cell, std::optional<int>& out);
void read(const Cell& cell, bool& out);                     ///< `1` or `0`
void read(const Cell& cell, std::vector<std::string>& out); ///< joined by `|`
void read(const Cell& cell, std::optional<CivilDay>& out);
void read(const Cell& cell, std::optional<MonthDay>& out); ///< `MM-DD`
void read(const Cell& cell, SavingBasis& out);
void read(const Cell& cell, Confidence& out);

/// A column and where its cells go: a pointer to a member, or a function from row to member.
template <class Member>
struct Field {
  std::string_view column;
  Member member;
};
template <class Member>
Field(std::string_view, Member) -> Field<Member>;

/// Index of a column; throws `InputError` when the table has none of that name.
[[nodiscard]] std::size_t required_column(const CsvReader& csv, const TableText& table,
                                          std::string_view name);

/// Next record; throws `InputError` when it is malformed.
bool next_record(CsvReader& csv, const TableText& table);

/// All rows of a table. Columns that no field asks for are left alone.
template <class Row, class... Members>
[[nodiscard]] std::vector<Row> rows(const TableText& table, Field<Members>... fields) {
  CsvReader csv{table.text};
  const auto read_all = [&](auto... all) {
    const std::array<std::size_t, sizeof...(all)> columns{
        required_column(csv, table, all.column)...};
    std::vector<Row> out;
    out.reserve(static_cast<std::size_t>(std::count(table.text.begin(), table.text.end(), '\n')));
    while (next_record(csv, table)) {
      Row& row = out.emplace_back();
      std::size_t i = 0;
      (read(Cell{csv.fields()[columns[i++]], all.column, &table, csv.line()},
            std::invoke(all.member, row)),
       ...);
    }
    return out;
  };
  return read_all(fields...,
                  Field{"valid_from", [](Row& r) -> auto& { return r.provenance.valid_from; }},
                  Field{"valid_to", [](Row& r) -> auto& { return r.provenance.valid_to; }},
                  Field{"source", [](Row& r) -> auto& { return r.provenance.source; }},
                  Field{"confidence", [](Row& r) -> auto& { return r.provenance.confidence; }});
}

} // namespace empower::detail
