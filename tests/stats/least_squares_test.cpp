// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/least_squares.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace empower;

TEST_SUITE("stats/least_squares") {

  TEST_CASE("a line through three points, with weights, by hand") {
    const std::vector<double> design{1.0, 1.0, 1.0, 0.0, 1.0, 2.0};
    const std::vector<double> response{1.0, 2.0, 6.0};
    const LeastSquares fit = least_squares(design, response);
    CHECK(fit.coefficients[0] == doctest::Approx(0.5));
    CHECK(fit.coefficients[1] == doctest::Approx(2.5));
    CHECK(fit.sse == doctest::Approx(1.5));
    CHECK(fit.unscaled_covariance[0] == doctest::Approx(5.0 / 6.0));
    CHECK(fit.unscaled_covariance[1] == doctest::Approx(-0.5));
    CHECK(fit.unscaled_covariance[3] == doctest::Approx(0.5));
    CHECK(fit.rank == 2);

    // A weight of two is the point twice.
    const LeastSquares weighted =
        least_squares(design, response, std::vector<double>{1.0, 1.0, 2.0});
    const LeastSquares twice =
        least_squares(std::vector<double>{1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 2.0, 2.0},
                      std::vector<double>{1.0, 2.0, 6.0, 6.0});
    CHECK(weighted.coefficients[1] == doctest::Approx(twice.coefficients[1]));
    CHECK(weighted.sse == doctest::Approx(twice.sse));
    CHECK(weighted.unscaled_covariance[0] == doctest::Approx(twice.unscaled_covariance[0]));
  }

  TEST_CASE("a column that repeats another gets nothing and is not counted") {
    const std::vector<double> design{1.0, 2.0, 3.0, 2.0, 4.0, 6.0};
    const LeastSquares fit = least_squares(design, std::vector<double>{2.0, 4.0, 6.0});
    CHECK(fit.rank == 1);
    CHECK(fit.coefficients[0] + 2.0 * fit.coefficients[1] == doctest::Approx(2.0));
    CHECK(fit.coefficients[0] * fit.coefficients[1] == 0.0);
  }

  TEST_CASE("without columns nothing is explained") {
    const LeastSquares fit = least_squares({}, std::vector<double>{3.0, 4.0});
    CHECK(fit.sse == 25.0);
    CHECK(fit.rank == 0);
  }

  TEST_CASE("lengths that do not belong together are refused") {
    CHECK_THROWS_AS(
        static_cast<void>(least_squares(std::vector<double>(5), std::vector<double>(2))),
        ShapeError);
    CHECK_THROWS_AS(static_cast<void>(least_squares(std::vector<double>(2), std::vector<double>(2),
                                                    std::vector<double>(3))),
                    ShapeError);
  }

  TEST_CASE("a line far from the origin keeps its slope and the slope's variance") {
    // x = offset + 0 .. 9: the variance of the slope is 1 / 82.5 wherever the points lie.
    for (const double offset : {0.0, 1e4, 1e8}) {
      CAPTURE(offset);
      std::vector<double> design(10, 1.0);
      std::vector<double> response;
      for (int i = 0; i < 10; ++i) {
        const double x = offset + i;
        design.push_back(x);
        response.push_back(3.0 + 2.0 * x + (i % 2 == 0 ? 1.0 : -1.0));
      }
      // The alternating part has slope -5 / 82.5 over 0 .. 9 and stays the same anywhere.
      const LeastSquares fit = least_squares(design, response);
      const double bound = 1e-15 * (1.0 + offset);
      CHECK(fit.rank == 2);
      CHECK(std::abs(fit.coefficients[1] - (2.0 - 5.0 / 82.5)) < 10.0 * bound);
      CHECK(std::abs(fit.unscaled_covariance[3] * 82.5 - 1.0) < 10.0 * bound);
      CHECK(std::abs(fit.sse - (10.0 - 25.0 / 82.5)) < 1e-6);
    }
  }

  TEST_CASE("columns that differ by less than the root of double's precision are told apart") {
    // Laeuchli's matrix: X'X is singular in double arithmetic, as 1 + e^2 rounds to 1.
    const double e = 1e-9;
    const std::vector<double> design{1.0, e, 0.0, 1.0, 0.0, e};
    const LeastSquares fit = least_squares(design, std::vector<double>{3.0, e, 2.0 * e});
    CHECK(fit.rank == 2);
    CHECK(std::abs(fit.coefficients[0] - 1.0) < 1e-6);
    CHECK(std::abs(fit.coefficients[1] - 2.0) < 1e-6);
    // (X'X)^-1 = [[1 + e^2, -1], [-1, 1 + e^2]] / (2 e^2 + e^4).
    CHECK(std::abs(fit.unscaled_covariance[0] * 2.0 * e * e - 1.0) < 1e-6);
    CHECK(std::abs(fit.unscaled_covariance[1] * 2.0 * e * e + 1.0) < 1e-6);
  }

  TEST_CASE("columns of very different size are weighed alike") {
    // The same line with x in units 10^±150: sums of squares neither overflow nor vanish.
    for (const double unit : {1e-150, 1.0, 1e150}) {
      CAPTURE(unit);
      const std::vector<double> design{1.0, 1.0, 1.0, 0.0, unit, 2.0 * unit};
      const LeastSquares fit = least_squares(design, std::vector<double>{1.0, 2.0, 6.0});
      CHECK(fit.rank == 2);
      CHECK(fit.coefficients[0] == doctest::Approx(0.5));
      CHECK(fit.coefficients[1] * unit == doctest::Approx(2.5));
    }
  }
}
