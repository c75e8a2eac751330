// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/acceptance.hpp>

#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace empower {

namespace {

constexpr std::array<std::string_view, 10> rule_codes{
    "guideline_14_cv_rmse", "guideline_14_nmbe",  "doe_f_test",       "doe_every_driver",
    "doe_one_driver",       "doe_r_squared",      "doe_driver_range", "better_r_squared",
    "better_slopes",        "better_flat_cv_rmse"};

/// What a rule is about, as a sentence begins.
constexpr std::array<std::string_view, 10> subjects{"CV(RMSE)",
                                                    "The size of NMBE",
                                                    "p of the F test",
                                                    "p of the least certain driver",
                                                    "p of the most certain driver",
                                                    "R2",
                                                    "The reporting period's mean temperature",
                                                    "R2",
                                                    "p of the least certain slope",
                                                    "The root mean square error over the mean"};

/// Smallest and largest p of a set of estimates; missing if the set is empty.
struct Extremes {
  double smallest = missing_value;
  double largest = missing_value;

  void add(double p) {
    smallest = std::fmin(smallest, p);
    largest = std::fmax(largest, p);
  }
};

class Checks {
public:
  void at_most(AcceptanceRule rule, double value, double limit) {
    add(rule, value, limit, value <= limit, "above");
  }
  void at_least(AcceptanceRule rule, double value, double limit) {
    add(rule, value, limit, value >= limit, "below");
  }
  std::vector<AcceptanceCheck> take() && { return std::move(all_); }

private:
  void add(AcceptanceRule rule, double value, double limit, bool passed, std::string_view side) {
    AcceptanceCheck check{rule, value, limit, passed, {}};
    const std::string_view subject = subjects[static_cast<std::size_t>(rule)];
    if (std::isnan(value))
      check.reason = fmt::format("{} cannot be stated for this model.", subject);
    else if (!passed)
      check.reason = fmt::format("{} is {:.3g}, {} {:.3g}.", subject, value, side, limit);
    all_.push_back(std::move(check));
  }

  std::vector<AcceptanceCheck> all_;
};

bool has_drivers(const Fit& fit) {
  return fit.signature.shape != SignatureShape::mean || !fit.regressors.empty();
}

} // namespace

std::span<const std::string_view> acceptance_rule_codes() noexcept { return rule_codes; }
std::string_view code(AcceptanceRule rule) noexcept {
  return rule_codes[static_cast<std::size_t>(rule)];
}

double p_value(const Estimate& estimate, double degrees_of_freedom) {
  if (std::isnan(estimate.standard_error)) return missing_value;
  if (estimate.standard_error == 0.0) return estimate.value == 0.0 ? 1.0 : 0.0;
  return 2.0 * student_t_upper_tail(std::abs(estimate.value / estimate.standard_error),
                                    degrees_of_freedom);
}

double f_test_p_value(double r_squared, std::size_t observations, std::size_t parameters) {
  if (parameters < 2 || observations <= parameters || std::isnan(r_squared)) return missing_value;
  const auto numerator = static_cast<double>(parameters - 1);
  const auto denominator = static_cast<double>(observations - parameters);
  if (r_squared >= 1.0) return 0.0;
  return f_upper_tail(r_squared / numerator / ((1.0 - r_squared) / denominator), numerator,
                      denominator);
}

std::vector<AcceptanceCheck> acceptance(const Fit& fit, std::optional<double> reporting_mean_c) {
  using enum AcceptanceRule;
  const bool bills = fit.method == BaselineMethod::bills;
  Extremes slopes;
  for (const Estimate* slope : {&fit.heating_slope, &fit.cooling_slope})
    if (!std::isnan(slope->value)) slopes.add(p_value(*slope, fit.degrees_of_freedom));
  Extremes drivers = slopes;
  for (const RegressorEffect& effect : fit.regressors)
    drivers.add(p_value(effect.coefficient, fit.degrees_of_freedom));

  Checks checks;
  checks.at_most(guideline_14_cv_rmse, fit.cv_rmse, bills ? 0.25 : 0.30);
  checks.at_most(guideline_14_nmbe, std::abs(fit.nmbe), bills ? 0.05 : 0.10);
  if (has_drivers(fit)) {
    checks.at_most(doe_f_test, f_test_p_value(fit.r_squared, fit.observations, fit.parameters),
                   0.10);
    checks.at_most(doe_every_driver, drivers.largest, 0.20);
    checks.at_most(doe_one_driver, drivers.smallest, 0.10);
    checks.at_least(doe_r_squared, fit.r_squared, 0.5);
  }
  if (reporting_mean_c) {
    if (*reporting_mean_c < fit.temperature_min.value())
      checks.at_least(doe_driver_range, *reporting_mean_c, fit.temperature_min.value());
    else
      checks.at_most(doe_driver_range, *reporting_mean_c, fit.temperature_max.value());
  }
  if (has_drivers(fit)) {
    checks.at_least(better_r_squared, fit.r_squared, 0.6);
    if (!std::isnan(slopes.largest)) checks.at_most(better_slopes, slopes.largest, 0.1);
  } else {
    const auto n = static_cast<double>(fit.observations);
    checks.at_most(better_flat_cv_rmse, fit.cv_rmse * std::sqrt((n - 1.0) / n), 0.5);
  }
  return std::move(checks).take();
}

} // namespace empower
