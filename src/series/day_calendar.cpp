// SPDX-License-Identifier: Apache-2.0
#include <empower/series/day_calendar.hpp>

#include <algorithm>

namespace empower {

bool DayCalendar::is_closed(CivilDay day) const noexcept {
  const auto found = std::lower_bound(closed.begin(), closed.end(), day,
                                      [](const ClosedDay& c, CivilDay d) { return c.day < d; });
  return found != closed.end() && found->day == day;
}

} // namespace empower
