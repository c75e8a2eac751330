// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>

#include <string>
#include <vector>

namespace empower {

/// One dated exception of a calendar: a holiday, a school break, a closure.
struct ClosedDay {
  CivilDay day{};
  std::string kind;
};

/// The closed days of one named calendar, in order of date, each date once.
struct DayCalendar {
  std::string name;
  std::vector<ClosedDay> closed;

  [[nodiscard]] bool is_closed(CivilDay day) const noexcept;
};

} // namespace empower
