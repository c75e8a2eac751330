// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/method.hpp>
#include <empower/core/outcome.hpp>
#include <empower/series/daily.hpp>
#include <empower/series/day_calendar.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// How a model tells the days of the week apart.
enum class WeekTerm {
  none,     ///< all days alike
  weekend,  ///< the days of `DailyOptions::weekend` against the others
  each_day, ///< a level for each of the seven
};

[[nodiscard]] std::span<const std::string_view> week_term_codes() noexcept;
[[nodiscard]] std::string_view code(WeekTerm term) noexcept;

/// Limits of the daily model. The defaults are the method `empower-daily-calendar-1`.
struct DailyOptions {
  Celsius heating_balance_min{5.0};
  Celsius heating_balance_max{25.0};
  Celsius cooling_balance_min{12.0};
  Celsius cooling_balance_max{30.0};
  double resolution_kwh = 0.0; ///< smallest step of the meter, a floor under the residuals
  std::size_t min_observations = 30;
  std::size_t min_leg_days = 10; ///< days with weight on each sloped side
  bool zero_is_missing = false;  ///< a day of exactly 0 is no reading: electricity of a building
  bool year_end = true; ///< the days from 24 December to 1 January may have a level of their own
  std::array<bool, 7> weekend{false, false, false, false, false, true, true}; ///< from Monday on
  /// Standard deviation of the change of a building's use from its baseline to the period asked
  /// for, as a fraction of the total: widens the interval of totals, nothing else. 0: the building
  /// stays as it is, the usual meaning in measurement and verification.
  double drift = 0.0;
};

/// What one member of the model rests on.
struct DailyTerms {
  double smoothing_days = 0.0; ///< time constant of the outdoor temperature, 0: the day's own
  WeekTerm week = WeekTerm::none;
  bool slopes_by_day_type = false; ///< legs with slopes of their own on the weekend
  bool year_end = false;
  bool closed_days = false;                    ///< a level for each kind of day of the calendar
  unsigned harmonics = 0;                      ///< of the year: 0, 1 or 2 pairs of cosine and sine
  SignatureShape shape = SignatureShape::mean; ///< mean, heating, cooling or heating_cooling

  bool operator==(const DailyTerms&) const = default;
};

/// One least-squares model of the average.
struct DailyMember {
  DailyTerms terms;
  double weight = 0.0;              ///< of its prediction; those of a model add up to 1
  double criterion = missing_value; ///< BIC with effective sample size
  double sse = missing_value;       ///< kWh^2
  std::size_t parameters = 0;       ///< balance temperatures count
  Celsius heating_balance{missing_value};
  Celsius cooling_balance{missing_value};
  std::vector<double> coefficients; ///< kWh/day or kWh/(K·d), named by `coefficient_names`
};

/// Share of the weight that members with a term have, 0 to 1: how sure it is that it belongs.
struct DailyTermShares {
  double smoothing = 0.0; ///< any time constant above 0
  double weekend = 0.0;   ///< one level for the weekend
  double each_day = 0.0;  ///< a level for each day of the week
  double slopes_by_day_type = 0.0;
  double year_end = 0.0;
  double closed_days = 0.0;
  double season = 0.0; ///< any harmonic
  double heating = 0.0;
  double cooling = 0.0;
};

/// A daily model: the weighted mean of its members.
struct DailyFit {
  CivilPeriod period;                    ///< of the energy offered
  std::vector<DailyMember> members;      ///< by falling weight
  std::vector<std::string> closed_kinds; ///< of the calendar's days in the period, in byte order

  Celsius temperature_min{missing_value}; ///< the coldest day that was fitted
  Celsius temperature_max{missing_value}; ///< the warmest
  std::size_t observations = 0;
  double mean_kwh = missing_value;  ///< per day
  double cv_rmse = missing_value;   ///< of the weighted mean; divisor n - parameters of the leader
  double nmbe = missing_value;      ///< observed less expected, the same divisor
  double r_squared = missing_value; ///< missing for a constant meter
  double autocorrelation = missing_value; ///< lag 1, of the member with the least SSE, 0 to 0.95
  double effective_observations = missing_value;
  double degrees_of_freedom = missing_value; ///< effective observations less parameters, at least 2
  double residual_variance = missing_value;  ///< inflated for autocorrelation, per day of energy
  std::vector<double> covariance;            ///< of the leader's coefficients, then of its balance
                                             ///< temperatures; row by row, inflated

  DailyOptions options;
  MethodRecord record;

  /// The member with the largest weight.
  [[nodiscard]] const DailyMember& leader() const { return members.front(); }
};

