// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack_metrics.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

using namespace empower;

TEST_SUITE("baseline/caltrack_metrics") {
  TEST_CASE("the five pairs of eemeter's own test") {
    const std::vector<double> observed{1.0, 3.0, 4.0, 1.0, 6.0};
    const std::vector<double> predicted{2.0, 3.0, 3.0, 2.0, 4.0};
    const CaltrackMetrics m = caltrack_metrics(observed, predicted, 2);
    const auto rounds_to = [](double value, double published) {
      return std::abs(value - published) <= 0.00051;
    };
    CHECK(rounds_to(m.r_squared, 0.972));
    CHECK(rounds_to(m.adjusted_r_squared, 0.944));
    CHECK(rounds_to(m.cv_rmse, 0.394));
    CHECK(rounds_to(m.cv_rmse_adjusted, 0.509));
    CHECK(rounds_to(m.mape, 0.517));
    CHECK(rounds_to(m.nmae, 0.333));
    CHECK(rounds_to(m.nmbe, -0.067));
    CHECK(rounds_to(m.autocorrelation, -0.674));
    CHECK(rounds_to(m.effective_length, 25.694));
    CHECK(m.degrees_of_freedom == 24.0);
    CHECK(rounds_to(m.t, 1.711));
    CHECK(rounds_to(m.autocorrelation_correction, 0.356));
    CHECK(rounds_to(m.approximation_factor, 1.038));
  }

  TEST_CASE("a pair with a missing value is left out") {
    const std::vector<double> observed{1.0, missing_value, 3.0, 4.0, 1.0, 6.0};
    const std::vector<double> predicted{2.0, 5.0, 3.0, 3.0, 2.0, 4.0};
    const CaltrackMetrics m = caltrack_metrics(observed, predicted, 2);
    CHECK(m.length == 5);
    CHECK(m.observed_mean == doctest::Approx(3.0).epsilon(1e-15));
  }

  TEST_CASE("what cannot be divided is missing") {
    const std::vector<double> none;
    CHECK(std::isnan(caltrack_metrics(none, none, 0).rmse));
    const std::vector<double> constant{2.0, 2.0, 2.0};
    const CaltrackMetrics m = caltrack_metrics(constant, constant, 0);
    CHECK(m.rmse == 0.0);
    CHECK(std::isnan(m.r_squared));
    CHECK(std::isnan(m.autocorrelation));
    CHECK(std::isnan(m.t));
    CHECK(std::isnan(caltrack_metrics(constant, constant, 3).rmse_adjusted));
  }

  TEST_CASE("zeros are counted and do not enter the relative error") {
    const std::vector<double> observed{0.0, 2.0, 4.0};
    const std::vector<double> predicted{1.0, 3.0, 4.0};
    const CaltrackMetrics m = caltrack_metrics(observed, predicted, 0);
    CHECK(m.observed_zeros == 1);
    CHECK(m.mape == doctest::Approx(0.25).epsilon(1e-15));
  }

  TEST_CASE("columns of different length are refused") {
    const std::vector<double> two{1.0, 2.0};
    const std::vector<double> three{1.0, 2.0, 3.0};
    CHECK_THROWS_AS((void)caltrack_metrics(two, three, 0), ShapeError);
  }
}
