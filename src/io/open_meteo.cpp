// SPDX-License-Identifier: Apache-2.0
#include <empower/io/open_meteo.hpp>

#include <empower/core/error.hpp>
#include <empower/io/detail/text_file.hpp>
#include <empower/io/timestamps.hpp>
#include <empower/series/resample.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace empower {
namespace {

using nlohmann::json;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr double lowest_c = -60.0; // as of temperatures.csv
constexpr double highest_c = 60.0;
constexpr hours largest_offset{14};

/// What refusals quote of a value: texts as they are, numbers and the like as JSON.
std::string shown(const json& value) {
  if (value.is_structured()) return value.is_array() ? "an array" : "an object";
  constexpr std::size_t longest = 60;
  std::string text = value.is_string() ? value.get<std::string>()
                                       : value.dump(-1, ' ', false, json::error_handler_t::replace);
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end; // not inside a character
  return text.substr(0, end) + " ...";
}

/// A value of the file that knows its path.
class Field {
public:
  Field(const json& value, std::string path, const std::string& source)
      : value_{&value}, path_{std::move(path)}, source_{&source} {}

  [[nodiscard]] const json& value() const noexcept { return *value_; }
  [[nodiscard]] bool has(const char* name) const {
    return value_->is_object() && value_->contains(name);
  }
  [[nodiscard]] Field at(const char* name) const {
    const std::string path = path_.empty() ? name : path_ + "." + name;
    if (!has(name)) throw InputError{{*source_, 0, path}, "a value", ""};
    return {value_->at(name), path, *source_};
  }

  [[noreturn]] void refuse(std::string_view expected) const {
    throw InputError{{*source_, 0, path_}, expected, shown(*value_)};
  }
  [[noreturn]] void refuse_element(std::size_t i, std::string_view expected) const {
    throw InputError{{*source_, 0, fmt::format("{}[{}]", path_, i)}, expected, shown((*value_)[i])};
  }

  [[nodiscard]] std::string text() const {
    if (!value_->is_string()) refuse("a text");
    return value_->get<std::string>();
  }
  /// One of two texts: true for the first.
  [[nodiscard]] bool is_first_of(std::string_view first, std::string_view second) const {
    if (*value_ != first && *value_ != second) refuse(fmt::format("{} or {}", first, second));
    return *value_ == first;
  }
  [[nodiscard]] double number(double low, double high) const {
    const double number = value_->is_number() ? value_->get<double>() : missing_value;
    if (!(number >= low && number <= high))
      refuse(fmt::format("a number from {} to {}", low, high));
    return number;
  }
  [[nodiscard]] std::int64_t whole_number() const {
    if (!value_->is_number_integer()) refuse("a whole number");
    return value_->get<std::int64_t>();
  }
  [[nodiscard]] std::size_t size() const {
    if (!value_->is_array()) refuse("an array");
    return value_->size();
  }

private:
  const json* value_;
  std::string path_;
  const std::string* source_;
};

double number_or_missing(const Field& file, const char* name, double low, double high) {
  return file.has(name) && !file.at(name).value().is_null() ? file.at(name).number(low, high)
                                                            : missing_value;
}

/// Stamps of the file as local times at its offset: the first, when each of the others follows it
/// by one more `step`.
std::chrono::local_seconds first_time(const Field& time, bool unix_time, seconds offset,
                                      seconds step) {
  const auto form = step == days{1} ? Timestamp::Form::date : Timestamp::Form::local;
  constexpr std::string_view wanted = "a time as in 2024-02-29T13:00";
  std::chrono::local_seconds first{};
  const std::size_t count = time.size();
  if (count == 0) time.refuse("at least one time");
  for (std::size_t i = 0; i < count; ++i) {
    const json& value = time.value()[i];
    std::chrono::local_seconds at{};
    if (unix_time) {
      // Stamps count UTC; of a day the one at which it begins at the offset of the file.
      constexpr std::int64_t most = 7'258'118'400; // the year 2200
      const auto unix = value.is_number_integer() ? value.get<std::int64_t>() : most;
      if (unix <= -most || unix >= most) time.refuse_element(i, "seconds since 1970");
      at = std::chrono::local_seconds{seconds{unix} + offset};
    } else {
      const auto stamp =
          value.is_string() ? parse_timestamp(value.get_ref<const std::string&>()) : std::nullopt;
      if (!stamp || stamp->form != form)
        time.refuse_element(i, step == days{1} ? "a day as in 2024-02-29" : wanted);
      at = stamp->local;
    }
    if (i == 0) {
      if (at.time_since_epoch() % step != seconds{0})
        time.refuse_element(i, step == days{1} ? "the begin of a day" : "a whole hour");
      first = at;
    } else if (at != first + static_cast<std::int64_t>(i) * step) {
      time.refuse_element(i, step == days{1} ? "the day after the one before"
                                             : "an hour after the one before");
    }
  }
  return first;
}

std::vector<double> temperatures(const Field& field, bool celsius, std::size_t count) {
  if (field.size() != count) {
    field.refuse(fmt::format("{} values, one of each time, and not {}", count, field.size()));
  }
  std::vector<double> values;
  values.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const json& value = field.value()[i];
    if (value.is_null()) {
      values.push_back(missing_value);
      continue;
    }
    const double number = value.is_number() ? value.get<double>() : missing_value;
    const double celsius_value = celsius ? number : (number - 32.0) * 5.0 / 9.0;
    if (!(celsius_value >= lowest_c && celsius_value <= highest_c))
      field.refuse_element(i, "a temperature from -60 to 60 °C");
    values.push_back(celsius_value);
  }
  return values;
}

