// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace empower::detail {

/// Which side of its balance temperature a leg is on. Cooling is heating on mirrored temperatures.
enum class Hinge { heating, cooling };

/// What a search needs of the weather: every observation is a number of days, each with its mean
/// temperature; a daily reading is an observation of one day. Temperatures of all observations are
/// sorted once, whatever shapes and hinges are then tried.
struct Design {
  std::vector<double> days;              ///< per observation
  std::vector<double> weight;            ///< 1 / days: variance grows with the length
  std::vector<long> position;            ///< consecutive where it grows by one
  std::vector<double> temperature_c;     ///< of every day, ascending
  std::vector<std::uint32_t> observation; ///< that the day belongs to
  double reference_c = 0.0;              ///< mean temperature; sums are taken about it
  bool daily = true;                     ///< every observation is one day

  [[nodiscard]] std::size_t size() const noexcept { return days.size(); }
};

/// Days of all observations, in any order, brought into a design.
[[nodiscard]] Design make_design(std::vector<double> days, std::vector<long> position,
                                 std::span<const double> temperature_c,
                                 std::span<const std::uint32_t> observation);

/// Where a balance temperature may lie.
struct BalanceRange {
  double low = 0.0;
  double high = -1.0;
  [[nodiscard]] bool empty() const noexcept { return !(low <= high); }
};

/// The options' range cut to where the leg rests on enough observations and the flat side on at least
/// one temperature: for heating, from the lowest temperature with `min_leg` observations strictly
/// below it (and two distinct temperatures) to the highest temperature; mirrored for cooling.
[[nodiscard]] BalanceRange balance_range(const Design& design, Hinge hinge, const FitOptions& options);

/// Degree-days of each observation about a balance temperature.
[[nodiscard]] std::vector<double> degree_days(const Design& design, Hinge hinge, double balance_c);

/// Days of each observation on the leg's side of it: the derivative of the degree-days.
[[nodiscard]] std::vector<double> leg_days(const Design& design, Hinge hinge, double balance_c);

} // namespace empower::detail
