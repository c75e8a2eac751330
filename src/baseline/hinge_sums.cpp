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
    double* const row = row_of<Columns>(sums_.observation_[next_++]);
    const Pair leg = TwoRows{0}.of(row);
    const Pair more{1.0, t};
    square_ += (leg + leg + more) * both(row[2]) * more;
    cross_ += row[2] * (leg[0] * t + leg[1] + t);
    add<Columns>(row, more);
    TwoRows{0}.put(row, leg + more);
  }

  /// An observation with nothing on the leg so far.
  void start(std::size_t i) {
    const double* const row = row_of<0>(i);
    const Pair leg = TwoRows{0}.of(row);
    square_ += both(row[2]) * leg * leg;
    cross_ += row[2] * leg[0] * leg[1];
    add<0>(row, leg);
  }

private:
  static Pair pair_of(const Two& two) noexcept { return TwoRows{0}.of(two.data()); }
  template <std::size_t Columns>
  double* row_of(std::size_t i) const noexcept {
    return sums_.values_.data() + i * (Columns == 0 ? sums_.row_size() : before_basis + Columns);
  }

  /// The sums that are linear in k and S, and D.
  template <std::size_t Columns>
  void add(const double* row, Pair leg) {
    const std::size_t columns = Columns == 0 ? sums_.columns_ : Columns;
    n_ += leg * both(row[3]);
    d_ = square_;
    d1_ = -2.0 * cross_;
    const double* const basis = row + before_basis;
    double* const along = sums_.along();
    for (std::size_t j = 0; j < columns; ++j) {
      const TwoRows at{2 * j};
      const Pair product = at.of(along) + leg * both(basis[j]);
      at.put(along, product);
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

HingeSums::HingeSums(const Axis& axis, const Projection& fixed, const LegStart& start, double sign)
    : x_{axis.x}, observation_{axis.observation.data()}, columns_{fixed.size()},
      along_place_{fixed.weight().size() * row_size()}, values_(along_place_ + 2 * columns_) {
  scan_.next = start.next;
  for (std::size_t i = 0; i < fixed.weight().size(); ++i) {
    double* const of_row = row(i);
    if (!start.count.empty()) {
      of_row[0] = start.count[i];
      of_row[1] = start.sum[i];
    }
    of_row[2] = fixed.weight()[i];
    of_row[3] = sign * of_row[2] * fixed.residual()[i];
  }
  for (std::size_t j = 0; j < columns_; ++j) {
    const std::span<const double> basis = fixed.weighted_basis(j);
    for (std::size_t i = 0; i < basis.size(); ++i) row(i)[before_basis + j] = basis[i];
  }
}

void HingeSums::start_at(double low) {
  for (; scan_.next < x_.size() && x_[scan_.next] <= low; ++scan_.next) {
    double* const leg = row(observation_[scan_.next]);
    leg[0] += 1.0;
    leg[1] += x_[scan_.next];
  }
  Moving sums{*this};
  for (std::size_t i = 0; i * row_size() < along_place_; ++i)
    if (row(i)[0] != 0.0) sums.start(i);
  sums.put_back();
  scan_.place = low;
}

template <std::size_t Columns>
void HingeSums::pass_until_beside(double x) {
  Moving sums{*this};
  while (sums.next() < x_.size() && x_[sums.next()] <= x) sums.pass<Columns>();
  sums.put_back();
}

void HingeSums::pass_until(double x) {
  if (columns_ == 2) return pass_until_beside<2>(x);
  if (columns_ == 3) return pass_until_beside<3>(x);
  pass_until_beside<0>(x);
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
  double last_begin = begin;
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
      last_begin = begin;
      begin = end;
    }
    if (begin < high && !found) sums.pass<Columns>();
  }
  scan_.place = begin;
  scan_.rising = rising && found;
  sums.put_back();
  if (found || !rising) return found;
  // Where the other columns explain the hinge at the end, its remainder only shrinks in the last
  // cell: N^2 / D is the same all over it.
  x = is_leg(high) ? high : last_begin;
  return true;
}

bool HingeSums::next_maximum(double high, double& x) {
  if (columns_ == 1) return next_maximum_beside<1>(high, x);
  if (columns_ == 2) return next_maximum_beside<2>(high, x);
  return next_maximum_beside<0>(high, x);
}

} // namespace empower::detail
