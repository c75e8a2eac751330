// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace empower {

/// A row of the `obligations` table: one obligation of an organisation, or of one of its buildings,
/// as it stands at the end of a year.
struct ObligationRow {
  std::string organisation;
  std::string building_id; ///< empty = the organisation as a whole
  std::int64_t year = 0;
  std::string obligation; ///< id in `obligations.csv`
  std::string subject;
  std::string status;
  double value = missing_value;
  double threshold = missing_value;
  std::string unit; ///< of value and threshold
  std::optional<CivilDay> deadline;
  std::string reason;
  std::string act;
  std::optional<CivilDay> valid_from; ///< of the reference row
  std::string source;
  std::string confidence;
};

template <>
struct Schema<ObligationRow> {
  static constexpr std::string_view name = "obligations";
  [[nodiscard]] static std::span<const Column<ObligationRow>> columns();
};

} // namespace empower
