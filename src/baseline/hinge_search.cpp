// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace empower::detail {

Projection::Projection(std::span<const double> weight, std::span<const double> energy_kwh)
    : weight_(weight.begin(), weight.end()), residual_(energy_kwh.begin(), energy_kwh.end()) {}

void Projection::add(std::span<const double> column) {
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
  double square = 0.0;
  for (std::size_t i = 0; i < n; ++i) square += weight_[i] * rest[i] * rest[i];
  const double length = std::sqrt(square);
  double response = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    rest[i] /= length;
    response += weight_[i] * rest[i] * residual_[i];
  }
  for (std::size_t i = 0; i < n; ++i) residual_[i] -= response * rest[i];
  basis_.insert(basis_.end(), rest.begin(), rest.end());
  triangle_.insert(triangle_.end(), above.begin(), above.end());
  length_.push_back(length);
  response_.push_back(response);
}

double Projection::sse() const noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < weight_.size(); ++i) sum += weight_[i] * residual_[i] * residual_[i];
  return sum;
}

std::vector<double> Projection::coefficients(std::vector<double> products) const {
  for (std::size_t j = size(); j-- > 0;) {
    products[j] /= length_[j];
    const double* above = triangle_.data() + j * (j - 1) / 2;
    for (std::size_t l = 0; l < j; ++l) products[l] -= above[l] * products[j];
  }
  return products;
}

namespace {

/// The running sums of a scan, on temperatures mirrored for cooling and taken about the reference.
/// H_i(c) = k_i c - S_i; N(c) = <H, residual>, D(c) = |H with the basis projected out|^2.
class Scan {
public:
  Scan(const Design& design, Hinge hinge, const Projection& fixed)
      : design_{design}, fixed_{fixed}, sign_{hinge == Hinge::heating ? 1.0 : -1.0},
        count_(design.size(), 0.0), sum_(design.size(), 0.0), along_k_(fixed.size(), 0.0),
        along_s_(fixed.size(), 0.0), sse_{fixed.sse()} {}

  HingeOptimum run(BalanceRange range) {
    const double low = sign_ > 0.0 ? inner(range.low) : inner(range.high);
    const double high = sign_ > 0.0 ? inner(range.high) : inner(range.low);
    double begin = low;
    pass_until(begin);
    evaluate(begin);
    while (begin < high) {
      const double end = next_ < design_.temperature_c.size() ? std::min(temperature(next_), high) : high;
      const double stationary = stationary_point();
      if (begin < stationary && stationary < end) evaluate(stationary);
      evaluate(end);
      begin = end;
      pass_until(begin);
    }
    if (best_.found()) {
      best_.balance_c = sign_ * best_.balance_c + design_.reference_c;
      best_.constrained = rejected_gain_ > gain_;
      best_.sse = sse_ - gain_;
    } else {
      best_.constrained = rejected_gain_ > 0.0;
    }
    return best_;
  }

private:
  [[nodiscard]] double inner(double celsius) const noexcept {
    return sign_ * (celsius - design_.reference_c);
  }
  [[nodiscard]] std::size_t place(std::size_t step) const noexcept {
    return sign_ > 0.0 ? step : design_.temperature_c.size() - 1 - step;
  }
  [[nodiscard]] double temperature(std::size_t step) const noexcept {
    return inner(design_.temperature_c[place(step)]);
  }

  void pass_until(double balance) {
    for (; next_ < design_.temperature_c.size() && temperature(next_) <= balance; ++next_) {
      const double t = temperature(next_);
      const std::size_t i = design_.observation[place(next_)];
      const double w = fixed_.weight()[i];
      kk_ += w * (2.0 * count_[i] + 1.0);
      ks_ += w * (count_[i] * t + sum_[i] + t);
      ss_ += w * (2.0 * sum_[i] * t + t * t);
      n1_ += w * fixed_.residual()[i];
      n0_ -= w * fixed_.residual()[i] * t;
      for (std::size_t j = 0; j < along_k_.size(); ++j) {
        along_k_[j] += w * fixed_.basis(j, i);
        along_s_[j] += w * fixed_.basis(j, i) * t;
      }
      count_[i] += 1.0;
      sum_[i] += t;
    }
    d2_ = kk_;
    d1_ = -2.0 * ks_;
    d0_ = ss_;
    for (std::size_t j = 0; j < along_k_.size(); ++j) {
      d2_ -= along_k_[j] * along_k_[j];
      d1_ += 2.0 * along_k_[j] * along_s_[j];
      d0_ -= along_s_[j] * along_s_[j];
    }
  }

  /// Quadratic terms of the derivative of N^2 / D cancel.
  [[nodiscard]] double stationary_point() const noexcept {
    return (n0_ * d1_ - 2.0 * n1_ * d0_) / (n1_ * d1_ - 2.0 * n0_ * d2_);
  }

  void evaluate(double c) {
    const double n = n0_ + n1_ * c;
    const double d = d0_ + (d1_ + d2_ * c) * c;
    const double whole = ss_ + (kk_ * c - 2.0 * ks_) * c;
    // Degree-days that the other columns explain are no leg: their remainder is rounding noise.
    if (!(n > 0.0 && d > 1e-9 * whole)) return;
    const double gain = n * n / d;
    if (!(gain > gain_)) return;
    const double slope = n / d;
    std::vector<double> products = fixed_.response_products();
    for (std::size_t j = 0; j < products.size(); ++j)
      products[j] -= slope * (along_k_[j] * c - along_s_[j]);
    std::vector<double> coefficients = fixed_.coefficients(std::move(products));
    if (std::ranges::any_of(coefficients, [](double b) { return b < 0.0; })) {
      rejected_gain_ = std::max(rejected_gain_, gain);
      return;
    }
    gain_ = gain;
    best_.balance_c = c;
    best_.slope = slope;
    best_.fixed = std::move(coefficients);
  }

  const Design& design_;
  const Projection& fixed_;
  double sign_;
  std::vector<double> count_; ///< k_i
  std::vector<double> sum_;   ///< S_i
  std::vector<double> along_k_;
  std::vector<double> along_s_;
  double sse_;
  std::size_t next_ = 0;
  double kk_ = 0.0, ks_ = 0.0, ss_ = 0.0;
  double n0_ = 0.0, n1_ = 0.0;
  double d0_ = 0.0, d1_ = 0.0, d2_ = 0.0;
  double gain_ = 0.0;
  double rejected_gain_ = 0.0;
  HingeOptimum best_;
};

} // namespace

HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range, const Projection& fixed) {
  if (range.empty()) return {};
  return Scan{design, hinge, fixed}.run(range);
}

} // namespace empower::detail
