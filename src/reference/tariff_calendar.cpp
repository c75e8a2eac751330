// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/tariff_calendar.hpp>

#include <empower/core/error.hpp>
#include <empower/reference/holidays.hpp>

#include <algorithm>
#include <cmath>

namespace empower {
namespace {

constexpr std::array<std::string_view, tariff_band_count> band_codes{"F1", "F2", "F3"};
constexpr std::array<std::string_view, 3> day_types{"weekday", "saturday", "sunday_or_holiday"};
constexpr std::size_t saturday = 1;
constexpr std::size_t sunday_or_holiday = 2;

std::size_t place(std::span<const std::string_view> codes, const std::string& code,
                  std::string_view column) {
  const auto found = std::ranges::find(codes, code);
  if (found == codes.end())
    throw InputError{{"tariff_bands.csv", 0, std::string{column}}, "a known code", code};
  return static_cast<std::size_t>(found - codes.begin());
}

/// A row of the table with its codes as numbers.
struct BandRule {
  std::size_t day_type = 0;
  std::uint8_t band = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  const Provenance* provenance = nullptr;
};

BandRule rule_of(const TariffBandRow& row) {
  const bool whole = row.from_hour >= 0.0 && row.from_hour < row.to_hour && row.to_hour <= 24.0 &&
                     std::floor(row.from_hour) == row.from_hour &&
                     std::floor(row.to_hour) == row.to_hour;
  if (!whole)
    throw InputError{{"tariff_bands.csv", 0, "from_hour"}, "whole hours from 0 to 24", row.band};
  return {place(day_types, row.day_type, "day_type"),
          static_cast<std::uint8_t>(place(band_codes, row.band, "band")),
          static_cast<std::size_t>(row.from_hour), static_cast<std::size_t>(row.to_hour),
          &row.provenance};
}

std::size_t day_type_of(CivilDay day) noexcept {
  const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
  return weekday == 7 ? sunday_or_holiday : weekday == 6 ? saturday : 0;
}

TariffCalendar::Hours hours_on(std::span<const BandRule> rules, CivilDay day,
                               std::size_t day_type) {
  TariffCalendar::Hours hours;
  hours.fill(TariffCalendar::no_band);
  for (const BandRule& rule : rules) {
    if (rule.day_type != day_type || !rule.provenance->holds_on(day)) continue;
    for (std::size_t h = rule.from; h < rule.to; ++h) {
      if (hours[h] != TariffCalendar::no_band)
        throw InputError{{"tariff_bands.csv", 0, "from_hour"},
                         "one band for each hour",
                         "two on a " + std::string{day_types[day_type]}};
      hours[h] = rule.band;
    }
  }
  return hours;
}

} // namespace

std::span<const std::string_view> tariff_band_codes() noexcept { return band_codes; }

std::string_view code(TariffBand band) noexcept {
  return band_codes[static_cast<std::size_t>(band)];
}

TariffCalendar::TariffCalendar(const ReferenceTables& tables, int first_year, int last_year,
                               std::optional<bool> undecided_as_f3)
    : first_{calendar_year(first_year).from} {
  std::vector<BandRule> rules;
  rules.reserve(tables.tariff_bands.size());
  for (const TariffBandRow& row : tables.tariff_bands) rules.push_back(rule_of(row));
  for (int year = first_year; year <= last_year; ++year) {
    const CivilPeriod days = calendar_year(year);
    std::vector<std::size_t> types;
    types.reserve(static_cast<std::size_t>(day_count(days)));
    for (CivilDay day = days.from; day < days.to; day += std::chrono::days{1})
      types.push_back(day_type_of(day));
    const std::vector<Holiday> holidays = national_holidays(tables, year);
    const auto type_on = [&](CivilDay day) -> std::size_t& {
      return types[static_cast<std::size_t>((day - days.from).count())];
    };
    for (const Holiday& holiday : holidays)
      if (holiday.counts_as_f3.value_or(undecided_as_f3.value_or(false)))
        type_on(holiday.day) = sunday_or_holiday;
    for (const Holiday& holiday : holidays)
      if (!holiday.counts_as_f3 && !undecided_as_f3 && type_on(holiday.day) != sunday_or_holiday)
        undecided_.push_back(holiday.day);
    for (CivilDay day = days.from; day < days.to; day += std::chrono::days{1})
      days_.push_back(hours_on(rules, day, type_on(day)));
  }
}

const TariffCalendar::Hours& TariffCalendar::hours_of(CivilDay day) const {
  EMPOWER_EXPECTS(period().contains(day), "a day of the years of the tariff calendar");
  return days_[static_cast<std::size_t>((day - first_).count())];
}

std::optional<TariffBand> TariffCalendar::band(CivilDay day, unsigned hour) const {
  EMPOWER_EXPECTS(hour < 24, "an hour of the day");
  const std::uint8_t band = hours_of(day)[hour];
  if (band == no_band) return std::nullopt;
  return static_cast<TariffBand>(band);
}

} // namespace empower
