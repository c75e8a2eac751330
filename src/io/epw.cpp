// SPDX-License-Identifier: Apache-2.0
#include <empower/io/epw.hpp>

#include <empower/core/error.hpp>
#include <empower/io/detail/fields.hpp>
#include <empower/io/detail/text_encoding.hpp>
#include <empower/io/detail/text_file.hpp>
#include <empower/series/resample.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <span>

namespace empower {
namespace {

constexpr std::size_t header_lines = 8;
constexpr double missing_code_c = 99.9;
constexpr double lowest_c = -70.0; // the format's own bounds
constexpr double highest_c = 70.0;

/// The lines of a file, each with its number.
class Lines {
public:
  Lines(std::string_view text, const std::string& source) : text_{text}, source_{source} {}

  bool next() {
    if (at_ >= text_.size()) return false;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    line_ = text_.substr(at_, end - at_);
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    at_ = end + 1;
    ++number_;
    return true;
  }

  [[nodiscard]] std::string_view text() const noexcept { return line_; }
  [[nodiscard]] std::size_t number() const noexcept { return number_; }

  /// Field `i` of the line; refuses a line that has fewer.
  [[nodiscard]] std::string_view field(std::size_t i, std::string_view name) const {
    std::size_t at = 0;
    for (; i > 0; --i) {
      const std::size_t comma = line_.find(',', at);
      if (comma == std::string_view::npos) refuse(name, "a field", "the end of the line");
      at = comma + 1;
    }
    return detail::trimmed(line_.substr(at, std::min(line_.find(',', at), line_.size()) - at));
  }

  [[nodiscard]] double number_in(std::size_t i, std::string_view name) const {
    const std::string_view text = field(i, name);
    const auto value = detail::parse_number(text);
    if (!value) refuse(name, "a number", text);
    return *value;
  }

  /// A whole number from `least` to `most`.
  [[nodiscard]] int integer_in(std::size_t i, std::string_view name, int least, int most) const {
    const std::string_view text = field(i, name);
    const auto value = detail::parse_integer(text);
    if (!value || *value < least || *value > most)
      refuse(name, fmt::format("a whole number from {} to {}", least, most), text);
    return static_cast<int>(*value);
  }

  [[noreturn]] void refuse(std::string_view name, std::string_view expected,
                           std::string_view got) const {
    throw InputError{{source_, number_, std::string{name}}, expected, got};
  }

private:
  std::string_view text_;
  const std::string& source_;
  std::string_view line_;
  std::size_t at_ = 0;
  std::size_t number_ = 0;
};

TypicalYear location(const Lines& lines) {
  if (!lines.text().starts_with("LOCATION,"))
    lines.refuse("", "a line that begins with LOCATION", lines.text().substr(0, 20));
  TypicalYear year;
  year.place_name = lines.field(1, "city");
  year.country = lines.field(3, "country");
  year.source = lines.field(4, "source");
  year.place = {lines.number_in(6, "latitude"), lines.number_in(7, "longitude")};
  year.utc_offset_hours = lines.number_in(8, "time zone");
  year.altitude_m = lines.number_in(9, "elevation");
  return year;
}

/// Month and day of the place-th day of a year with or without 29 February.
std::chrono::month_day day_at(std::size_t place, bool leap) noexcept {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::year{leap ? 2004 : 2001} / 1 / 1} +
      std::chrono::days{static_cast<long>(place)}};
  return date.month() / date.day();
}

/// One hour: its place in the year is what the file has so far.
void read_hour(const Lines& lines, TypicalYear& year, bool& leap) {
  const std::size_t place = year.temperature_c.size();
  const auto month = static_cast<unsigned>(lines.integer_in(1, "month", 1, 12));
  const auto day = static_cast<unsigned>(lines.integer_in(2, "day", 1, 31));
  if (place == std::size_t{59} * 24) leap = month == 2 && day == 29;
  const std::chrono::month_day wanted = day_at(place / 24, leap);
  const auto hour = static_cast<std::size_t>(lines.integer_in(3, "hour", 1, 24));
  if (std::chrono::month{month} / std::chrono::day{day} != wanted || hour != place % 24 + 1) {
    lines.refuse("hour",
                 fmt::format("month {}, day {}, hour {}", static_cast<unsigned>(wanted.month()),
                             static_cast<unsigned>(wanted.day()), place % 24 + 1),
                 fmt::format("month {}, day {}, hour {}", month, day, hour));
  }
  if (day == 1 && hour == 1) year.year_of_month.push_back(lines.integer_in(0, "year", 1800, 2200));
  const double value = lines.number_in(6, "dry bulb temperature");
  if (value != missing_code_c && (value < lowest_c || value > highest_c))
    lines.refuse("dry bulb temperature", "a temperature from -70 to 70 °C, or 99.9",
                 lines.field(6, "dry bulb temperature"));
  const bool missing = value == missing_code_c;
  year.hours_missing += missing ? 1U : 0U;
  year.temperature_c.push_back(missing ? missing_value : value);
}

} // namespace

std::vector<double> TypicalYear::daily_mean_c() const {
  // Days of local standard time have 24 hours, as those of UTC.
  return daily_mean(HourlyView<Celsius>{{}, temperature_c}, TimeZone{}).values;
}

NormalYear TypicalYear::normal_year() const {
  std::vector<double> days = daily_mean_c();
  if (days.empty() || std::ranges::any_of(days, [](double t) { return std::isnan(t); })) return {};
  // PVGIS writes the coordinates alone, and "unknown" for the city.
  const bool unnamed = place_name.empty() || place_name == "-" || place_name == "unknown";
  const std::string where =
      unnamed ? fmt::format("{:g}, {:g}", place.latitude, place.longitude) : place_name;
  return {fmt::format("typical year {} ({})", where, source), std::move(days), 1.0};
}

TypicalYear parse_epw(std::string_view text, const std::string& source) {
  Lines lines{text, source};
  if (!lines.next()) lines.refuse("", "eight header lines", "an empty file");
  TypicalYear year = location(lines);
  for (std::size_t i = 1; i < header_lines; ++i)
    if (!lines.next()) lines.refuse("", "eight header lines", fmt::format("{}", i));
  bool leap = false;
  constexpr std::size_t most = std::size_t{366} * 24;
  year.temperature_c.reserve(most);
  while (lines.next()) {
    if (lines.text().empty()) continue;
    if (year.temperature_c.size() == (leap ? most : std::size_t{365} * 24))
      lines.refuse("hour", "the end of the file after one year", "another hour");
    read_hour(lines, year, leap);
  }
  if (year.temperature_c.size() != (leap ? most : std::size_t{365} * 24))
    lines.refuse("hour", "the 8760 or 8784 hours of a year",
                 fmt::format("{}", year.temperature_c.size()));
  return year;
}

TypicalYear read_epw(const std::filesystem::path& file) {
  std::string text = detail::text_of_file(file);
  static_cast<void>(detail::recode_to_utf8(text)); // names of places, no matter of the hours
  return parse_epw(text, file.string());
}

} // namespace empower
