// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/acceptance.hpp>

#include <empower/stats/distribution.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace empower;

namespace {

Estimate with_t(double value, double t) { return {value, value / t, missing_value, missing_value}; }

/// A heating signature that passes everything.
Fit good_fit() {
  Fit fit;
  fit.signature.shape = SignatureShape::heating;
  fit.heating_slope = with_t(10.0, 20.0);
  fit.observations = 365;
  fit.parameters = 3;
  fit.degrees_of_freedom = 200.0;
  fit.r_squared = 0.9;
  fit.cv_rmse = 0.1;
  fit.nmbe = 0.0;
  fit.temperature_min = Celsius{-5.0};
  fit.temperature_max = Celsius{30.0};
  return fit;
}

AcceptanceCheck check_of(const Fit& fit, AcceptanceRule rule,
                         std::optional<double> reporting = std::nullopt) {
  const std::vector<AcceptanceCheck> all = acceptance(fit, reporting);
  const auto found = std::ranges::find(all, rule, &AcceptanceCheck::rule);
  REQUIRE(found != all.end());
  return *found;
}

bool has(const Fit& fit, AcceptanceRule rule) {
  const std::vector<AcceptanceCheck> all = acceptance(fit);
  return std::ranges::find(all, rule, &AcceptanceCheck::rule) != all.end();
}

} // namespace

