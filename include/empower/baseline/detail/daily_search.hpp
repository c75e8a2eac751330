// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/daily_block.hpp>
#include <empower/baseline/detail/daily_columns.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

/// Which days a leg stands on.
enum class DayType { working, weekend, all };

/// Those of a member's legs, with slopes of their own for the weekend or without.
[[nodiscard]] std::span<const DayType> day_types(bool by_day_type) noexcept;

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
  /// as long as the SSE falls: into a local optimum, which is seldom 1e-4 above the global one.
  void refine(DailyCandidate& candidate) const;

private:
  struct Grid {
    std::vector<double> heating;
    std::vector<double> cooling;
    /// By day type, heating first, then cooling.
    std::array<std::vector<LegProducts>, 3> legs;
  };
  struct Linearised {
    double sse = missing_value;   ///< missing where a slope is not above 0
    std::array<double, 2> step{}; ///< of the heating, then the cooling balance temperature
  };

  void add_choice(std::vector<DailyCandidate>& found, std::size_t constant, DailyTerms terms) const;
  void add_legs(std::vector<DailyCandidate>& found, const CalendarBlock& block, const Grid& grid,
                DailyTerms terms) const;
  [[nodiscard]] Linearised at(const CalendarBlock& block, const DailyCandidate& candidate) const;

  DailyTermLimits limits_;
  CalendarProducts products_;
  std::vector<LegSums> sums_; ///< by smoothing constant
  std::vector<Grid> grids_;
};

/// Between neighbours on the grid of balance temperatures.
inline constexpr double grid_step_k = 1.0;

} // namespace empower::detail