using DailyOutcome = Outcome<DailyFit, BaselineReason>;

/// Fits daily energy over outdoor temperature and calendar: method `empower-daily-calendar-1`.
///
/// ```
/// E(day) = base + week + year end + closed days + sum of harmonics of the day of the year
///        + heating_slope * (heating_balance - S)+ + cooling_slope * (S - cooling_balance)+
/// S(day) = a * S(day before) + (1 - a) * T(day),   a = exp(-1 / smoothing_days)
/// ```
///
/// Every combination of smoothing (0, 1, 2.5 days), week term, year end, closed days, harmonics (0
/// to 2) and shape is a member, with and without slopes of its own for the weekend; slopes are
/// above 0. A member's balance temperatures are the best pair of a grid of 1 K, then refined by
/// Gauss-Newton steps: noiseless truth comes back to 1e-6 K, with noise the SSE is within 1e-4 of
/// the global optimum. Its weight is exp(-BIC / 2), BIC with the effective sample size of the
/// richest member (one autocorrelation per meter), so a term counts as far as the data want it; the
/// lightest members, 1 % of the weight together, are dropped, and at most 32 stay. Harmonics need
/// days of all seasons: no gap on the circle of the year above 45 days. A level needs 3 days.
///
/// The prediction of new days is never below 0. `closed` is optional; a kind seen on fewer than 3
/// fitted days is left out. The weight of a term is a statement about prediction, not proof that it
/// causes use. docs/reference/daily-calendar.md has the measured errors of predicted years.
///
/// Days are matched by date. `outdoor` may begin before `energy`: smoothing starts at its first
/// day, and passes over days without temperature. A value that is not finite drops the day. Every
/// "cannot" is a `BaselineReason`. Throws `ContractError` for options that mean nothing.
[[nodiscard]] DailyOutcome fit_daily(DailyView<KilowattHours> energy, DailyView<Celsius> outdoor,
                                     const DayCalendar& closed = {},
                                     const DailyOptions& options = {});

/// Expected kWh of each day, in any order; missing where the day has no temperature. Smoothing
/// starts at the first day of `outdoor`: give it a week or more before the first day asked for.
[[nodiscard]] std::vector<double> predict(const DailyFit& fit, std::span<const CivilDay> days,
                                          DailyView<Celsius> outdoor,
                                          const DayCalendar& closed = {});

/// A total with its 90 % interval.
struct DailyTotal {
  KilowattHours total{};
  KilowattHours low{};
  KilowattHours high{};
  std::size_t days_counted = 0;
  std::size_t days_missing = 0;      ///< without temperature: not in the total
  std::size_t days_extrapolated = 0; ///< colder or warmer than any fitted day
};

/// What a meter would read over `days`, each once. The variance adds up the coefficients' error
/// (of the leading member), the spread of the members about their mean, the days' noise and
/// `DailyOptions::drift`; Student's t with the fit's degrees of freedom. In simulation the interval
/// of a year holds 0.86 to 0.92. Of real buildings, which change, it holds a third without `drift`
/// and 0.85 with 0.1.
[[nodiscard]] DailyTotal expected_total(const DailyFit& fit, std::span<const CivilDay> days,
                                        DailyView<Celsius> outdoor, const DayCalendar& closed = {});

/// What the coefficients of a member are: `base`, `tuesday` … `sunday` (less Monday) or `weekend`,
/// `year_end`, the kinds of closed days, `cos_1`, `sin_1`, `cos_2`, `sin_2`, `heating_slope`,
/// `cooling_slope`, and `heating_slope_weekend`, `cooling_slope_weekend`, which then stand instead
/// of the former on the weekend.
[[nodiscard]] std::vector<std::string> coefficient_names(const DailyFit& fit,
                                                         const DailyMember& member);

[[nodiscard]] DailyTermShares term_shares(const DailyFit& fit) noexcept;

/// What a kind of day uses more or less, weighted mean over the members. Of a day of the week
/// against the mean of the seven; of `year_end` and closed days against their own day of the week.
struct DayTypeEffect {
  std::string name;    ///< `monday` … `sunday`, `year_end`, a kind of closed day
  double effect = 0.0; ///< kWh/day at rest of both legs
};

[[nodiscard]] std::vector<DayTypeEffect> day_type_effects(const DailyFit& fit);

/// JSON without loss: the same bits come back. `daily_fit_from_json` throws `InputError` for a text
/// that `to_json` did not write.
[[nodiscard]] std::string to_json(const DailyFit& fit);
[[nodiscard]] DailyFit daily_fit_from_json(std::string_view text);

} // namespace empower
