// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>

#include <empower/baseline/detail/hinge_sums.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace empower::detail {

Projection::Projection(std::span<const double> weight, std::span<const double> energy_kwh)
    : weight_(weight), residual_(energy_kwh.begin(), energy_kwh.end()) {}

void Projection::add(std::span<const double> column, Sign sign) {
  const std::size_t n = weight_.size();
  const std::size_t q = size();
  std::vector<double> rest(column.begin(), column.end());
  std::vector<double> above(q, 0.0);
  // Gram-Schmidt twice is as good as Householder.
  for (int pass = 0; pass < 2; ++pass) {
    for (std::size_t j = 0; j < q; ++j) {
      double product = 0.0;
      for (std::size_t i = 0; i < n; ++i) product += weight_[i] * basis(j, i) * rest[i];
      for (std::size_t i = 0; i < n; ++i) rest[i] -= product * basis(j, i);
      above[j] += product;
    }
  }
  double whole = 0.0;
  double square = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    whole += weight_[i] * column[i] * column[i];
    square += weight_[i] * rest[i] * rest[i];
  }
  const double length = square > 1e-18 * whole ? std::sqrt(square) : 0.0;
  double response = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    rest[i] = length > 0.0 ? rest[i] / length : 0.0;
    response += weight_[i] * rest[i] * residual_[i];
  }
  for (std::size_t i = 0; i < n; ++i) residual_[i] -= response * rest[i];
  basis_.insert(basis_.end(), rest.begin(), rest.end());
  triangle_.insert(triangle_.end(), above.begin(), above.end());
  length_.push_back(length);
  response_.push_back(response);
  sign_.push_back(sign);
}

double Projection::sse() const noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < weight_.size(); ++i) sum += weight_[i] * residual_[i] * residual_[i];
  return sum;
}

bool Projection::allows(std::span<const double> coefficients) const noexcept {
  for (std::size_t j = 0; j < size(); ++j)
    if (sign_[j] == Sign::not_negative && coefficients[j] < 0.0) return false;
  return true;
}

std::vector<double> Projection::coefficients() const {
  std::vector<double> solution = response_;
  solve(solution);
  return solution;
}

void Projection::solve(std::span<double> products) const noexcept {
  for (std::size_t j = size(); j-- > 0;) {
    products[j] = length_[j] > 0.0 ? products[j] / length_[j] : 0.0;
    const double* above = triangle_.data() + j * (j - 1) / 2;
    for (std::size_t l = 0; l < j; ++l) products[l] -= above[l] * products[j];
  }
}

HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                        const Projection& fixed, MovingLeg start) {
  HingeOptimum best;
  if (range.empty()) return best;
  const bool heats = hinge == Hinge::heating;
  HingeSums sums{design.axis(hinge), fixed, std::move(start)};
  std::vector<double> coefficients(fixed.size());
  double gain = 0.0;
  double rejected_gain = 0.0;
  const auto evaluate = [&](double x) {
    const double n = sums.numerator(x);
    const double d = sums.denominator(x);
    if (!(n > 0.0 && sums.is_leg(x) && n * n > gain * d)) return;
    const double slope = n / d;
    for (std::size_t j = 0; j < coefficients.size(); ++j)
      coefficients[j] = fixed.response_products()[j] - slope * sums.along(j, x);
    fixed.solve(coefficients);
    if (!fixed.allows(coefficients)) {
      rejected_gain = std::max(rejected_gain, n * slope);
      return;
    }
    gain = n * slope;
    best.balance = heats ? x : -x;
    best.slope = slope;
    best.fixed = coefficients;
  };
  visit_local_maxima(sums, heats ? range.low : -range.high, heats ? range.high : -range.low,
                     evaluate);
  best.constrained = rejected_gain > gain;
  if (best.found()) best.sse = fixed.sse() - gain;
  return best;
}

HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                        const Projection& fixed) {
  return best_hinge(design, hinge, range, fixed, MovingLeg{design.size()});
}

} // namespace empower::detail
