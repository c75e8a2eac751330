// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/reference/tables.hpp>
#include <empower/weather/degree_days.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// The legal season that begins in a year, as half-open days; it ends in the next year and holds 29
/// February where there is one. Nothing for a zone without limits (F).
[[nodiscard]] std::optional<CivilPeriod> heating_season(const ClimateZone& zone,
                                                        int starting_year) noexcept;

/// The key of a season, `2012/13`.
[[nodiscard]] std::string season_name(int starting_year);

/// The season's days within one calendar year: those of the winter that ends in it and of the one
/// that begins.
[[nodiscard]] std::optional<std::array<CivilPeriod, 2>>
heating_days_of_year(const ClimateZone& zone, int year) noexcept;

/// Degree-days of the season's days within one calendar year, such as 1 January to 15 April and 1
/// November to 31 December in zone D. `period` is the year, the days counted are the season's; days
/// without a temperature, or outside the view, are missing. Nothing for a zone without limits (F).
[[nodiscard]] std::optional<DegreeDaySum<HeatingRule>>
heating_degree_days_of_year(DailyView<Celsius> outdoor, const ClimateZone& zone, int year,
                            HeatingRule rule) noexcept;

/// Where heating is out of season.
struct OffSeason {
  std::string zone;
  std::vector<CivilPeriod> periods; ///< one a year, in order
};

/// The summers of a zone: from the day after one winter's season to the first day of the next. Each
/// winter follows the row in force at its turn of the year, so a regime that replaced the ordinary
/// one for a winter (2022/23) counts in that winter. A year is left out where no row holds, or the
/// zone has no limits (F).
[[nodiscard]] OffSeason off_season(const ReferenceTables& tables, std::string_view zone,
                                   int first_year, int last_year);

/// 1 October to 30 September, also the year of gas contracts.
[[nodiscard]] constexpr CivilPeriod thermal_year(int starting_year) noexcept {
  return {civil_day(starting_year, 10, 1), civil_day(starting_year + 1, 10, 1)};
}

} // namespace empower
