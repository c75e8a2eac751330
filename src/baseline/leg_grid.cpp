// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/leg_grid.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace empower::detail {

LegGrid::LegGrid(const Design& design, Hinge hinge, BalanceRange range, const Projection& days)
    : design_{design}, hinge_{hinge}, low_{hinge == Hinge::heating ? range.low : -range.high} {
  const auto steps = static_cast<std::size_t>(std::ceil((range.high - range.low) / step_k));
  const std::size_t n = design.size();
  nodes_.resize(steps + 1);
  stride_ = (nodes_.size() + lanes - 1) / lanes * lanes;
  rest_.resize(n * stride_);
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
  const double* const weight = days.weight().data();
  const double* const residual = days.residual().data();
  double* const rest = scratch.rest.data();
  const std::size_t j = node_of(place);
  for (std::size_t i = 0; i < n; ++i) rest[i] = leg.count[i] * x - leg.sum[i];
  double along = 0.0; // the last column is that of the days
  for (std::size_t column = 0; column < days.size(); ++column) {
    const double* const basis = days.basis(column).data();
    along = 0.0;
    for (std::size_t i = 0; i < n; ++i) along += weight[i] * basis[i] * rest[i];
    for (std::size_t i = 0; i < n; ++i) rest[i] -= along * basis[i];
  }
  double response = 0.0;
  double square = 0.0;
  double* to = rest_.data() + j;
  for (std::size_t i = 0; i < n; ++i, to += stride_) {
    const double weighted = weight[i] * rest[i];
    response += weighted * residual[i];
    square += weighted * rest[i];
    *to = scratch.root_weight[i] * rest[i];
  }
  nodes_[j] = {on_axis(x), square, along, response};
}

std::size_t LegGrid::nearest(double balance) const noexcept {
  std::size_t best = 0;
  for (std::size_t j = 1; j < size(); ++j)
    if (std::abs(nodes_[j].balance - balance) < std::abs(nodes_[best].balance - balance)) best = j;
  return best;
}

void LegGrid::products_with(std::size_t node, const LegGrid& other, std::size_t first,
                            std::vector<double>& products) const {
  products.resize(other.stride_);
  for (std::size_t block = first / lanes * lanes; block < other.stride_; block += lanes) {
    std::array<double, lanes> sums{};
    const double* mine = rest_.data() + node;
    const double* theirs = other.rest_.data() + block;
    for (std::size_t i = 0; i < design_.size(); ++i, mine += stride_, theirs += other.stride_)
      for (std::size_t j = 0; j < lanes; ++j) sums[j] += *mine * theirs[j];
    std::ranges::copy(sums, products.begin() + static_cast<std::ptrdiff_t>(block));
  }
}

std::size_t LegGrid::leg_before(double x, std::vector<double>& count,
                                std::vector<double>& sum) const {
  const auto steps = static_cast<std::size_t>(std::max(0.0, (x - low_) / step_k));
  std::size_t place = std::min(steps, size() - 1);
  if (place > 0 && on_axis(nodes_[node_of(place)].balance) > x) --place;
  const std::size_t n = design_.size();
  const auto first = static_cast<std::ptrdiff_t>(place * n);
  const auto last = first + static_cast<std::ptrdiff_t>(n);
  count.assign(count_.begin() + first, count_.begin() + last);
  sum.assign(sum_.begin() + first, sum_.begin() + last);
  return next_[place];
}

void LegGrid::columns(double balance, std::vector<double>& degree_days,
                      std::vector<double>& days) const {
  const Axis& axis = design_.axis(hinge_);
  const double x = on_axis(balance);
  std::vector<double>& sum = degree_days;
  for (std::size_t next = leg_before(x, days, sum); next < axis.x.size() && axis.x[next] <= x;
       ++next) {
    days[axis.observation[next]] += 1.0;
    sum[axis.observation[next]] += axis.x[next];
  }
  for (std::size_t i = 0; i < days.size(); ++i) degree_days[i] = days[i] * x - sum[i];
}

HingeOptimum LegGrid::best_hinge_in(BalanceRange range, const Projection& fixed) const {
  if (range.empty()) return {};
  const double first = hinge_ == Hinge::heating ? range.low : -range.high;
  MovingLeg leg{0};
  leg.next = leg_before(first, leg.count, leg.sum);
  return best_hinge(design_, hinge_, range, fixed, leg);
}

} // namespace empower::detail
