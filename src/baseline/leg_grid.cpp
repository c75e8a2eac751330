// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/leg_grid.hpp>

#include "../core/wide.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace empower::detail {

LegGrid::LegGrid(const Design& design, Hinge hinge, BalanceRange range)
    : design_{design}, hinge_{hinge}, range_{range},
      low_{hinge == Hinge::heating ? range.low : -range.high} {
  const auto steps = static_cast<std::size_t>(std::ceil((range.high - range.low) / step_k));
  const std::size_t n = design.size();
  const Axis& axis = design.axis(hinge);
  root_weight_.resize(n);
  for (std::size_t i = 0; i < n; ++i) root_weight_[i] = std::sqrt(design.weight[i]);
  balance_.resize(steps + 1);
  stride_ = size() / lanes * lanes + lanes; // a node has always a next one
  scaled_.resize(n * stride_ + 1, 0.0);     // the last of all has a next one as well
  below_chord_.resize(stride_, 0.0);
  count_.resize(n * size(), 0.0);
  sum_.resize(n * size(), 0.0);
  next_.resize(size());
  double before = low_;
  for (std::size_t place = 0, next = 0; place <= steps; ++place) {
    const double x = place == steps ? low_ + (range.high - range.low)
                                    : low_ + step_k * static_cast<double>(place);
    double* const count = count_.data() + place * n;
    double* const sum = sum_.data() + place * n;
    const double* const count_before = place == 0 ? count : count - n;
    if (place > 0) {
      std::copy_n(count_before, n, count);
      std::copy_n(sum - n, n, sum);
    }
    double passed = 0.0; // weighted squares of the days between this place and the one before it
    for (; next < axis.x.size() && axis.x[next] <= x; ++next) {
      const std::size_t i = axis.observation[next];
      passed += design.weight[i] * (2.0 * (count[i] - count_before[i]) + 1.0);
      count[i] += 1.0;
      sum[i] += axis.x[next];
    }
    next_[place] = next;
    if (place > 0) below_chord_[cell_of(place)] = 0.25 * (x - before) * std::sqrt(passed);
    before = x;
    const std::size_t node = node_of(place);
    balance_[node] = on_axis(x);
    for (std::size_t i = 0; i < n; ++i)
      scaled_[i * stride_ + node] = root_weight_[i] * (count[i] * x - sum[i]);
  }
  take_squares();
}

void LegGrid::take_squares() {
  square_.resize(stride_);
  with_next_.resize(stride_);
  for (std::size_t block = 0; block < stride_; block += lanes) {
    std::array<double, lanes> squares{};
    std::array<double, lanes> products{};
    const double* row = scaled_.data() + block;
    for (std::size_t i = 0; i < design_.size(); ++i, row += stride_)
      for (std::size_t j = 0; j < lanes; ++j) {
        squares[j] += row[j] * row[j];
        products[j] += row[j] * row[j + 1];
      }
    std::ranges::copy(squares, square_.data() + block);
    std::ranges::copy(products, with_next_.data() + block);
  }
}

std::size_t LegGrid::nearest(double balance) const noexcept {
  const auto after = std::ranges::lower_bound(balance_, balance);
  if (after == balance_.begin()) return 0;
  const auto j = static_cast<std::size_t>(after - balance_.begin());
  return j < size() && balance_[j] - balance < balance - balance_[j - 1] ? j : j - 1;
}

namespace {

template <class Vector>
void sum_rows_with(const double* factor, std::size_t factor_stride, std::size_t rows,
                   const double* table, std::size_t stride, std::size_t first, double* sums) {
  constexpr std::size_t lanes = NodeProducts::lanes;
  constexpr std::size_t width = lanes_of<Vector>;
  for (std::size_t block = first / lanes * lanes; block < stride; block += lanes) {
    std::array<Vector, lanes / width> part{};
    for (std::size_t i = 0; i < rows; ++i) {
      const double f = factor[i * factor_stride];
      if (f == 0.0) continue;
      for (std::size_t k = 0; k < part.size(); ++k) {
        Vector values;
        load(table + i * stride + block + k * width, values);
        part[k] += f * values;
      }
    }
    std::memcpy(sums + block, part.data(), sizeof part);
  }
}

/// Sums over the rows of a table times a factor for each, the columns from `first` on, eight at a
/// time. A row without a factor takes no part.
void sum_rows(const double* factor, std::size_t factor_stride, std::size_t rows,
              const double* table, std::size_t stride, std::size_t first, double* sums) {
  widest<Pair>([=]<class Vector>() {
    sum_rows_with<Vector>(factor, factor_stride, rows, table, stride, first, sums);
  });
}

} // namespace

