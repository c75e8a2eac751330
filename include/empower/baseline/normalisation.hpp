// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

#include <optional>
#include <span>

namespace empower {

/// What a model expects of a run of days: the total with its parts and the interval of the
/// expectation; the interval of what a meter would read; and how far the weather lies outside that
/// of the fit.
struct Prediction {
  AnnualEnergy expectation;
  KilowattHours low{}; ///< 5 % point of a metered total: the noise of the days is in it
  KilowattHours high{};
  double coefficient_variance = 0.0; ///< of the expectation, kWh2
  double noise_variance = 0.0;       ///< of the metered total about it, kWh2
  /// On days colder or warmer than any fitted: the share of the days or of the degree-days,
  /// whichever is larger. Days count because a shape without a leg has no degree-days there.
  double extrapolated_share = 0.0;
};

/// A larger share of extrapolation is refused: what lies outside is taken on trust.
inline constexpr double largest_extrapolated_share = 0.10;

/// Expected energy of the days of a series that have a temperature; a series with missing days
/// gives less than its period used. Both intervals are 90 %, with `Fit::degrees_of_freedom`:
///
///   V = g' cov g,  g = sums of the model's columns over the days;     noise = residual_variance d,
///
/// d days. The noise term is that of a long total: of few autocorrelated days it is too wide.
/// `regressor_totals` holds the sum over the same days of each of the fit's regressors, whose
/// energy is counted with the base. Throws `ShapeError` if their number is not the fit's.
[[nodiscard]] Prediction predict_total(const Fit& fit, DailyView<Celsius> outdoor,
                                       std::span<const double> regressor_totals = {});

/// The same of a normal year; all missing if there is none.
[[nodiscard]] Prediction predict_total(const Fit& fit, const NormalYear& normal,
                                       std::span<const double> regressor_totals = {});

/// `extrapolation`, with a sentence, if the prediction rests on more than
/// `largest_extrapolated_share` outside the fitted temperatures.
[[nodiscard]] std::optional<Failure<BaselineReason>> refusal(const Prediction& prediction);

/// Expected energy of a normal year, split into base, heating and cooling. The 90 % interval is
/// that of the expectation, from the covariance of all coefficients, without noise. All missing if
/// there is no normal year or `refusal` says so.
[[nodiscard]] AnnualEnergy normal_year_energy(const Fit& fit, const NormalYear& normal,
                                              std::span<const double> regressor_totals = {});

/// `predict_total(fit, outdoor).expectation`.
[[nodiscard]] AnnualEnergy expected_energy(const Fit& fit, DailyView<Celsius> outdoor);

} // namespace empower