/// One of the two tables of an answer.
struct Section {
  const char* name;
  const char* units;
  const char* variable;
  seconds step;
};
constexpr Section hourly_section{"hourly", "hourly_units", "temperature_2m", hours{1}};
constexpr Section daily_section{"daily", "daily_units", "temperature_2m_mean", days{1}};

struct Column {
  std::chrono::local_seconds first;
  std::vector<double> values;
};

std::optional<Column> column(const Field& file, const Section& section, seconds offset) {
  if (!file.has(section.name)) return std::nullopt;
  const Field table = file.at(section.name);
  if (!table.has(section.variable)) return std::nullopt;
  const Field units = file.at(section.units);
  const bool unix_time = units.at("time").is_first_of("unixtime", "iso8601");
  const bool celsius = units.at(section.variable).is_first_of("°C", "°F");
  const Field time = table.at("time");
  return Column{first_time(time, unix_time, offset, section.step),
                temperatures(table.at(section.variable), celsius, time.size())};
}

OpenMeteoTemperatures read_place(const Field& file) {
  if (file.value().is_array()) {
    file.refuse(
        fmt::format("one place (a file for each), and not an array of {}", file.value().size()));
  }
  if (file.has("error")) file.at("reason").refuse("temperatures");
  OpenMeteoTemperatures read;
  read.place = {number_or_missing(file, "latitude", -90.0, 90.0),
                number_or_missing(file, "longitude", -180.0, 180.0)};
  read.altitude_m = number_or_missing(file, "elevation", -500.0, 9000.0);
  const Field offset = file.at("utc_offset_seconds");
  read.utc_offset = seconds{offset.whole_number()};
  if (read.utc_offset > largest_offset || read.utc_offset < -largest_offset ||
      read.utc_offset % hours{1} != seconds{0})
    offset.refuse("whole hours in seconds; ask with timezone=GMT");
  if (file.has("timezone")) read.zone_name = file.at("timezone").text();
  if (read.zone_name != "GMT" && read.zone_name != "UTC")
    read.zone = TimeZone::named(read.zone_name);

  if (auto hourly = column(file, hourly_section, read.utc_offset)) {
    const Instant first{hourly->first.time_since_epoch() - read.utc_offset};
    read.hourly = HourlySeries{first, std::move(hourly->values)};
  }
  if (auto daily = column(file, daily_section, read.utc_offset)) {
    read.daily = DailySeries{std::chrono::floor<days>(daily->first), std::move(daily->values)};
  }
  if (!read.hourly && !read.daily)
    file.at("hourly").at("temperature_2m").refuse("hourly temperature_2m");
  return read;
}

} // namespace

DailySeries OpenMeteoTemperatures::daily_mean(const TimeZone& wanted) const {
  if (hourly) return empower::daily_mean(hourly->view<Celsius>(), wanted);
  return daily ? *daily : DailySeries{};
}

OpenMeteoTemperatures parse_open_meteo(std::string_view text, const std::string& source) {
  json file;
  try {
    file = json::parse(text);
  } catch (const json::exception& error) { // no JSON, or a number beyond a double
    throw InputError{{source, 0, {}}, "JSON of Open-Meteo", error.what()};
  }
  return read_place(Field{file, {}, source});
}

OpenMeteoTemperatures read_open_meteo(const std::filesystem::path& file) {
  return parse_open_meteo(detail::text_of_file(file), file.string());
}

} // namespace empower
