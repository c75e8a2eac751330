// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/daily_model.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace empower::detail {

/// Time constants that are tried: the day's own temperature, and what light and heavy buildings
/// remember of the days before.
inline constexpr std::array<double, 3> smoothing_constants{0.0, 1.0, 2.5};

/// One value per day of `outdoor`, missing where the day has none; the memory passes over it.
[[nodiscard]] std::vector<double> smoothed(DailyView<Celsius> outdoor, double smoothing_days);

/// Columns that do not follow the weather, before any is chosen: where each stands.
struct CalendarLayout {
  static constexpr std::size_t constant = 0;
  static constexpr std::size_t tuesday = 1; ///< to Sunday, 6
  static constexpr std::size_t weekend = 7;
  static constexpr std::size_t year_end = 8;
  static constexpr std::size_t first_kind = 9;
  std::size_t kinds = 0; ///< of closed days
  [[nodiscard]] std::size_t first_harmonic() const noexcept { return first_kind + kinds; }
  [[nodiscard]] std::size_t columns() const noexcept { return first_harmonic() + 4; }
  /// The columns of a member, in the order of its coefficients.
  [[nodiscard]] std::vector<std::size_t> chosen(const DailyTerms& terms) const;
};

/// Days as all members meet them.
struct DailyDesign {
  CalendarLayout layout;
  std::vector<double> calendar; ///< column by column of the layout
  std::array<std::vector<double>, smoothing_constants.size()> temperature;

  [[nodiscard]] std::size_t size() const noexcept { return temperature.front().size(); }
  [[nodiscard]] std::span<const double> column(std::size_t j) const noexcept {
    return std::span{calendar}.subspan(j * size(), size());
  }
  [[nodiscard]] std::span<const double> smoothed_by(double smoothing_days) const;
};

/// `kinds` of closed days, in byte order; others are ignored.
[[nodiscard]] DailyDesign daily_design(std::span<const CivilDay> days, DailyView<Celsius> outdoor,
                                       const DayCalendar& closed,
                                       std::span<const std::string> kinds,
                                       const DailyOptions& options);

/// The columns of a member, each as long as the design, in the order of `coefficient_names`.
[[nodiscard]] std::vector<std::vector<double>> member_columns(const DailyDesign& design,
                                                              const DailyMember& member);

/// Derivatives of a member's expected energy after its heating and its cooling balance
/// temperature, as far as it has them.
[[nodiscard]] std::vector<std::vector<double>> balance_columns(const DailyDesign& design,
                                                               const DailyMember& member);

/// kWh of each day as one member expects it, and as their weighted mean does: never below 0,
/// missing where the day has no temperature.
[[nodiscard]] std::vector<double> expected_by(const DailyDesign& design, const DailyMember& member);
[[nodiscard]] std::vector<double> expected_by(const DailyDesign& design,
                                              std::span<const DailyMember> members);

[[nodiscard]] constexpr bool has_heating(SignatureShape shape) noexcept {
  return shape == SignatureShape::heating || shape == SignatureShape::heating_cooling;
}
[[nodiscard]] constexpr bool has_cooling(SignatureShape shape) noexcept {
  return shape == SignatureShape::cooling || shape == SignatureShape::heating_cooling;
}

} // namespace empower::detail
