// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack_hourly.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// Hours with usage and temperature, and where they lie in the calendar of the zone.
struct CalendarHours {
  std::vector<double> usage;
  std::vector<double> temperature_f;
  std::vector<std::size_t> hour_of_week; ///< 0 = Monday 00-01
  std::vector<std::size_t> month;        ///< 0 = January

  [[nodiscard]] std::size_t size() const noexcept { return usage.size(); }
};

struct CalendarHour {
  std::size_t hour_of_week;
  std::size_t month;
};
[[nodiscard]] CalendarHour calendar_hour(Instant at, const TimeZone& zone) noexcept;

/// What an hour of `of_hour` counts in the model of `month`: neighbours are cyclic.
[[nodiscard]] constexpr double month_weight(std::size_t of_hour, std::size_t month,
                                            double neighbour_weight) noexcept {
  const std::size_t ahead = (of_hour + 12 - month) % 12;
  return ahead == 0 ? 1.0 : ahead == 1 || ahead == 11 ? neighbour_weight : 0.0;
}

/// Bin of a temperature among endpoints in rising order: (lo, hi].
[[nodiscard]] inline std::size_t bin_of(std::span<const double> endpoints, double t) noexcept {
  return static_cast<std::size_t>(std::lower_bound(endpoints.begin(), endpoints.end(), t) -
                                  endpoints.begin());
}

/// The part of `t` in bin `i`: the first has all below its end, those between what lies between
/// their ends, the last what lies above. The parts add up to `t`.
[[nodiscard]] inline double part_of(std::span<const double> endpoints, std::size_t i,
                                    double t) noexcept {
  if (endpoints.empty()) return t;
  if (i == 0) return std::min(t, endpoints.front());
  const double above = std::max(t - endpoints[i - 1], 0.0);
  return i == endpoints.size() ? above : std::min(above, endpoints[i] - endpoints[i - 1]);
}

/// Expected energy of an hour; missing if this hour of the week was not seen.
[[nodiscard]] double expected_energy(const CaltrackSegment& segment, std::size_t hour_of_week,
                                     double temperature_f) noexcept;

/// The hours of the week in which usage is mostly above a regression on temperature alone.
[[nodiscard]] std::vector<bool> occupied_hours(const CalendarHours& hours,
                                               std::span<const double> weights,
                                               const CaltrackHourlySettings& settings);

/// The endpoints that are left when bins with too few of `temperatures` are merged.
[[nodiscard]] std::vector<double> merged_endpoints(std::span<const double> temperatures,
                                                   const CaltrackHourlySettings& settings);

/// The model of `month` (0 = January) fitted on all hours by their weight for it.
[[nodiscard]] CaltrackSegment fit_segment(const CalendarHours& hours, std::size_t month,
                                          const CaltrackHourlySettings& settings);

} // namespace empower::detail
