// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>

#include <empower/baseline/detail/frame.hpp>
#include <empower/baseline/detail/hinge_sums.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {

Projection::Projection(std::span<const double> weight, std::span<const double> energy_kwh)
    : weight_(weight), capacity_{weight.size() > 64 ? 1U : 4U}, values_(room()) {
  std::ranges::copy(energy_kwh, values_.begin());
}

void Projection::grow() {
  const Projection old = *this;
  capacity_ = 2 * old.capacity_;
  values_.assign(room(), 0.0);
  const auto move = [&](std::size_t from, std::size_t count, std::size_t to) {
    std::copy_n(old.values_.data() + from, count, values_.data() + to);
  };
  move(0, weight_.size() + size_, 0);
  move(old.length_place(), size_, length_place());
  move(old.triangle_place(), size_ * (size_ - 1) / 2, triangle_place());
  move(old.sign_place(), size_, sign_place());
  move(old.basis_place(0), 2 * size_ * weight_.size(), basis_place(0));
}

void Projection::add(std::span<const double> column, Sign sign) {
  if (size_ == capacity_) grow();
  const std::size_t n = weight_.size();
  const std::size_t q = size_;
  const std::span<double> residual = std::span{values_}.first(n);
  const std::span<double> rest = std::span{values_}.subspan(basis_place(q), n);
  const std::span<double> weighted = std::span{values_}.subspan(basis_place(q) + n, n);
  std::ranges::copy(column, rest.begin());
  const auto square_of_rest = [&] {
    for (std::size_t i = 0; i < n; ++i) weighted[i] = weight_[i] * rest[i];
    return dot(weighted, rest);
  };
  double* const above =
      values_.data() + triangle_place() + q * (q - std::min<std::size_t>(q, 1)) / 2;
  const double whole = square_of_rest();
  double square = whole;
  // Gram-Schmidt twice is as good as Householder; once, where little was taken away.
  for (int pass = 0; pass < 2; ++pass) {
    const double before = square;
    for (std::size_t j = 0; j < q; ++j) {
      const double product = dot(weighted_basis(j), rest);
      const double* const of_basis = basis(j).data();
      for (std::size_t i = 0; i < n; ++i) rest[i] -= product * of_basis[i];
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
  const double response = dot(weighted, residual);
  for (std::size_t i = 0; i < n; ++i) residual[i] -= response * rest[i];
  values_[length_place() + q] = length;
  values_[n + q] = response;
  values_[sign_place() + q] = sign == Sign::free ? 1.0 : 0.0;
  ++size_;
}

double Projection::sse() const noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < weight_.size(); ++i) sum += weight_[i] * values_[i] * values_[i];
  return sum;
}

bool Projection::allows(std::span<const double> coefficients) const noexcept {
  for (std::size_t j = 0; j < size_; ++j)
    if (values_[sign_place() + j] == 0.0 && coefficients[j] < 0.0) return false;
  return true;
}

std::vector<double> Projection::coefficients() const {
  std::vector<double> solution(response_products().begin(), response_products().end());
  solve(solution);
  return solution;
}

void Projection::solve(std::span<double> products) const noexcept {
  for (std::size_t j = size(); j-- > 0;) {
    products[j] = length(j) > 0.0 ? products[j] / length(j) : 0.0;
    for (std::size_t l = 0; l < j; ++l) products[l] -= above(l, j) * products[j];
  }
}

HingeOptimum best_hinge(const Design& design, Hinge hinge, std::span<const Stretch> stretches,
                        const Projection& fixed) {
  HingeOptimum best;
  const bool heats = hinge == Hinge::heating;
  std::vector<double> coefficients(fixed.size());
  double gain = 0.0;
  double rejected_gain = 0.0;
  for (const auto& [range, start] : stretches) {
    if (range.empty()) continue;
    HingeSums sums{design.axis(hinge), fixed, start};
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
  }
  best.constrained = rejected_gain > gain;
  if (best.found()) best.sse = fixed.sse() - gain;
  return best;
}

HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                        const Projection& fixed) {
  const Stretch whole{range, {}};
  return best_hinge(design, hinge, {&whole, 1}, fixed);
}

} // namespace empower::detail
