// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/pair_search.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace empower::detail {

namespace {

/// Days at one distinct temperature. The ends of the ranges are points without days.
struct Point {
  double x = 0.0;      ///< on the leg's axis
  double days = 0.0;   ///< sum of their weights
  double energy = 0.0; ///< weighted sum over the days, each less the mean of all
};

/// What one side of the model is worth, once the base is given: its best SSE is
/// `a * base^2 - 2 * b * base - gain` more than that of its energies about zero.
struct Side {
  double a = 0.0;
  double b = 0.0;
  double gain = 0.0;
  bool possible = false;
  // A hinge on a knot: slope = slope_0 - base * slope_1. A free line: its value at both ends of the
  // gap, also where it rises towards the base; missing where it is none.
  double slope_0 = 0.0;
  double slope_1 = 0.0;
  double outer = missing_value;
  double inner = 0.0;
};

/// Both ways to end a leg, for every point seen from the outside inwards.
struct Leg {
  std::vector<Side> knot; ///< the hinge at point i
  std::vector<Side>
      free; ///< a line through the points 0..i that meets the base between i and i + 1
  std::vector<double> most; ///< no leg that ends in that gap gains more
};

Leg make_leg(const std::vector<Point>& points) {
  Leg leg;
  leg.knot.resize(points.size());
  leg.free.resize(points.size());
  leg.most.resize(points.size());
  double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double c = points[i].x;
    const double hh = (w * c - 2.0 * x) * c + xx;
    Side& knot = leg.knot[i];
    if (hh > 1e-9 * (w * c * c + xx)) {
      const double h = w * c - x;
      const double hy = c * y - xy;
      knot = {.a = w - h * h / hh,
              .b = y - hy * h / hh,
              .gain = hy * hy / hh,
              .possible = true,
              .slope_0 = hy / hh,
              .slope_1 = h / hh};
    }
    w += points[i].days;
    x += points[i].days * c;
    xx += points[i].days * c * c;
    y += points[i].energy;
    xy += points[i].energy * c;
    if (!(w > 0.0)) continue;
    const double sxx = xx - x * x / w;
    const double sxy = xy - x * y / w;
    leg.most[i] = y * y / w;
    if (i + 1 == points.size() || !(sxx > 1e-9 * xx)) continue;
    const double slope = sxy / sxx;
    const bool falls = sxy < 0.0;
    if (falls) leg.most[i] += sxy * slope;
    const auto line = [&](double at) { return y / w + slope * (at - x / w); };
    leg.free[i] = {
        .gain = leg.most[i], .possible = falls, .outer = line(c), .inner = line(points[i + 1].x)};
  }
  return leg;
}

/// How the legs of a candidate end: at knot i, or free in the gap after point i.
struct End {
  std::size_t point = 0;
  bool knot = false;
};

class PairScan {
public:
  PairScan(const Design& design, std::span<const double> energy, BalanceRange heating,
           BalanceRange cooling, double bound) {
    double weights = 0.0;
    for (std::size_t i = 0; i < energy.size(); ++i) {
      weights += design.weight[i];
      mean_ += design.weight[i] * energy[i];
    }
    mean_ /= weights;
    double total = 0.0;
    for (std::size_t i = 0; i < energy.size(); ++i)
      total += design.weight[i] * (energy[i] - mean_) * (energy[i] - mean_);
    total_ = total;
    gain_ = total - bound;
    collect(design, energy, heating, cooling);
    count_ = points_.size();
    std::vector<Point> mirrored(points_.rbegin(), points_.rend());
    for (Point& point : mirrored) point.x = -point.x;
    left_ = make_leg(points_);
    right_ = make_leg(mirrored);
    days_.assign(count_ + 1, 0.0);
    energy_.assign(count_ + 1, 0.0);
    for (std::size_t i = 0; i < count_; ++i) {
      days_[i + 1] = days_[i] + points_[i].days;
      energy_[i + 1] = energy_[i] + points_[i].energy;
    }
    heating_first_ = index(heating.low);
    heating_last_ = index(heating.high);
    cooling_first_ = index(cooling.low);
    cooling_last_ = index(cooling.high);
  }

