// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/climate.hpp>
#include <empower/reference/provenance.hpp>

#include <optional>
#include <string>

namespace empower {

/// `tariff_bands.csv`: hours of local time of a band; `sunday_or_holiday` goes before the weekday.
struct TariffBandRow {
  std::string band;     ///< `F1`, `F2`, `F3`
  std::string day_type; ///< `weekday`, `saturday`, `sunday_or_holiday`
  double from_hour = missing_value;
  double to_hour = missing_value; ///< excluded
  Provenance provenance;
};

/// `tariff_holidays.csv`. Buildings close on national holidays, bands follow `counts_as_f3`.
struct TariffHoliday {
  std::string id;
  std::string name_it;
  std::string rule; ///< `fixed`, `easter_plus_days`, `one_off`
  std::optional<MonthDay> month_day;
  std::optional<int> easter_offset_days;
  std::optional<int> national_holiday; ///< 1 or 0; nothing = not known
  std::optional<int> counts_as_f3;
  std::string note;
  Provenance provenance;
};

/// `patron_days.csv`: a closing day of a municipality, never F3 by itself.
struct PatronDay {
  std::string istat_code;
  std::string municipality;
  std::optional<MonthDay> month_day;
  std::string saint_it;
  bool is_patron = false; ///< false = another local feast
  Provenance provenance;
};

} // namespace empower
