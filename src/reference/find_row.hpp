// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/reference/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

/// How rows are found, and how a look-up fails.
namespace empower::detail {

template <class Row>
using Found = ReferenceTables::Found<Row>;

inline Failure<ReferenceReason> no_row(std::string_view what) {
  return {ReferenceReason::no_row, fmt::format("no {}", what)};
}

inline Failure<ReferenceReason> not_valid(std::string_view what, CivilDay day) {
  return {ReferenceReason::not_valid_then, fmt::format("no {} holds on {}", what, date_text(day))};
}

inline Failure<ReferenceReason> no_figure(std::string_view what) {
  return {ReferenceReason::no_figure, fmt::format("no {} with a figure", what)};
}

template <class Row, class Match>
const Row* first(const std::vector<Row>& rows, Match match) {
  const auto found = std::find_if(rows.begin(), rows.end(), match);
  return found == rows.end() ? nullptr : &*found;
}

/// The matching row of the highest rank, the first among equals; a negative rank is no match.
template <class Row, class Rank>
const Row* best(const std::vector<Row>& rows, Rank rank) {
  const Row* found = nullptr;
  int highest = -1;
  for (const Row& row : rows) {
    if (const int r = rank(row); r > highest) {
      found = &row;
      highest = r;
    }
  }
  return found;
}

template <class Row>
Found<Row> row_or_failure(const Row* row, std::string_view what) {
  if (row == nullptr) return no_row(what);
  return row;
}

template <class Row>
Found<Row> figure_or_failure(const Row* row, bool figure, std::string_view what) {
  if (row == nullptr) return no_row(what);
  if (!figure) return no_figure(what);
  return row;
}

/// The first matching row that holds on the day and has a figure, or which of the three is missing.
template <class Row, class Match, class HasFigure>
Found<Row> on_day(const std::vector<Row>& rows, Match match, CivilDay day, HasFigure has_figure,
                  std::string_view what) {
  if (first(rows, match) == nullptr) return no_row(what);
  const auto* row =
      first(rows, [&](const Row& r) { return match(r) && r.provenance.holds_on(day); });
  if (row == nullptr) return not_valid(what, day);
  return figure_or_failure(row, has_figure(*row), what);
}

/// Whether a value lies above a bound and not above the other; a missing bound is open.
inline bool in_band(double above, double value, double up_to) noexcept {
  return value == value && !(value <= above) && !(value > up_to);
}

} // namespace empower::detail
