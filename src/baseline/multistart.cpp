// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>

#include <empower/baseline/detail/pair_search.hpp>
#include <empower/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace empower::detail {

namespace {

constexpr double grid_step_k = 0.5;
constexpr double everywhere_k = 1000.0;

/// A leg on every node of a grid along its axis, kept where the sums stood.
class LegGrid {
public:
  LegGrid(const Design& design, Hinge hinge, BalanceRange range, const Projection& days)
      : design_{design}, hinge_{hinge}, low_{hinge == Hinge::heating ? range.low : -range.high},
        high_{hinge == Hinge::heating ? range.high : -range.low} {
    MovingLeg leg{design.size()};
    const int steps = static_cast<int>(std::ceil((high_ - low_) / grid_step_k));
    for (int i = 0; i < steps; ++i) add_node(leg, low_ + grid_step_k * i, days);
    add_node(leg, high_, days);
  }

  struct Node {
    double x = 0.0;
    MovingLeg leg;
    std::vector<double>
        rest;            ///< degree-days with the days projected out, times the root of the weight
    double square = 0.0; ///< of `rest`
    double along = 0.0;  ///< product of the degree-days with the basis of the days
    double response = 0.0; ///< product of `rest` with the energy
  };

  [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] double balance(const Node& node) const noexcept { return from_axis(node.x); }

  /// The leg at a balance temperature within the range.
  [[nodiscard]] LegColumns at(double balance) const {
    const double x = from_axis(balance);
    MovingLeg leg = node_before(x).leg;
    leg.move_to(design_.axis(hinge_), x);
    return {leg.degree_days(x), std::move(leg.count)};
  }

  /// The best hinge within `reach` kelvin of a balance temperature that respects `limits`.
  [[nodiscard]] HingeOptimum best_near(double balance, double reach, BalanceRange limits,
                                       const Projection& fixed) const {
    const BalanceRange range{std::max(limits.low, balance - reach),
                             std::min(limits.high, balance + reach)};
    if (range.empty()) return {};
    const double first = hinge_ == Hinge::heating ? range.low : -range.high;
    return best_hinge(design_, hinge_, range, fixed, node_before(first).leg);
  }

private:
  [[nodiscard]] double from_axis(double x) const noexcept {
    return hinge_ == Hinge::heating ? x : -x;
  }

  void add_node(MovingLeg& leg, double x, const Projection& days) {
    leg.move_to(design_.axis(hinge_), x);
    Node node{.x = x, .leg = leg, .rest = leg.degree_days(x)};
    const std::span<const double> weight = days.weight();
    for (std::size_t j = 0; j < days.size(); ++j) {
      node.along = 0.0; // the last column is that of the days
      for (std::size_t i = 0; i < node.rest.size(); ++i)
        node.along += weight[i] * days.basis(j, i) * node.rest[i];
      for (std::size_t i = 0; i < node.rest.size(); ++i)
        node.rest[i] -= node.along * days.basis(j, i);
    }
    for (std::size_t i = 0; i < node.rest.size(); ++i) {
      node.response += weight[i] * node.rest[i] * days.residual()[i];
      node.square += weight[i] * node.rest[i] * node.rest[i];
      node.rest[i] *= std::sqrt(weight[i]);
    }
    nodes_.push_back(std::move(node));
  }

  [[nodiscard]] const Node& node_before(double x) const {
    const auto steps = static_cast<std::size_t>(std::max(0.0, (x - low_) / grid_step_k));
    const Node& node = nodes_[std::min(steps, nodes_.size() - 1)];
    return node.x <= x || steps == 0 ? node : nodes_[steps - 1];
  }

