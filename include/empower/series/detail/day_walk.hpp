// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/core/period.hpp>

namespace empower::detail {

/// One civil day after the other, each with its first instant and the next day's.
class DayWalk {
public:
  DayWalk(const TimeZone& zone, Instant at)
      : zone_{zone}, day_{zone.day_of(at)}, span_{zone.start_of(day_), {}},
        offset_{zone.offset(span_.from)} {
    find_end();
  }

  [[nodiscard]] CivilDay day() const noexcept { return day_; }
  [[nodiscard]] InstantPeriod span() const noexcept { return span_; }

  void advance() noexcept {
    day_ += std::chrono::days{1};
    span_.from = span_.to;
    find_end();
  }

private:
  /// A day that begins at midnight, and a day's length later has the same offset, ends there; the
  /// others, those of a switch, are asked for.
  void find_end() noexcept {
    const bool from_midnight = span_.from.time_since_epoch() + offset_ == day_.time_since_epoch();
    span_.to = span_.from + std::chrono::days{1};
    if (from_midnight && zone_.offset(span_.to) == offset_) return;
    span_.to = zone_.start_of(day_ + std::chrono::days{1});
    offset_ = zone_.offset(span_.to);
  }

  const TimeZone& zone_;
  CivilDay day_;
  InstantPeriod span_;
  std::chrono::seconds offset_; ///< at the start of the day
};

} // namespace empower::detail
