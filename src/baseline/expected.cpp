// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/expected.hpp>

#include <array>

namespace empower {

std::span<const Column<ExpectedRow>> Schema<ExpectedRow>::columns() {
  using Row = ExpectedRow;
  static constexpr std::array<Column<Row>, 9> all{{
      {"meter_id", "", "meter", &Row::meter_id},
      {"start", "", "first day", &Row::start},
      {"end", "", "day after the last", &Row::end},
      {"observed_kwh", "kWh", "energy measured; empty = gap", &Row::observed_kwh},
      {"expected_kwh", "kWh", "energy the model expects of these days", &Row::expected_kwh},
      {"low_kwh", "kWh", "5 % point for a metered total", &Row::low_kwh},
      {"high_kwh", "kWh", "95 % point", &Row::high_kwh},
      {"used_for_fit", "",
       "false outside the baseline period and where a finding says that the reading is not what "
       "was used",
       &Row::used_for_fit},
      {"temperature_c", "degC", "mean outdoor temperature of the days", &Row::temperature_c},
  }};
  return all;
}

} // namespace empower
