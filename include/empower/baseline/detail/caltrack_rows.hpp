// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack_settings.hpp>
#include <empower/core/period.hpp>
#include <empower/core/units.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/hourly.hpp>
#include <empower/stock/readings.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// degF, to the nearest 1e-9: what was degF with decimals before it became degC is the same again,
/// so that a temperature on a balance point or a bin's edge stays on it. Missing stays missing.
[[nodiscard]] constexpr double fahrenheit(Celsius t) noexcept {
  // Adding and taking away 1.5 * 2^52 rounds to a whole number, as long as |degF| < 2e6.
  constexpr double whole = 6755399441055744.0;
  return ((t.value() * 1.8 + 32.0) * 1e9 + whole - whole) / 1e9;
}

[[nodiscard]] constexpr Celsius celsius(double fahrenheit) noexcept {
  return Celsius{(fahrenheit - 32.0) / 1.8};
}

/// Periods of a meter as the method sees them. A block is a day's worth of hours with its mean
/// temperature; those without enough hours are dropped.
struct CaltrackRows {
  std::vector<double> days;   ///< length of the period
  std::vector<double> energy; ///< of the period; missing if not known
  std::vector<double> kept;   ///< blocks, in days
  std::vector<double> blocks; ///< kept and dropped
  std::vector<long> position; ///< in the readings, to know which follow each other
  std::vector<double> temperature_f;
  std::vector<std::size_t> first{0}; ///< of each period in `temperature_f`, and their number

  [[nodiscard]] std::size_t size() const noexcept { return days.size(); }
  [[nodiscard]] std::span<const double> temperatures(std::size_t i) const noexcept {
    return std::span{temperature_f}.subspan(first[i], first[i + 1] - first[i]);
  }
  [[nodiscard]] bool has_temperature(std::size_t i) const noexcept {
    return first[i + 1] > first[i];
  }
  /// Every period has one temperature.
  [[nodiscard]] bool single_blocks() const noexcept { return temperature_f.size() == size(); }
};

/// Mean over the kept blocks of the degree-days below (above) a balance point, degF.
[[nodiscard]] inline double heating_degrees(std::span<const double> temperatures,
                                            double balance_f) noexcept {
  double sum = 0.0;
  for (const double t : temperatures) sum += std::max(balance_f - t, 0.0);
  return sum / static_cast<double>(temperatures.size());
}
[[nodiscard]] inline double cooling_degrees(std::span<const double> temperatures,
                                            double balance_f) noexcept {
  double sum = 0.0;
  for (const double t : temperatures) sum += std::max(t - balance_f, 0.0);
  return sum / static_cast<double>(temperatures.size());
}

/// Rows of the periods `[start[i], end[i])`. Of a period longer than `limit_days` only so many are
/// looked at; 0 = no limit. `energy` may be empty.
[[nodiscard]] CaltrackRows caltrack_rows(std::span<const Instant> start,
                                         std::span<const Instant> end,
                                         std::span<const double> energy,
                                         HourlyView<Celsius> outdoor,
                                         const CaltrackSettings& settings, long limit_days);

/// The rows that have energy and temperature.
[[nodiscard]] CaltrackRows complete_rows(const CaltrackRows& rows);

/// The readings that lie wholly in `window`.
[[nodiscard]] IntervalView within(IntervalView usage, InstantPeriod window) noexcept;

/// The hours of `hourly` that start in `window`.
template <class T>
[[nodiscard]] HourlyView<T> within(HourlyView<T> hourly, InstantPeriod window) noexcept {
  const auto index = [&](Instant at) {
    const auto hours = std::chrono::ceil<std::chrono::hours>(at - hourly.instant(0)).count();
    return static_cast<std::size_t>(std::clamp<long>(hours, 0, static_cast<long>(hourly.size())));
  };
  const std::size_t from = index(window.from);
  const std::size_t to = std::max(from, index(window.to));
  return {hourly.instant(from), hourly.values().subspan(from, to - from)};
}

/// Length of the readings in days: above 1.5 they are bills. 0 without any.
[[nodiscard]] double median_days(IntervalView usage);

/// Bills of which each run of estimates is joined to the reading that follows it; estimates that
/// none follows are missing.
struct JoinedBills {
  std::vector<Instant> start;
  std::vector<Instant> end;
  std::vector<double> energy;
  std::vector<double> estimated_days; ///< of each joined bill

  JoinedBills(IntervalView bills, std::span<const ReadingQuality> quality);
  [[nodiscard]] IntervalView view() const noexcept { return {start, end, energy}; }
};

/// The readings as the method takes them: zeros of an electricity meter and bills of a length that
/// is not to be used are missing. A joined bill may be as long as a two-monthly one.
struct CleanUsage {
  std::vector<double> energy;
  std::size_t zeros = 0;
  std::size_t off_cycle = 0;
};
[[nodiscard]] CleanUsage clean_usage(IntervalView usage, const CaltrackSettings& settings,
                                     std::span<const double> estimated_days = {});

/// Throws unless the three spans have one length and the readings are in order, without overlap.
void check_usage(IntervalView usage);

/// The `days` from `start` on. Throws `InputError` where they overlap the baseline: what was fitted
/// saves nothing.
[[nodiscard]] InstantPeriod reporting_window(InstantPeriod baseline, Instant start, long days);

/// Throws `CoverageError` unless a period of the window had both usage and temperature.
void check_reported(InstantPeriod window, std::size_t periods);

} // namespace empower::detail
