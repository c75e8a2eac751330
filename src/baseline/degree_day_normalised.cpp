// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_day_normalised.hpp>

#include <empower/baseline/detail/exposure.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace empower {

namespace {

/// Half the 90 % interval of a quotient `part / whole` of two expected energies of a fit: its
/// derivative is that of `part - quotient * whole`, over the whole.
double margin_of_quotient(const Fit& fit, const detail::Exposure& part,
                          const detail::Exposure& whole, double quotient, KilowattHours total,
                          std::span<const double> regressor_totals) {
  const detail::Exposure scaled{.days = whole.days * quotient,
                                .heating = whole.heating * quotient,
                                .heating_days = whole.heating_days * quotient,
                                .cooling = whole.cooling * quotient,
                                .cooling_days = whole.cooling_days * quotient};
  std::vector<double> regressors(regressor_totals.begin(), regressor_totals.end());
  for (double& regressor : regressors) regressor *= -quotient;
  const double variance =
      detail::coefficient_variance(fit, detail::difference(part, scaled), regressors);
  return student_t_quantile(0.95, fit.degrees_of_freedom) * std::sqrt(variance) / total.value();
}

/// What of an exposure the heating leg answers to.
detail::Exposure heating_part(const detail::Exposure& exposure) noexcept {
  return {.heating = exposure.heating, .heating_days = exposure.heating_days};
}

} // namespace

HeatingShare heating_share(const Fit& fit, DailyView<Celsius> outdoor,
                           std::span<const double> regressor_totals) {
  const AnnualEnergy expected = predict_total(fit, outdoor, regressor_totals).expectation;
  if (!(expected.total.value() > 0.0)) return {};
  const double share = expected.heating / expected.total;
  const detail::Exposure days = detail::exposure(fit, outdoor);
  const double margin =
      margin_of_quotient(fit, heating_part(days), days, share, expected.total, regressor_totals);
  return {std::clamp(share, 0.0, 1.0), std::clamp(share - margin, 0.0, 1.0),
          std::clamp(share + margin, 0.0, 1.0)};
}

HeatingRule balance_rule(const Fit& fit) noexcept {
  return {fit.signature.heating_balance, fit.signature.heating_balance};
}

Outcome<DegreeDayNormalised, DegreeDayReason>
degree_day_normalised(KilowattHours measured, const HeatingShare& share,
                      const DegreeDaySum<HeatingRule>& reference,
                      const DegreeDaySum<HeatingRule>& actual) {
  EMPOWER_EXPECTS(0.0 <= share.low && share.low <= share.value && share.value <= share.high &&
                      share.high <= 1.0,
                  "a heating share and its interval lie in 0 to 1, in order");
  const auto quotient = ratio(reference, actual);
  if (!quotient) return quotient.failure();
  const auto at = [&](double s) { return measured * (1.0 + s * (*quotient - 1.0)); };
  const auto [low, high] = std::minmax({at(share.low), at(share.high)});
  return DegreeDayNormalised{.total = at(share.value),
                             .low = low,
                             .high = high,
                             .base = measured * (1.0 - share.value),
                             .heating = measured * (share.value * *quotient),
                             .ratio = *quotient,
                             .share = share};
}

Outcome<DegreeDayNormalised, DegreeDayReason>
degree_day_normalised(KilowattHours measured, const Fit& fit, DailyView<Celsius> reference,
                      DailyView<Celsius> actual, std::span<const double> regressor_totals) {
  const HeatingShare share = heating_share(fit, actual, regressor_totals);
  if (balance_rule(fit).base.missing() || std::isnan(share.value)) {
    return Failure{DegreeDayReason::no_degree_days,
                   std::string{"the model has no heating leg, or expects no energy"}};
  }
  auto normalised =
      degree_day_normalised(measured, share, heating_degree_days(reference, balance_rule(fit)),
                            heating_degree_days(actual, balance_rule(fit)));
  if (!normalised) return normalised;
  const detail::Exposure days = detail::exposure(fit, actual);
  const detail::Exposure change =
      detail::difference(heating_part(detail::exposure(fit, reference)), heating_part(days));
  const KilowattHours expected = predict_total(fit, actual, regressor_totals).expectation.total;
  const double relative_change = detail::expected_energy(fit.signature, change).total / expected;
  const KilowattHours margin =
      measured * margin_of_quotient(fit, change, days, relative_change, expected, regressor_totals);
  DegreeDayNormalised result = *normalised;
  result.low = result.total - margin;
  result.high = result.total + margin;
  return result;
}

} // namespace empower
