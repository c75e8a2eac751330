// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/weather/normal_year.hpp>
#include <empower/weather/station.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// The weather of a typical year as an EnergyPlus weather file has it. Its months may come from
/// different years, so its days have no date and are never put beside readings: it is weather to
/// normalise to.
struct TypicalYear {
  std::string place_name;
  std::string country;
  std::string source; ///< `TMY3`, `ECMWF/ERA` …
  Coordinates place;
  double altitude_m = missing_value;
  double utc_offset_hours = 0.0;     ///< of the local standard time that days are counted in
  std::vector<double> temperature_c; ///< per hour from 1 January on; missing is NaN
  std::vector<int> year_of_month;    ///< of the twelve months, the year that each was taken from
  std::size_t hours_missing = 0;

  /// Mean of each day over the hours present; missing where at most half of them are.
  [[nodiscard]] std::vector<double> daily_mean_c() const;
  /// The distribution of its days; missing if any day is.
  [[nodiscard]] NormalYear normal_year() const;
};

/// Reads an EPW file: eight header lines, then a line for each hour of a year, 1 to 24, each the
/// hour that ends then, in local standard time; dry-bulb temperature in the seventh field, °C,
/// 99.9 = missing (EnergyPlus Auxiliary Programs, "Weather File Format"). A 29 February is read
/// where there is one. Throws `InputError` with line and field for a file of another form, hours
/// that do not follow each other, a temperature that is no number or outside -70 to 70 °C, and a
/// file that is not one whole year.
[[nodiscard]] TypicalYear read_epw(const std::filesystem::path& file);

/// The same from a text; `source` is how errors name it.
[[nodiscard]] TypicalYear parse_epw(std::string_view text, const std::string& source);

} // namespace empower
