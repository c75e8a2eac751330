// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/series/daily.hpp>
#include <empower/series/day_calendar.hpp>
#include <empower/simulate/building_truth.hpp>
#include <empower/simulate/detail/random_stream.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace empower::detail {

/// Relative deviation of each day from the signature: AR(1), lag-one correlation 0.6.
[[nodiscard]] std::vector<double> daily_noise(std::size_t days, double deviation,
                                              RandomStream random);

/// Energy of each day: the signature of the day times `1 + noise`, never below zero.
[[nodiscard]] std::vector<double> daily_energy(const SimulatedMeter& meter,
                                               DailyView<Celsius> outdoor,
                                               const std::vector<double>& noise);

/// Multiplies each day by the rhythm of week and calendar: weekends and closed days have 0.55 of an
/// even day, and an ordinary week keeps its energy.
void apply_weekly_rhythm(std::vector<double>& energy, const DayCalendar& calendar, CivilDay first);

/// What is written of a meter, one entry per reading; energy in kWh.
struct MeterReadings {
  std::vector<CivilPeriod> days; ///< empty for hourly readings
  std::vector<Instant> hours;    ///< starts; empty for bills
  std::vector<double> energy_kwh;
  std::vector<bool> present;
  std::vector<bool> estimated;

  [[nodiscard]] std::size_t size() const noexcept { return energy_kwh.size(); }
  [[nodiscard]] bool hourly() const noexcept { return !hours.empty(); }
  /// As it stands in the folder: `2022-01-29`, or `2022-01-29T07:00+01:00`.
  [[nodiscard]] std::string start(std::size_t i, const TimeZone& zone) const;
  [[nodiscard]] std::string end(std::size_t i, const TimeZone& zone) const;
};

/// One bill per month, read between the 25th and the 5th; the first begins and the last ends with
/// the year, so that n years have 12 n bills.
[[nodiscard]] MeterReadings monthly_bills(CivilDay first, const std::vector<double>& energy,
                                          RandomStream random);

[[nodiscard]] MeterReadings daily_readings(CivilDay first, const std::vector<double>& energy);

/// Power over a day: `night_level` of the daytime's from 20 to 6, half way up and down beside it,
/// and each hour off by `deviation` (relative).
struct DailyProfile {
  double night_level = 1.0;
  double deviation = 0.0;
};

/// Each day spread over its 23 to 25 hours.
[[nodiscard]] MeterReadings hourly_readings(CivilDay first, const std::vector<double>& energy,
                                            DailyProfile profile, const TimeZone& zone,
                                            RandomStream random);

} // namespace empower::detail