void LegGrid::products_with(std::span<const double> scaled, double* products) const noexcept {
  sum_rows(scaled.data(), 1, scaled.size(), scaled_.data(), stride_, 0, products);
}

void LegGrid::products_with(std::size_t node, const LegGrid& other, std::size_t first,
                            std::vector<double>& products) const {
  products.resize(other.stride_);
  sum_rows(scaled_.data() + node, stride_, design_.size(), other.scaled_.data(), other.stride_,
           first, products.data());
}

NodeProducts LegGrid::beside(const Projection& fixed) const {
  NodeProducts nodes;
  nodes.stride = stride_;
  nodes.square = square_;
  add_columns(fixed, nodes);
  std::vector<double> scaled(design_.size());
  for (std::size_t i = 0; i < scaled.size(); ++i) scaled[i] = root_weight_[i] * fixed.residual()[i];
  nodes.response.resize(stride_);
  products_with(scaled, nodes.response.data());
  return nodes;
}

NodeProducts LegGrid::beside(const Projection& fixed, const NodeProducts& first) const {
  NodeProducts nodes = first;
  add_columns(fixed, nodes);
  for (std::size_t c = first.columns; c < fixed.size(); ++c) {
    const double response = fixed.response_products()[c];
    const double* const along = nodes.along_column(c);
    for (std::size_t j = 0; j < stride_; ++j) nodes.response[j] -= response * along[j];
  }
  return nodes;
}

void LegGrid::add_columns(const Projection& fixed, NodeProducts& nodes) const {
  nodes.along.resize(fixed.size() * stride_);
  std::vector<double> scaled(design_.size());
  for (; nodes.columns < fixed.size(); ++nodes.columns) {
    const std::span<const double> basis = fixed.basis(nodes.columns);
    for (std::size_t i = 0; i < scaled.size(); ++i) scaled[i] = root_weight_[i] * basis[i];
    double* const along = nodes.along.data() + nodes.columns * stride_;
    products_with(scaled, along);
    for (std::size_t j = 0; j < stride_; ++j) nodes.square[j] -= along[j] * along[j];
  }
}

LegStart LegGrid::leg_before(double balance) const {
  const double x = on_axis(balance);
  const auto steps = static_cast<std::size_t>(std::max(0.0, (x - low_) / step_k));
  std::size_t place = std::min(steps, size() - 1);
  if (place > 0 && on_axis(balance_[node_of(place)]) > x) --place;
  const std::size_t n = design_.size();
  return {next_[place], std::span{count_}.subspan(place * n, n),
          std::span{sum_}.subspan(place * n, n)};
}

void LegGrid::columns(double balance, std::vector<double>& degree_days,
                      std::vector<double>& days) const {
  const Axis& axis = design_.axis(hinge_);
  const double x = on_axis(balance);
  const LegStart leg = leg_before(balance);
  days.assign(leg.count.begin(), leg.count.end());
  degree_days.assign(leg.sum.begin(), leg.sum.end());
  for (std::size_t next = leg.next; next < axis.x.size() && axis.x[next] <= x; ++next) {
    days[axis.observation[next]] += 1.0;
    degree_days[axis.observation[next]] += axis.x[next];
  }
  for (std::size_t i = 0; i < days.size(); ++i) degree_days[i] = days[i] * x - degree_days[i];
}

namespace {

/// The least SSE of a hinge in two neighbouring cells of a grid, from its root.
class CellBound {
public:
  CellBound(const Projection& fixed, double sse)
      : whole_{fixed.sse()}, root_whole_{std::sqrt(whole_)}, root_{std::sqrt(std::max(sse, 0.0))} {}

  /// Two nodes, each of a cell: N and D of their degree-days, and their square before projection.
  struct Nodes {
    Pair n, d, whole;
  };

