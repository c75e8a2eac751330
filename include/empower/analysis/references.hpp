// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/core/schema.hpp>
#include <empower/io/table.hpp>
#include <empower/reference/used_reference.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Which reference rows an analysis rests on, which of its tables rest on each, and what has to be
/// said aloud about them.
namespace empower {

/// A row of the `references` table: a reference row that figures of this analysis rest on.
struct ReferenceRow {
  std::string table; ///< file name
  std::string key;
  double value = missing_value;
  std::string unit;
  std::optional<CivilDay> valid_from;
  std::optional<CivilDay> valid_to; ///< included
  std::string source;
  std::string confidence;
  std::string used_in; ///< output tables, joined by `|`
  std::string warning; ///< codes, joined by `|`
};

template <>
struct Schema<ReferenceRow> {
  static constexpr std::string_view name = "references";
  [[nodiscard]] static std::span<const Column<ReferenceRow>> columns();
};

/// What is said aloud: of all rows of one reference table that share a fault, or of figures that
/// could not be had. `code` is one of `placeholder_figure`, `weak_figure` (general knowledge),
/// `undated_figure` (a price that does not say when it holds), `expired_figure` (the row ended
/// before the data), or that of a `ReferenceReason` for a figure that is missing.
struct ReferenceWarning {
  std::string code;
  std::string table;
  std::vector<std::string> keys; ///< in order
  std::string text;
  std::vector<std::string> used_in; ///< output tables that rest on it, or lack the figure
};

struct ReferenceReport {
  std::vector<ReferenceRow> rows;         ///< each once, by table, then key
  std::vector<ReferenceWarning> warnings; ///< missing figures first, then the weakest
};

/// Output tables that rest on a row of a reference table, whether or not they have rows.
[[nodiscard]] std::vector<std::string> tables_resting_on(const UsedReference& row);

/// `tables`: those of the analysis; one without rows rests on nothing. `last`: last day of the
/// data, nothing where there are none.
[[nodiscard]] ReferenceReport reference_report(std::span<const UsedReference> used,
                                               std::span<const MissingReference> missing,
                                               std::span<const Table> tables,
                                               std::optional<CivilDay> last);

} // namespace empower
