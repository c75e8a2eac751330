// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/heating_season.hpp>

#include <fmt/format.h>

namespace empower {

std::optional<CivilPeriod> heating_season(const ClimateZone& zone, int starting_year) noexcept {
  if (!zone.season_first || !zone.season_last) return std::nullopt;
  const MonthDay first = *zone.season_first;
  const MonthDay last = *zone.season_last;
  return CivilPeriod{civil_day(starting_year, first.month, first.day),
                     civil_day(starting_year + 1, last.month, last.day) + std::chrono::days{1}};
}

std::string season_name(int starting_year) {
  return fmt::format("{}/{:02}", starting_year, (starting_year + 1) % 100);
}

std::optional<std::array<CivilPeriod, 2>> heating_days_of_year(const ClimateZone& zone,
                                                               int year) noexcept {
  const auto ending = heating_season(zone, year - 1);
  const auto beginning = heating_season(zone, year);
  if (!ending || !beginning) return std::nullopt;
  const CivilPeriod all = calendar_year(year);
  return std::array{intersection(*ending, all), intersection(*beginning, all)};
}

} // namespace empower
