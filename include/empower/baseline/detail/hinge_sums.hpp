// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/detail/hinge_search.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace empower::detail {

/// The running sums of a hinge that moves up an axis beside a projection. Within a cell, between
/// neighbouring temperatures, the degree-days are H_i(x) = k_i x - S_i, so that
///
///   N(x) = <H, residual> = n0 + n1 x,      D(x) = |H less its projection|^2 = d0 + d1 x + d2 x^2
///
/// and the hinge explains N^2 / D with slope N / D. Passing a temperature is O(1).
class HingeSums {
public:
  /// `axis` must outlive the sums. `sign` -1 looks for slopes below 0.
  HingeSums(const Axis& axis, const Projection& fixed, const MovingLeg& start, double sign = 1.0)
      : axis_{axis}, columns_{fixed.size()}, next_{start.next}, along_k_(fixed.size(), 0.0),
        along_s_(fixed.size(), 0.0) {
    rows_.reserve(start.count.size());
    basis_.reserve(start.count.size() * columns_);
    for (std::size_t i = 0; i < start.count.size(); ++i) {
      const double w = fixed.weight()[i];
      rows_.push_back({start.count[i], start.sum[i], w, sign * w * fixed.residual()[i]});
      for (std::size_t j = 0; j < columns_; ++j) basis_.push_back(fixed.weighted_basis(j, i));
    }
  }

  void start_at(double low) {
    for (; next_ < axis_.x.size() && axis_.x[next_] <= low; ++next_) {
      Row& row = rows_[axis_.observation[next_]];
      row.count += 1.0;
      row.sum += axis_.x[next_];
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Row& row = rows_[i];
      if (row.count == 0.0) continue;
      kk_ += row.weight * row.count * row.count;
      ks_ += row.weight * row.count * row.sum;
      ss_ += row.weight * row.sum * row.sum;
      add_linear(i, row.count, row.sum);
    }
    project();
  }

  /// The end of the cell that the hinge stands in.
  [[nodiscard]] double cell_end(double high) const {
    return next_ < axis_.x.size() ? std::min(axis_.x[next_], high) : high;
  }

  /// Takes the days up to and at `x` onto the leg.
  void pass_until(double x) {
    for (; next_ < axis_.x.size() && axis_.x[next_] <= x; ++next_) {
      const double t = axis_.x[next_];
      const std::size_t i = axis_.observation[next_];
      Row& row = rows_[i];
      kk_ += row.weight * (2.0 * row.count + 1.0);
      ks_ += row.weight * (row.count * t + row.sum + t);
      ss_ += row.weight * (2.0 * row.sum + t) * t;
      add_linear(i, 1.0, t);
      row.count += 1.0;
      row.sum += t;
    }
    project();
  }

  /// N, with the sign that is looked for.
  [[nodiscard]] double numerator(double x) const noexcept { return n0_ + n1_ * x; }
  [[nodiscard]] double denominator(double x) const noexcept { return d0_ + (d1_ + d2_ * x) * x; }
  /// Of the degree-days before projection.
  [[nodiscard]] double square(double x) const noexcept { return ss_ + (kk_ * x - 2.0 * ks_) * x; }
  /// Product of the degree-days with basis column j.
  [[nodiscard]] double along(std::size_t j, double x) const noexcept {
    return along_k_[j] * x - along_s_[j];
  }
  /// Degree-days that the other columns explain are no leg: their remainder is rounding noise.
  [[nodiscard]] bool is_leg(double x) const noexcept { return denominator(x) > 1e-9 * square(x); }
  /// N times the derivative of N^2 / D within the cell, but for a positive factor: the quadratic
  /// terms cancel, so it is `rise_constant() + rise_slope() * x`.
  [[nodiscard]] double rise_constant() const noexcept { return 2.0 * n1_ * d0_ - n0_ * d1_; }
  [[nodiscard]] double rise_slope() const noexcept { return n1_ * d1_ - 2.0 * n0_ * d2_; }

private:
  /// What an observation has on the leg: k_i and S_i.
  struct Row {
    double count;
    double sum;
    double weight;
    double response; ///< weight times residual, with the sign that is looked for
  };

  void add_linear(std::size_t i, double count, double sum) {
    n1_ += count * rows_[i].response;
    n0_ -= sum * rows_[i].response;
    const double* const basis = basis_.data() + i * columns_;
    for (std::size_t j = 0; j < columns_; ++j) {
      along_k_[j] += count * basis[j];
      along_s_[j] += sum * basis[j];
    }
  }

  void project() {
    d2_ = kk_;
    d1_ = -2.0 * ks_;
    d0_ = ss_;
    for (std::size_t j = 0; j < columns_; ++j) {
      d2_ -= along_k_[j] * along_k_[j];
      d1_ += 2.0 * along_k_[j] * along_s_[j];
      d0_ -= along_s_[j] * along_s_[j];
    }
  }

  const Axis& axis_;
  std::size_t columns_; ///< of the projection
  std::size_t next_;    ///< first day that is not on the leg
  std::vector<Row> rows_;
  std::vector<double> basis_; ///< by observation, times its weight
  std::vector<double> along_k_;
  std::vector<double> along_s_;
  double kk_ = 0.0, ks_ = 0.0, ss_ = 0.0;
  double n0_ = 0.0, n1_ = 0.0;
  double d0_ = 0.0, d1_ = 0.0, d2_ = 0.0;
};

/// Calls `visit(x)` at every place in [low, high] where N^2 / D has a local maximum with N > 0:
/// within a cell where its derivative vanishes, or on a temperature, or at an end.
template <class Visit>
void visit_local_maxima(HingeSums& sums, double low, double high, const Visit& visit) {
  sums.start_at(low);
  bool rising = true; // left of `begin`; at the end of the range there is nothing to the left
  for (double begin = low;;) {
    const double end = sums.cell_end(high);
    const double constant = sums.rise_constant();
    const double slope = sums.rise_slope();
    const bool rises_after = constant + slope * begin > 0.0;
    if (rising && !rises_after) visit(begin);
    rising = constant + slope * end > 0.0;
    if (rises_after && !rising && begin < end) visit(std::clamp(-constant / slope, begin, end));
    if (end >= high) break;
    begin = end;
    sums.pass_until(begin);
  }
  if (rising) visit(high);
}

} // namespace empower::detail
