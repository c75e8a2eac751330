// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace empower {

/// How the coefficient of the formula below grows with the length of the reporting period. Fitted
/// to periods of months to few years; a parabola that opens downwards means nothing beyond.
struct SavingsPolynomial {
  double square = 0.0;
  double linear = 0.0;
  double constant = 0.0;

  /// square M^2 + linear M + constant, M in months of the reporting period.
  [[nodiscard]] constexpr double at(double months) const noexcept {
    return (square * months + linear) * months + constant;
  }
};

/// Sun, Baltazar 2013 ("Analysis and improvement on the estimation of building energy savings
/// uncertainty", ASHRAE Transactions 119), as adopted by CalTRACK 2.0, 4.3.2.4.
inline constexpr SavingsPolynomial sun_baltazar_bills{-0.00022, 0.03306, 0.94054};
inline constexpr SavingsPolynomial sun_baltazar_daily{-0.00024, 0.03535, 1.00286};
/// The constant of ASHRAE Guideline 14-2002 and 2014, for any interval and length. The only one
/// there is for hours, where the formula is known to understate: autocorrelation of hours spans
/// days and rho at lag 1 does not see it. Say so wherever a figure made with it is shown.
inline constexpr SavingsPolynomial guideline_14_constant{0.0, 0.0, 1.26};

/// What the formula is made of; observations are bills, days or hours.
struct SavingsUncertaintyInput {
  double t = 0.0;       ///< Student's t of the confidence, two-sided
  double cv_rmse = 0.0; ///< of the baseline, divisor n - p
  double baseline_observations = 0.0;
  double effective_observations = 0.0; ///< n' = n (1 - rho) / (1 + rho)
  double reporting_observations = 0.0;
  double reporting_months = 0.0;
};

/// Half width of a saving's interval as a share of the energy expected in the reporting period:
///
///   t (a M^2 + b M + c) CV(RMSE) sqrt((n / n') (1 + 2 / n') / m)
///
/// ASHRAE Guideline 14-2014 with the coefficient of `polynomial`. NaN or infinite
/// where a count is 0. A figure for compatibility, not an interval of this library: it knows only
/// how many days the reporting period has, not its weather. `FSU` of a saving is
/// `fractional_savings_uncertainty`.
[[nodiscard]] inline double relative_savings_band(const SavingsUncertaintyInput& input,
                                                  const SavingsPolynomial& polynomial) noexcept {
  const double n_eff = input.effective_observations;
  return input.t * polynomial.at(input.reporting_months) * input.cv_rmse *
         std::sqrt(input.baseline_observations / n_eff * (1.0 + 2.0 / n_eff) /
                   input.reporting_observations);
}

/// The same over the saving: half width / saving, for a saving that is `savings_fraction` of the
/// energy expected. Guideline 14 asks for at most 0.5 at 68 % confidence. Infinite for no saving.
[[nodiscard]] inline double
fractional_savings_uncertainty(double savings_fraction, const SavingsUncertaintyInput& input,
                               const SavingsPolynomial& polynomial) noexcept {
  return relative_savings_band(input, polynomial) / std::abs(savings_fraction);
}

} // namespace empower
