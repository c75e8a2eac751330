// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/reference/tables.hpp>

#include <empower/core/outcome.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// A day on which public buildings close.
struct Holiday {
  CivilDay day{};
  std::string id;
  std::string name_it;
  std::optional<bool> counts_as_f3; ///< hours of tariff band F3 all day; nothing = not known
  bool national = false;            ///< false: of one municipality only
};

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher), from 1583 on.
[[nodiscard]] CivilDay easter_sunday(int year) noexcept;

/// The national holidays of a year by `tariff_holidays.csv`, in order of days, Easter Sunday
/// included: each rule's day where its row holds on that day, so one-off days stand in their year
/// and new ones from their first. Rows before a rule's `valid_from` (2007 for the tariff bands) do
/// not answer: the year then has fewer days than people kept. Throws `InputError` for a rule of
/// another kind, or one without its day.
[[nodiscard]] std::vector<Holiday> national_holidays(const ReferenceTables& tables, int year);

/// The patron day of a municipality in a year: a closing day, never F3 by itself. Nothing where the
/// table has no row, which is not known rather than none.
[[nodiscard]] std::optional<Holiday> patron_holiday(const ReferenceTables& tables,
                                                    std::string_view istat_code, int year);

/// The rows of `tariff_bands.csv` that divide a day, in order of hours: those of its day of the
/// week, or of `sunday_or_holiday` on a holiday that counts as F3. Hours are of local time, so a
/// day of 23 or 25 hours has the same rows. `no_figure` for a weekday of which no row says whether
/// the bands follow the holiday, `not_valid_then` before the bands began; the rows belong to the
/// tables.
[[nodiscard]] Outcome<std::vector<const TariffBandRow*>, ReferenceReason>
tariff_bands_on(const ReferenceTables& tables, CivilDay day);

} // namespace empower
