// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/sorted_temperatures.hpp>
#include <empower/series/daily.hpp>

#include <span>

namespace empower {

/// Fits the six shapes to daily energy over daily mean temperature and selects one.
///
/// Each shape is the global least-squares optimum over its balance temperatures and coefficients,
/// found between the sorted temperatures in closed form, under constraints: slopes above 0 towards
/// cold and towards warm; heating balance at most cooling balance; both in the range that
/// `FitOptions` and the data leave (a leg has `min_leg_days` days and two temperatures strictly on
/// its side, the flat side at least one); base at or above 0, because a consuming meter cannot read
/// below zero at any temperature: where the optimum wants less, the base is 0.
///
/// Selection: AICc up to 36 observations, BIC with the effective sample size above, one
/// autocorrelation per meter. Coefficients of the chosen shape come from a Householder QR;
/// noiseless data give slopes to 1e-9 relative and balance temperatures to 1e-9 K. Intervals are
/// linearised about the optimum with the balance temperatures as parameters and inflated for
/// autocorrelation; in simulation of a year of days the 90 % ones hold 0.88 to 0.93, correlation 0
/// to 0.4. Time is quadratic in the distinct temperatures: a year to 0.1 °C takes a quarter of one
/// with 365 distinct values.
///
/// Regressors are projected out before the search (Frisch-Waugh-Lovell), so that 1P to 4P stay
/// exact beside them; a 5P beside regressors says `multistart`. A day without a finite value of
/// each is dropped; a regressor that is constant, or follows from temperature and the others, is
/// refused as `dependent_regressor`.
///
/// `FitOptions::robust`: Huber weights (1.345 sigma, sigma from the MAD; none beyond 6 sigma)
/// around the whole search, repeated until the balance temperatures of the chosen shape move less
/// than 0.01 K. It starts from the 80 % smallest residuals, with each fifth of the series left out
/// in turn, so that a long block of outliers cannot capture the start. SSE and intervals are those
/// of the weighted fit. It takes about fifteen times as long.
///
/// `temperature_c` and `energy_kwh` have one length, in order of time; a value that is not finite
/// drops the day. Throws `ShapeError` if the lengths differ; every other "cannot" is a
/// `BaselineReason`.
[[nodiscard]] FitOutcome fit_change_point(std::span<const double> temperature_c,
                                          std::span<const double> energy_kwh,
                                          const FitOptions& options = {},
                                          const Regressors& regressors = {});

/// The same on two daily series; days are matched by date, and the fit's period is that of
/// `energy`.
[[nodiscard]] FitOutcome fit_change_point(DailyView<KilowattHours> energy,
                                          DailyView<Celsius> outdoor,
                                          const FitOptions& options = {},
                                          const Regressors& regressors = {});

/// The same on a station's temperatures that are sorted already: for many meters, or many fits of
/// one.
[[nodiscard]] FitOutcome fit_change_point(DailyView<KilowattHours> energy,
                                          const SortedTemperatures& weather,
                                          const FitOptions& options = {},
                                          const Regressors& regressors = {});

} // namespace empower
