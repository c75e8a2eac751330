// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/daily_columns.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// Which days a leg stands on.
enum class DayType { working, weekend, all };

/// A leg's products with the columns of the calendar, with the energy and with itself, and those of
/// its edge: the derivative after the balance temperature, 1 (heating) or -1 (cooling) on its days.
struct LegProducts {
  std::vector<double> calendar;
  double energy = 0.0;
  double square = 0.0;
  std::vector<double> edge_calendar;
  double edge_energy = 0.0;
  double edge_square = 0.0;
  double edge_leg = 0.0;
};

/// Running sums over the days sorted by temperature: products of a leg at any balance temperature
/// cost one look-up instead of a pass over the days.
class LegSums {
public:
  LegSums(const DailyDesign& design, std::span<const double> temperature,
          std::span<const double> energy_kwh);

  [[nodiscard]] const std::vector<double>& sorted() const noexcept { return sorted_; }
  [[nodiscard]] LegProducts heating(double balance, DayType type) const;
  [[nodiscard]] LegProducts cooling(double balance, DayType type) const;

private:
  /// Sums of each column, of column * temperature, and of the square of temperature.
  [[nodiscard]] std::vector<double> sums(std::size_t days, DayType type) const;
  [[nodiscard]] LegProducts products(double balance, double side,
                                     std::span<const double> part) const;

  std::size_t columns_; ///< of the calendar and the energy
  std::vector<double> sorted_;
  std::vector<double> running_; ///< days + 1 times (working, weekend) times 2 * columns + 1
};

/// A structure at its best balance temperatures.
struct DailyCandidate {
  DailyTerms terms;
  double heating_balance = missing_value;
  double cooling_balance = missing_value;
  double sse = missing_value;
  std::size_t parameters = 0; ///< balance temperatures count

  bool operator==(const DailyCandidate&) const = default;
};

/// The terms that a meter's days can tell apart.
struct DailyTermLimits {
  bool weekend = false;
  bool each_day = false;
  bool year_end = false;
  bool closed_days = false;
  unsigned harmonics = 0;
};

/// All structures of a meter. Temperatures and energy of the design must be finite.
class DailySearch {
public:
  DailySearch(const DailyDesign& design, std::span<const double> energy_kwh,
              const DailyTermLimits& limits, const DailyOptions& options);

  /// Every structure whose slopes can be above 0, at the best of the balance temperatures of the
  /// grid, in a fixed order.
  [[nodiscard]] std::vector<DailyCandidate> candidates() const;

  /// Moves the balance temperatures by Gauss-Newton steps, at most to the neighbours on the grid,
  /// as long as the SSE falls.
  void refine(DailyCandidate& candidate) const;

private:
  struct Grid {
    std::vector<double> heating;
    std::vector<double> cooling;
    /// By day type, heating first, then cooling.
    std::array<std::vector<LegProducts>, 3> legs;
  };
  class Block;

  void add_block(std::vector<DailyCandidate>& found, std::size_t constant, DailyTerms terms) const;
  [[nodiscard]] double sse_at(const Block& block, const DailyCandidate& candidate,
                              std::array<double, 2>* step) const;

  const DailyDesign* design_;
  std::vector<double> energy_; ///< less its mean
  DailyTermLimits limits_;
  std::vector<double> calendar_products_; ///< of the calendar's columns with each other
  std::vector<double> energy_products_;
  double energy_square_ = 0.0;
  std::vector<LegSums> sums_; ///< by smoothing constant
  std::vector<Grid> grids_;
};

} // namespace empower::detail
