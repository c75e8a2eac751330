// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <string>

namespace empower {

/// A row of the `savings` table: what a finished retrofit saved in one reporting period. Always
/// avoided = expected + non_routine - observed.
struct SavingsRow {
  std::string building_id;
  std::string meter_id;
  std::string carrier;
  std::string retrofit;
  CivilDay start{};
  CivilDay end{};
  double observed_kwh = missing_value;
  double expected_kwh = missing_value;
  double avoided_kwh = missing_value;
  double avoided_low_kwh = missing_value;
  double avoided_high_kwh = missing_value;
  double avoided_fraction = missing_value;
  double base_avoided_kwh = missing_value;
  double heating_avoided_kwh = missing_value;
  double cooling_avoided_kwh = missing_value;
  double promised_kwh = missing_value;
  double non_routine_kwh = missing_value;
  std::string status;
  std::string reason;
};

template <>
struct Schema<SavingsRow> {
  static constexpr std::string_view name = "savings";
  [[nodiscard]] static std::span<const Column<SavingsRow>> columns();
};

} // namespace empower
