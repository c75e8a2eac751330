// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/detail/hinge_search.hpp>

#include <cstddef>
#include <vector>

namespace empower::detail {

/// One kind of leg on the nodes of a grid over its range, 0.5 K apart, from where it is quickly
/// moved anywhere.
class LegGrid {
public:
  static constexpr double step_k = 0.5;

  /// `days` is a projection whose last column is that of the days. All must outlive the grid.
  LegGrid(const Design& design, Hinge hinge, BalanceRange range, const Projection& days);

  struct Node {
    double balance = 0.0;
    double square = 0.0;   ///< of the degree-days less their projection
    double along = 0.0;    ///< product of the degree-days with the basis of the days
    double response = 0.0; ///< product of the degree-days less their projection with the energy
  };

  [[nodiscard]] std::size_t size() const noexcept { return nodes_.size(); }
  /// Balance temperatures ascend.
  [[nodiscard]] const Node& operator[](std::size_t node) const noexcept { return nodes_[node]; }
  [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] std::size_t nearest(double balance) const noexcept;

  /// Products of the degree-days of a node, less their projection, with those of the nodes of
  /// another grid from `first` on.
  void products_with(std::size_t node, const LegGrid& other, std::size_t first,
                     std::vector<double>& products) const;

  /// Degree-days and days on the leg, per observation, at a balance temperature within the range.
  void columns(double balance, std::vector<double>& degree_days, std::vector<double>& days) const;

  /// `best_hinge` from the nearest node on.
  [[nodiscard]] HingeOptimum best_hinge_in(BalanceRange range, const Projection& fixed) const;

private:
  [[nodiscard]] double on_axis(double balance) const noexcept {
    return hinge_ == Hinge::heating ? balance : -balance;
  }
  /// Places on the axis ascend; nodes are by balance temperature, which descends for cooling.
  [[nodiscard]] std::size_t node_of(std::size_t place) const noexcept {
    return hinge_ == Hinge::heating ? place : size() - 1 - place;
  }
  /// What a node is filled from: roots of the weights, and the degree-days there.
  struct Scratch {
    std::vector<double> root_weight;
    std::vector<double> rest;
  };
  void fill_node(std::size_t place, double x, const MovingLeg& leg, const Projection& days,
                 Scratch& scratch);
  /// The leg of the last node that is not beyond `x`, and its next day.
  std::size_t leg_before(double x, std::vector<double>& count, std::vector<double>& sum) const;

  static constexpr std::size_t lanes = 8; ///< nodes that are multiplied side by side

  const Design& design_;
  Hinge hinge_;
  double low_; ///< on the axis
  std::vector<Node> nodes_;
  std::size_t stride_ = 0;    ///< of `rest_`: nodes filled up to a multiple of `lanes`
  std::vector<double> rest_;  ///< by observation, then node: scaled by the root of the weight
  std::vector<double> count_; ///< by place, then observation: `MovingLeg`
  std::vector<double> sum_;
  std::vector<std::size_t> next_;
};

} // namespace empower::detail
