// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace empower::detail {

Projection::Projection(std::span<const double> weight, std::span<const double> energy_kwh)
    : weight_(weight), residual_(energy_kwh.begin(), energy_kwh.end()) {}

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

void Projection::solve(std::span<double> products) const noexcept {
  for (std::size_t j = size(); j-- > 0;) {
    products[j] /= length_[j];
    const double* above = triangle_.data() + j * (j - 1) / 2;
    for (std::size_t l = 0; l < j; ++l) products[l] -= above[l] * products[j];
  }
}

namespace {

/// The running sums of a scan along an axis. H_i(c) = k_i c - S_i;
/// N(c) = <H, residual>, D(c) = |H with the basis projected out|^2.
class Scan {
public:
  Scan(const Axis& axis, const Projection& fixed, MovingLeg start)
      : axis_{axis}, fixed_{fixed}, leg_{std::move(start)}, along_k_(fixed.size(), 0.0),
        along_s_(fixed.size(), 0.0), products_(fixed.size()) {}

  HingeOptimum run(double low, double high) {
    start_at(low);
    bool rising =
        true; // to the left of `begin`; at the end of the range there is nothing to the left
    for (double begin = low;;) {
      const double end = leg_.next < axis_.x.size() ? std::min(axis_.x[leg_.next], high) : high;
      // N times the derivative of N^2 / D is linear within a cell: its quadratic terms cancel.
      const double constant = 2.0 * n1_ * d0_ - n0_ * d1_;
      const double slope = n1_ * d1_ - 2.0 * n0_ * d2_;
      const bool rises_after = constant + slope * begin > 0.0;
      if (rising && !rises_after) evaluate(begin);
      rising = constant + slope * end > 0.0;
      if (rises_after && !rising && begin < end)
        evaluate(std::clamp(-constant / slope, begin, end));
      if (end >= high) break;
      begin = end;
      pass_until(begin);
    }
    if (rising) evaluate(high);
    best_.constrained = rejected_gain_ > gain_;
    if (best_.found()) best_.sse = fixed_.sse() - gain_;
    return std::move(best_);
  }

private:
  void start_at(double low) {
    leg_.move_to(axis_, low);
    for (std::size_t i = 0; i < leg_.count.size(); ++i) {
      const double k = leg_.count[i];
      const double s = leg_.sum[i];
      if (k == 0.0) continue;
      const double w = fixed_.weight()[i];
      kk_ += w * k * k;
      ks_ += w * k * s;
      ss_ += w * s * s;
      add_linear(i, w * k, w * s);
    }
    project();
  }

  void pass_until(double balance) {
    for (; leg_.next < axis_.x.size() && axis_.x[leg_.next] <= balance; ++leg_.next) {
      const double t = axis_.x[leg_.next];
      const std::size_t i = axis_.observation[leg_.next];
      const double w = fixed_.weight()[i];
      double& k = leg_.count[i];
      double& s = leg_.sum[i];
      kk_ += w * (2.0 * k + 1.0);
      ks_ += w * (k * t + s + t);
      ss_ += w * (2.0 * s * t + t * t);
      add_linear(i, w, w * t);
      k += 1.0;
      s += t;
    }
    project();
  }

  void add_linear(std::size_t i, double wk, double ws) {
    n1_ += wk * fixed_.residual()[i];
    n0_ -= ws * fixed_.residual()[i];
    for (std::size_t j = 0; j < along_k_.size(); ++j) {
      along_k_[j] += wk * fixed_.basis(j, i);
      along_s_[j] += ws * fixed_.basis(j, i);
    }
  }

  void project() {
    d2_ = kk_;
    d1_ = -2.0 * ks_;
    d0_ = ss_;
    for (std::size_t j = 0; j < along_k_.size(); ++j) {
      d2_ -= along_k_[j] * along_k_[j];
      d1_ += 2.0 * along_k_[j] * along_s_[j];
      d0_ -= along_s_[j] * along_s_[j];
    }
  }

  void evaluate(double c) {
    const double n = n0_ + n1_ * c;
    const double d = d0_ + (d1_ + d2_ * c) * c;
    const double whole = ss_ + (kk_ * c - 2.0 * ks_) * c;
    // Degree-days that the other columns explain are no leg: their remainder is rounding noise.
    if (!(n > 0.0 && d > 1e-9 * whole && n * n > gain_ * d)) return;
    const double slope = n / d;
    for (std::size_t j = 0; j < products_.size(); ++j)
      products_[j] = fixed_.response_products()[j] - slope * (along_k_[j] * c - along_s_[j]);
    fixed_.solve(products_);
    if (std::ranges::any_of(products_, [](double b) { return b < 0.0; })) {
      rejected_gain_ = std::max(rejected_gain_, n * slope);
      return;
    }
    gain_ = n * slope;
    best_.balance = c;
    best_.slope = slope;
    best_.fixed.assign(products_.begin(), products_.end());
  }

  const Axis& axis_;
  const Projection& fixed_;
  MovingLeg leg_; ///< k_i and S_i
  std::vector<double> along_k_;
  std::vector<double> along_s_;
  std::vector<double> products_;
  double kk_ = 0.0, ks_ = 0.0, ss_ = 0.0;
  double n0_ = 0.0, n1_ = 0.0;
  double d0_ = 0.0, d1_ = 0.0, d2_ = 0.0;
  double gain_ = 0.0;
  double rejected_gain_ = 0.0;
  HingeOptimum best_;
};

} // namespace

HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                        const Projection& fixed, MovingLeg start) {
  if (range.empty()) return {};
  Scan scan{design.axis(hinge), fixed, std::move(start)};
  if (hinge == Hinge::heating) return scan.run(range.low, range.high);
  HingeOptimum best = scan.run(-range.high, -range.low);
  best.balance = -best.balance;
  return best;
}

HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                        const Projection& fixed) {
  return best_hinge(design, hinge, range, fixed, MovingLeg{design.size()});
}

} // namespace empower::detail
