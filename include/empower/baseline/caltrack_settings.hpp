// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace empower {

/// What a meter counts. Gas has no cooling candidates, and its zero readings are readings; a zero
/// of electricity is a missing one [CalTRACK 2.2.1.4].
enum class CaltrackFuel { electricity, gas };

[[nodiscard]] std::span<const std::string_view> caltrack_fuel_codes() noexcept;
[[nodiscard]] std::string_view code(CaltrackFuel fuel) noexcept;

/// Known faults of the method and its reference implementation, each repaired on its own. Any one
/// makes the result non-standard: the name "CalTRACK 2.0" stands for the uncorrected figures.
struct CaltrackCorrections {
  /// Usage per civil day, every civil day one block. Uncorrected, days of 23 and 25 hours have 4 %
  /// wrong usage, and the degree-days of a 25-hour day count twice in a prediction.
  bool calendar_days = false;
  /// Bills are fitted on the temperatures of all their days. Uncorrected, those after the 35th
  /// are left out, which cuts two-month bills in half.
  bool full_bimonthly = false;
  /// The bill that straddles the start of the baseline is kept whole if the span is nearer to a
  /// year with it. Uncorrected it is cut off, which leaves 10 or 11 bills.
  bool overshoot = false;
  /// Degree-hours / 24 instead of degree-days of daily means (CalTRACK issue 120).
  bool degree_hours = false;
  /// Shape by BIC (AICc up to 36 periods), balance points counted as parameters. Uncorrected, the
  /// highest adjusted R^2 of all candidates, by which flat meters "heat".
  bool bic = false;
  /// The fractional savings band scales with the energy expected in the reporting period.
  /// Uncorrected with the baseline's, six times too wide for two months.
  bool reporting_energy = false;
  /// Balance points anywhere between the coldest and the warmest whole degree that the method would
  /// try, by the exact search of `fit_change_point` and `fit_bills` (both legs on bills or hours:
  /// the best of many local optima). Uncorrected, whole degrees only.
  bool exact_balance = false;

  bool operator==(const CaltrackCorrections&) const = default;
};

/// Everything that can be set; the defaults are those of CalTRACK 2.0 as eemeter 3.2.0 codes it.
/// Temperatures are in degF, because the method's balance points are whole degrees of it.
struct CaltrackSettings {
  CaltrackFuel fuel = CaltrackFuel::electricity;

  long baseline_days = 365;  ///< before the blackout
  long reporting_days = 365; ///< after it
  bool exact_span = false; ///< sufficient only if the span is `baseline_days` to the day, as coded
                           ///< in the reference; else `min_span_days` ... `max_span_days`
  long min_span_days = 329;
  long max_span_days = 366;
  double min_day_share = 0.9;   ///< of the days with usage, with temperature, with both
  double min_hour_share = 0.9;  ///< of the hours of one period with temperature
  double min_block_share = 0.5; ///< of a day's 24 hours; a day has a temperature above it
  double extreme_ranges = 3.0;  ///< usage beyond median + this many interquartile ranges is extreme
  long min_bill_days = 25;      ///< shorter and longer bills count as missing
  long max_monthly_bill_days = 35;
  long max_bimonthly_bill_days = 70; ///< where the median bill is longer than a monthly one may be
  long fitted_bill_days = 35;        ///< temperatures of a bill used in the fit

  int lowest_balance_f = 30;
  int highest_balance_f = 90;
  double min_degree_days_f = 20.0; ///< degF d over the baseline, for a candidate to be attempted
  std::size_t min_degree_day_periods = 10; ///< daily: periods with any, for the same
  double tie = 1e-12;                      ///< criteria that differ by no more are equal
  double confidence = 0.90;                ///< of the bands; two-sided

  CaltrackCorrections corrections;
  double bic_margin = 2.0; ///< by which a larger shape must be better, with `bic`
  TimeZone zone;           ///< civil days of `calendar_days`
};

/// Are these, `fuel` and `exact_span` apart, the method's own?
[[nodiscard]] bool standard(const CaltrackSettings& settings);

/// As a JSON object, which `MethodRecord::settings` holds, and back.
[[nodiscard]] std::string to_json(const CaltrackSettings& settings);
[[nodiscard]] CaltrackSettings caltrack_settings_from_json(std::string_view text);

} // namespace empower