  PairOptimum run() {
    start_on_knots();
    const std::size_t last_gap = count_ - 1;
    // Legs may meet on the last knot of a range, after which no gap is left for it.
    heating_end_ = std::min(std::max(heating_last_, heating_first_ + 1), last_gap);
    const std::size_t cooling_end = std::min(cooling_last_ + 1, last_gap);
    most_right_.resize(last_gap);
    for (std::size_t j = 0; j < last_gap; ++j) most_right_[j] = right_.most[count_ - 2 - j];
    const std::vector<Block> rows = blocks(heating_first_, heating_end_, true);
    const std::vector<Block> columns = blocks(cooling_first_, cooling_end, false);
    for (const Block& row : rows)
      for (const Block& column : columns)
        if (column.last > row.first && could_hold(row, column)) look(row, column);
    return best_;
  }

private:
  void collect(const Design& design, std::span<const double> energy, BalanceRange heating,
               BalanceRange cooling) {
    const Axis& axis = design.heating;
    std::vector<double> ends{heating.low, heating.high, cooling.low, cooling.high};
    std::ranges::sort(ends);
    std::size_t e = 0;
    const auto at = [&](double x) -> Point& {
      if (points_.empty() || points_.back().x != x) points_.push_back({.x = x});
      return points_.back();
    };
    for (std::size_t i = 0; i < axis.x.size(); ++i) {
      for (; e < ends.size() && ends[e] < axis.x[i]; ++e) at(ends[e]);
      Point& point = at(axis.x[i]);
      const std::size_t day = axis.observation[i];
      point.days += design.weight[day];
      point.energy += design.weight[day] * (energy[day] - mean_);
    }
    for (; e < ends.size(); ++e) at(ends[e]);
  }

