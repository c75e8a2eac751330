// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>

namespace empower {

/// An instant in UTC, to the second.
using Instant = std::chrono::sys_seconds;

/// A day of the civil calendar of a place that the context names; not an instant.
using CivilDay = std::chrono::local_days;

/// A half-open stretch `[from, to)`. Empty when `to <= from`.
template <class Point>
struct Period {
  Point from{};
  Point to{};

  [[nodiscard]] constexpr bool empty() const noexcept { return to <= from; }
  [[nodiscard]] constexpr bool contains(Point p) const noexcept { return from <= p && p < to; }
  [[nodiscard]] constexpr auto length() const noexcept {
    return empty() ? typename Point::duration{} : to - from;
  }
  friend constexpr bool operator==(Period, Period) noexcept = default;
};

using CivilPeriod = Period<CivilDay>;
using InstantPeriod = Period<Instant>;

/// The part that two periods share; empty if none.
template <class Point>
[[nodiscard]] constexpr Period<Point> intersection(Period<Point> a, Period<Point> b) noexcept {
  return {std::max(a.from, b.from), std::max(std::max(a.from, b.from), std::min(a.to, b.to))};
}

[[nodiscard]] constexpr long day_count(CivilPeriod period) noexcept {
  return static_cast<long>(period.length().count());
}

[[nodiscard]] constexpr CivilDay civil_day(int year, unsigned month, unsigned day) noexcept {
  return CivilDay{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

[[nodiscard]] constexpr int year_of(CivilDay day) noexcept {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}

[[nodiscard]] constexpr CivilPeriod calendar_year(int year) noexcept {
  return {civil_day(year, 1, 1), civil_day(year + 1, 1, 1)};
}

} // namespace empower
