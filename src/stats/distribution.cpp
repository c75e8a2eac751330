// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>

#include <cmath>
#include <numbers>

namespace empower {
namespace {

// Doubles throughout: long double differs between machines and gains nothing here.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using StudentT = boost::math::students_t_distribution<double, Policy>;
using FisherF = boost::math::fisher_f_distribution<double, Policy>;

} // namespace

double normal_cdf(double z) noexcept { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double probability) {
  EMPOWER_EXPECTS(probability > 0.0 && probability < 1.0, "a probability lies between 0 and 1");
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * probability, Policy{});
}

double student_t_quantile(double probability, double degrees_of_freedom) {
  EMPOWER_EXPECTS(probability > 0.0 && probability < 1.0, "a probability lies between 0 and 1");
  EMPOWER_EXPECTS(degrees_of_freedom > 0.0, "degrees of freedom are positive");
  return boost::math::quantile(StudentT{degrees_of_freedom}, probability);
}

double student_t_upper_tail(double t, double degrees_of_freedom) {
  EMPOWER_EXPECTS(!std::isnan(t), "a tail starts at a number");
  EMPOWER_EXPECTS(degrees_of_freedom > 0.0, "degrees of freedom are positive");
  return boost::math::cdf(boost::math::complement(StudentT{degrees_of_freedom}, t));
}

double f_upper_tail(double f, double numerator, double denominator) {
  EMPOWER_EXPECTS(!std::isnan(f), "a tail starts at a number");
  EMPOWER_EXPECTS(numerator > 0.0 && denominator > 0.0, "degrees of freedom are positive");
  if (f <= 0.0) return 1.0;
  return boost::math::cdf(boost::math::complement(FisherF{numerator, denominator}, f));
}

SplitNormal split_normal(double low, double middle, double high) {
  EMPOWER_EXPECTS(low <= middle && middle <= high, "low, middle and high come in this order");
  return {middle, (middle - low) / normal_quantile_95, (high - middle) / normal_quantile_95};
}

} // namespace empower
