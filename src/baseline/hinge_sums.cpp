// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_sums.hpp>

#include "../core/lanes.hpp"

#include <algorithm>

namespace empower::detail {

/// The sums in registers.
class HingeSums::Moving {
public:
  explicit Moving(HingeSums& sums)
      : sums_{sums}, next_{sums.scan_.next}, square_{pair_of(sums.scan_.square)},
        cross_{sums.scan_.cross}, n_{pair_of(sums.scan_.n)}, d_{pair_of(sums.scan_.d)},
        d1_{sums.scan_.d1} {}

  void put_back() const {
    Scan& scan = sums_.scan_;
    scan.next = next_;
    scan.square = {square_[0], square_[1]};
    scan.cross = cross_;
    scan.n = {n_[0], n_[1]};
    scan.d = {d_[0], d_[1]};
    scan.d1 = d1_;
  }

  [[nodiscard]] std::size_t next() const noexcept { return next_; }

  /// N times the derivative of N^2 / D within the cell, but for a positive factor, is linear as the
  /// quadratic terms cancel: its slope n1 d1 - 2 n0 d2, and its value 2 n1 d0 - n0 d1 at 0.
  [[nodiscard]] Pair rise() const noexcept {
    const Pair swapped{n_[1], n_[0]};
    return n_ * both(d1_) + (swapped + swapped) * d_;
  }

  /// Takes the next day onto the leg. `Columns` is their number in the projection, or 0 for any.
  template <std::size_t Columns>
  void pass() {
    const double t = sums_.x_[next_];
    const std::size_t i = sums_.observation_[next_++];
    Row& row = sums_.rows_[i];
    const Pair leg = pair_of(row.leg);
    const Pair more{1.0, t};
    square_ += (leg + leg + more) * both(row.weight) * more;
    cross_ += row.weight * (leg[0] * t + leg[1] + t);
    add<Columns>(i, more);
    put(leg + more, row.leg);
  }

  /// An observation with nothing on the leg so far.
  void start(std::size_t i) {
    const Row& row = sums_.rows_[i];
    const Pair leg = pair_of(row.leg);
    square_ += both(row.weight) * leg * leg;
    cross_ += row.weight * leg[0] * leg[1];
    add<0>(i, leg);
  }

private:
  static Pair pair_of(const Two& two) noexcept { return TwoRows{0}.of(two.data()); }
  static void put(Pair pair, Two& two) noexcept { TwoRows{0}.put(two.data(), pair); }

  /// The sums that are linear in k and S, and D.
  template <std::size_t Columns>
  void add(std::size_t i, Pair leg) {
    const std::size_t columns = Columns == 0 ? sums_.columns_ : Columns;
    n_ += leg * both(sums_.rows_[i].response);
    d_ = square_;
    d1_ = -2.0 * cross_;
    const double* const basis = sums_.basis_.data() + i * columns;
    Two* const along = sums_.along_.data();
    for (std::size_t j = 0; j < columns; ++j) {
      const Pair product = pair_of(along[j]) + leg * both(basis[j]);
      put(product, along[j]);
      d_ -= product * product;
      d1_ += 2.0 * product[0] * product[1];
    }
  }

  HingeSums& sums_;
  std::size_t next_;
  Pair square_;
  double cross_;
  Pair n_;
  Pair d_;
  double d1_;
};

HingeSums::HingeSums(const Axis& axis, const Projection& fixed, const MovingLeg& start, double sign)
    : x_{axis.x}, observation_{axis.observation.data()}, columns_{fixed.size()},
      along_(fixed.size()) {
  scan_.next = start.next;
  rows_.reserve(start.count.size());
  basis_.reserve(start.count.size() * columns_);
  for (std::size_t i = 0; i < start.count.size(); ++i) {
    const double w = fixed.weight()[i];
    rows_.push_back({{start.count[i], start.sum[i]}, w, sign * w * fixed.residual()[i]});
    for (std::size_t j = 0; j < columns_; ++j) basis_.push_back(fixed.weighted_basis(j, i));
  }
}

void HingeSums::start_at(double low) {
  for (; scan_.next < x_.size() && x_[scan_.next] <= low; ++scan_.next) {
    Two& leg = rows_[observation_[scan_.next]].leg;
    leg[0] += 1.0;
    leg[1] += x_[scan_.next];
  }
  Moving sums{*this};
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].leg[0] != 0.0) sums.start(i);
  sums.put_back();
  scan_.place = low;
}

void HingeSums::pass_until(double x) {
  Moving sums{*this};
  while (sums.next() < x_.size() && x_[sums.next()] <= x) sums.pass<0>();
  sums.put_back();
}

double HingeSums::stationary_point() const noexcept {
  const double constant = 2.0 * scan_.n[0] * scan_.d[1] + scan_.n[1] * scan_.d1;
  const double slope = scan_.n[0] * scan_.d1 + 2.0 * scan_.n[1] * scan_.d[0];
  return -constant / slope;
}

template <std::size_t Columns>
bool HingeSums::next_maximum_beside(double high, double& x) {
  Moving sums{*this};
  double begin = scan_.place;
  bool rising = scan_.rising;
  bool found = false;
  while (begin < high && !found) {
    const double end = cell_end(sums.next(), high);
    if (end > begin) {
      const Pair rise = sums.rise();
      const bool rises_at_begin = rise[1] + rise[0] * begin > 0.0;
      const bool rises_at_end = rise[1] + rise[0] * end > 0.0;
      const bool turned = rising && !rises_at_begin;
      found = turned || (rises_at_begin && !rises_at_end);
      if (found) x = turned ? begin : std::clamp(-rise[1] / rise[0], begin, end);
      rising = rises_at_end;
      begin = end;
    }
    if (begin < high && !found) sums.pass<Columns>();
  }
  if (!found) {
    x = high;
    found = rising;
    rising = false;
  }
  scan_.place = begin;
  scan_.rising = rising;
  sums.put_back();
  return found;
}

bool HingeSums::next_maximum(double high, double& x) {
  if (columns_ == 1) return next_maximum_beside<1>(high, x);
  if (columns_ == 2) return next_maximum_beside<2>(high, x);
  return next_maximum_beside<0>(high, x);
}

} // namespace empower::detail
