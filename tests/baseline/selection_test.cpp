// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/selection.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace empower;

namespace {

/// How often, of `runs` meters with a year of days, the true shape is chosen.
int chosen_daily(SignatureShape shape, double correlation, int runs) {
  int right = 0;
  for (int run = 0; run < runs; ++run) {
    Random random{1000 + static_cast<std::uint64_t>(shape), static_cast<std::uint64_t>(run)};
    const DailySeries outdoor = testing::weather(random, 365);
    const DailySeries energy =
        testing::daily_meter(testing::signature(shape), outdoor, {random, 15.0, correlation});
    const FitOutcome fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    right += fit && fit->signature.shape == shape ? 1 : 0;
  }
  return right;
}

int chosen_bills(SignatureShape shape, double correlation, int runs) {
  int right = 0;
  for (int run = 0; run < runs; ++run) {
    Random random{2000 + static_cast<std::uint64_t>(shape), static_cast<std::uint64_t>(run)};
    const DailySeries outdoor = testing::weather(random, 450);
    const BillSeries bills =
        testing::billed_meter(random, testing::signature(shape), outdoor, 12, 60.0, correlation);
    const FitOutcome fit = fit_bills(bills.view(), outdoor.view<Celsius>());
    right += fit && fit->signature.shape == shape ? 1 : 0;
  }
  return right;
}

} // namespace

// Thresholds: the shares of the design's study (98 % daily, 89 and 85 % for 12 bills) less three
// standard errors of this number of runs.
TEST_SUITE("baseline/selection") {

  TEST_CASE("on a year of days the true shape is chosen nearly always, autocorrelated or not") {
    for (const SignatureShape shape : testing::all_shapes) {
      for (const double correlation : {0.0, 0.5}) {
        CAPTURE(code(shape));
        CAPTURE(correlation);
        const int right = chosen_daily(shape, correlation, 200);
        // Autocorrelation of 0.5 leaves a 5P with its legs 5 K apart little to tell it from a 4P.
        CHECK(right >= (shape == SignatureShape::heating_cooling ? 170 : 187));
      }
    }
  }

  TEST_CASE("on twelve bills the true shape is chosen mostly") {
    for (const SignatureShape shape : {SignatureShape::mean, SignatureShape::heating}) {
      for (const double correlation : {0.0, 0.5}) {
        CAPTURE(code(shape));
        CAPTURE(correlation);
        const int right = chosen_bills(shape, correlation, 200);
        CHECK(right >= 130);
      }
    }
  }

  TEST_CASE("the choice does not depend on the unit of the energy") {
    Random random{9};
    const DailySeries outdoor = testing::weather(random, 365);
    const DailySeries energy = testing::daily_meter(
        testing::signature(SignatureShape::heating_cooling), outdoor, {random, 20.0, 0.4});
    const FitOutcome fit = fit_change_point(outdoor.values, energy.values);
    REQUIRE(fit.has_value());
    for (const double factor : {1e-6, 3.6e6}) {
      std::vector<double> scaled;
      for (const double e : energy.values) scaled.push_back(factor * e);
      const FitOutcome other = fit_change_point(outdoor.values, scaled);
      REQUIRE(other.has_value());
      CHECK(other->signature.shape == fit->signature.shape);
      CHECK(other->base.value == doctest::Approx(factor * fit->base.value).epsilon(1e-9));
      CHECK(other->heating_slope.value ==
            doctest::Approx(factor * fit->heating_slope.value).epsilon(1e-9));
      CHECK(other->heating_slope.high ==
            doctest::Approx(factor * fit->heating_slope.high).epsilon(1e-9));
      CHECK(other->heating_balance.value ==
            doctest::Approx(fit->heating_balance.value).epsilon(1e-9));
    }
  }

  TEST_CASE("a coarse register is a floor under the residuals") {
    Random random{10};
    const DailySeries outdoor = testing::weather(random, 365);
    DailySeries energy = testing::daily_meter(
        testing::signature(SignatureShape::heating, 10.0, 0.05), outdoor, {random, 0.0, 0.0});
    for (double& e : energy.values) e = 10.0 * std::round(e / 10.0);
    FitOptions options;
    options.resolution_kwh = 10.0;
    const FitOutcome fit = fit_change_point(outdoor.values, energy.values, options);
    REQUIRE(fit.has_value());
    CHECK(fit->signature.shape == SignatureShape::mean);
  }

  TEST_CASE("all shapes are kept, and the chosen one has the least criterion of the admissible") {
    Random random{11};
    const DailySeries outdoor = testing::weather(random, 365);
    const DailySeries energy = testing::daily_meter(testing::signature(SignatureShape::heating),
                                                    outdoor, {random, 20.0, 0.4});
    const FitOutcome fit = fit_change_point(outdoor.values, energy.values);
    REQUIRE(fit.has_value());
    REQUIRE(fit->candidates.size() == 6);
    const Candidate& chosen =
        *std::ranges::find(fit->candidates, fit->signature.shape,
                           [](const Candidate& c) { return c.signature.shape; });
    for (std::size_t i = 0; i < 6; ++i) {
      CHECK(fit->candidates[i].signature.shape == static_cast<SignatureShape>(i));
      if (fit->candidates[i].admissible) CHECK(chosen.criterion <= fit->candidates[i].criterion);
    }
    CHECK(fit->candidates[5].sse <= fit->candidates[2].sse);
    CHECK(fit->candidates[2].sse <= fit->candidates[0].sse);
  }

  TEST_CASE("the alternative to a chosen shape is there with its difference of criterion") {
    Random random{12};
    const DailySeries outdoor = testing::weather(random, 365);
    const DailySeries energy = testing::daily_meter(testing::signature(SignatureShape::heating),
                                                    outdoor, {random, 20.0, 0.4});
    const FitOutcome fit = fit_change_point(outdoor.values, energy.values);
    REQUIRE(fit.has_value());
    REQUIRE(fit->signature.shape == SignatureShape::heating);
    CHECK(delta_criterion(*fit, SignatureShape::heating) == 0.0);
    const Candidate* both = candidate_of(*fit, SignatureShape::heating_cooling);
    REQUIRE(both != nullptr);
    const double delta = delta_criterion(*fit, SignatureShape::heating_cooling);
    if (both->admissible)
      CHECK(delta == both->criterion - candidate_of(*fit, SignatureShape::heating)->criterion);
    else
      CHECK(std::isnan(delta));
    CHECK(delta_criterion(*fit, SignatureShape::mean) > 100.0);
    Fit bare;
    CHECK(candidate_of(bare, SignatureShape::mean) == nullptr);
    CHECK(std::isnan(delta_criterion(bare, SignatureShape::mean)));
  }
}
