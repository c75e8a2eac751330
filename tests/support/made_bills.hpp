// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/series/bills.hpp>
#include <empower/stock/finding.hpp>

#include <vector>

namespace empower::testing {

/// Bills of calendar months from January of `first_year` on.
inline BillSeries monthly_bills(int first_year, const std::vector<double>& energy_kwh) {
  BillSeries bills;
  unsigned month = 0;
  for (const double energy : energy_kwh) {
    const auto start = [&](unsigned m) {
      return civil_day(first_year + static_cast<int>(m / 12), m % 12 + 1, 1);
    };
    bills.push_back({start(month), start(month + 1)}, energy);
    ++month;
  }
  return bills;
}

/// Bills of one day each.
inline BillSeries daily_bills(CivilDay first, const std::vector<double>& energy_kwh) {
  BillSeries bills;
  for (const double energy : energy_kwh) {
    bills.push_back({first, first + std::chrono::days{1}}, energy);
    first += std::chrono::days{1};
  }
  return bills;
}

/// A gas meter in Rome at 0.10 EUR/kWh.
inline FindingPlace gas_meter_in_rome() {
  return {"B1", "M1", "natural_gas", TimeZone::named("Europe/Rome").value(), 0.10};
}

} // namespace empower::testing
