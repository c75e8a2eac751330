// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack.hpp>
#include <empower/baseline/caltrack_metrics.hpp>
#include <empower/baseline/caltrack_settings.hpp>
#include <empower/baseline/method.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/core/outcome.hpp>
#include <empower/core/period.hpp>
#include <empower/core/units.hpp>
#include <empower/series/hourly.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// CalTRACK 2.0 for hours, frozen as `caltrack-2.0-hourly`: time of week and temperature, one model
/// per calendar month fitted on it and, with half the weight, its neighbours.
namespace empower {

/// Everything that can be set; the defaults are those of CalTRACK 2.0 as eemeter 3.2.0 codes it.
struct CaltrackHourlySettings {
  long baseline_days = 365;
  long reporting_days = 365;
  double neighbour_weight = 0.5;     ///< of the months before and after
  double occupied_share = 0.65;      ///< of an hour's residuals positive, for it to be occupied
  double occupancy_heating_f = 50.0; ///< balance points of the regression for occupancy, degF
  double occupancy_cooling_f = 65.0;
  std::vector<double> endpoints_f{30.0, 45.0, 55.0, 65.0, 75.0, 90.0}; ///< of temperature bins
  std::size_t min_bin_hours = 20; ///< bins with fewer are merged
  double confidence = 0.90;
  TimeZone zone; ///< of months and hours of the week; the reference uses UTC
};

/// Are these, `zone` apart, the method's own?
[[nodiscard]] bool standard(const CaltrackHourlySettings& settings);
[[nodiscard]] std::string to_json(const CaltrackHourlySettings& settings);
[[nodiscard]] CaltrackHourlySettings caltrack_hourly_settings_from_json(std::string_view text);

inline constexpr std::size_t hours_of_week = 168;

/// The model of one calendar month:
/// usage = hour[h] + sum of slopes times the parts of T in its bins, bins and slopes of the
/// occupied or the unoccupied hours. Hour 0 of the week is Monday 00-01.
struct CaltrackSegment {
  std::vector<bool> occupied;               ///< 168
  std::vector<double> occupied_endpoints_f; ///< k endpoints make k + 1 bins, (lo, hi]
  std::vector<double> unoccupied_endpoints_f;
  std::vector<double> hour;             ///< 168, per hour; missing for an hour not seen
  std::vector<double> occupied_slope;   ///< per degF and hour, one per bin
  std::vector<double> unoccupied_slope; ///< the same
  std::size_t rank = 0;                 ///< fewer than coefficients: the shortest solution
  CaltrackMetrics metrics;              ///< on the month's own hours
};

struct CaltrackHourlyModel {
  MethodRecord record;
  CaltrackHourlySettings settings;
  std::vector<CaltrackSegment> segments; ///< 12, January first; without hours: no coefficients
  InstantPeriod baseline;
  std::size_t hours = 0;   ///< with usage and temperature
  CaltrackMetrics metrics; ///< in sample, each hour by the model of its month; slopes not counted
};

/// Fits the hours from `settings.baseline_days` before `baseline_end` to `baseline_end`.
[[nodiscard]] Outcome<CaltrackHourlyModel, CaltrackReason>
fit_caltrack_hourly(HourlyView<KilowattHours> usage, HourlyView<Celsius> outdoor,
                    Instant baseline_end, const CaltrackHourlySettings& settings = {});

/// Expected energy of every hour of `outdoor`; missing where the temperature is, and in hours of
/// the week that the month's model has not seen.
[[nodiscard]] HourlySeries predict_caltrack(const CaltrackHourlyModel& model,
                                            HourlyView<Celsius> outdoor);

/// Sums over the hours with usage and prediction.
struct CaltrackHourlySavings {
  HourlySeries predicted;
  std::size_t hours = 0;
  double total_observed = 0.0;
  double total_predicted = 0.0;
  double total_avoided = 0.0;
};

/// Metered savings of the `settings.reporting_days` from `reporting_start` on. CalTRACK states no
/// band for hours. Throws `InputError` where they overlap the baseline, and `CoverageError` where
/// no hour of them has both usage and temperature.
[[nodiscard]] CaltrackHourlySavings caltrack_savings(const CaltrackHourlyModel& baseline,
                                                     HourlyView<KilowattHours> usage,
                                                     HourlyView<Celsius> outdoor,
                                                     Instant reporting_start);

[[nodiscard]] std::string to_json(const CaltrackHourlyModel& model);
[[nodiscard]] CaltrackHourlyModel caltrack_hourly_from_json(std::string_view text);

} // namespace empower
