// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/series/daily.hpp>
#include <empower/series/hourly.hpp>
#include <empower/weather/degree_days.hpp>

/// Degree-days from more, or from less, than the means of days. Golden figures and how far the
/// methods lie apart: `docs/reference/degree-days.md`.
namespace empower {

/// From half the sum of a day's minimum and maximum. The views start on one day and have one
/// length, else `ContractError`; a day that lacks either is missing.
[[nodiscard]] DegreeDaySum<HeatingRule>
min_max_degree_days(DailyView<Celsius> minimum, DailyView<Celsius> maximum, HeatingRule rule);
[[nodiscard]] DegreeDaySum<CoolingRule>
min_max_degree_days(DailyView<Celsius> minimum, DailyView<Celsius> maximum, CoolingRule rule);

/// From a day's minimum N and maximum X by the four cases of the UK Met Office; heating, base b:
/// `0` where N >= b; `(b - N)/4` where the mean is above b; `(b - N)/2 - (X - b)/4` where X >= b;
/// else `b - (N + X)/2`; cooling mirrored. Never below `min_max_degree_days`. The rule has one
/// temperature: base = threshold, else `ContractError`, as for views that do not belong together.
[[nodiscard]] DegreeDaySum<HeatingRule>
ukmo_degree_days(DailyView<Celsius> minimum, DailyView<Celsius> maximum, HeatingRule rule);
[[nodiscard]] DegreeDaySum<CoolingRule>
ukmo_degree_days(DailyView<Celsius> minimum, DailyView<Celsius> maximum, CoolingRule rule);

/// From the hours of civil days of `zone`: `sum of (b - T)+ * 1 h / 24 h`, so that a day of 25
/// hours may weigh 25/24. Each value holds for the hour that starts at its stamp.
///
/// Over the civil days that the hours touch. A day counts when more than `sufficient_day_share` of
/// its hours are there, and then stands for all of them; otherwise it is missing. Error below
/// n * 2^-53 * total. One pass, a year in some microseconds.
[[nodiscard]] DegreeDaySum<HeatingRule>
integrated_degree_days(HourlyView<Celsius> outdoor, const TimeZone& zone, HeatingRule rule);
[[nodiscard]] DegreeDaySum<CoolingRule>
integrated_degree_days(HourlyView<Celsius> outdoor, const TimeZone& zone, CoolingRule rule);

/// From the mean of each month's daily means, times its days with a temperature: only to reproduce
/// figures of others. Whole months, else `ContractError`.
[[nodiscard]] DegreeDaySum<HeatingRule> monthly_mean_degree_days(DailyView<Celsius> outdoor,
                                                                 HeatingRule rule);
[[nodiscard]] DegreeDaySum<CoolingRule> monthly_mean_degree_days(DailyView<Celsius> outdoor,
                                                                 CoolingRule rule);

/// Lowest and highest hourly value of each civil day of `zone`; both missing where at most
/// `sufficient_day_share` of its hours are there. Hourly extremes lie inside those of a
/// thermometer that records them.
struct DailyExtremes {
  DailySeries minimum;
  DailySeries maximum;
};

[[nodiscard]] DailyExtremes daily_extremes(HourlyView<Celsius> outdoor, const TimeZone& zone);

} // namespace empower
