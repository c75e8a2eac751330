// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/method.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/core/outcome.hpp>
#include <empower/series/coverage.hpp>
#include <empower/series/day_calendar.hpp>
#include <empower/series/stepped.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// What the closed days of a calendar are to an hourly model.
enum class ClosedDays {
  ordinary, ///< days of the week like all others
  sunday,   ///< Sundays
  own,      ///< a day type of their own, with its own slots
};

/// Which intervals share one set of coefficients.
enum class HourlyWindows {
  whole,        ///< all of them
  three_months, ///< a model per calendar month: weight 1 in the month, 0.5 in its two neighbours
                ///< (CalTRACK 2.0 hourly)
  fortnights, ///< a model every 14 days, weights 14²/(14² + days²); expected energy is the mean of
              ///< the models under the same weights (RMV2.0)
};

[[nodiscard]] std::span<const std::string_view> closed_days_codes() noexcept;
[[nodiscard]] std::string_view code(ClosedDays rule) noexcept;
[[nodiscard]] std::span<const std::string_view> hourly_windows_codes() noexcept;
[[nodiscard]] std::string_view code(HourlyWindows windows) noexcept;

/// Most segments of the temperature curve, between 256 knots; two of them are its ends, so there
/// are at most 254 fixed ones.
inline constexpr std::size_t most_temperature_segments = 255;

/// Settings of an hourly model. The defaults are the method `empower-hourly-1`.
struct HourlyOptions {
  std::size_t temperature_segments = 6; ///< of equally many intervals
  std::vector<double> knots_c; ///< ascending; if there are any, these instead of equal segments
  std::size_t min_segment_intervals = 20; ///< a smaller segment is joined with its neighbour
  double occupied_share = 0.65; ///< a slot is occupied when more of its residuals are positive
  bool robust = true;           ///< clip the residuals of a first fit and fit again
  double clip_deviations = 3.0; ///< 1.4826 times the slot's median absolute deviation each
  ClosedDays closed_days = ClosedDays::own;
  HourlyWindows windows = HourlyWindows::whole;
  double min_days = 28.0;    ///< intervals with energy and temperature, in days
  double min_coverage = 0.5; ///< share of the period with energy; and of that, with temperature

  bool operator==(const HourlyOptions&) const = default;
};

/// Fixed knots of RMV2.0: 40, 55, 65, 80, 90 °F.
inline constexpr std::array<double, 5> rmv2_knots_c{40.0 / 9.0, 115.0 / 9.0, 165.0 / 9.0,
                                                    240.0 / 9.0, 290.0 / 9.0};
/// Fixed knots of CalTRACK 2.0 hourly: 30, 45, 55, 65, 75, 90 °F.
inline constexpr std::array<double, 6> caltrack_knots_c{-10.0 / 9.0, 65.0 / 9.0,  115.0 / 9.0,
                                                        165.0 / 9.0, 215.0 / 9.0, 290.0 / 9.0};

/// Energy of an interval against outdoor temperature in one mode, occupied or not: straight lines
/// between knots, and the outer ones on beyond them. Zero is the mean over the mode's fitted
/// intervals.
struct TemperatureCurve {
  std::vector<double> knots_c;    ///< ascending, from the coldest to the warmest fitted temperature
  std::vector<double> energy_kwh; ///< at the knots; empty if the mode has no slots
  std::vector<double> regressors_kwh; ///< per unit of each regressor
  /// Of the curve's and the regressors' coefficients: (X'WX)^-1 after elimination of the slots, row
  /// by row. Zero for the one knot that the slots' levels stand for.
  std::vector<double> unscaled_covariance;

  bool operator==(const TemperatureCurve&) const = default;
};

/// The levels of the slots of a week in one window. Slot 0 begins on Monday at 00:00 civil time;
/// after Sunday's follow, with `ClosedDays::own`, those of a closed day.
struct WeekModel {
  std::vector<double> slot_kwh;          ///< energy of the slot in its mode's mean weather
  std::vector<double> slot_weight;       ///< of the intervals fitted in it
  std::vector<std::uint8_t> occupied;    ///< 1 or 0: which of the two curves is added
  std::vector<std::uint8_t> inferred;    ///< 1: never seen, level and mode from its neighbours
  std::vector<double> slot_mean;         ///< slot by slot, means of its curve's hats and regressors
  std::array<TemperatureCurve, 2> curve; ///< [0] unoccupied, [1] occupied

  bool operator==(const WeekModel&) const = default;
};

/// A fitted hourly model: civil time of week and outdoor temperature (TOWT; Mathieu et al. 2011,
/// doi:10.1109/TSG.2011.2145010).
struct HourlyFit {
  std::chrono::seconds step{3600};
  TimeZone zone;
  InstantPeriod period;
  std::vector<WeekModel> windows; ///< one; twelve from January on; or one per centre
  std::vector<CivilDay> centres;  ///< of `HourlyWindows::fortnights`
  std::vector<std::string> regressors;

