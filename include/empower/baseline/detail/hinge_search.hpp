// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace empower::detail {

/// What a coefficient may be.
enum class Sign { not_negative, free };

/// The part of a model that stands still while one hinge is searched: its columns made orthonormal
/// under the weights, and the energy with them projected out (Frisch-Waugh-Lovell).
class Projection {
public:
  /// `weight` must outlive the projection.
  Projection(std::span<const double> weight, std::span<const double> energy_kwh);

  /// Adds a column. One that the others explain to 1e-9 of its length adds nothing: its length
  /// and its coefficient are then 0.
  void add(std::span<const double> column, Sign sign = Sign::not_negative);

  [[nodiscard]] std::size_t size() const noexcept { return length_.size(); }
  [[nodiscard]] std::span<const double> weight() const noexcept { return weight_; }
  [[nodiscard]] const std::vector<double>& residual() const noexcept { return residual_; }
  [[nodiscard]] double sse() const noexcept;
  /// Every coefficient has the sign that was asked for its column.
  [[nodiscard]] bool allows(std::span<const double> coefficients) const noexcept;
  /// Of the columns as they were added, with none beside them.
  [[nodiscard]] std::vector<double> coefficients() const;
  /// Of basis column j, observation i.
  [[nodiscard]] double basis(std::size_t j, std::size_t i) const noexcept {
    return basis_[j * weight_.size() + i];
  }
  [[nodiscard]] std::span<const double> basis(std::size_t j) const noexcept {
    return std::span{basis_}.subspan(j * weight_.size(), weight_.size());
  }
  /// The same times the observation's weight.
  [[nodiscard]] double weighted_basis(std::size_t j, std::size_t i) const noexcept {
    return weighted_basis_[j * weight_.size() + i];
  }
  /// The column's own part of basis column j.
  [[nodiscard]] double length(std::size_t j) const noexcept { return length_[j]; }
  /// What column j has of basis column l < j.
  [[nodiscard]] double above(std::size_t l, std::size_t j) const noexcept {
    return triangle_[j * (j - 1) / 2 + l];
  }
  /// Turns products of the basis with a response into coefficients of the columns as they were
  /// added.
  void solve(std::span<double> products) const noexcept;
  [[nodiscard]] const std::vector<double>& response_products() const noexcept { return response_; }

private:
  std::span<const double> weight_;
  std::vector<double> residual_;
  std::vector<double> basis_;
  std::vector<double> weighted_basis_;
  std::vector<double> length_;   ///< diagonal of R
  std::vector<double> triangle_; ///< R above the diagonal, column by column
  std::vector<double> response_;
  std::vector<Sign> sign_;
};

/// The best place of one hinge beside a projection.
struct HingeOptimum {
  double balance = std::numeric_limits<double>::quiet_NaN(); ///< kelvin above the reference
  double slope = 0.0;
  double sse = std::numeric_limits<double>::infinity();
  std::vector<double> fixed; ///< coefficients of the projected columns
  bool constrained = false;  ///< a better place has a projected coefficient of a forbidden sign

  [[nodiscard]] bool found() const noexcept { return balance == balance; }
};

/// The global least-squares optimum over the balance temperature in `range`, with slope > 0 and
/// projected coefficients of their signs.
///
/// Between two neighbouring temperatures degree-days are linear in the balance temperature and the
/// SSE has one stationary point in closed form; passing a temperature changes one observation's
/// count and sum. One pass over the sorted temperatures, no iteration. `start` is a leg that ends
/// at or before the range, where the caller has one.
[[nodiscard]] HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                                      const Projection& fixed, const MovingLeg& start);
[[nodiscard]] HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                                      const Projection& fixed);

} // namespace empower::detail