  /// All bits of a cell that may hold less; `below` is how far the degree-days can be below the
  /// chord between its nodes, `product` that of the nodes less their projections.
  [[nodiscard]] PairMask may_hold_less(const Nodes& at, const Nodes& next, Pair product,
                                       Pair below) const noexcept {
    // On the chord N = n0 + n1 u and D = d0 + d1 u + d2 u^2 with u from 0 to 1.
    const Pair n1 = next.n - at.n;
    const Pair d1 = both(2.0) * (product - at.d);
    const Pair d2 = larger(at.d + next.d - both(2.0) * product, both(0.0));
    const Pair stationary = (at.n * d1 - both(2.0) * n1 * at.d) / (n1 * d1 - both(2.0) * at.n * d2);
    const Pair u = smaller(where(stationary > both(0.0), stationary), both(1.0));
    const Pair gain = larger(larger(gain_of(at.n, at.d), gain_of(next.n, next.d)),
                             gain_of(at.n + n1 * u, at.d + (d1 + d2 * u) * u));
    const Pair length = larger(root(at.d), root(next.d)) - root(d2) - below;
    const Pair slope =
        (larger(larger(at.n, next.n), both(0.0)) + both(root_whole_) * below) / (length * length);
    const Pair most = both(root_) + slope * below;
    // Where little is left of the degree-days, it has lost digits.
    const PairMask sure =
        (length > both(0.0)) & (length * length > both(1e-4) * larger(at.whole, next.whole));
    const PairMask no_slope = larger(at.n, next.n) + both(root_whole_) * below < both(0.0);
    return ~(no_slope | (sure & (both(whole_ * (1.0 - rounding)) - gain >= most * most)));
  }

private:
  static constexpr double rounding = 1e-9;

  static Pair root(Pair v) noexcept {
    return Pair{std::sqrt(std::max(v[0], 0.0)), std::sqrt(std::max(v[1], 0.0))};
  }
  static Pair gain_of(Pair n, Pair d) noexcept { return where(n > both(0.0), n * n / d); }

  double whole_;
  double root_whole_;
  double root_;
};

} // namespace

std::vector<Stretch> LegGrid::promising(BalanceRange range, const Projection& fixed,
                                        const NodeProducts& nodes, double sse) const {
  const CellBound bound{fixed, sse};
  std::vector<Stretch> stretches;
  stretches.reserve(4);
  const auto search = [&](std::size_t cell) {
    const double low = std::max(range.low, balance_[cell]);
    const double high = std::min(range.high, balance_[cell + 1]);
    if (low > high) return;
    if (!stretches.empty() && stretches.back().range.high == low)
      stretches.back().range.high = high;
    else
      stretches.push_back({{low, high}, {}});
  };
  for (TwoRows at{0}; at.row + 1 < size(); at.row += TwoRows::size) {
    const TwoRows next{at.row + 1};
    Pair product = at.of(with_next_.data());
    for (std::size_t c = 0; c < fixed.size(); ++c)
      product -= at.of(nodes.along_column(c)) * next.of(nodes.along_column(c));
    const PairMask may = bound.may_hold_less(
        {at.of(nodes.response.data()), at.of(nodes.square.data()), at.of(square_.data())},
        {next.of(nodes.response.data()), next.of(nodes.square.data()), next.of(square_.data())},
        product, at.of(below_chord_.data()));
    if (may[0] != 0) search(at.row);
    if (may[1] != 0 && at.row + 2 < size()) search(at.row + 1);
  }
  if (size() == 1) stretches.push_back({range, {}});
  for (Stretch& stretch : stretches)
    stretch.start = leg_before(hinge_ == Hinge::heating ? stretch.range.low : stretch.range.high);
  return stretches;
}

HingeOptimum LegGrid::best_hinge_from_node(BalanceRange range, const Projection& fixed) const {
  if (range.empty()) return {};
  const Stretch stretch{range, leg_before(hinge_ == Hinge::heating ? range.low : range.high)};
  return best_hinge(design_, hinge_, {&stretch, 1}, fixed);
}

HingeOptimum LegGrid::best_hinge_in(BalanceRange range, const Projection& fixed,
                                    const NodeProducts& nodes, double below) const {
  if (range.empty()) return {};
  const double least =
      least_on_nodes(range, fixed, nodes,
                     [&](std::span<const double> b, double, double) { return fixed.allows(b); });
  return best_hinge(design_, hinge_, promising(range, fixed, nodes, std::min(least, below)), fixed);
}

} // namespace empower::detail
