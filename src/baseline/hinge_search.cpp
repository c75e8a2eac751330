// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>

#include <empower/baseline/detail/frame.hpp>
#include <empower/baseline/detail/hinge_sums.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {

Projection::Projection(std::span<const double> weight, std::span<const double> energy_kwh)
    : weight_(weight), residual_(energy_kwh.begin(), energy_kwh.end()) {}

void Projection::add(std::span<const double> column, Sign sign) {
  const std::size_t n = weight_.size();
  const std::size_t q = size();
  basis_.insert(basis_.end(), column.begin(), column.end());
  weighted_basis_.resize((q + 1) * n);
  const std::span<double> rest = std::span{basis_}.subspan(q * n, n);
  const std::span<double> weighted = std::span{weighted_basis_}.subspan(q * n, n);
  const auto square_of_rest = [&] {
    for (std::size_t i = 0; i < n; ++i) weighted[i] = weight_[i] * rest[i];
    return dot(weighted, rest);
  };
  triangle_.resize(triangle_.size() + q, 0.0);
  double* const above = triangle_.data() + triangle_.size() - q;
  const double whole = square_of_rest();
  double square = whole;
  // Gram-Schmidt twice is as good as Householder; once, where little was taken away.
  for (int pass = 0; pass < 2; ++pass) {
    const double before = square;
    for (std::size_t j = 0; j < q; ++j) {
      const double product = dot(std::span{weighted_basis_}.subspan(j * n, n), rest);
      for (std::size_t i = 0; i < n; ++i) rest[i] -= product * basis(j, i);
      above[j] += product;
    }
    square = square_of_rest();
    if (square > 0.5 * before) break;
  }
  const double length = square > 1e-18 * whole ? std::sqrt(square) : 0.0;
  const double scale = length > 0.0 ? 1.0 / length : 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    rest[i] *= scale;
    weighted[i] *= scale;
  }
  const double response = dot(weighted, residual_);
  for (std::size_t i = 0; i < n; ++i) residual_[i] -= response * rest[i];
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
                        const Projection& fixed, const MovingLeg& start) {
  HingeOptimum best;
  if (range.empty()) return best;
  const bool heats = hinge == Hinge::heating;
  HingeSums sums{design.axis(hinge), fixed, start};
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
  sums.start_at(heats ? range.low : -range.high);
  for (double x = 0.0; sums.next_maximum(heats ? range.high : -range.low, x);) evaluate(x);
  best.constrained = rejected_gain > gain;
  if (best.found()) best.sse = fixed.sse() - gain;
  return best;
}

HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                        const Projection& fixed) {
  return best_hinge(design, hinge, range, fixed, MovingLeg{design.size()});
}

} // namespace empower::detail