  const Design& design_;
  Hinge hinge_;
  double low_;
  double high_;
  std::vector<Node> nodes_;
};

/// SSE of a pair of nodes with all coefficients at or above 0; infinite where a leg vanishes.
double pair_sse(const LegGrid::Node& h, const LegGrid::Node& c, double base_product, double sse) {
  double hc = 0.0;
  for (std::size_t i = 0; i < h.rest.size(); ++i) hc += h.rest[i] * c.rest[i];
  const PairProducts::Solution with_base =
      PairProducts{h.square, c.square, hc, h.response, c.response}.solution();
  if (with_base.gain > 0.0 &&
      base_product >= with_base.heating_slope * h.along + with_base.cooling_slope * c.along)
    return sse - with_base.gain;
  const PairProducts without_base{h.square + h.along * h.along, c.square + c.along * c.along,
                                  hc + h.along * c.along, h.response + h.along * base_product,
                                  c.response + c.along * base_product};
  const double gain_without = without_base.solution().gain;
  if (!(gain_without > 0.0)) return PairOptimum{}.sse;
  return sse + base_product * base_product - gain_without;
}

/// Moves from a start to a local optimum: one hinge at a time, the other projected out.
class Alternation {
public:
  Alternation(const Design& design, const Projection& regressors, const LegGrid& heating,
              const LegGrid& cooling, BalanceRange heating_range, BalanceRange cooling_range)
      : design_{design}, regressors_{regressors}, heating_{heating}, cooling_{cooling},
        heating_range_{heating_range}, cooling_range_{cooling_range} {}

  /// Ends where a round gains less than `tolerance` of the SSE, or so little that twenty more such
  /// rounds would not reach `rival`.
  [[nodiscard]] PairOptimum from(const PairOptimum& start, double reach, double tolerance,
                                 double rival) const {
    PairOptimum best{.heating_balance = start.heating_balance,
                     .cooling_balance = start.cooling_balance};
    for (int round = 0; round < 100; ++round) {
      const double before = best.sse;
      move_heating(best, reach);
      move_cooling(best, reach);
      jump(best);
      if (!(best.sse < before * (1.0 - tolerance))) break;
      if (best.sse - 20.0 * (before - best.sse) > rival) break;
    }
    return best.sse < PairOptimum{}.sse ? best : PairOptimum{};
  }

  void move_heating(PairOptimum& best, double reach) const {
    const BalanceRange limits{heating_range_.low,
                              std::min(heating_range_.high, best.cooling_balance)};
    const std::vector<double> other = cooling_.at(best.cooling_balance).degree_days;
    for (const bool base : {true, false}) {
      const HingeOptimum h =
          heating_.best_near(best.heating_balance, reach, limits, beside(other, base));
      if (h.sse < best.sse)
        best = {h.balance, best.cooling_balance,  base_of(h, base), h.slope, h.fixed.back(), h.sse,
                false,     regressors_of(h.fixed)};
      if (!h.constrained) break;
    }
  }

  void move_cooling(PairOptimum& best, double reach) const {
    const BalanceRange limits{std::max(cooling_range_.low, best.heating_balance),
                              cooling_range_.high};
    const std::vector<double> other = heating_.at(best.heating_balance).degree_days;
    for (const bool base : {true, false}) {
      const HingeOptimum c =
          cooling_.best_near(best.cooling_balance, reach, limits, beside(other, base));
      if (c.sse < best.sse)
        best = {best.heating_balance,
                c.balance,
                base_of(c, base),
                c.fixed.back(),
                c.slope,
                c.sse,
                false,
                regressors_of(c.fixed)};
      if (!c.constrained) break;
    }
  }

private:
  /// Both hinges at once: within their cells the model is linear in slope and slope times balance.
  void jump(PairOptimum& best) const {
    if (!(best.base > 0.0)) return;
    const LegColumns h = heating_.at(best.heating_balance);
    const LegColumns c = cooling_.at(best.cooling_balance);
    Projection fixed = beside(h.degree_days, true);
    fixed.add(h.days);
    fixed.add(c.degree_days);
    fixed.add(c.days);
    const std::vector<double> b = fixed.coefficients();
    const std::size_t r = regressors_.size();
    const double heating_balance = best.heating_balance + b[r + 2] / b[r + 1];
    const double cooling_balance = best.cooling_balance - b[r + 4] / b[r + 3];
    if (!(heating_range_.low <= heating_balance && heating_balance <= heating_range_.high &&
          cooling_range_.low <= cooling_balance && cooling_balance <= cooling_range_.high &&
          heating_balance <= cooling_balance))
      return;
    Projection there = beside(heating_.at(heating_balance).degree_days, true);
    there.add(cooling_.at(cooling_balance).degree_days);
    const std::vector<double> linear = there.coefficients();
    const bool allowed = std::all_of(linear.begin() + static_cast<std::ptrdiff_t>(r), linear.end(),
                                     [](double v) { return v > 0.0; });
    if (allowed && there.sse() < best.sse)
      best = {heating_balance, cooling_balance, linear[r], linear[r + 1],
              linear[r + 2],   there.sse(),     false,     regressors_of(linear)};
  }

