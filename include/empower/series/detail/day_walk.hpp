// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/core/period.hpp>

namespace empower::detail {

/// One civil day after the other, each with its first instant and the next day's.
class DayWalk {
public:
  DayWalk(const TimeZone& zone, Instant at)
      : zone_{zone}, day_{zone.day_of(at)}, span_{zone.start_of(day_), next_start()} {}

  [[nodiscard]] CivilDay day() const noexcept { return day_; }
  [[nodiscard]] InstantPeriod span() const noexcept { return span_; }

  void advance() noexcept {
    day_ += std::chrono::days{1};
    span_ = {span_.to, next_start()};
  }

private:
  [[nodiscard]] Instant next_start() const noexcept {
    return zone_.start_of(day_ + std::chrono::days{1});
  }

  const TimeZone& zone_;
  CivilDay day_;
  InstantPeriod span_;
};

} // namespace empower::detail
