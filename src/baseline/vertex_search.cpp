// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/hinge_sums.hpp>
#include <empower/baseline/detail/leg_grid.hpp>
#include <empower/baseline/detail/pair_search.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace empower::detail {

namespace {

/// Climbs from `x` by steps that are halved down to 1e-12 of the width.
template <class Function>
double climb(double x, double low, double high, double step, const Function& function) {
  double value = function(x);
  const double least = 1e-12 * (high - low);
  while (step > least) {
    double next = x;
    for (const double there : {std::max(low, x - step), std::min(high, x + step)}) {
      if (!(function(there) > value)) continue;
      next = there;
      value = function(there);
    }
    if (next == x) step *= 0.5;
    x = next;
  }
  return x;
}

/// With C = T - x d + H, a model of both legs from one balance temperature is
///
///   base d + h H + k C  =  (base - k x) d + k T + (h + k) H,     T_i the sum of temperatures,
///
/// a hinge beside days and temperature sums.
class VertexScan {
public:
  VertexScan(const Design& design, BalanceRange range, const Projection& line, bool free_signs,
             double bound, const LegNodes* grid)
      : design_{design}, range_{range}, line_{line}, free_signs_{free_signs}, grid_{grid},
        days_{line.size() - 2}, temperature_{line.size() - 1}, sse_{line.sse()} {
    best_.sse = bound;
    for (std::size_t i = 0; i < design.size(); ++i)
      days_square_ += design.weight[i] * design.days[i] * design.days[i];
  }

  VertexOptimum run() {
    if (grid_ != nullptr) nodes_ = grid_->grid.beside(line_, grid_->beside_days);
    double bound = best_.sse;
    if (grid_ != nullptr && !free_signs_)
      bound = std::min(bound,
                       grid_->grid.least_on_nodes(range_, line_, nodes_,
                                                  [&](std::span<const double> b, double bend,
                                                      double x) { return allowed(b, bend, x); }));
    for (const auto& [range, start] : where_below(bound)) {
      for (const double sign : {1.0, -1.0}) {
        HingeSums sums{design_.heating, line_, start, sign};
        sums.start_at(range.low);
        for (double x = 0.0; sums.next_maximum(range.high, x);) with_base(sums, x);
        if (!free_signs_) break;
      }
    }
    if (rejected_)
      for (const Stretch& stretch : where_below(best_.sse)) without_base(stretch);
    return best_;
  }

private:
  /// The parts of the range in which the SSE could be less.
  [[nodiscard]] std::vector<Stretch> where_below(double sse) const {
    if (grid_ != nullptr && !free_signs_) return grid_->grid.promising(range_, line_, nodes_, sse);
    return {{range_, {}}};
  }

  void with_base(const HingeSums& sums, double x) {
    const double n = sums.numerator(x);
    const double d = sums.denominator(x);
    if (!(n > 0.0 && sums.is_leg(x))) return;
    const double sse = sse_ - n * n / d;
    if (!(sse < best_.sse)) return;
    if (!free_signs_ && !allowed(sums, x, n / d)) {
      rejected_ = true;
      return;
    }
    best_ = {.balance = x, .sse = sse, .base = true};
  }

  [[nodiscard]] bool allowed(const HingeSums& sums, double x, double bend) const {
    std::vector<double> b(line_.size());
    for (std::size_t j = 0; j < b.size(); ++j)
      b[j] = line_.response_products()[j] - bend * sums.along(j, x);
    line_.solve(b);
    return allowed(b, bend, x);
  }
  [[nodiscard]] bool allowed(std::span<const double> b, double bend, double x) const {
    const double cooling_slope = b[temperature_];
    return cooling_slope > 0.0 && bend > cooling_slope && b[days_] + cooling_slope * x >= 0.0;
  }