  Celsius temperature_min{missing_value}; ///< coldest interval that was fitted
  Celsius temperature_max{missing_value};
  Coverage coverage;          ///< intervals of the period, and those with all that is needed
  double overlap = 1.0;       ///< weight of an interval over all windows, mean: 1 for one window
  std::size_t parameters = 0; ///< slots, temperatures, regressors; of windows, what they are worth
  std::size_t clipped = 0;    ///< residuals the robust pass shortened
  double r_squared = missing_value; ///< of intervals, against their mean
  double cv_rmse = missing_value;   ///< of intervals, divisor n - parameters
  double nmbe = missing_value;      ///< mean residual over mean energy
  double daily_r_squared = missing_value;
  double daily_cv_rmse = missing_value; ///< of days, divisor days - `daily_parameters`
  std::size_t days = 0;             ///< civil days with at least three quarters of their intervals
  std::size_t daily_parameters = 0; ///< day types and temperatures: what the model is to a day
  double autocorrelation = missing_value; ///< of daily residuals, lag 1, corrected, 0 to 0.95
  double effective_days = missing_value;
  double degrees_of_freedom = missing_value; ///< effective days less daily parameters, at least 2
  double interval_variance = missing_value;  ///< kWh² an interval adds to the variance of a long
                                             ///< total: of daily residuals, inflated

  HourlyOptions options;
  std::uint64_t input_digest = 0; ///< `InputDigest` of what was offered

  /// Slots of a day.
  [[nodiscard]] std::size_t day_slots() const noexcept {
    return static_cast<std::size_t>(std::chrono::hours{24} / step);
  }
};

using HourlyOutcome = Outcome<HourlyFit, BaselineReason>;

/// Fits energy of equal intervals to civil time of week and outdoor temperature.
///
/// `E = level(slot) + curve(mode of slot, T) + regressors`, not below 0 when it predicts. A slot is
/// one step of the week in civil time of `zone` (168 of an hour; clocks that change only make some
/// slots more frequent). A regression on 50 and 65 °F hinges finds the mode: occupied where more
/// than `occupied_share` of a slot's residuals are positive. The coefficients are the exact
/// least-squares optimum: slots eliminated by a Schur complement, one small system per mode;
/// noiseless data give them to 1e-9 relative. Where a mode has no data at a knot its curve goes on
/// straight. The robust pass clips each residual at `clip_deviations` deviations about its slot's
/// median and fits again.
///
/// Intervals: any step that divides a day, on the same grid as the temperature, or finer (each
/// takes the temperature it lies in) or coarser (mean of the temperatures inside, if half are
/// there). Days of `calendar` follow `closed_days`. `regressors` have one value per interval of
/// `energy`, linear, of any sign, with a coefficient per mode; a missing value drops the interval.
///
/// Throws `ContractError` for a step that does not divide a day or settings that mean nothing,
/// `ShapeError` for regressors of another length; every other "cannot" is a `BaselineReason`. A
/// year of hours takes 0.1 to 0.2 ms.
[[nodiscard]] HourlyOutcome fit_hourly(SteppedView<KilowattHours> energy,
                                       SteppedView<Celsius> outdoor, const TimeZone& zone,
                                       const HourlyOptions& options = {},
                                       const DayCalendar& calendar = {},
                                       const Regressors& regressors = {});

/// What a model expects of a stretch of time, interval by interval and in total.
struct HourlyPrediction {
  Instant first{};
  std::chrono::seconds step{3600};
  std::vector<double> energy_kwh; ///< missing where temperature or a regressor is

  KilowattHours total{}; ///< of the counted intervals
  KilowattHours low{};   ///< 90 % interval of a metered total
  KilowattHours high{};
  double variance = 0.0; ///< kWh²: `coefficient_variance` and the noise of as many intervals
  double coefficient_variance = 0.0; ///< kWh²: of the expectation alone
  KilowattHours observed{};          ///< total of `observed` over the same intervals
  Coverage coverage;                 ///< intervals asked for and counted
  std::size_t extrapolated = 0; ///< counted intervals colder or warmer than any that was fitted
  std::size_t inferred = 0;     ///< counted intervals in slots the fit had not seen
  std::size_t at_zero = 0;      ///< counted intervals whose expectation was below 0

  [[nodiscard]] SteppedView<KilowattHours> view() const noexcept {
    return {first, step, energy_kwh};
  }
};

/// Expected energy of the intervals of `outdoor`'s period, at the model's step.
///
/// With `observed`, on the model's step, the intervals are those of `observed`, and only those with
/// a reading are counted, so that `total - observed` is avoided energy. `calendar` and `regressors`
/// are those of the stretch predicted; the latter as long as the intervals, names as fitted.
///
/// Variance of the total: `interval_variance` times (counted intervals + g'(X'WX)^-1 g), the
/// second part for the coefficients. Days are treated as autocorrelated with lag-1 correlation
/// `autocorrelation`. Windows share intervals: the second part is then multiplied by `overlap`,
/// which is exact where all windows are alike.
///
/// Throws `ShapeError` for regressors that do not fit and `ContractError` for another step.
[[nodiscard]] HourlyPrediction predict(const HourlyFit& fit, SteppedView<Celsius> outdoor,
                                       const DayCalendar& calendar = {},
                                       const Regressors& regressors = {},
                                       SteppedView<KilowattHours> observed = {});

/// How the fit was made.
[[nodiscard]] MethodRecord method_record(const HourlyFit& fit);

/// The whole fit as JSON, without loss; `hourly_fit_from_json` reads it back and throws
/// `InputError` for anything else.
[[nodiscard]] std::string to_json(const HourlyFit& fit);
[[nodiscard]] HourlyFit hourly_fit_from_json(std::string_view text);

} // namespace empower
