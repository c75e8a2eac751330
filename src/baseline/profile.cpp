// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/profile.hpp>

#include <empower/baseline/detail/hinge_sums.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {

namespace {

/// Goes through the cells of a range for the places where a hinge takes enough off the SSE.
class ProfileScan {
public:
  ProfileScan(const Axis& axis, const Projection& fixed, double least_gain)
      : sums_{axis, fixed, LegStart{}}, least_gain_{least_gain} {}

  BalanceRange run(BalanceRange range) {
    sums_.start_at(range.low);
    for (double begin = range.low;;) {
      const double end = sums_.cell_end(range.high);
      look_into(begin, end);
      if (end >= range.high) return found_;
      begin = end;
      sums_.pass_until(begin);
    }
  }

private:
  /// Ends of the cell, where good enough, and the roots of N^2 - least gain * D inside it.
  void look_into(double begin, double end) {
    const HingeSums::Quadratic excess = sums_.excess(least_gain_);
    const bool at_begin = excess.at(begin) >= 0.0;
    const bool at_end = excess.at(end) >= 0.0;
    if (at_begin) take(begin);
    if (at_end) take(end);
    if (at_begin && at_end) return; // nothing between them is outside
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
    if (!(sums_.numerator(c) > 0.0 && sums_.is_leg(c))) return;
    found_ = found_.empty() ? BalanceRange{c, c}
                            : BalanceRange{std::min(found_.low, c), std::max(found_.high, c)};
  }

  HingeSums sums_;
  double least_gain_;
  BalanceRange found_;
};

} // namespace

BalanceRange profile_range(const Design& design, Hinge hinge, BalanceRange range,
                           const Projection& fixed, double most) {
  if (range.empty()) return range;
  const double least_gain = fixed.sse() - most;
  if (least_gain <= 0.0) return range;
  ProfileScan scan{design.axis(hinge), fixed, least_gain};
  if (hinge == Hinge::heating) return scan.run(range);
  const BalanceRange mirrored = scan.run({-range.high, -range.low});
  return mirrored.empty() ? mirrored : BalanceRange{-mirrored.high, -mirrored.low};
}

} // namespace empower::detail
