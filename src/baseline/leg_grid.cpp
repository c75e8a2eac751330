// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/leg_grid.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {

LegGrid::LegGrid(const Design& design, Hinge hinge, BalanceRange range, const Projection& days)
    : design_{design}, hinge_{hinge}, low_{hinge == Hinge::heating ? range.low : -range.high} {
  const auto steps = static_cast<std::size_t>(std::ceil((range.high - range.low) / step_k));
  const std::size_t n = design.size();
  nodes_.resize(steps + 1);
  rest_.resize(n * nodes_.size());
  count_.reserve(n * nodes_.size());
  sum_.reserve(n * nodes_.size());
  next_.reserve(nodes_.size());
  MovingLeg leg{n};
  Scratch scratch{std::vector<double>(n), std::vector<double>(n)};
  for (std::size_t i = 0; i < n; ++i) scratch.root_weight[i] = std::sqrt(days.weight()[i]);
  for (std::size_t place = 0; place <= steps; ++place) {
    const double x = place == steps ? low_ + (range.high - range.low)
                                    : low_ + step_k * static_cast<double>(place);
    leg.move_to(design.axis(hinge), x);
    fill_node(place, x, leg, days, scratch);
    count_.insert(count_.end(), leg.count.begin(), leg.count.end());
    sum_.insert(sum_.end(), leg.sum.begin(), leg.sum.end());
    next_.push_back(leg.next);
  }
}

void LegGrid::fill_node(std::size_t place, double x, const MovingLeg& leg, const Projection& days,
                        Scratch& scratch) {
  const std::size_t n = design_.size();
  const std::span<const double> weight = days.weight();
  Node& node = nodes_[node_of(place)];
  node.balance = on_axis(x);
  std::vector<double>& rest = scratch.rest;
  for (std::size_t i = 0; i < n; ++i) rest[i] = leg.count[i] * x - leg.sum[i];
  for (std::size_t j = 0; j < days.size(); ++j) {
    node.along = 0.0; // the last column is that of the days
    for (std::size_t i = 0; i < n; ++i) node.along += weight[i] * days.basis(j, i) * rest[i];
    for (std::size_t i = 0; i < n; ++i) rest[i] -= node.along * days.basis(j, i);
  }
  for (std::size_t i = 0; i < n; ++i) {
    node.response += weight[i] * rest[i] * days.residual()[i];
    node.square += weight[i] * rest[i] * rest[i];
    rest_[i * size() + node_of(place)] = scratch.root_weight[i] * rest[i];
  }
}

std::size_t LegGrid::nearest(double balance) const noexcept {
  std::size_t best = 0;
  for (std::size_t j = 1; j < size(); ++j)
    if (std::abs(nodes_[j].balance - balance) < std::abs(nodes_[best].balance - balance)) best = j;
  return best;
}

void LegGrid::products_with(std::size_t node, const LegGrid& other,
                            std::vector<double>& products) const {
  const std::size_t columns = other.size();
  std::ranges::fill(products, 0.0);
  double* const out = products.data();
  for (std::size_t i = 0; i < design_.size(); ++i) {
    const double mine = rest_[i * size() + node];
    const double* const theirs = other.rest_.data() + i * columns;
    for (std::size_t j = 0; j < columns; ++j) out[j] += mine * theirs[j];
  }
}

MovingLeg LegGrid::leg_before(double x) const {
  const auto steps = static_cast<std::size_t>(std::max(0.0, (x - low_) / step_k));
  std::size_t place = std::min(steps, size() - 1);
  if (place > 0 && on_axis(nodes_[node_of(place)].balance) > x) --place;
  const std::size_t n = design_.size();
  MovingLeg leg{0};
  leg.next = next_[place];
  const auto first = static_cast<std::ptrdiff_t>(place * n);
  leg.count.assign(count_.begin() + first, count_.begin() + first + static_cast<std::ptrdiff_t>(n));
  leg.sum.assign(sum_.begin() + first, sum_.begin() + first + static_cast<std::ptrdiff_t>(n));
  return leg;
}

void LegGrid::columns(double balance, std::vector<double>& degree_days,
                      std::vector<double>& days) const {
  const double x = on_axis(balance);
  MovingLeg leg = leg_before(x);
  leg.move_to(design_.axis(hinge_), x);
  degree_days.resize(leg.count.size());
  for (std::size_t i = 0; i < leg.count.size(); ++i) degree_days[i] = leg.count[i] * x - leg.sum[i];
  days = std::move(leg.count);
}

HingeOptimum LegGrid::best_hinge_in(BalanceRange range, const Projection& fixed) const {
  if (range.empty()) return {};
  const double first = hinge_ == Hinge::heating ? range.low : -range.high;
  return best_hinge(design_, hinge_, range, fixed, leg_before(first));
}

} // namespace empower::detail
