// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/series/daily.hpp>
#include <empower/series/hourly.hpp>
#include <empower/stock/finding.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Which outdoor temperatures cannot be true, by rule. A series is judged by its own days (or
/// hours) around a value and, where there is one, by a neighbour station: the same tests run on the
/// difference to the neighbour, in which weather common to both is gone.
///
/// The unit of every limit in "scales" is the series' own: 1.4826 times the median absolute
/// deviation of a value from the mean of the values before and after it, in the month and the two
/// next to it. That of daily means in Firenze is 1.6 K in January and 1.0 K in July.
namespace empower {

/// Limits of the rules, with what they rest on. Measured on 55.8 station-years of daily means of
/// three Tuscan stations and 15 years of Bedford's; hours of Bedford and of Illinois, 17.2 years.
struct TemperatureRuleOptions {
  double lowest_c = -50.0; ///< Italy's lowest on record is -49.6 °C
  double highest_c = 50.0; ///< Europe's highest is 48.8 °C (Siracusa, 2021)
  /// Off by so many scales, an exact zero is false. Of days above 5 °C made zero 97 to 100 % are
  /// found; of winter days whose mean truly is 0.0 °C 2 % would be doubted.
  double zero_scales = 2.5;
  double zero_least_k = 2.0; ///< and by so much
  /// Equal values in a row. The longest run of daily means in the Tuscan series is 3, once in each.
  std::size_t stuck_values = 4;
  double stuck_chance = 0.01;       ///< and the series' own repeats give fewer such runs a year
  double spike_scales = 7.0;        ///< without a neighbour; the largest true one seen has 6.2
  double spike_scales_of_two = 4.0; ///< with a neighbour: in the series itself,
  double spike_difference = 6.0;    ///< and in the difference to the neighbour
  double spike_least_k = 4.0;       ///< and by so much
  std::size_t reach = 3;            ///< values before and after lie at most so far away
  std::size_t least = 60;           ///< fewer deviations from the values around give no scale
};

/// For hours: the longest run of equal values is 9 in Bedford (0.1 °C steps) and 13 in Illinois;
/// the largest single hour that both its neighbours contradict, a thunderstorm, is off by 4.4 K.
inline constexpr TemperatureRuleOptions hourly_temperature_rules{
    .zero_least_k = 3.0,
    .stuck_values = 18,
    .spike_scales = 12.0,
    .spike_scales_of_two = 10.0,
    .spike_least_k = 5.0,
};

/// One thing wrong with a run `[first, last)` of temperatures. The repair of all is to set the run
/// missing: `without(...)`.
struct TemperatureFault {
  FindingKind kind{};
  std::size_t first = 0;
  std::size_t last = 0;
  double read_c = missing_value;      ///< mean of the run
  double expected_c = missing_value;  ///< by the values before and after; NaN = none in reach
  double neighbour_c = missing_value; ///< by the neighbour's course; NaN = it does not say
  double confidence = missing_value;
  std::string evidence; ///< a sentence, without place and date
};

/// Values out of range, false zeros, stuck sensors and spikes of daily means, in order of time;
/// each day is in at most one fault. `neighbour` may cover other days, or none.
[[nodiscard]] std::vector<TemperatureFault>
temperature_faults(DailyView<Celsius> outdoor, DailyView<Celsius> neighbour = {},
                   const TemperatureRuleOptions& options = {});

/// The same for hours; seasons are months of UTC.
[[nodiscard]] std::vector<TemperatureFault>
temperature_faults(HourlyView<Celsius> outdoor, HourlyView<Celsius> neighbour = {},
                   const TemperatureRuleOptions& options = hourly_temperature_rules);

/// A new series in which the runs in doubt are missing.
[[nodiscard]] DailySeries without(DailyView<Celsius> outdoor,
                                  const std::vector<TemperatureFault>& faults);
[[nodiscard]] HourlySeries without(HourlyView<Celsius> outdoor,
                                   const std::vector<TemperatureFault>& faults);

/// The fault as a finding of a station; of no building, for a station serves many.
[[nodiscard]] Finding finding_of(const TemperatureFault& fault, DailyView<Celsius> outdoor,
                                 std::string_view station, const TimeZone& zone);
[[nodiscard]] Finding finding_of(const TemperatureFault& fault, HourlyView<Celsius> outdoor,
                                 std::string_view station, const TimeZone& zone);

} // namespace empower
