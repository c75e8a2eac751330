// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/least_squares.hpp>

#include <empower/core/error.hpp>

#include "support/shared_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

using namespace empower;

namespace {

/// Certified coefficients of a NIST set.
std::vector<double> certified(const std::string& text, const std::string& set,
                              const std::string& name) {
  std::size_t at = text.find('[', text.find("\"" + name + "\"", text.find("\"" + set + "\"")));
  const std::size_t end = text.find(']', at);
  std::vector<double> values;
  for (at = text.find('"', at); at < end; at = text.find('"', text.find('"', at + 1) + 1))
    values.push_back(std::stod(text.substr(at + 1)));
  return values;
}

/// The least number of correct decimal digits.
double digits(const std::vector<double>& values, const std::vector<double>& wanted) {
  REQUIRE(values.size() == wanted.size());
  double least = 17.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double error = std::abs(values[i] - wanted[i]) / std::abs(wanted[i]);
    if (error > 0.0) least = std::min(least, -std::log10(error));
  }
  return least;
}

struct Set {
  const char* name;
  int degree; ///< of a polynomial in x with intercept; 0 = the columns as they are, -1 = x alone
  double digits;
};

} // namespace

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

  TEST_CASE("the certified coefficients of NIST are met to the digits that are claimed") {
    const auto answers = testing::shared_file("nist/certified_exact.json");
    if (!answers) return;
    const std::string text = testing::unpacked(*answers);
    for (const Set set :
         {Set{"norris", 1, 10.0}, Set{"pontius", 2, 10.0}, Set{"noint1", -1, 10.0},
          Set{"noint2", -1, 10.0}, Set{"longley", 0, 10.0}, Set{"wampler1", 5, 10.0},
          Set{"wampler2", 5, 10.0}, Set{"wampler3", 5, 9.0}, Set{"wampler4", 5, 7.0},
          Set{"wampler5", 5, 5.5}, Set{"filip", 10, 7.0}}) {
      CAPTURE(set.name);
      const auto path = *testing::shared_file(std::string{"nist/"}.append(set.name).append(".csv"));
      const std::vector<double> y = testing::number_column(path, "y");
      std::vector<double> design;
      if (set.degree >= 0) design.assign(y.size(), 1.0);
      if (set.degree == 0) {
        for (int j = 1; j <= 6; ++j) {
          const auto column =
              testing::number_column(path, std::string{"x"}.append(std::to_string(j)));
          design.insert(design.end(), column.begin(), column.end());
        }
      } else {
        const auto x = testing::number_column(path, "x");
        for (int power = 1; power <= std::abs(set.degree); ++power)
          for (const double v : x) design.push_back(std::pow(v, power));
      }
      const double met =
          digits(least_squares(design, y).coefficients, certified(text, set.name, "beta"));
      CHECK_MESSAGE(met >= set.digits, met);
    }
  }
}