  [[nodiscard]] std::size_t index(double x) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(points_, x, {}, &Point::x) -
                                    points_.begin());
  }

  // The right leg sees the points from the other end.
  [[nodiscard]] const Side& left(End end) const {
    return end.knot ? left_.knot[end.point] : left_.free[end.point];
  }
  [[nodiscard]] const Side& right(End end) const {
    return end.knot ? right_.knot[count_ - 1 - end.point] : right_.free[count_ - 2 - end.point];
  }

  /// Knots of a coarse grid: a good first bound.
  void start_on_knots() {
    const std::size_t heating_step = 1 + (heating_last_ - heating_first_) / 24;
    const std::size_t cooling_step = 1 + (cooling_last_ - cooling_first_) / 24;
    for (std::size_t i = heating_first_; i <= heating_last_; i += heating_step)
      for (std::size_t j = cooling_first_; j <= cooling_last_; j += cooling_step)
        if (i <= j) try_ends({i, true}, {j, true});
  }

  /// Neighbouring gaps, with what no leg that ends in one of them passes, the points between it and
  /// the block's inner end taken as a mean of their own.
  struct Block {
    std::size_t first = 0; ///< gaps from here
    std::size_t last = 0;  ///< to before here
    double most = 0.0;
  };

  /// What a mean of its own explains of the points in [first, last).
  [[nodiscard]] double mean_gain(std::size_t first, std::size_t last) const {
    const double days = days_[last] - days_[first];
    const double energy = energy_[last] - energy_[first];
    return days > 0.0 ? energy * energy / days : 0.0;
  }

  [[nodiscard]] std::vector<Block> blocks(std::size_t begin, std::size_t end, bool heating) const {
    constexpr std::size_t width = 6;
    std::vector<Block> all;
    all.reserve((end - std::min(begin, end)) / width + 1);
    for (std::size_t first = begin; first < end; first += width) {
      Block block{first, std::min(first + width, end), 0.0};
      for (std::size_t gap = first; gap < block.last; ++gap)
        block.most =
            std::max(block.most, heating ? left_.most[gap] + mean_gain(gap + 1, block.last)
                                         : most_right_[gap] + mean_gain(first + 1, gap + 1));
      all.push_back(block);
    }
    return all;
  }

  /// Two free lines and up to three means between them must beat the best.
  [[nodiscard]] bool could_hold(const Block& row, const Block& column) const {
    return row.last > column.first ||
           row.most + mean_gain(row.last, column.first + 1) + column.most >= gain_;
  }

  /// Two free lines and one mean must beat the best; without a division.
  void look(const Block& row, const Block& column) {
    for (std::size_t i = row.first; i < row.last; ++i) {
      // Legs that meet on the last knot have only the gap after it.
      const std::size_t met = std::max(i, cooling_first_);
      const std::size_t end =
          column.last > cooling_last_ && met != cooling_last_ ? cooling_last_ : column.last;
      const double gain = left_.most[i];
      const double energy = energy_[i + 1];
      const double days = days_[i + 1];
      for (std::size_t j = std::max(i, column.first); j < end; ++j) {
        const double between = energy_[j + 1] - energy;
        const double wanted = gain_ - gain - most_right_[j];
        if (between * between >= wanted * (days_[j + 1] - days)) look(i, j);
      }
    }
  }

  /// The best way in which both legs can end in, or on the edge of, a pair of gaps. The problem is
  /// convex there, so one of the limits that two free lines break holds with equality: a leg ends
  /// on a knot. One on the inner edge of its gap is left to the next pair, whose outer edge it is.
  void look(std::size_t i, std::size_t j) {
    const bool has_neighbours =
        i + 1 < j && i + 1 < heating_end_ && cooling_first_ < j && j < cooling_last_;
    if (!has_neighbours) return look_everywhere(i, j);
    const double base = (energy_[j + 1] - energy_[i + 1]) / (days_[j + 1] - days_[i + 1]);
    const bool on_left = !(base <= left({i, false}).outer);
    const bool on_right = !(base <= right({j, false}).outer);
    if (!on_left && !on_right) {
      try_ends({i, false}, {j, false});
      return;
    }
    const bool left_done = on_left && try_ends({i, true}, {j, false});
    const bool right_done = on_right && try_ends({i, false}, {j + 1, true});
    if (!left_done && !right_done) try_ends({i, true}, {j + 1, true});
  }

  /// The same by trying all, where a pair beside this one is missing or without days.
  void look_everywhere(std::size_t i, std::size_t j) {
    if (i < heating_last_ && j < cooling_last_ && try_ends({i, false}, {j, false})) return;
    for (std::size_t l = i; l <= i + 1; ++l)
      if (j < cooling_last_ && l <= j && l <= heating_last_) try_ends({l, true}, {j, false});
    for (std::size_t r = j; r <= j + 1; ++r)
      if (i < heating_last_ && i + 1 <= r && r <= cooling_last_) try_ends({i, false}, {r, true});
    for (std::size_t l = i; l <= i + 1; ++l)
      for (std::size_t r = j; r <= j + 1; ++r)
        if (l <= r && l <= heating_last_ && r <= cooling_last_) try_ends({l, true}, {r, true});
  }

  /// True if the candidate obeys all constraints, and is kept if it is the best; also where it is
  /// no better without them, as then none with more of them is.
  bool try_ends(End left_end, End right_end) {
    const Side& l = left(left_end);
    const Side& r = right(right_end);
    if (!l.possible || !r.possible) return false;
    const std::size_t first = left_end.point + (left_end.knot ? 0 : 1);
    const std::size_t last = right_end.point + 1;
    const double a = l.a + r.a + days_[last] - days_[first];
    const double b = l.b + r.b + energy_[last] - energy_[first];
    double base = b / a;
    double gain = l.gain + r.gain + b * base;
    if (!(a > 1e-9)) {
      // No day between two free lines: every base where both end in their gaps is as good; the
      // lowest.
      if (left_end.knot || right_end.knot) return false;
      base = std::max(l.inner, r.inner);
      if (left_end.point == right_end.point) base = std::max(base, crossing(l, r));
      gain = l.gain + r.gain;
    }
    if (gain <= gain_) return true;
    if (!fits(l, left_end, base) || !fits(r, right_end, base)) return false;
    if (base < -mean_) {
      best_.constrained = true;
      return false;
    }
    gain_ = gain;
    best_.base = base + mean_;
    best_.sse = total_ - gain;
    place(l, left_end, base, 0, best_.heating_balance, best_.heating_slope);
    place(r, right_end, base, 1, best_.cooling_balance, best_.cooling_slope);
    // Rounding must not turn the order of two that meet.
    best_.cooling_balance = std::max(best_.cooling_balance, best_.heating_balance);
    return true;
  }

  static bool fits(const Side& side, End end, double base) {
    if (end.knot) return side.slope_0 - base * side.slope_1 > 0.0;
    return side.inner <= base && base <= side.outer;
  }

  /// The value where two lines over one gap cross.
  static double crossing(const Side& l, const Side& r) {
    const double before = l.outer - r.inner;
    const double after = r.outer - l.inner;
    return l.outer - (l.outer - l.inner) * before / (before + after);
  }

  void place(const Side& side, End end, double base, std::size_t is_right, double& balance,
             double& slope) const {
    if (end.knot) {
      balance = points_[end.point].x;
      slope = side.slope_0 - base * side.slope_1;
      return;
    }
    const double outer_x = points_[end.point + is_right].x;
    const double inner_x = points_[end.point + 1 - is_right].x;
    slope = (side.outer - side.inner) / std::abs(inner_x - outer_x);
    balance = outer_x + (side.outer - base) / (side.outer - side.inner) * (inner_x - outer_x);
  }

  double mean_ = 0.0;
  double total_ = 0.0;
  double gain_ = 0.0;
  std::size_t count_ = 0;
  std::vector<Point> points_;
  Leg left_;
  Leg right_;
  std::vector<double> days_; ///< prefix sums
  std::vector<double> energy_;
  std::vector<double> most_right_; ///< of the cooling leg, by gap
  std::size_t heating_first_ = 0, heating_last_ = 0, cooling_first_ = 0, cooling_last_ = 0;
  std::size_t heating_end_ = 0; ///< of the gaps that heating legs end in
  PairOptimum best_;
};

} // namespace

PairOptimum best_pair(const Design& design, std::span<const double> energy_kwh,
                      BalanceRange heating, BalanceRange cooling, double bound) {
  if (heating.empty() || cooling.empty()) return {};
  return PairScan{design, energy_kwh, heating, cooling, bound}.run();
}

} // namespace empower::detail
