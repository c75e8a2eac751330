// SPDX-License-Identifier: Apache-2.0
#include "reference_cell.hpp"

#include <empower/core/error.hpp>
#include <empower/io/detail/fields.hpp>

#include <fmt/format.h>

#include <utility>

namespace empower::detail {
namespace {

constexpr std::array saving_bases{
    std::pair{std::string_view{"share_of_end_use"}, SavingBasis::share_of_end_use},
    std::pair{std::string_view{"fuel_switch"}, SavingBasis::fuel_switch},
    std::pair{std::string_view{"bacs_factor"}, SavingBasis::bacs_factor},
    std::pair{std::string_view{"yield_per_unit"}, SavingBasis::yield_per_unit},
    std::pair{std::string_view{"formula_only"}, SavingBasis::formula_only},
};

constexpr std::array confidences{Confidence::verified, Confidence::second_hand,
                                 Confidence::computed, Confidence::general_knowledge,
                                 Confidence::placeholder};

std::string_view meaning(CsvFault fault) noexcept {
  switch (fault) {
  case CsvFault::unterminated_quote:
    return "a closing quote";
  case CsvFault::text_after_quote:
    return "a separator after the closing quote";
  case CsvFault::duplicate_column:
    return "every column once";
  case CsvFault::none:
  case CsvFault::field_count:
    break;
  }
  return "as many fields as the header has";
}

} // namespace

void Cell::refuse(std::string_view expected) const {
  throw InputError{{table->source, line, std::string{column}}, expected, text};
}

void read(const Cell& cell, std::string& out) { out = cell.text; }

void read(const Cell& cell, double& out) {
  out = missing_value;
  if (cell.text.empty()) return;
  const auto number = parse_number(cell.text);
  if (!number) cell.refuse("a number");
  out = *number;
}

void read(const Cell& cell, LegalDegreeDays& out) {
  double value = missing_value;
  read(cell, value);
  out = LegalDegreeDays{value};
}

void read(const Cell& cell, std::optional<int>& out) {
  out.reset();
  if (cell.text.empty()) return;
  const auto number = parse_integer(cell.text);
  if (!number || !std::in_range<int>(*number)) cell.refuse("a whole number");
  out = static_cast<int>(*number);
}

void read(const Cell& cell, int& out) {
  std::optional<int> number;
  read(cell, number);
  if (!number) cell.refuse("a whole number");
  out = *number;
}

void read(const Cell& cell, bool& out) {
  if (cell.text != "1" && cell.text != "0") cell.refuse("1 or 0");
  out = cell.text == "1";
}

void read(const Cell& cell, std::vector<std::string>& out) {
  out.clear();
  std::string_view rest = cell.text;
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    out.emplace_back(rest.substr(0, bar));
    rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
  }
}

void read(const Cell& cell, std::optional<CivilDay>& out) {
  out = parse_date(cell.text);
  if (!out && !cell.text.empty()) cell.refuse("a date such as 2026-06-02");
}

void read(const Cell& cell, std::optional<MonthDay>& out) {
  out.reset();
  if (cell.text.empty()) return;
  // 2024 has a 29 February, so every day that some year has is let through.
  const auto day = parse_date(fmt::format("2024-{}", cell.text));
  if (!day) cell.refuse("a day of the year such as 11-01");
  const std::chrono::year_month_day date{*day};
  out = MonthDay{static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
}

void read(const Cell& cell, SavingBasis& out) {
  for (const auto& [name, basis] : saving_bases) {
    if (name == cell.text) {
      out = basis;
      return;
    }
  }
  cell.refuse("one of share_of_end_use, fuel_switch, bacs_factor, yield_per_unit, formula_only");
}

void read(const Cell& cell, Confidence& out) {
  for (const Confidence confidence : confidences) {
    if (code(confidence) == cell.text) {
      out = confidence;
      return;
    }
  }
  cell.refuse("one of verified, second_hand, computed, general_knowledge, placeholder");
}

std::size_t required_column(const CsvReader& csv, const TableText& table, std::string_view name) {
  if (csv.header_fault() != CsvFault::none) {
    throw InputError{{table.source, csv.header_line(), {}},
                     meaning(csv.header_fault()),
                     fmt::format("{} columns", csv.header().size())};
  }
  const auto column = csv.column(name);
  if (!column)
    throw InputError{{table.source, csv.header_line(), std::string{name}},
                     "this column",
                     "no column of that name"};
  return *column;
}

bool next_record(CsvReader& csv, const TableText& table) {
  if (!csv.next()) return false;
  if (csv.fault() != CsvFault::none) {
    throw InputError{
        {table.source, csv.line(), {}},
        meaning(csv.fault()),
        fmt::format("{} fields under {} columns", csv.fields().size(), csv.header().size())};
  }
  return true;
}

} // namespace empower::detail
