// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lanes.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <Eigen/Core>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// The normal equations of one window: made of sums by slot and segment, freed of the slots' levels,
// solved for the coefficients of each mode.
namespace empower::detail {

/// Weighted sums of the rows of one slot in one segment, f the fraction of the segment: of 1 and f,
/// of energy and energy times f, of f².
struct SlotCell {
  Pair weight{};
  Pair energy{};
  double squares = 0.0;
};

/// Cells slot by slot. No cell is added to twice in a row, so no addition waits for another.
[[nodiscard]] std::vector<SlotCell> cells(const WeekSlots& slots, const WeekRows& rows,
                                          std::span<const double> weight, const HatPosition& at,
                                          std::size_t segments);

/// Weight in each slot and in each segment.
struct Margins {
  std::vector<double> slot;
  std::vector<double> segment;
};

[[nodiscard]] Margins margins(std::span<const SlotCell> all, std::size_t slots,
                              std::size_t segments);

/// Hats and regressors of one mode: their products over all rows, and with the energy.
struct Products {
  Eigen::MatrixXd xx;
  Eigen::VectorXd xy;
};

/// The normal equations before the slots are eliminated: columns are hats, then regressors.
struct Equations {
  std::size_t knots = 0;
  std::size_t extra = 0;
  Eigen::VectorXd slot_w;
  Eigen::VectorXd slot_y;
  Eigen::MatrixXd slot_x; ///< columns x slots, weighted sums
  std::array<Products, 2> mode;

  [[nodiscard]] Eigen::Index columns() const noexcept {
    return static_cast<Eigen::Index>(knots + extra);
  }
};

[[nodiscard]] Equations equations(const WeekSlots& slots, const WeekRows& rows,
                                  std::span<const double> weight, const HatPosition& at,
                                  std::span<const SlotCell> all, std::size_t knots,
                                  std::span<const std::uint8_t> occupied);

/// Adds `change` to the energy of the rows, of which few are not 0.
void change_energy(Equations& eq, const WeekSlots& slots, const WeekRows& rows,
                   std::span<const double> weight, const HatPosition& at,
                   std::span<const std::uint8_t> occupied, std::span<const double> change);

/// Inverse of each mode's equations after elimination of its slots.
[[nodiscard]] std::array<Eigen::MatrixXd, 2> eliminate(const Equations& eq,
                                                       std::span<const std::uint8_t> occupied);

/// Solves each mode and puts its curve's mean into the slots' levels.
void solve(const Equations& eq, const std::array<Eigen::MatrixXd, 2>& inverse, double energy_offset,
           WeekModel& model);

/// What the model keeps for the variance of a total.
void keep_sums(const Equations& eq, const std::array<Eigen::MatrixXd, 2>& inverse,
               WeekModel& model);

} // namespace empower::detail
