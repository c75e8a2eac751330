// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// Many independent normal values, seen from afar: how many of them lie above something.
///
/// Items are gathered into at most about a thousand cells of like spread and mean, each taken as a
/// normal of the cell's mean and variance; up to 500 items the cells are the items. Items that are
/// certain (sd = 0) are known one by one as well.
class Crowd {
public:
  struct Above {
    double expected = 0.0;
    double variance = 0.0;
  };

  Crowd(std::span<const double> mean, std::span<const double> sd);

  /// How many items are expected above a draw from this normal; one like it counts half.
  [[nodiscard]] double expected_above(double mean, double sd) const noexcept;

  /// Expectation and variance of the number of items above a value, from a table; a certain item at
  /// the value itself counts half. The table follows the quantiles of the crowd, so that outliers
  /// cost no resolution.
  [[nodiscard]] Above above(double value) const noexcept;

private:
  struct Cell {
    double count = 0.0;
    double mean = 0.0;
    double sd = 0.0;

    [[nodiscard]] double above(double x, double x_sd) const noexcept;
  };

  static std::vector<Cell> gathered(std::span<const double> mean, std::span<const double> sd,
                                    std::vector<std::size_t> items);
  void tabulate();
  [[nodiscard]] double certain_above(double value) const noexcept;

  std::vector<double> certain_; ///< ascending
  std::vector<Cell> certain_cells_;
  std::vector<Cell> uncertain_cells_;
  std::vector<double> values_; ///< the table: ascending values and what is above them
  std::vector<Above> sums_;
};

} // namespace empower::detail
