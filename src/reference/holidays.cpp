// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/holidays.hpp>

#include "find_row.hpp"

#include <empower/core/error.hpp>

#include <algorithm>
#include <chrono>

namespace empower {
namespace {

CivilDay day_in(int year, MonthDay date) noexcept { return civil_day(year, date.month, date.day); }

/// The day of a row in a year.
CivilDay day_of(const TariffHoliday& row, int year) {
  if (row.rule == "easter_plus_days" && row.easter_offset_days)
    return easter_sunday(year) + std::chrono::days{*row.easter_offset_days};
  if ((row.rule == "fixed" || row.rule == "one_off") && row.month_day)
    return day_in(year, *row.month_day);
  throw InputError{{"tariff_holidays.csv", 0, "rule"},
                   "fixed or one_off with a month_day, or easter_plus_days with an offset",
                   row.rule + " of " + row.id};
}

std::optional<bool> claim(std::optional<int> flag) {
  if (!flag) return std::nullopt;
  return *flag != 0;
}

} // namespace

CivilDay easter_sunday(int year) noexcept {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return civil_day(year, static_cast<unsigned>(f / 31), static_cast<unsigned>(f % 31 + 1));
}

std::vector<Holiday> national_holidays(const ReferenceTables& tables, int year) {
  std::vector<Holiday> holidays;
  holidays.reserve(tables.tariff_holidays.size());
  for (const TariffHoliday& row : tables.tariff_holidays) {
    if (row.national_holiday != 1) continue;
    const CivilDay day = day_of(row, year);
    if (row.provenance.holds_on(day))
      holidays.push_back({day, row.id, row.name_it, claim(row.counts_as_f3), true});
  }
  std::ranges::stable_sort(holidays, {}, &Holiday::day);
  return holidays;
}

Outcome<std::vector<const TariffBandRow*>, ReferenceReason>
tariff_bands_on(const ReferenceTables& tables, CivilDay day) {
  const std::chrono::weekday weekday{day};
  std::string_view day_type = weekday == std::chrono::Sunday     ? "sunday_or_holiday"
                              : weekday == std::chrono::Saturday ? "saturday"
                                                                 : "weekday";
  for (const Holiday& holiday : national_holidays(tables, year_of(day))) {
    if (holiday.day != day || weekday == std::chrono::Sunday) continue;
    if (!holiday.counts_as_f3) {
      return Failure<ReferenceReason>{
          ReferenceReason::no_figure,
          fmt::format("no row says whether {} counts as F3", holiday.name_it)};
    }
    if (*holiday.counts_as_f3) day_type = "sunday_or_holiday";
  }
  std::vector<const TariffBandRow*> bands;
  bands.reserve(tables.tariff_bands.size());
  for (const TariffBandRow& row : tables.tariff_bands)
    if (row.day_type == day_type && row.provenance.holds_on(day)) bands.push_back(&row);
  std::ranges::stable_sort(bands, {}, &TariffBandRow::from_hour);
  if (bands.empty()) return detail::not_valid(fmt::format("tariff band of a {}", day_type), day);
  return bands;
}

std::optional<Holiday> patron_holiday(const ReferenceTables& tables, std::string_view istat_code,
                                      int year) {
  for (const PatronDay& row : tables.patron_days) {
    if (!row.is_patron || !row.month_day || row.istat_code != istat_code) continue;
    const CivilDay day = day_in(year, *row.month_day);
    if (row.provenance.holds_on(day))
      return Holiday{day, "patron_" + row.istat_code, row.saint_it, false, false};
  }
  return std::nullopt;
}

} // namespace empower
