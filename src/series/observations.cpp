// SPDX-License-Identifier: Apache-2.0
#include <empower/series/observations.hpp>

#include <cmath>

namespace empower {

BillSeries observations(BillView bills) {
  BillSeries out;
  for (std::size_t i = 0; i < bills.size(); ++i) {
    if (i > 0 && bills.to[i - 1] < bills.from[i]) {
      out.push_back({bills.to[i - 1], bills.from[i]}, missing_value);
    }
    out.push_back(bills.period(i), bills.energy_kwh[i]);
  }
  return out;
}

BillSeries observations(DailyView<KilowattHours> days) {
  BillSeries out;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const bool missing = days[i].missing();
    if (missing && out.from.empty()) continue;
    if (missing && std::isnan(out.energy_kwh.back())) {
      out.to.back() = days.day(i + 1);
    } else {
      out.push_back({days.day(i), days.day(i + 1)}, days[i].value());
    }
  }
  if (!out.from.empty() && std::isnan(out.energy_kwh.back())) {
    out.from.pop_back();
    out.to.pop_back();
    out.energy_kwh.pop_back();
  }
  return out;
}

} // namespace empower
