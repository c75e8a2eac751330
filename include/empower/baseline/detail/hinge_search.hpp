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

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::span<const double> weight() const noexcept { return weight_; }
  [[nodiscard]] std::span<const double> residual() const noexcept {
    return std::span{values_}.first(weight_.size());
  }
  [[nodiscard]] double sse() const noexcept;
  /// Every coefficient has the sign that was asked for its column.
  [[nodiscard]] bool allows(std::span<const double> coefficients) const noexcept;
  /// Of the columns as they were added, with none beside them.
  [[nodiscard]] std::vector<double> coefficients() const;
  /// Basis column j.
  [[nodiscard]] std::span<const double> basis(std::size_t j) const noexcept {
    return std::span{values_}.subspan(basis_place(j), weight_.size());
  }
  /// The same times the observations' weights.
  [[nodiscard]] std::span<const double> weighted_basis(std::size_t j) const noexcept {
    return std::span{values_}.subspan(basis_place(j) + weight_.size(), weight_.size());
  }
  /// The column's own part of basis column j.
  [[nodiscard]] double length(std::size_t j) const noexcept { return values_[length_place() + j]; }
  /// What column j has of basis column l < j.
  [[nodiscard]] double above(std::size_t l, std::size_t j) const noexcept {
    return values_[triangle_place() + j * (j - 1) / 2 + l];
  }
  /// Turns products of the basis with a response into coefficients of the columns as they were
  /// added.
  void solve(std::span<double> products) const noexcept;
  [[nodiscard]] std::span<const double> response_products() const noexcept {
    return std::span{values_}.subspan(weight_.size(), size_);
  }

private:
  /// Makes room for twice as many columns.
  void grow();
  // In `values_`, with room for `capacity_` columns: the residual, products with the energy, the
  // diagonal of R, R above it column by column, 1 for each column that may be negative, and the
  // basis, each column once more with weights. Searches copy projections by the dozen.
  [[nodiscard]] std::size_t length_place() const noexcept { return weight_.size() + capacity_; }
  [[nodiscard]] std::size_t triangle_place() const noexcept { return length_place() + capacity_; }
  [[nodiscard]] std::size_t sign_place() const noexcept {
    return triangle_place() + capacity_ * (capacity_ - 1) / 2;
  }
  [[nodiscard]] std::size_t basis_place(std::size_t j) const noexcept {
    return sign_place() + capacity_ + 2 * j * weight_.size();
  }
  [[nodiscard]] std::size_t room() const noexcept { return basis_place(capacity_); }

  std::span<const double> weight_;
  std::size_t size_ = 0;
  std::size_t capacity_; ///< enough for bills, as little as can be for many days
  std::vector<double> values_;
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

/// A leg before a search moves its hinge: degree-days of observation i are `count[i] * x - sum[i]`.
/// Empty columns stand for a leg without days.
struct LegStart {
  std::size_t next = 0; ///< first day on the axis that is not on the leg
  std::span<const double> count;
  std::span<const double> sum;
};

/// A range of balance temperatures to search, with a leg that ends at or before it.
struct Stretch {
  BalanceRange range;
  LegStart start;
};

/// The global least-squares optimum over the balance temperature in `range`, with slope > 0 and
/// projected coefficients of their signs.
///
/// Between two neighbouring temperatures degree-days are linear in the balance temperature and the
/// SSE has one stationary point in closed form; passing a temperature changes one observation's
/// count and sum. One pass over the sorted temperatures, no iteration.
[[nodiscard]] HingeOptimum best_hinge(const Design& design, Hinge hinge, BalanceRange range,
                                      const Projection& fixed);
/// The same over several stretches.
[[nodiscard]] HingeOptimum best_hinge(const Design& design, Hinge hinge,
                                      std::span<const Stretch> stretches, const Projection& fixed);

} // namespace empower::detail
