// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/adjusted_baseline.hpp>
#include <empower/baseline/fit.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/hourly.hpp>

namespace empower {

/// Fits the shapes to days or bills on the degree-hours of their own hours:
///
///   energy = base d + heating_slope sum (heating_balance - T_h)+ / 24
///                   + cooling_slope sum (T_h - cooling_balance)+ / 24
///
/// over the hours h of the d days. For buildings that answer to the hour: near a balance
/// temperature a day's mean hides the hours beyond it, so a model of means takes part of the leg
/// for base and bends it later. Weights 1 / hours; everything else as `fit_bills`, 5P by
/// `multistart` also for days, which need `min_leg_days` days on each leg.
///
/// The `signature` is in kWh/day and °C as ever, but holds of an hour (times 1/24): its expectation
/// of a daily mean is another figure. `adjusted_baseline` below is how it predicts. An observation
/// with an hour missing is left out; `zone` says which hours a day has (23, 24 or 25).
[[nodiscard]] FitOutcome fit_degree_hours(BillView observed, HourlyView<Celsius> outdoor,
                                          const TimeZone& zone, const FitOptions& options = {});

/// What a fit of `fit_degree_hours` expects of other observations. Throws `ContractError` for a fit
/// of another method.
[[nodiscard]] AdjustedBaseline adjusted_baseline(const Fit& baseline, BillView observed,
                                                 HourlyView<Celsius> outdoor, const TimeZone& zone);

} // namespace empower
