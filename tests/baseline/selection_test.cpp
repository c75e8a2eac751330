// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/selection.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/detail/candidates.hpp>

#include "baseline/selection_study.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>
#include <vector>

using namespace empower;

namespace {

/// What `select` looks at of twelve or more days.
struct Ballot {
  detail::Design design;
  std::vector<double> energy;
  std::vector<Candidate> candidates;

  Ballot(std::size_t days, std::initializer_list<std::pair<SignatureShape, double>> shapes)
      : energy(days, 0.0) {
    design.days.assign(days, 1.0);
    design.weight.assign(days, 1.0);
    for (const auto& [shape, sse] : shapes) {
      Candidate candidate;
      candidate.signature.shape = shape;
      candidate.sse = sse;
      candidate.admissible = true;
      candidates.push_back(candidate);
    }
  }

  std::size_t select(double effective, double resolution = 0.0) {
    return detail::select(candidates, design, energy, resolution, effective);
  }
};

} // namespace

// Thresholds: the bars of `benchmarks/evaluate_selection` less three standard errors of this number
// of runs.
TEST_SUITE("baseline/selection") {

  TEST_CASE("on a year of days the true shape is chosen nearly always, autocorrelated or not") {
    for (const SignatureShape shape : testing::all_shapes) {
      for (const double correlation : {0.0, 0.5}) {
        CAPTURE(code(shape));
        CAPTURE(correlation);
        const int right =
            testing::chosen(shape, false, correlation, 200)[static_cast<std::size_t>(shape)];
        // Autocorrelation of 0.5 leaves a 5P with its legs 5 K apart little to tell it from a 4P.
        CHECK(right >= (shape == SignatureShape::heating_cooling ? 170 : 185));
      }
    }
  }

  TEST_CASE("on twelve bills the true shape is chosen mostly") {
    int all = 0;
    for (const SignatureShape shape : {SignatureShape::mean, SignatureShape::heating}) {
      for (const double correlation : {0.0, 0.5}) {
        CAPTURE(code(shape));
        CAPTURE(correlation);
        const int right =
            testing::chosen(shape, true, correlation, 200)[static_cast<std::size_t>(shape)];
        CHECK(right >= 121);
        all += right;
      }
    }
    CHECK(all >= 606);
  }

  TEST_CASE("a true 5P is found the more often, the stronger its weaker leg") {
    CHECK(testing::found_both_legs(2.0, 0.0, 60).five_parameters < 0.15);
    CHECK(testing::found_both_legs(15.0, 0.0, 60).five_parameters > 0.90);
    CHECK(testing::found_both_legs(15.0, 0.5, 60).five_parameters > 0.90);
  }

  TEST_CASE("the criterion is AICc up to 36 observations, BIC with the effective number above") {
    using enum SignatureShape;
    Ballot few{36, {{mean, 50.0}, {heating, 20.0}}};
    few.select(9.0); // not used
    CHECK(few.candidates[0].criterion ==
          doctest::Approx(36.0 * std::log(50.0 / 36.0) + 4.0 + 12.0 / 33.0).epsilon(1e-13));
    CHECK(few.candidates[1].criterion ==
          doctest::Approx(36.0 * std::log(20.0 / 36.0) + 8.0 + 40.0 / 31.0).epsilon(1e-13));
    Ballot many{37, {{mean, 50.0}, {heating, 20.0}}};
    CHECK(many.select(20.0) == 1);
    CHECK(many.candidates[1].criterion ==
          doctest::Approx(20.0 * std::log(20.0 / 37.0) + 4.0 * std::log(20.0)).epsilon(1e-13));
  }

  TEST_CASE("a larger model must be better by more than rounding") {
    using enum SignatureShape;
    // The penalties of mean and line differ by ln 100 at 100 effective observations.
    const double even = 50.0 * std::exp(-std::log(100.0) / 100.0);
    Ballot tie{100, {{mean, 50.0}, {linear, even}}};
    CHECK(tie.select(100.0) == 0);
    Ballot better{100, {{mean, 50.0}, {linear, even * (1.0 - 1e-10)}}};
    CHECK(better.select(100.0) == 1);
  }

  TEST_CASE("a fit better than the register's steps counts as one that is as good as they are") {
    using enum SignatureShape;
    Ballot exact{100, {{mean, 2.0}, {heating, 1e-9}}};
    CHECK(exact.select(100.0) == 1);
    CHECK(exact.select(100.0, 0.5) == 0); // 100 * 0.25 / 12 = 2.08
    CHECK(exact.candidates[0].criterion ==
          doctest::Approx(100.0 * std::log(0.25 / 12.0) + 2.0 * std::log(100.0)));
    // Rounding noise of 1e-20 of the spread is no leg either.
    Ballot noise{100, {{mean, 1.0}, {heating, 1e-21}, {heating_cooling, 1e-26}}};
    CHECK(noise.select(100.0) == 1);
    Ballot constant{100, {{mean, 0.0}, {heating, 0.0}}};
    CHECK(constant.select(100.0) == 0);
    CHECK(std::isfinite(constant.candidates[0].criterion));
  }

  TEST_CASE("a model with hardly more observations than parameters is not admissible") {
    using enum SignatureShape;
    // K = parameters + 1; m - K - 1 must be 1 at least.
    Ballot ballot{100, {{mean, 50.0}, {heating, 1.0}}};
    CHECK(ballot.select(6.0) == 1);
    CHECK(ballot.select(5.99) == 0);
    CHECK_FALSE(ballot.candidates[1].admissible);
    CHECK(std::isnan(ballot.candidates[1].criterion));
    ballot.candidates[1].admissible = true;
    ballot.design.regressors.assign(200, 0.0); // two, which count as parameters
    CHECK(ballot.select(7.9) == 0);
    ballot.candidates[1].admissible = true;
    CHECK(ballot.select(8.0) == 1);
    Ballot none{100, {{mean, 50.0}}};
    CHECK(none.select(3.9) == none.candidates.size());
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
