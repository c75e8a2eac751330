// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/metrics.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace empower;

TEST_SUITE("stats/metrics") {

  const std::vector<double> observed{10.0, 12.0, 8.0, 14.0};
  const std::vector<double> expected{11.0, 11.0, 9.0, 12.0};

  TEST_CASE("the figures of four points by hand") {
    // Residuals -1, 1, -1, 2: SSE 7, sum 1; mean 11, squares about it 20.
    CHECK(r_squared(observed, expected) == doctest::Approx(1.0 - 7.0 / 20.0));
    CHECK(cv_rmse(observed, expected, 2) == doctest::Approx(std::sqrt(3.5) / 11.0));
    CHECK(nmbe(observed, expected, 2) == doctest::Approx(1.0 / (2.0 * 11.0)));
  }

  TEST_CASE("what cannot be said is missing") {
    const std::vector<double> constant{5.0, 5.0, 5.0};
    CHECK(std::isnan(r_squared(constant, constant)));
    CHECK(std::isnan(cv_rmse(constant, constant, 3)));
    CHECK(cv_rmse(constant, constant, 2) == 0.0);
    const std::vector<double> zero{0.0, 0.0};
    CHECK(std::isnan(nmbe(zero, zero, 1)));
  }

  TEST_CASE("autocorrelation looks at neighbours only") {
    const std::vector<double> residuals{1.0, 2.0, -1.0, 3.0};
    CHECK(lag_one_autocorrelation(residuals, std::vector<long>{0, 1, 2, 3}) ==
          doctest::Approx((2.0 - 2.0 - 3.0) / 15.0));
    // One pair of three is broken: the sum over two pairs is scaled by 3/2.
    CHECK(lag_one_autocorrelation(residuals, std::vector<long>{0, 1, 5, 6}) ==
          doctest::Approx((2.0 - 3.0) / 15.0 * 1.5));
    CHECK(lag_one_autocorrelation(residuals, std::vector<long>{0, 2, 4, 6}) == 0.0);
    CHECK(lag_one_autocorrelation(std::vector<double>(4, 0.0), std::vector<long>{0, 1, 2, 3}) ==
          0.0);
  }

  TEST_CASE("spans of different length are refused") {
    CHECK_THROWS_AS(static_cast<void>(r_squared(observed, std::vector<double>(3))), ShapeError);
    CHECK_THROWS_AS(static_cast<void>(lag_one_autocorrelation(observed, std::vector<long>(3))),
                    ShapeError);
  }
}
