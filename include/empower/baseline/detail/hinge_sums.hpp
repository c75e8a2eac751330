// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/detail/hinge_search.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace empower::detail {

/// The running sums of a hinge that moves up an axis beside a projection. Within a cell, between
/// neighbouring temperatures, the degree-days are H_i(x) = k_i x - S_i, so that
///
///   N(x) = <H, residual> = n0 + n1 x,      D(x) = |H less its projection|^2 = d0 + d1 x + d2 x^2
///
/// and the hinge explains N^2 / D with slope N / D. Passing a temperature is O(1).
class HingeSums {
public:
  /// `axis` must outlive the sums. `sign` -1 looks for slopes below 0.
  HingeSums(const Axis& axis, const Projection& fixed, const LegStart& start, double sign = 1.0);

  /// Takes the days up to and at `low` onto the leg.
  void start_at(double low);
  /// The end of the cell that the hinge stands in.
  [[nodiscard]] double cell_end(double high) const { return cell_end(scan_.next, high); }
  /// Takes the days up to and at `x` onto the leg.
  void pass_until(double x);

  /// Moves on to the next place in [low, high] where N^2 / D has a local maximum with N > 0: within
  /// a cell where its derivative vanishes, or on a temperature, or at an end. False where none is
  /// left.
  [[nodiscard]] bool next_maximum(double high, double& x);

  /// N, with the sign that is looked for.
  [[nodiscard]] double numerator(double x) const noexcept { return scan_.n[0] * x - scan_.n[1]; }
  [[nodiscard]] double denominator(double x) const noexcept {
    return scan_.d[1] + (scan_.d1 + scan_.d[0] * x) * x;
  }
  /// Of the degree-days before projection.
  [[nodiscard]] double square(double x) const noexcept {
    return scan_.square[1] + (scan_.square[0] * x - 2.0 * scan_.cross) * x;
  }
  /// Product of the degree-days with basis column j.
  [[nodiscard]] double along(std::size_t j, double x) const noexcept {
    return along()[2 * j] * x - along()[2 * j + 1];
  }
  /// Degree-days that the other columns explain are no leg: their remainder is rounding noise.
  [[nodiscard]] bool is_leg(double x) const noexcept { return denominator(x) > 1e-9 * square(x); }
  /// What a quadratic takes at x.
  struct Quadratic {
    double constant, linear, square;
    [[nodiscard]] double at(double x) const noexcept {
      return constant + (linear + square * x) * x;
    }
  };
  /// N^2 - least_gain * D: not negative where the hinge takes at least so much off the SSE.
  [[nodiscard]] Quadratic excess(double least_gain) const noexcept {
    const double n1 = scan_.n[0];
    const double n0 = -scan_.n[1];
    return {n0 * n0 - least_gain * scan_.d[1], 2.0 * n0 * n1 - least_gain * scan_.d1,
            n1 * n1 - least_gain * scan_.d[0]};
  }
  /// Where N^2 / D is stationary within the cell.
  [[nodiscard]] double stationary_point() const noexcept;

private:
  /// Of k and of S, which are summed side by side.
  using Two = std::array<double, 2>;

  /// What changes from cell to cell beside rows and columns; loops hold a copy in registers.
  struct Scan {
    std::size_t next = 0; ///< first day that is not on the leg
    Two square{};         ///< sums of w k^2 and w S^2
    double cross = 0.0;   ///< of w k S
    Two n{};              ///< n1 and -n0
    Two d{};              ///< d2 and d0
    double d1 = 0.0;
    double place = 0.0; ///< up to where maxima were looked for
    bool rising = true; ///< before there; at the end of the range there is nothing before
  };
  class Moving;

  [[nodiscard]] double cell_end(std::size_t next, double high) const {
    return next < x_.size() ? std::min(x_[next], high) : high;
  }
  template <std::size_t Columns>
  void pass_until_beside(double x);
  template <std::size_t Columns>
  bool next_maximum_beside(double high, double& x);

  /// Of the row of an observation: k and S, its weight, weight times residual with the sign that is
  /// looked for, and weight times basis.
  static constexpr std::size_t before_basis = 4;
  [[nodiscard]] std::size_t row_size() const noexcept { return before_basis + columns_; }
  [[nodiscard]] double* row(std::size_t i) noexcept { return values_.data() + i * row_size(); }
  /// Products of k and S with each basis column.
  [[nodiscard]] double* along() noexcept { return values_.data() + along_place_; }
  [[nodiscard]] const double* along() const noexcept { return values_.data() + along_place_; }

  std::span<const double> x_;
  const std::uint32_t* observation_;
  std::size_t columns_;        ///< of the projection
  std::size_t along_place_;    ///< behind the rows
  std::vector<double> values_; ///< of all rows, and then along the basis
  Scan scan_;
};

} // namespace empower::detail
