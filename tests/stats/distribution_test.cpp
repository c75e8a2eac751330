// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/distribution.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>

using namespace empower;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

doctest::Approx close(double value, double relative = 1e-13) {
  return doctest::Approx(value).epsilon(relative).scale(0.0);
}

} // namespace

TEST_SUITE("stats/distribution") {
  TEST_CASE("the normal distribution function keeps its digits in the far tail") {
    CHECK(normal_cdf(0.0) == 0.5);
    CHECK(normal_cdf(1.0) == close(0.84134474606854293));
    CHECK(normal_cdf(-10.0) == close(7.6198530241605261e-24));
    CHECK(normal_cdf(infinity) == 1.0);
    CHECK(normal_cdf(-infinity) == 0.0);
    CHECK(std::isnan(normal_cdf(not_a_number)));
  }

  TEST_CASE("the normal quantile inverts the distribution function") {
    for (const double p : {1e-300, 1e-20, 1e-5, 0.01, 0.3, 0.5, 0.7, 0.99})
      CHECK(normal_cdf(normal_quantile(p)) == close(p, 1e-11));
    CHECK(normal_quantile(0.5) == 0.0);
    CHECK(normal_quantile(0.975) == close(1.9599639845400542));
    CHECK(normal_quantile(0.95) == close(normal_quantile_95, 1e-15));
  }

  TEST_CASE("Student's t equals its closed forms for one and two degrees of freedom") {
    for (const double p : {0.001, 0.05, 0.4, 0.6, 0.95, 0.999}) {
      const double u = 2.0 * p - 1.0;
      CHECK(student_t_quantile(p, 1.0) == close(std::tan(std::numbers::pi * (p - 0.5))));
      CHECK(student_t_quantile(p, 2.0) == close(u * std::sqrt(2.0 / (1.0 - u * u))));
    }
    for (const double t : {-3.0, 0.0, 0.5, 40.0}) {
      CHECK(student_t_upper_tail(t, 1.0) == close(std::atan2(1.0, t) / std::numbers::pi));
      CHECK(student_t_upper_tail(student_t_quantile(0.9, 7.5), 7.5) == close(0.1));
    }
  }

  TEST_CASE("Student's t gives the tables' value, and the normal's for many degrees of freedom") {
    CHECK(student_t_quantile(0.975, 10.0) == close(2.2281388519862747));
    CHECK(student_t_quantile(0.95, 1e12) == close(normal_quantile_95, 1e-11));
  }

  TEST_CASE("the F tail equals its closed form and the square of Student's t") {
    for (const double f : {0.2, 1.0, 4.0, 90.0}) {
      CHECK(f_upper_tail(f, 2.0, 9.0) == close(std::pow(1.0 + 2.0 * f / 9.0, -4.5)));
      CHECK(f_upper_tail(f, 1.0, 9.0) == close(2.0 * student_t_upper_tail(std::sqrt(f), 9.0)));
    }
    CHECK(f_upper_tail(0.0, 3.0, 9.0) == 1.0);
    CHECK(f_upper_tail(-1.0, 3.0, 9.0) == 1.0);
  }

  TEST_CASE("a split normal meets low, middle and high at its 5, 50 and 95 % points") {
    const SplitNormal saving = split_normal(10.0, 15.0, 30.0);
    CHECK(saving.at(-normal_quantile_95) == close(10.0));
    CHECK(saving.at(0.0) == 15.0);
    CHECK(saving.at(normal_quantile_95) == close(30.0));
  }

  TEST_CASE("a split normal's mean and variance are the integrals of its quantile function") {
    const SplitNormal saving = split_normal(10.0, 15.0, 30.0);
    constexpr double step = 1.0 / 1024.0;
    double mean = 0.0;
    double square = 0.0;
    for (double z = -12.0; z <= 12.0; z += step) {
      const double weight = step * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
      mean += weight * saving.at(z);
      square += weight * saving.at(z) * saving.at(z);
    }
    CHECK(saving.mean() == close(mean, 1e-6)); // the kink at 0 costs the sum its accuracy
    CHECK(saving.variance() == close(square - mean * mean, 1e-5));
    CHECK(saving.mean() > saving.middle);
  }

  TEST_CASE("a symmetric split normal is a normal, and one without width is certain") {
    const SplitNormal normal = split_normal(8.0, 10.0, 12.0);
    CHECK(normal.mean() == 10.0);
    CHECK(normal.variance() == close(4.0 / (normal_quantile_95 * normal_quantile_95)));
    CHECK(split_normal(3.0, 3.0, 3.0).variance() == 0.0);
  }

  TEST_CASE("what is no probability, degree of freedom or order is refused") {
    for (const double p : {0.0, 1.0, -0.1, not_a_number}) {
      CHECK_THROWS_AS((void)normal_quantile(p), ContractError);
      CHECK_THROWS_AS((void)student_t_quantile(p, 5.0), ContractError);
    }
    for (const double degrees : {0.0, -1.0, not_a_number}) {
      CHECK_THROWS_AS((void)student_t_quantile(0.9, degrees), ContractError);
      CHECK_THROWS_AS((void)student_t_upper_tail(1.0, degrees), ContractError);
      CHECK_THROWS_AS((void)f_upper_tail(1.0, 2.0, degrees), ContractError);
    }
    CHECK_THROWS_AS((void)f_upper_tail(not_a_number, 2.0, 2.0), ContractError);
    CHECK_THROWS_AS((void)split_normal(2.0, 1.0, 3.0), ContractError);
    CHECK_THROWS_AS((void)split_normal(not_a_number, 1.0, 3.0), ContractError);
  }
}
