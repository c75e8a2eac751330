// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "numpy_views.hpp"

#include <empower/core/civil_time.hpp>
#include <empower/series/day_calendar.hpp>
#include <empower/series/stepped.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace empower::python {

/// One value per step of UTC: first instant and step in seconds since 1970, and the values.
struct RegularSeries {
  std::int64_t first = 0;
  std::int64_t step = 0;
  Array<double> values;

  /// Valid as long as the array is.
  template <class T>
  [[nodiscard]] SteppedView<T> view() const {
    return {Instant{std::chrono::seconds{first}}, std::chrono::seconds{step}, python::view(values)};
  }

  /// Throws `ContractError` for another step than an hour.
  template <class T>
  [[nodiscard]] HourlyView<T> hourly() const {
    EMPOWER_EXPECTS(step == 3600, "a value for each hour");
    return {Instant{std::chrono::seconds{first}}, python::view(values)};
  }
};

/// Seconds since 1970 UTC as instants.
[[nodiscard]] inline std::vector<Instant> instants(std::span<const std::int64_t> values) {
  std::vector<Instant> out;
  out.reserve(values.size());
  for (const std::int64_t value : values) out.emplace_back(std::chrono::seconds{value});
  return out;
}

[[nodiscard]] inline std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

[[nodiscard]] inline TimeZone zone_named(const std::string& name) {
  const auto zone = TimeZone::named(name);
  if (!zone)
    throw pybind11::value_error{"Expected a time zone such as Europe/Rome, got \"" + name + "\"."};
  return *zone;
}

using ClosedDayList = std::vector<std::pair<CivilDay, std::string>>;

/// Closed days with their kinds, in any order; of one date twice the first stays.
[[nodiscard]] inline DayCalendar calendar_of(const ClosedDayList& closed) {
  DayCalendar calendar;
  calendar.closed.reserve(closed.size());
  for (const auto& [day, kind] : closed) calendar.closed.push_back({day, kind});
  std::ranges::stable_sort(calendar.closed, {}, &ClosedDay::day);
  const auto twice = std::ranges::unique(calendar.closed, {}, &ClosedDay::day);
  calendar.closed.erase(twice.begin(), twice.end());
  return calendar;
}

} // namespace empower::python
