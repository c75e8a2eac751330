// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/degree_day_ratio.hpp>

#include <span>

namespace empower {

/// The share of a total that answers to cold, 0 to 1, with its 90 % interval. A share that is
/// stated rather than fitted has the interval its source gives, or its value three times.
struct HeatingShare {
  double value = missing_value;
  double low = missing_value;
  double high = missing_value;
};

/// `s = heating / total` as a model expects them of a run of days: those the total was measured on.
/// The interval is linearised in the model's coefficients,
///
///   V = g' cov g,  g = (d heating - s d total) / total,
///
/// and cut to 0 ... 1. All missing where nothing is expected. `regressor_totals` as for
/// `predict_total`.
[[nodiscard]] HeatingShare heating_share(const Fit& fit, DailyView<Celsius> outdoor,
                                         std::span<const double> regressor_totals = {});

/// The rule by which a building's own degree-days are counted: its heating balance temperature.
/// Missing temperatures where it has no heating leg.
[[nodiscard]] HeatingRule balance_rule(const Fit& fit) noexcept;

/// A measured total as it would have been in other weather, with its parts and what they rest on.
struct DegreeDayNormalised {
  KilowattHours total{};
  KilowattHours low{};
  KilowattHours high{};
  KilowattHours base{};    ///< left as it was: all that is not heating, cooling included
  KilowattHours heating{}; ///< scaled
  double ratio = 0.0;      ///< reference degree-days over actual ones
  HeatingShare share;      ///< of the measured total
};

/// Normalisation by the ratio of degree-days, of the heating share `s` only:
///
///   normalised = measured * (1 - s) + measured * s * reference / actual.
///
/// Scaling all of it instead moves the base with the weather: wrong by `(1 - s)(ratio - 1)`.
///
/// The 90 % interval is that of the share alone. It does not hold the error of a rule that is not
/// the building's, which is often larger: with a base above the balance temperature the ratio comes
/// too near to 1 (figures in `docs/reference/degree-days.md`). Where the temperatures are at hand,
/// the overload below has no such error.
///
/// Refused where the two sums are not of one kind, as by `ratio`. Throws `ContractError` for a
/// share outside 0 ... 1 or outside its interval.
[[nodiscard]] Outcome<DegreeDayNormalised, DegreeDayReason>
degree_day_normalised(KilowattHours measured, const HeatingShare& share,
                      const DegreeDaySum<HeatingRule>& reference,
                      const DegreeDaySum<HeatingRule>& actual);

/// The same by a building's own rule, `balance_rule(fit)`, and its own share on daily means. With
/// E the energy that the model expects of the actual days and D the heating of the reference less
/// that of the actual, it is `measured (1 + D / E)`; the interval (90 %) is that of D / E,
/// linearised in all coefficients, so the error of the balance temperature is in it. In simulation
/// it holds the truth as often as that of `weather_normalised`.
///
/// Both runs of days stand for the same part of a year. `no_degree_days` for a fit without a
/// heating leg. Regressors, with the totals of the actual days, count with the base.
[[nodiscard]] Outcome<DegreeDayNormalised, DegreeDayReason>
degree_day_normalised(KilowattHours measured, const Fit& fit, DailyView<Celsius> reference,
                      DailyView<Celsius> actual, std::span<const double> regressor_totals = {});

} // namespace empower
