// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// Rules by which others accept a baseline. They are reported beside a model and select nothing: a
/// flat building has a good model with an R2 of 0.
enum class AcceptanceRule {
  guideline_14_cv_rmse, ///< CV(RMSE) at most 0.25 (bills) or 0.30 (days, hours)
  guideline_14_nmbe,    ///< |NMBE| at most 0.05 (bills) or 0.10
  doe_f_test,           ///< p of the model's F at most 0.10
  doe_every_driver,     ///< p of t of each slope and regressor at most 0.20
  doe_one_driver,       ///< p of t of the best of them at most 0.10
  doe_r_squared,        ///< at least 0.5
  doe_driver_range,     ///< mean temperature of the reporting period within the fitted temperatures
  better_r_squared,     ///< at least 0.6, of a shape with a leg
  better_slopes,        ///< p of t of each slope at most 0.1, of a shape with a leg
  better_flat_cv_rmse,  ///< root mean square error over the mean at most 0.5, of a mean
};

[[nodiscard]] std::span<const std::string_view> acceptance_rule_codes() noexcept;
[[nodiscard]] std::string_view code(AcceptanceRule rule) noexcept;

/// One rule applied to one fit.
struct AcceptanceCheck {
  AcceptanceRule rule{};
  double value = missing_value; ///< what was compared; missing where the fit has no such figure
  double limit = missing_value;
  bool passed = false;
  std::string reason; ///< of a failure, in a sentence
};

/// All rules that concern a fit of its shape, in the order of the enumeration. `reporting_mean_c`,
/// the mean outdoor temperature of the period to predict, is needed for `doe_driver_range`.
///
/// Guideline 14: ASHRAE Guideline 14-2014, whole-building path, with all parameters counted in the
/// divisor n - p. DOE: U.S. Department of Energy, Superior Energy Performance / EnPI, as in ORNL's
/// VERIFI; F = ((SST - SSE) / (p - 1)) / (SSE / (n - p)) knows no autocorrelation, while t uses
/// this library's standard errors and degrees of freedom, which do: stricter than the rule asks.
/// BETTER: LBNL's, without its own count of degrees of freedom; its CV(RMSE) divides by n.
[[nodiscard]] std::vector<AcceptanceCheck>
acceptance(const Fit& fit, std::optional<double> reporting_mean_c = std::nullopt);

/// Two-sided p of an estimate against 0; missing without a standard error, 0 where that is 0.
[[nodiscard]] double p_value(const Estimate& estimate, double degrees_of_freedom);

/// p of the F test of all that a fit has beside its mean, from R2; missing for a mean.
[[nodiscard]] double f_test_p_value(double r_squared, std::size_t observations,
                                    std::size_t parameters);

} // namespace empower
