// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/degree_days.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace empower {

/// The weather a consumption is normalised to, as the distribution of its daily mean temperatures:
/// all that a model without memory needs. Totals are per average year.
///
/// Degree-days here have base = threshold (the hinge of a change-point model); each look-up is one
/// binary search in sorted temperatures with prefix sums.
class NormalYear {
public:
  /// None: `missing()`.
  NormalYear() = default;
  /// Days of `years` whole years, in any order, without NaN; `name` says which.
  NormalYear(std::string name, std::vector<double> temperature_c, double years);

  /// `mean of 2021, 2022, 2023`; empty when there is none.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] bool missing() const noexcept { return sorted_.empty(); }
  [[nodiscard]] double years() const noexcept { return years_; }

  [[nodiscard]] Days days() const noexcept;
  [[nodiscard]] Days days_below(Celsius base) const noexcept;
  [[nodiscard]] DegreeDays heating_degree_days(Celsius base) const noexcept;
  [[nodiscard]] DegreeDays cooling_degree_days(Celsius base) const noexcept;
  [[nodiscard]] const std::vector<double>& sorted_temperatures() const noexcept { return sorted_; }

private:
  std::string name_;
  std::vector<double> sorted_;
  std::vector<double> prefix_; ///< prefix_[i] = sum of the i coldest days
  double years_ = 0.0;
};

/// The mean over the complete calendar years of a station (each day has a temperature); missing
/// when there is no complete year.
[[nodiscard]] NormalYear mean_of_complete_years(DailyView<Celsius> outdoor);
/// The mean over the last `count` of them, or over all where there are fewer. `count` > 0.
[[nodiscard]] NormalYear mean_of_last_complete_years(DailyView<Celsius> outdoor, std::size_t count);

namespace detail {

/// The calendar years each day of which has a temperature, in order.
[[nodiscard]] std::vector<int> complete_years(DailyView<Celsius> outdoor);

} // namespace detail

/// Heating degree-days of an average day of the normal year by any rule, threshold included, times
/// the days of a period: a sum to divide by that of a calendar year. All days missing if there is
/// no normal year.
[[nodiscard]] DegreeDaySum<HeatingRule> heating_degree_days(const NormalYear& normal,
                                                            HeatingRule rule, CivilPeriod year);

} // namespace empower
