// SPDX-License-Identifier: Apache-2.0
#include "baseline/coverage_study.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace empower;

// The bars of `benchmarks/evaluate_coverage` less three standard errors of this number of runs.
TEST_SUITE("baseline/intervals") {

  TEST_CASE("90 % intervals of a daily year hold the truth in 90 % of runs") {
    for (const double correlation : {0.0, 0.7}) {
      CAPTURE(correlation);
      const testing::Coverages share = testing::coverage({365, correlation}, 200);
      CHECK(share.right_shape >= 0.95);
      CHECK(share.slope >= 0.80);
      CHECK(share.slope <= 0.995);
      CHECK(share.balance >= 0.80);
      CHECK(share.balance <= 0.995);
      CHECK(share.annual >= 0.80);
      CHECK(share.metered >= 0.80);
    }
  }

  TEST_CASE("90 % intervals of 24 bills hold the truth, autocorrelated or not") {
    for (const double correlation : {0.0, 0.7}) {
      CAPTURE(correlation);
      const testing::Coverages share = testing::coverage({24, correlation}, 200);
      CHECK(share.slope >= 0.80);
      CHECK(share.slope <= 0.995);
      CHECK(share.balance >= 0.80);
      CHECK(share.balance <= 0.995);
      CHECK(share.annual >= (correlation == 0.0 ? 0.81 : 0.73));
      if (correlation == 0.0) CHECK(share.metered >= 0.80);
      if (correlation == 0.0) CHECK(share.metered <= 0.995);
    }
  }

  TEST_CASE("36 observations are a short series, 37 are not") {
    const auto fit_of = [](std::size_t days) {
      Random random{5};
      const DailySeries outdoor = testing::weather(random, 365);
      testing::Noise noise{random, 15.0, 0.7};
      const Signature truth = testing::signature(SignatureShape::heating);
      std::vector<double> t;
      std::vector<double> e;
      for (std::size_t i = 0; i < days; ++i) { // every ninth day has weather enough
        t.push_back(outdoor.values[i * 9]);
        e.push_back(truth.expected(Celsius{t.back()}).value() + noise.next());
      }
      const FitOutcome fit = fit_change_point(t, e);
      REQUIRE(fit.has_value());
      return *fit;
    };
    const Fit longer = fit_of(37);
    CHECK(longer.degrees_of_freedom ==
          doctest::Approx(std::max(
              longer.effective_observations - static_cast<double>(longer.parameters), 2.0)));
    const Fit shorter = fit_of(36);
    CHECK(shorter.degrees_of_freedom != doctest::Approx(shorter.effective_observations -
                                                        static_cast<double>(shorter.parameters)));
    CHECK(shorter.degrees_of_freedom >= 2.0);
  }
}
