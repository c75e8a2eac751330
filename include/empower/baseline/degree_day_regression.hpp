// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/sorted_temperatures.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>

namespace empower {

/// Fits the six shapes to bills of unequal length on the degree-days of their own days
/// (variable-base degree-days, weights 1 / days) and selects one; constraints, selection and
/// intervals as for `fit_change_point`, with `min_leg_bills` bills that have degree-days on each
/// leg.
///
/// 1P to 4P are exact: between two neighbouring daily temperatures the degree-days of a bill are
/// linear in the balance temperature. 5P is the best of many local optima, and says `multistart`.
/// Fitting on the mean temperature of a bill instead would bias the balance temperature, as the
/// hinge of a mean is not the mean of hinges.
///
/// A bill with a missing temperature or energy is left out. Throws `InputError` for bills that are
/// not in order or overlap: the days of two bills have no energy of their own.
/// In simulation of 24 bills without autocorrelation the 90 % intervals hold 0.90 to 0.92.
/// Regressors (a value per bill, the sum over its days) and `FitOptions::robust` as for
/// `fit_change_point`.
[[nodiscard]] FitOutcome fit_bills(BillView bills, DailyView<Celsius> outdoor,
                                   const FitOptions& options = {},
                                   const Regressors& regressors = {});

/// The same on a station's temperatures that are sorted already: for many meters, or many fits of
/// one.
[[nodiscard]] FitOutcome fit_bills(BillView bills, const SortedTemperatures& weather,
                                   const FitOptions& options = {},
                                   const Regressors& regressors = {});

} // namespace empower
