// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <string>

namespace empower {

/// A row of the `expected` table: one observation of a meter beside what its model expects.
struct ExpectedRow {
  std::string meter_id;
  CivilDay start{};
  CivilDay end{}; ///< exclusive
  double observed_kwh = missing_value;
  double expected_kwh = missing_value;
  double low_kwh = missing_value;
  double high_kwh = missing_value;
  bool used_for_fit = false;
  double temperature_c = missing_value; ///< mean over the days
};

template <>
struct Schema<ExpectedRow> {
  static constexpr std::string_view name = "expected";
  [[nodiscard]] static std::span<const Column<ExpectedRow>> columns();
};

} // namespace empower
