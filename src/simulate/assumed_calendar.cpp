// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/detail/assumed_calendar.hpp>

#include <empower/reference/holidays.hpp>

#include <algorithm>
#include <array>

namespace empower::detail {
namespace {

using std::chrono::days;

bool is_holiday(CivilDay day) {
  struct MonthAndDay {
    unsigned month;
    unsigned day;
  };
  static constexpr std::array dates{MonthAndDay{1, 1},  MonthAndDay{1, 6},  MonthAndDay{4, 25},
                                    MonthAndDay{5, 1},  MonthAndDay{6, 2},  MonthAndDay{8, 15},
                                    MonthAndDay{11, 1}, MonthAndDay{12, 8}, MonthAndDay{12, 25},
                                    MonthAndDay{12, 26}};
  const int year = year_of(day);
  return day == easter_sunday(year) + days{1} || std::ranges::any_of(dates, [&](MonthAndDay d) {
           return day == civil_day(year, d.month, d.day);
         });
}

bool is_school_break(CivilDay day) {
  const int year = year_of(day);
  const CivilDay easter = easter_sunday(year);
  const std::array breaks{CivilPeriod{civil_day(year, 1, 1), civil_day(year, 1, 7)},
                          CivilPeriod{easter - days{3}, easter + days{3}},
                          CivilPeriod{civil_day(year, 6, 11), civil_day(year, 9, 15)},
                          CivilPeriod{civil_day(year, 12, 24), civil_day(year + 1, 1, 1)}};
  return std::ranges::any_of(breaks, [&](CivilPeriod b) { return b.contains(day); });
}

} // namespace

DayCalendar italian_holidays(CivilPeriod years) {
  DayCalendar calendar{std::string{holiday_calendar}, {}};
  for (CivilDay day = years.from; day < years.to; day += days{1}) {
    if (is_holiday(day)) calendar.closed.push_back({day, "holiday"});
  }
  return calendar;
}

DayCalendar tuscan_schools(CivilPeriod years) {
  DayCalendar calendar{std::string{school_calendar}, {}};
  for (CivilDay day = years.from; day < years.to; day += days{1}) {
    if (is_holiday(day)) {
      calendar.closed.push_back({day, "holiday"});
    } else if (is_school_break(day)) {
      calendar.closed.push_back({day, "school_break_assumed"});
    }
  }
  return calendar;
}

} // namespace empower::detail
