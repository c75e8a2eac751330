// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/profile.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace empower::detail {

namespace {

/// What a quadratic takes at c.
struct Quadratic {
  double constant = 0.0;
  double linear = 0.0;
  double square = 0.0;
  [[nodiscard]] double at(double c) const noexcept { return constant + (linear + square * c) * c; }
};

/// Degree-days of an observation are k c - S, scaled by the root of its weight; N and D are their
/// product with the remainder and their square length beside the fixed columns, so that the hinge
/// takes N^2 / D off the SSE.
class ProfileScan {
public:
  ProfileScan(const Axis& axis, std::span<const double> root_weight, const Frame& fixed,
              double least_gain)
      : axis_{axis}, root_weight_{root_weight}, fixed_{fixed}, least_gain_{least_gain},
        leg_{fixed.rows()}, along_k_(fixed.size(), 0.0), along_s_(fixed.size(), 0.0) {}

  BalanceRange run(BalanceRange range) {
    pass_until(range.low);
    for (double begin = range.low;;) {
      const double end =
          leg_.next < axis_.x.size() ? std::min(axis_.x[leg_.next], range.high) : range.high;
      look_into(begin, end);
      if (end >= range.high) return found_;
      begin = end;
      pass_until(begin);
    }
  }

private:
  void pass_until(double balance) {
    for (; leg_.next < axis_.x.size() && axis_.x[leg_.next] <= balance; ++leg_.next) {
      const double t = axis_.x[leg_.next];
      const std::size_t i = axis_.observation[leg_.next];
      const double root = root_weight_[i];
      double& k = leg_.count[i];
      double& s = leg_.sum[i];
      whole_.square += root * root * (2.0 * k + 1.0);
      whole_.linear -= 2.0 * root * root * (k * t + s + t);
      whole_.constant += root * root * (2.0 * s * t + t * t);
      along_remainder_k_ += root * fixed_.remainder()[i];
      along_remainder_s_ += root * t * fixed_.remainder()[i];
      for (std::size_t j = 0; j < along_k_.size(); ++j) {
        along_k_[j] += root * fixed_.column(j)[i];
        along_s_[j] += root * t * fixed_.column(j)[i];
      }
      k += 1.0;
      s += t;
    }
    beside_ = whole_;
    for (std::size_t j = 0; j < along_k_.size(); ++j) {
      beside_.square -= along_k_[j] * along_k_[j];
      beside_.linear += 2.0 * along_k_[j] * along_s_[j];
      beside_.constant -= along_s_[j] * along_s_[j];
    }
  }

  /// Ends of the cell, where good enough, and the roots of N^2 - least gain * D inside it.
  void look_into(double begin, double end) {
    const Quadratic excess{along_remainder_s_ * along_remainder_s_ - least_gain_ * beside_.constant,
                           -2.0 * along_remainder_k_ * along_remainder_s_ -
                               least_gain_ * beside_.linear,
                           along_remainder_k_ * along_remainder_k_ - least_gain_ * beside_.square};
    for (const double c : {begin, end})
      if (excess.at(c) >= 0.0) take(c);
    const double discriminant =
        excess.linear * excess.linear - 4.0 * excess.square * excess.constant;
    if (!(discriminant >= 0.0)) return;
    // The pair without cancellation; a zero divisor gives no number inside the cell.
    const double sum =
        -0.5 * (excess.linear + std::copysign(std::sqrt(discriminant), excess.linear));
    for (const double c : {sum / excess.square, excess.constant / sum})
      if (begin < c && c < end) take(c);
  }

  void take(double c) {
    const bool rising = along_remainder_k_ * c - along_remainder_s_ > 0.0;
    // Degree-days that the other columns explain are no leg: their remainder is rounding noise.
    if (!rising || !(beside_.at(c) > 1e-9 * whole_.at(c))) return;
    found_ = found_.empty() ? BalanceRange{c, c}
                            : BalanceRange{std::min(found_.low, c), std::max(found_.high, c)};
  }

  const Axis& axis_;
  std::span<const double> root_weight_;
  const Frame& fixed_;
  double least_gain_;
  MovingLeg leg_;
  std::vector<double> along_k_;
  std::vector<double> along_s_;
  double along_remainder_k_ = 0.0;
  double along_remainder_s_ = 0.0;
  Quadratic whole_;  ///< square length of the degree-days
  Quadratic beside_; ///< the same beside the fixed columns: D
  BalanceRange found_;
};

} // namespace

BalanceRange profile_range(const Design& design, std::span<const double> root_weight, Hinge hinge,
                           BalanceRange range, const Frame& fixed, double most) {
  if (range.empty()) return range;
  const double least_gain = dot(fixed.remainder(), fixed.remainder()) - most;
  if (least_gain <= 0.0) return range;
  ProfileScan scan{design.axis(hinge), root_weight, fixed, least_gain};
  if (hinge == Hinge::heating) return scan.run(range);
  const BalanceRange mirrored = scan.run({-range.high, -range.low});
  return mirrored.empty() ? mirrored : BalanceRange{-mirrored.high, -mirrored.low};
}

} // namespace empower::detail
