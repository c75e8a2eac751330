// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_segment.hpp>

#include <empower/stats/least_squares.hpp>

#include <array>

namespace empower::detail {

std::vector<bool> occupied_hours(const CalendarHours& hours, std::span<const double> weights,
                                 const CaltrackHourlySettings& settings) {
  const std::size_t n = hours.size();
  std::vector<double> design(3 * n, 1.0);
  for (std::size_t i = 0; i < n; ++i) {
    const double t = hours.temperature_f[i];
    design[n + i] = std::max(t - settings.occupancy_cooling_f, 0.0);
    design[2 * n + i] = std::max(settings.occupancy_heating_f - t, 0.0);
  }
  const auto residuals = least_squares(design, hours.usage, weights).residuals;
  std::array<std::size_t, hours_of_week> seen{};
  std::array<std::size_t, hours_of_week> positive{};
  for (std::size_t i = 0; i < n; ++i) {
    ++seen[hours.hour_of_week[i]];
    if (residuals[i] > 0.0) ++positive[hours.hour_of_week[i]];
  }
  std::vector<bool> occupied(hours_of_week);
  for (std::size_t h = 0; h < hours_of_week; ++h) {
    occupied[h] =
        static_cast<double>(positive[h]) > settings.occupied_share * static_cast<double>(seen[h]);
  }
  return occupied;
}

std::vector<double> merged_endpoints(std::span<const double> temperatures,
                                     const CaltrackHourlySettings& settings) {
  std::vector<double> endpoints = settings.endpoints_f;
  while (!endpoints.empty()) {
    std::vector<std::size_t> count(endpoints.size() + 1);
    for (const double t : temperatures) ++count[bin_of(endpoints, t)];
    const bool first_thin = count.front() < settings.min_bin_hours;
    const bool last_thin = count.back() < settings.min_bin_hours;
    const std::size_t before = endpoints.size();
    if (last_thin) endpoints.pop_back();
    if (first_thin && !endpoints.empty()) endpoints.erase(endpoints.begin());
    if (!first_thin && !last_thin) {
      std::vector<double> kept;
      for (std::size_t i = 0; i < endpoints.size(); ++i) {
        // Endpoint i ends bin i; the first bin was looked at above.
        if (i == 0 || count[i] >= settings.min_bin_hours) kept.push_back(endpoints[i]);
      }
      endpoints = kept;
    }
    if (endpoints.size() == before) break;
  }
  return endpoints;
}

} // namespace empower::detail
