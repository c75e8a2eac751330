// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/series/day_calendar.hpp>

#include <string_view>

namespace empower::detail {

inline constexpr std::string_view holiday_calendar = "italian_holidays";
inline constexpr std::string_view school_calendar = "tuscan_schools";

/// National holidays of the years, Easter Monday included.
[[nodiscard]] DayCalendar italian_holidays(CivilPeriod years);

/// The holidays, and the school breaks by the usual dates: 11 June to 14 September, 24 December to
/// 6 January, Thursday before to Tuesday after Easter. The region decides each year; these are
/// assumed.
[[nodiscard]] DayCalendar tuscan_schools(CivilPeriod years);

} // namespace empower::detail
