// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>

namespace empower {

/// The readings of one meter as an unbroken run of bills: what is missing between the first and
/// the last reading is a row of its own with energy NaN, so that a gap can be seen and counted.
[[nodiscard]] BillSeries observations(BillView bills);

/// The same from daily energy: each day a row, a run of missing days one row. Missing days at the
/// ends are left out.
[[nodiscard]] BillSeries observations(DailyView<KilowattHours> days);

} // namespace empower
