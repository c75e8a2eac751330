// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/time_of_week.hpp>
#include <empower/stats/random.hpp>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

// Intervals of a made-up office with known truth.
namespace empower::testing {

inline const Instant new_year = std::chrono::sys_days{std::chrono::year{2023} / 1 / 1}; // a Sunday

inline TimeZone rome() { return *TimeZone::named("Europe/Rome"); }

/// Outdoor temperature of a stretch from `new_year` on.
inline std::vector<double> weather(std::size_t size, std::chrono::seconds step,
                                   std::uint64_t seed = 1) {
  Random random(seed);
  std::vector<double> temperature;
  for (std::size_t i = 0; i < size; ++i) {
    const double day = static_cast<double>(i) * static_cast<double>(step.count()) / 86400.0;
    temperature.push_back(13.0 - 10.0 * std::cos(2.0 * std::numbers::pi * day / 365.0) -
                          4.0 * std::cos(2.0 * std::numbers::pi * day) + 2.0 * random.normal());
  }
  return temperature;
}

/// Civil hour and weekday (Monday = 0) of an instant.
struct Civil {
  double hour;
  long weekday;
};
inline Civil civil(Instant at, const TimeZone& zone) {
  const std::chrono::local_seconds local{at.time_since_epoch() + zone.offset(at)};
  const CivilDay day = zone.day_of(at);
  return {std::chrono::duration<double, std::ratio<3600>>(local - day).count(),
          (day.time_since_epoch().count() + 3) % 7};
}

inline bool open_at(Instant at, const TimeZone& zone) {
  const Civil c = civil(at, zone);
  return c.weekday < 5 && c.hour >= 8.0 && c.hour < 18.0;
}

/// kWh of an interval of one hour: a level per hour, an open hour's own slopes, knots given.
inline double truth(Instant at, double t, const TimeZone& zone) {
  const Civil c = civil(at, zone);
  const bool open = open_at(at, zone);
  return (open ? 100.0 : 30.0) + 0.5 * c.hour + 0.1 * static_cast<double>(c.weekday) +
         std::fmax(0.0, 12.0 - t) * (open ? 3.0 : 1.0) +
         std::fmax(0.0, t - 20.0) * (open ? 4.0 : 0.5);
}

inline std::vector<double> made_energy(const std::vector<double>& temperature,
                                       std::chrono::seconds step, const TimeZone& zone,
                                       double noise, std::uint64_t seed = 2) {
  Random random(seed);
  std::vector<double> energy;
  for (std::size_t i = 0; i < temperature.size(); ++i)
    energy.push_back(truth(new_year + step * static_cast<long>(i), temperature[i], zone) +
                     noise * random.normal());
  return energy;
}

inline SteppedView<KilowattHours> energy_view(const std::vector<double>& values,
                                              std::chrono::seconds step = std::chrono::hours{1}) {
  return {new_year, step, values};
}
inline SteppedView<Celsius> weather_view(const std::vector<double>& values,
                                         std::chrono::seconds step = std::chrono::hours{1}) {
  return {new_year, step, values};
}

inline HourlyOptions plain() {
  HourlyOptions options;
  options.robust = false;
  return options;
}

inline HourlyOptions with_knots(std::vector<double> knots) {
  HourlyOptions options = plain();
  options.knots_c = std::move(knots);
  return options;
}

inline constexpr std::size_t year_hours = 8760;

} // namespace empower::testing