TEST_SUITE("baseline/acceptance") {

  TEST_CASE("a good model passes every rule, without a word") {
    const std::vector<AcceptanceCheck> all = acceptance(good_fit(), 12.0);
    CHECK(all.size() == 9);
    for (const AcceptanceCheck& check : all) {
      CAPTURE(code(check.rule));
      CHECK(check.passed);
      CHECK(check.reason.empty());
    }
    CHECK(std::ranges::is_sorted(all, {}, &AcceptanceCheck::rule));
    CHECK(acceptance_rule_codes().size() == 10);
  }

  TEST_CASE("Guideline 14 asks less of days than of bills") {
    using enum AcceptanceRule;
    Fit fit = good_fit();
    fit.cv_rmse = 0.30;
    CHECK(check_of(fit, guideline_14_cv_rmse).passed);
    fit.cv_rmse = 0.301;
    CHECK_FALSE(check_of(fit, guideline_14_cv_rmse).passed);
    fit.nmbe = -0.10;
    CHECK(check_of(fit, guideline_14_nmbe).passed);
    fit.nmbe = -0.101;
    CHECK_FALSE(check_of(fit, guideline_14_nmbe).passed);
    fit.method = BaselineMethod::bills;
    fit.cv_rmse = 0.25;
    CHECK(check_of(fit, guideline_14_cv_rmse).passed);
    fit.cv_rmse = 0.251;
    const AcceptanceCheck failed = check_of(fit, guideline_14_cv_rmse);
    CHECK_FALSE(failed.passed);
    CHECK(failed.value == 0.251);
    CHECK(failed.limit == 0.25);
    CHECK(failed.reason == "CV(RMSE) is 0.251, above 0.25.");
    fit.nmbe = 0.05;
    CHECK(check_of(fit, guideline_14_nmbe).passed);
    fit.nmbe = 0.051;
    CHECK_FALSE(check_of(fit, guideline_14_nmbe).passed);
  }

  TEST_CASE("the F test is that of the regression, on both sides of its limit") {
    // A line through n points: F = t^2, so both tests have one p.
    const double t = 2.3;
    const double r_squared = t * t / (t * t + 18.0);
    CHECK(f_test_p_value(r_squared, 20, 2) ==
          doctest::Approx(2.0 * student_t_upper_tail(t, 18.0)).epsilon(1e-12));
    CHECK(std::isnan(f_test_p_value(0.5, 20, 1)));
    CHECK(f_test_p_value(1.0, 20, 3) == 0.0);
    Fit fit = good_fit();
    fit.observations = 12;
    fit.r_squared = 0.42; // p = 0.0862
    CHECK(check_of(fit, AcceptanceRule::doe_f_test).passed);
    fit.r_squared = 0.39; // p = 0.1082
    CHECK_FALSE(check_of(fit, AcceptanceRule::doe_f_test).passed);
  }

  TEST_CASE("every driver needs p below 0.2, and one of them below 0.1") {
    using enum AcceptanceRule;
    const auto t_of = [](double p) { return student_t_quantile(1.0 - 0.5 * p, 200.0); };
    Fit fit = good_fit();
    fit.heating_slope = with_t(10.0, t_of(0.15));
    CHECK(check_of(fit, doe_every_driver).value == doctest::Approx(0.15));
    CHECK(check_of(fit, doe_every_driver).passed);
    CHECK_FALSE(check_of(fit, doe_one_driver).passed);
    CHECK_FALSE(check_of(fit, better_slopes).passed);
    fit.regressors.push_back({"irradiation", with_t(-3.0, -t_of(0.01))});
    CHECK(check_of(fit, doe_one_driver).value == doctest::Approx(0.01));
    CHECK(check_of(fit, doe_one_driver).passed);
    CHECK_FALSE(check_of(fit, better_slopes).passed); // slopes only
    fit.regressors.push_back({"occupancy", with_t(1.0, t_of(0.21))});
    CHECK_FALSE(check_of(fit, doe_every_driver).passed);
    fit.heating_slope = with_t(10.0, t_of(0.09));
    CHECK(check_of(fit, better_slopes).passed);
  }

  TEST_CASE("R2 is asked only of a model with a driver, and differs between the rules") {
    using enum AcceptanceRule;
    Fit fit = good_fit();
    fit.r_squared = 0.55;
    CHECK(check_of(fit, doe_r_squared).passed);
    CHECK_FALSE(check_of(fit, better_r_squared).passed);
    fit.r_squared = 0.49;
    CHECK_FALSE(check_of(fit, doe_r_squared).passed);
    fit.r_squared = 0.6;
    CHECK(check_of(fit, better_r_squared).passed);
  }

  TEST_CASE("a mean is judged by its error alone, divided by n") {
    using enum AcceptanceRule;
    Fit fit = good_fit();
    fit.signature.shape = SignatureShape::mean;
    fit.heating_slope = {};
    fit.parameters = 1;
    fit.observations = 10;
    fit.r_squared = 0.0;
    for (const AcceptanceRule rule : {doe_f_test, doe_every_driver, doe_one_driver, doe_r_squared,
                                      better_r_squared, better_slopes})
      CHECK_FALSE(has(fit, rule));
    fit.cv_rmse = 0.5 * std::sqrt(10.0 / 9.0) - 1e-9;
    CHECK(check_of(fit, better_flat_cv_rmse).passed);
    fit.cv_rmse += 2e-9;
    CHECK_FALSE(check_of(fit, better_flat_cv_rmse).passed);
  }

  TEST_CASE("a reporting period is compared with the fitted temperatures on both sides") {
    using enum AcceptanceRule;
    const Fit fit = good_fit();
    CHECK_FALSE(has(fit, doe_driver_range));
    CHECK(check_of(fit, doe_driver_range, -5.0).passed);
    CHECK(check_of(fit, doe_driver_range, 30.0).passed);
    CHECK_FALSE(check_of(fit, doe_driver_range, 30.1).passed);
    const AcceptanceCheck cold = check_of(fit, doe_driver_range, -5.1);
    CHECK_FALSE(cold.passed);
    CHECK(cold.reason == "The reporting period's mean temperature is -5.1, below -5.");
  }

  TEST_CASE("what cannot be stated is not passed, and says so") {
    Fit fit = good_fit();
    fit.cv_rmse = missing_value;
    const AcceptanceCheck check = check_of(fit, AcceptanceRule::guideline_14_cv_rmse);
    CHECK_FALSE(check.passed);
    CHECK(check.reason == "CV(RMSE) cannot be stated for this model.");
  }

  TEST_CASE("a perfect slope has p 0, one of 0 without error p 1") {
    CHECK(p_value({2.0, 0.0, 2.0, 2.0}, 5.0) == 0.0);
    CHECK(p_value({0.0, 0.0, 0.0, 0.0}, 5.0) == 1.0);
    CHECK(std::isnan(p_value({}, 5.0)));
  }
}
