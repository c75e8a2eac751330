// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fractional_savings.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

TEST_SUITE("baseline/fractional_savings") {

  TEST_CASE("the polynomials are those published, in months of the reporting period") {
    CHECK(sun_baltazar_bills.at(12.0) == doctest::Approx(-0.03168 + 0.39672 + 0.94054));
    CHECK(sun_baltazar_daily.at(12.0) == doctest::Approx(-0.03456 + 0.4242 + 1.00286));
    CHECK(sun_baltazar_daily.at(0.0) == 1.00286);
    CHECK(guideline_14_constant.at(1.0) == 1.26);
    CHECK(guideline_14_constant.at(24.0) == 1.26);
  }

  TEST_CASE("a case worked by hand: 100 days worth 50, reporting on 200") {
    // (100 / 50) (1 + 2 / 50) / 200 = 0.0104
    const SavingsUncertaintyInput input{.t = 2.0,
                                        .cv_rmse = 0.3,
                                        .baseline_observations = 100.0,
                                        .effective_observations = 50.0,
                                        .reporting_observations = 200.0,
                                        .reporting_months = 6.0};
    const double band = 2.0 * 1.26 * 0.3 * std::sqrt(0.0104);
    CHECK(relative_savings_band(input, guideline_14_constant) ==
          doctest::Approx(band).epsilon(1e-14));
    CHECK(fractional_savings_uncertainty(0.1, input, guideline_14_constant) ==
          doctest::Approx(10.0 * band).epsilon(1e-14));
    CHECK(fractional_savings_uncertainty(-0.1, input, guideline_14_constant) ==
          doctest::Approx(10.0 * band).epsilon(1e-14));
    CHECK(std::isinf(fractional_savings_uncertainty(0.0, input, guideline_14_constant)));
  }
}
