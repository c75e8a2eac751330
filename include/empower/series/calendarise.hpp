// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/coverage.hpp>
#include <empower/series/daily.hpp>

namespace empower {

/// Energy of a period with the part of its days that has data. Never scaled up for missing days.
struct PeriodEnergy {
  CivilPeriod period;
  KilowattHours energy{};
  Coverage coverage;
};

/// `E = sum over bills of energy * overlap / days`: each bill spread evenly over its days. For
/// reports only; models fit the bills themselves. A missing bill counts as missing days.
[[nodiscard]] PeriodEnergy energy_in(CivilPeriod period, BillView bills);

/// Sum of the days of the period that have a value.
[[nodiscard]] PeriodEnergy energy_in(CivilPeriod period, DailyView<KilowattHours> days);

} // namespace empower