  [[nodiscard]] std::vector<double> regressors_of(const std::vector<double>& coefficients) const {
    return {coefficients.begin(),
            coefficients.begin() + static_cast<std::ptrdiff_t>(regressors_.size())};
  }

  [[nodiscard]] double base_of(const HingeOptimum& hinge, bool base) const {
    return base ? hinge.fixed[regressors_.size()] : 0.0;
  }

  [[nodiscard]] Projection beside(const std::vector<double>& leg, bool base) const {
    Projection fixed = regressors_;
    if (base) fixed.add(design_.days);
    fixed.add(leg);
    return fixed;
  }

  const Design& design_;
  const Projection& regressors_;
  const LegGrid& heating_;
  const LegGrid& cooling_;
  BalanceRange heating_range_;
  BalanceRange cooling_range_;
};

/// The nodes of a table that none of their eight neighbours goes below.
std::vector<std::size_t> local_minima(const std::vector<double>& table, std::size_t columns) {
  EMPOWER_EXPECTS(columns > 0, "a table of pairs has columns");
  const std::size_t rows = table.size() / columns;
  std::vector<std::size_t> minima;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      const double here = table[i * columns + j];
      bool lowest = std::isfinite(here);
      for (std::size_t k = i == 0 ? 0 : i - 1; lowest && k <= std::min(i + 1, rows - 1); ++k)
        for (std::size_t l = j == 0 ? 0 : j - 1; l <= std::min(j + 1, columns - 1); ++l)
          lowest = lowest && here <= table[k * columns + l];
      if (lowest) minima.push_back(i * columns + j);
    }
  }
  return minima;
}

} // namespace

PairOptimum best_pair_multistart(const Design& design, const Projection& regressors,
                                 BalanceRange heating, BalanceRange cooling, SingleLegs alone) {
  if (heating.empty() || cooling.empty()) return {};
  Projection days = regressors;
  days.add(design.days);
  const LegGrid h{design, Hinge::heating, heating, days};
  const LegGrid c{design, Hinge::cooling, cooling, days};
  const std::size_t columns = c.nodes().size();
  EMPOWER_EXPECTS(columns > 0, "a grid has its upper end at least");
  const double base_product = days.response_products().back();
  const double mean_sse = days.sse();
  std::vector<double> sse(h.nodes().size() * columns, PairOptimum{}.sse);
  for (std::size_t i = 0; i < h.nodes().size(); ++i)
    for (std::size_t j = 0; j < columns; ++j)
      if (h.balance(h.nodes()[i]) <= c.balance(c.nodes()[j]))
        sse[i * columns + j] = pair_sse(h.nodes()[i], c.nodes()[j], base_product, mean_sse);

  const Alternation alternation{design, regressors, h, c, heating, cooling};
  // A weak leg beside a strong one shows only where the strong one is in its place.
  PairOptimum beside_heating{.heating_balance = alone.heating, .cooling_balance = cooling.high};
  PairOptimum beside_cooling{.heating_balance = heating.low, .cooling_balance = alone.cooling};
  if (!std::isnan(alone.heating)) alternation.move_cooling(beside_heating, everywhere_k);
  if (!std::isnan(alone.cooling)) alternation.move_heating(beside_cooling, everywhere_k);
  std::vector<PairOptimum> starts;
  for (const PairOptimum& pair : {beside_heating, beside_cooling})
    if (std::isfinite(pair.sse)) starts.push_back(pair);
  for (const std::size_t minimum : local_minima(sse, columns))
    starts.push_back({.heating_balance = h.balance(h.nodes()[minimum / columns]),
                      .cooling_balance = c.balance(c.nodes()[minimum % columns]),
                      .sse = sse[minimum]});
  std::ranges::stable_sort(starts, {}, &PairOptimum::sse); // a good rival first ends others early

  // Far enough to tell the starts apart; only the best goes on to the bottom.
  constexpr double rough = 1e-6;
  constexpr double fine = 1e-11;
  PairOptimum best;
  for (const PairOptimum& start : starts) {
    const PairOptimum local = alternation.from(start, 2.0 * grid_step_k, rough, best.sse);
    if (local.sse < best.sse) best = local;
  }
  if (!best.found()) return best;
  return alternation.from(best, everywhere_k, fine, PairOptimum{}.sse);
}

} // namespace empower::detail
