// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/reference/climate.hpp>

#include <array>
#include <optional>
#include <string>

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

/// 1 October to 30 September, also the year of gas contracts.
[[nodiscard]] constexpr CivilPeriod thermal_year(int starting_year) noexcept {
  return {civil_day(starting_year, 10, 1), civil_day(starting_year + 1, 10, 1)};
}

} // namespace empower
