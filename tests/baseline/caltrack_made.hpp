// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack.hpp>
#include <empower/baseline/detail/caltrack_rows.hpp>

#include "support/eemeter_samples.hpp"

#include <chrono>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <vector>

/// Meters made for the tests: the temperature of a day is constant, so that degree-days are exact.
namespace empower::testing {

inline constexpr double midsummer = 182.0;

/// degF of the n-th day of a made year, in hundredths: 50 in the mean, from 20 to 80.
inline double made_fahrenheit(std::size_t day) {
  const auto n = static_cast<double>(day);
  const double degrees = 50.0 + 28.0 * std::cos(2.0 * std::numbers::pi * (n - midsummer) / 365.0) +
                         2.0 * std::sin(1.7 * n);
  return std::round(100.0 * degrees) / 100.0;
}

/// Hours from 2020-12-31T00:00Z on, each with its day's temperature.
inline HourlySeries made_weather(std::size_t days,
                                 const std::function<double(std::size_t)>& fahrenheit) {
  HourlySeries outdoor{utc(2020, 12, 31), {}};
  for (std::size_t day = 0; day < days; ++day) {
    outdoor.values.insert(outdoor.values.end(), 24, detail::celsius(fahrenheit(day)).value());
  }
  return outdoor;
}

/// Readings over so many days each, from 2020-12-31T00:00Z on.
inline SampleUsage made_usage(const std::vector<long>& days,
                              const std::function<double(std::size_t)>& usage_of_day) {
  SampleUsage usage{{utc(2020, 12, 31)}, {}};
  std::size_t day = 0;
  for (const long length : days) {
    double energy = 0.0;
    for (long i = 0; i < length; ++i) energy += usage_of_day(day++);
    usage.energy.push_back(energy);
    usage.stamps.push_back(usage.stamps.back() + std::chrono::days{length});
  }
  usage.energy.push_back(missing_value);
  return usage;
}

/// A year of days.
inline MeterSample made_year(const std::function<double(double)>& usage_at) {
  return {made_usage(std::vector<long>(365, 1),
                     [&](std::size_t day) { return usage_at(made_fahrenheit(day)); }),
          made_weather(365, made_fahrenheit)};
}

/// The same readings in the same weather, on the 365 days that follow.
inline MeterSample a_year_later(MeterSample sample) {
  for (Instant& stamp : sample.usage.stamps) stamp += std::chrono::days{365};
  sample.outdoor.first += std::chrono::days{365};
  return sample;
}

inline const Instant made_end = utc(2021, 12, 31);

} // namespace empower::testing
