// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/normalisation.hpp>

#include <empower/baseline/detail/exposure.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <cmath>

namespace empower {

namespace {

Prediction predict(const Fit& fit, const detail::Exposure& exposure,
                   std::span<const double> regressor_totals) {
  if (regressor_totals.size() != fit.regressors.size())
    throw ShapeError("regressor_totals", fit.regressors.size(), regressor_totals.size());
  Prediction prediction;
  prediction.coefficient_variance = detail::coefficient_variance(fit, exposure, regressor_totals);
  prediction.noise_variance = fit.residual_variance * exposure.days.value();
  prediction.extrapolated_share = exposure.extrapolated_share();
  AnnualEnergy& energy = prediction.expectation;
  energy = detail::expected_energy(fit.signature, exposure);
  for (std::size_t j = 0; j < regressor_totals.size(); ++j) {
    const KilowattHours effect{fit.regressors[j].coefficient.value * regressor_totals[j]};
    energy.base += effect;
    energy.total += effect;
  }
  const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
  const auto margin = [t](double variance) { return KilowattHours{t * std::sqrt(variance)}; };
  energy.low = energy.total - margin(prediction.coefficient_variance);
  energy.high = energy.total + margin(prediction.coefficient_variance);
  const KilowattHours metered = margin(prediction.coefficient_variance + prediction.noise_variance);
  prediction.low = energy.total - metered;
  prediction.high = energy.total + metered;
  return prediction;
}

} // namespace

Prediction predict_total(const Fit& fit, DailyView<Celsius> outdoor,
                         std::span<const double> regressor_totals) {
  return predict(fit, detail::exposure(fit, outdoor), regressor_totals);
}

Prediction predict_total(const Fit& fit, const NormalYear& normal,
                         std::span<const double> regressor_totals) {
  if (normal.missing()) {
    const KilowattHours none{missing_value};
    return {detail::no_energy(), none, none, missing_value, missing_value, missing_value};
  }
  return predict(fit, detail::exposure(fit, normal), regressor_totals);
}

std::optional<Failure<BaselineReason>> refusal(const Prediction& prediction) {
  if (!(prediction.extrapolated_share > largest_extrapolated_share)) return std::nullopt;
  return Failure{
      BaselineReason::extrapolation,
      fmt::format("{:.0f} % of the days or degree-days are colder or warmer than any day "
                  "of the fit; at most {:.0f} % may be.",
                  100.0 * prediction.extrapolated_share, 100.0 * largest_extrapolated_share)};
}

AnnualEnergy normal_year_energy(const Fit& fit, const NormalYear& normal,
                                std::span<const double> regressor_totals) {
  const Prediction prediction = predict_total(fit, normal, regressor_totals);
  return refusal(prediction) ? detail::no_energy() : prediction.expectation;
}

AnnualEnergy expected_energy(const Fit& fit, DailyView<Celsius> outdoor) {
  return predict_total(fit, outdoor).expectation;
}

} // namespace empower
