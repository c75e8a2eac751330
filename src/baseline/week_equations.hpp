// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// Weighted sums by slot and segment, f the fraction of the segment. No cell is added to twice in a
/// row, so no addition waits for another.
struct Cells {
  enum Sum : std::size_t { one, f, energy, f_energy };
  struct alignas(32) Sums {
    std::array<double, 4> of{}; ///< by `Sum`
  };
  std::vector<Sums> sums;
  std::vector<double> squares; ///< of f²
};

/// Sets `cell` to that of each row.
[[nodiscard]] Cells cells(const WeekSlots& slots, const WeekRows& rows,
                          std::span<const double> weight, const HatView& at,
                          std::span<std::uint32_t> cell);

/// Weight in each slot and in each segment.
struct Margins {
  std::vector<double> slot;
  std::vector<double> segment;
};

[[nodiscard]] Margins margins(const Cells& all, std::size_t slots, std::size_t segments);

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
  Eigen::MatrixXd slot_x; ///< stride x slots, weighted sums of the columns and zeros
  std::array<Products, 2> mode;

  [[nodiscard]] Eigen::Index columns() const noexcept {
    return static_cast<Eigen::Index>(knots + extra);
  }
  /// Whole fours.
  [[nodiscard]] Eigen::Index stride() const noexcept { return (columns() + 3) / 4 * 4; }
};

[[nodiscard]] Equations equations(const WeekSlots& slots, const WeekRows& rows,
                                  std::span<const double> weight, const HatView& at,
                                  const Cells& all, std::size_t knots,
                                  std::span<const std::uint8_t> occupied);

/// Adds `change` to the energy of the rows, of which few are not 0.
void change_energy(Equations& eq, const WeekSlots& slots, const WeekRows& rows,
                   std::span<const double> weight, const HatView& at,
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
