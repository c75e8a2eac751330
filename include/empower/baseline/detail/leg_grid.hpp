// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/detail/hinge_search.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace empower::detail {

/// What a hinge on each node of a grid has to do with a projection and the energy. Nodes are side
/// by side, up to a multiple of `lanes`; what is beyond the last is 0.
struct NodeProducts {
  static constexpr std::size_t lanes = 8;

  std::size_t stride = 0;
  std::size_t columns = 0;      ///< of the projection
  std::vector<double> square;   ///< of the degree-days less their projection
  std::vector<double> response; ///< product of the degree-days with the rest of the energy
  std::vector<double> along;    ///< products with the basis, column by column

  [[nodiscard]] const double* along_column(std::size_t j) const noexcept {
    return along.data() + j * stride;
  }
};

/// One kind of leg on the nodes of a grid over its range, 0.5 K apart, from where it is quickly
/// moved anywhere.
class LegGrid {
public:
  static constexpr double step_k = 0.5;

  /// The design must outlive the grid, and the range must not be empty.
  LegGrid(const Design& design, Hinge hinge, BalanceRange range);

  [[nodiscard]] std::size_t size() const noexcept { return balance_.size(); }
  [[nodiscard]] const BalanceRange& range() const noexcept { return range_; }
  /// Balance temperatures of the nodes; they ascend.
  [[nodiscard]] const std::vector<double>& balance() const noexcept { return balance_; }
  [[nodiscard]] std::size_t nearest(double balance) const noexcept;

  [[nodiscard]] NodeProducts beside(const Projection& fixed) const;
  /// The same from what is known beside the first columns of `fixed`.
  [[nodiscard]] NodeProducts beside(const Projection& fixed, const NodeProducts& first) const;

  /// Products of the degree-days of a node with those of the nodes of another grid from `first` on.
  void products_with(std::size_t node, const LegGrid& other, std::size_t first,
                     std::vector<double>& products) const;

  /// Degree-days and days on the leg, per observation, at a balance temperature within the range.
  void columns(double balance, std::vector<double>& degree_days, std::vector<double>& days) const;

  /// The least SSE of a hinge with slope > 0 on a node in `range` for which
  /// `allowed(coefficients of fixed, slope, balance)`; that of `fixed` alone if there is none.
  template <class Allowed>
  [[nodiscard]] double least_on_nodes(BalanceRange range, const Projection& fixed,
                                      const NodeProducts& nodes, const Allowed& allowed) const {
    double gain = 0.0;
    std::vector<double> coefficients(fixed.size());
    for (std::size_t j = 0; j < size(); ++j) {
      const double n = nodes.response[j];
      const double d = nodes.square[j];
      if (!(n > 0.0 && n * n > gain * d && d > 1e-9 * square_[j])) continue;
      if (!(range.low <= balance_[j] && balance_[j] <= range.high)) continue;
      const double slope = n / d;
      for (std::size_t c = 0; c < coefficients.size(); ++c)
        coefficients[c] = fixed.response_products()[c] - slope * nodes.along_column(c)[j];
      fixed.solve(coefficients);
      if (allowed(coefficients, slope, balance_[j])) gain = n * slope;
    }
    return fixed.sse() - gain;
  }

  /// Where in `range` a hinge with slope > 0 beside `fixed` could leave an SSE below `sse`, as
  /// ranges that end on nodes or with `range`.
  ///
  /// Between two nodes the degree-days are at most m_i h / 4 below their chord, with m_i days of
  /// observation i in a cell of width h. So the root of the SSE is at most b |m| h / 4 below that
  /// of the best chord, which is in closed form, and b, the slope, has a bound of its own.
  [[nodiscard]] std::vector<Stretch> promising(BalanceRange range, const Projection& fixed,
                                               const NodeProducts& nodes, double sse) const;

  /// `best_hinge`, from the nearest node on.
  [[nodiscard]] HingeOptimum best_hinge_from_node(BalanceRange range,
                                                  const Projection& fixed) const;
  /// The same in a wide range: what holds no better place than the best allowed node, and none that
  /// leaves less than `below`, is left out. Where the optimum is constrained, that may be all.
  /// `nodes` are beside `fixed`.
  [[nodiscard]] HingeOptimum
  best_hinge_in(BalanceRange range, const Projection& fixed, const NodeProducts& nodes,
                double below = std::numeric_limits<double>::infinity()) const;

  /// The leg of the last node that is not beyond a balance temperature.
  [[nodiscard]] LegStart leg_before(double balance) const;

private:
  [[nodiscard]] double on_axis(double balance) const noexcept {
    return hinge_ == Hinge::heating ? balance : -balance;
  }
  /// Places on the axis ascend; nodes are by balance temperature, which descends for cooling.
  [[nodiscard]] std::size_t node_of(std::size_t place) const noexcept {
    return hinge_ == Hinge::heating ? place : size() - 1 - place;
  }
  /// Between a place and the one before it.
  [[nodiscard]] std::size_t cell_of(std::size_t place) const noexcept {
    return hinge_ == Hinge::heating ? place - 1 : size() - 1 - place;
  }
  void take_squares();
  void add_columns(const Projection& fixed, NodeProducts& nodes) const;
  /// Products of the scaled degree-days of all nodes with a value per observation.
  void products_with(std::span<const double> scaled, double* products) const noexcept;

  static constexpr std::size_t lanes = NodeProducts::lanes;

  const Design& design_;
  Hinge hinge_;
  BalanceRange range_;
  double low_; ///< on the axis
  std::vector<double> root_weight_;
  std::vector<double> balance_;
  std::size_t stride_ = 0;          ///< nodes filled up to a multiple of `lanes`
  std::vector<double> scaled_;      ///< degree-days times the root of the weight, by observation
  std::vector<double> square_;      ///< of the degree-days of a node
  std::vector<double> with_next_;   ///< their product with those of the next node
  std::vector<double> below_chord_; ///< most that they can be below the chord to the next node
  std::vector<double> count_;       ///< by place, then observation: days on the leg
  std::vector<double> sum_;         ///< and their temperatures
  std::vector<std::size_t> next_;   ///< by place: first day that is not on the leg
};

/// A grid with its products beside the days, and beside the regressors before them.
struct LegNodes {
  LegGrid grid;
  NodeProducts beside_days;

  LegNodes(const Design& design, Hinge hinge, BalanceRange range, const Projection& days)
      : grid{design, hinge, range}, beside_days{grid.beside(days)} {}
};

} // namespace empower::detail
