// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/savings.hpp>

#include <array>

namespace empower {

std::span<const Column<SavingsRow>> Schema<SavingsRow>::columns() {
  using Row = SavingsRow;
  static constexpr std::array<Column<Row>, 19> all{{
      {"building_id", "", "building", &Row::building_id},
      {"meter_id", "", "meter", &Row::meter_id},
      {"carrier", "", "energy carrier", &Row::carrier},
      {"retrofit", "", "measure carried out", &Row::retrofit},
      {"start", "", "first day of the reporting period", &Row::start},
      {"end", "", "day after the last", &Row::end},
      {"observed_kwh", "kWh", "energy measured", &Row::observed_kwh},
      {"expected_kwh", "kWh", "energy expected without the retrofit", &Row::expected_kwh},
      {"avoided_kwh", "kWh", "expected + non-routine - observed", &Row::avoided_kwh},
      {"avoided_low_kwh", "kWh", "5 % point", &Row::avoided_low_kwh},
      {"avoided_high_kwh", "kWh", "95 % point", &Row::avoided_high_kwh},
      {"avoided_fraction", "1", "avoided over expected + non-routine", &Row::avoided_fraction},
      {"base_avoided_kwh", "kWh", "part of the base load", &Row::base_avoided_kwh},
      {"heating_avoided_kwh", "kWh", "part of heating", &Row::heating_avoided_kwh},
      {"cooling_avoided_kwh", "kWh", "part of cooling", &Row::cooling_avoided_kwh},
      {"promised_kwh", "kWh", "what was promised for the same period", &Row::promised_kwh},
      {"non_routine_kwh", "kWh", "adjustment entered by the user; positive = used more",
       &Row::non_routine_kwh},
      {"status", "", "measured or refused", &Row::status},
      {"reason", "", "why refused", &Row::reason},
  }};
  return all;
}

} // namespace empower
