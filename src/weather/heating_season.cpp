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

std::optional<DegreeDaySum<HeatingRule>> heating_degree_days_of_year(DailyView<Celsius> outdoor,
                                                                     const ClimateZone& zone,
                                                                     int year,
                                                                     HeatingRule rule) noexcept {
  const auto pieces = heating_days_of_year(zone, year);
  if (!pieces) return std::nullopt;
  DegreeDaySum<HeatingRule> sum{rule, calendar_year(year)};
  for (const CivilPeriod piece : *pieces) {
    const DegreeDaySum<HeatingRule> part = heating_degree_days(outdoor.within(piece), rule);
    sum.total += part.total;
    sum.days_counted += part.days_counted;
    sum.days_missing += static_cast<std::size_t>(day_count(piece)) - part.days_counted;
  }
  return sum;
}

OffSeason off_season(const ReferenceTables& tables, std::string_view zone, int first_year,
                     int last_year) {
  OffSeason off{std::string{zone}, {}};
  for (int year = first_year; year <= last_year; ++year) {
    const auto ending = tables.zone_on(zone, civil_day(year, 1, 1));
    const auto beginning = tables.zone_on(zone, civil_day(year, 12, 31));
    if (!ending || !beginning) continue;
    const auto before = heating_season(**ending, year - 1);
    const auto after = heating_season(**beginning, year);
    if (before && after) off.periods.push_back({before->to, after->from});
  }
  return off;
}

} // namespace empower