  /// Base 0: both columns move with the balance temperature. A cell is searched if the model with a
  /// base is better than the best somewhere in it.
  void without_base(const Stretch& stretch) {
    const auto& [range, start] = stretch;
    HingeSums sums{design_.heating, line_, start};
    sums.start_at(range.low);
    for (double begin = range.low;;) {
      const double end = sums.cell_end(range.high);
      if (sse_ - most(sums, begin, end) < best_.sse) without_base(sums, begin, end);
      if (end >= range.high) break;
      begin = end;
      sums.pass_until(begin);
    }
  }

  /// One cell, from points of it that are so close that the parabola through a better optimum
  /// between two of them would show.
  void without_base(const HingeSums& sums, double begin, double end) {
    constexpr double spacing_k = 0.25;
    const double parts = std::max(1.0, std::ceil((end - begin) / spacing_k));
    const double step = (end - begin) / parts;
    const double y1 = line_.response_products()[days_];
    const double y2 = line_.response_products()[temperature_];
    const double total = sse_ + y1 * y1 + y2 * y2;
    for (double i = 0.0; i <= parts; i += 1.0) {
      const double start = std::min(end, begin + i * step);
      const PairProducts::Solution at = products(sums, start).solution();
      if (!(at.gain > 0.0)) continue;
      const double bend = (at.heating_slope + at.cooling_slope) * step;
      if (total - at.gain - 0.5 * bend * bend * days_square_ >= best_.sse) continue;
      const auto gain = [&](double x) { return products(sums, x).solution().gain; };
      double x = climb(start, begin, end, 0.5 * step, gain);
      for (const double edge : {begin, end}) // rounding stops the climb short of it
        if (std::abs(x - edge) < 1e-6) x = edge;
      const double sse = total - gain(x);
      if (sse < best_.sse) best_ = {.balance = x, .sse = sse, .base = false};
    }
  }

  /// The largest N^2 / D of a cell.
  static double most(const HingeSums& sums, double begin, double end) {
    const double stationary = sums.stationary_point();
    double gain = 0.0;
    for (const double x : {begin, end, stationary}) {
      if (!(begin <= x && x <= end)) continue;
      // A hinge that the line nearly explains has no bound of its own.
      if (!sums.is_leg(x)) return std::numeric_limits<double>::infinity();
      const double n = sums.numerator(x);
      gain = std::max(gain, n * n / sums.denominator(x));
    }
    return gain;
  }

  /// Of both legs without a base, in the basis of days, temperature sums and the rest of the hinge.
  [[nodiscard]] PairProducts products(const HingeSums& sums, double x) const {
    const double h1 = sums.along(days_, x);
    const double h2 = sums.along(temperature_, x);
    const double u1 = line_.above(days_, temperature_) - x * line_.length(days_);
    const double u2 = line_.length(temperature_);
    const double y1 = line_.response_products()[days_];
    const double y2 = line_.response_products()[temperature_];
    const double hu = h1 * u1 + h2 * u2;
    PairProducts p;
    p.hh = h1 * h1 + h2 * h2 + sums.denominator(x);
    p.hc = p.hh + hu;
    p.cc = p.hc + hu + u1 * u1 + u2 * u2;
    p.hy = h1 * y1 + h2 * y2 + sums.numerator(x);
    p.cy = p.hy + u1 * y1 + u2 * y2;
    return p;
  }

  const Design& design_;
  BalanceRange range_;
  const Projection& line_;
  bool free_signs_;
  const LegNodes* grid_;
  NodeProducts nodes_; ///< of the grid beside the line
  std::size_t days_;
  std::size_t temperature_;
  double sse_;
  double days_square_ = 0.0; ///< of the days, under the weights
  bool rejected_ = false;
  VertexOptimum best_;
};

} // namespace

VertexOptimum best_vertex(const Design& design, BalanceRange range, const Projection& line,
                          bool free_signs, double bound, const LegNodes* heating) {
  if (range.empty()) return {};
  return VertexScan{design, range, line, free_signs, bound, heating}.run();
}

} // namespace empower::detail
