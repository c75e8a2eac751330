// SPDX-License-Identifier: Apache-2.0
#include <empower/series/calendarise.hpp>

namespace empower {

PeriodEnergy energy_in(CivilPeriod period, BillView bills) {
  PeriodEnergy sum{period, {}, {static_cast<double>(day_count(period)), 0.0}};
  for (std::size_t i = 0; i < bills.size(); ++i) {
    const KilowattHours energy{bills.energy_kwh[i]};
    const auto shared = static_cast<double>(day_count(intersection(period, bills.period(i))));
    if (energy.missing() || shared == 0.0) continue;
    // The share is exactly 1 for a bill inside the period, so its energy is not rounded.
    sum.energy += energy * (shared / static_cast<double>(day_count(bills.period(i))));
    sum.coverage.present += shared;
  }
  return sum;
}

PeriodEnergy energy_in(CivilPeriod period, DailyView<KilowattHours> days) {
  PeriodEnergy sum{period, {}, {static_cast<double>(day_count(period)), 0.0}};
  const auto inside = days.within(period);
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i].missing()) continue;
    sum.energy += inside[i];
    sum.coverage.present += 1.0;
  }
  return sum;
}

} // namespace empower
