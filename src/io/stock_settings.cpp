// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_settings.hpp>

#include <empower/core/error.hpp>

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>
#include <cstdint>
#include <utility>

namespace empower::detail {
namespace {

constexpr const char* file_name = "stock.toml";

std::size_t line_of(const toml::node& node) { return node.source().begin.line; }

[[noreturn]] void refuse(const toml::node& node, std::string_view key, std::string_view expected) {
  throw InputError({file_name, line_of(node), std::string{key}}, expected,
                   node.value<std::string>().value_or("another type of value"));
}

void report_unknown(RejectLog& log, const toml::node& node, std::string_view key) {
  log.add(line_of(node), {key, "a key of docs/guide/stock-folder.md", key, "key ignored"});
}

std::string text_value(const toml::node& node, std::string_view key) {
  const auto text = node.value_exact<std::string>();
  if (!text) refuse(node, key, "a text");
  return *text;
}

const toml::table& table_value(const toml::node& node, std::string_view key) {
  const toml::table* table = node.as_table();
  if (table == nullptr) refuse(node, key, "a table");
  return *table;
}

/// The value that a closed list of words stands for.
template <class Value, std::size_t N>
Value word_value(const toml::node& node, std::string_view key,
                 const std::array<std::pair<std::string_view, Value>, N>& words) {
  const std::string text = text_value(node, key);
  std::string expected;
  for (const auto& [word, value] : words) {
    if (word == text) return value;
    expected += fmt::format("{}\"{}\"", expected.empty() ? "" : ", ", word);
  }
  refuse(node, key, "one of " + expected);
}

constexpr std::array<std::pair<std::string_view, char>, 4> separators{
    {{",", ','}, {";", ';'}, {"\t", '\t'}, {"|", '|'}}};
constexpr std::array<std::pair<std::string_view, char>, 2> decimals{{{".", '.'}, {",", ','}}};
constexpr std::array<std::pair<std::string_view, char>, 4> thousands{
    {{".", '.'}, {",", ','}, {"'", '\''}, {" ", ' '}}};
constexpr std::array<std::pair<std::string_view, DateForm>, 4> date_forms{
    {{"yyyy-mm-dd", DateForm::iso},
     {"dd/mm/yyyy", DateForm::day_month_year},
     {"mm/dd/yyyy", DateForm::month_day_year},
     {"dd/mm/yy", DateForm::day_month_short_year}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> end_dates{
    {{"exclusive", false}, {"inclusive", true}}};
constexpr std::array<std::pair<std::string_view, ReadingStep>, 6> steps{
    {{"15min", {0, std::chrono::minutes{15}}},
     {"30min", {0, std::chrono::minutes{30}}},
     {"1h", {0, std::chrono::hours{1}}},
     {"1d", {0, std::chrono::hours{24}}},
     {"1month", {1, {}}},
     {"1year", {12, {}}}}};

/// Takes a key of a file's form; false if it is none.
bool read_form_key(FileForm& form, std::string_view key, const toml::node& node) {
  if (key == "separator") {
    form.separator = word_value(node, key, separators);
  } else if (key == "decimal") {
    form.decimal = word_value(node, key, decimals);
  } else if (key == "thousands") {
    form.thousands = word_value(node, key, thousands);
  } else if (key == "date_format") {
    form.dates = word_value(node, key, date_forms);
  } else if (key == "end_date") {
    form.end_inclusive = word_value(node, key, end_dates);
  } else {
    return false;
  }
  return true;
}

void check(const FileForm& form, const toml::node& node) {
  if (form.thousands == form.decimal)
    refuse(node, "thousands", "another mark than the decimal one");
}

CivilDay day_value(const toml::node& node, std::string_view key) {
  if (const auto date = node.value_exact<toml::date>()) {
    const auto day = std::chrono::year{date->year} / int{date->month} / int{date->day};
    if (day.ok()) return CivilDay{day};
  } else if (const auto text = node.value_exact<std::string>()) {
    const auto stamp = parse_timestamp(*text);
    if (stamp && stamp->form == Timestamp::Form::date) return stamp->day();
  }
  refuse(node, key, "a date like 2024-01-31");
}

CivilPeriod period_value(const toml::node& node, std::string_view key) {
  const toml::array* dates = node.as_array();
  if (dates == nullptr || dates->size() != 2)
    refuse(node, key, "two dates [start, end), the end not included");
  const CivilPeriod period{day_value((*dates)[0], key), day_value((*dates)[1], key)};
  if (period.empty()) refuse(node, key, "a start before its end");
  return period;
}

void read_analysis(FolderSettings& settings, const toml::table& table, RejectLog& log) {
  for (const auto& [key, node] : table) {
    if (key == "baseline") {
      settings.baseline = period_value(node, key);
    } else if (key == "report") {
      settings.report = period_value(node, key);
    } else if (key == "budget_eur") {
      const auto budget = node.value<double>();
      if (!budget || !(*budget >= 0.0 && *budget < 1e15)) refuse(node, key, "an amount in EUR");
      settings.budget_eur = budget;
    } else if (key == "normal_years") {
      const auto years = node.value_exact<std::int64_t>();
      if (!years || *years < 1 || *years > 200) refuse(node, key, "a number of years, from 1");
      settings.normal_years = static_cast<std::size_t>(*years);
    } else if (key == "reference_station") {
      settings.reference_station = text_value(node, key);
    } else {
      report_unknown(log, node, "analysis." + std::string{key});
    }
  }
}

void read_units(StockSettings& settings, const toml::table& table, RejectLog& log) {
  for (const auto& [key, node] : table) {
    if (const auto carrier = parse_carrier(key.str())) {
      settings.units[carrier->carrier] = text_value(node, key);
    } else {
      report_unknown(log, node, "units." + std::string{key});
    }
  }
}

} // namespace

const FileForm& StockSettings::form_of(std::string_view file) const {
  const auto own = file_forms.find(file.substr(0, file.rfind('.')));
  return own == file_forms.end() ? form : own->second;
}

StockSettings parse_stock_toml(std::string_view text, RejectLog& log) {
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw InputError({file_name, error.source().begin.line, {}}, "TOML", error.description());
  }

  StockSettings settings;
  const toml::table* files = nullptr;
  const toml::table* columns = nullptr;
  for (const auto& [key, node] : table) {
    if (read_form_key(settings.form, key, node)) {
      check(settings.form, node);
    } else if (key == "time_zone") {
      settings.handed_on.time_zone = TimeZone::named(text_value(node, key));
      if (!settings.handed_on.time_zone) refuse(node, key, "a time zone like Europe/Rome");
    } else if (key == "interval") {
      settings.step = word_value(node, key, steps);
    } else if (key == "calendar") {
      settings.calendar = text_value(node, key);
    } else if (key == "units") {
      read_units(settings, table_value(node, key), log);
    } else if (key == "analysis") {
      read_analysis(settings.handed_on, table_value(node, key), log);
    } else if (key == "files") {
      files = &table_value(node, key);
    } else if (key == "columns") {
      columns = &table_value(node, key);
    } else {
      report_unknown(log, node, key);
    }
  }
  // Only now is the form known that the files differ from.
  const auto form_of = [&](std::string_view file) -> FileForm& {
    return settings.file_forms.try_emplace(std::string{file}, settings.form).first->second;
  };
  if (files != nullptr) {
    for (const auto& [file, node] : *files) {
      FileForm& form = form_of(file);
      for (const auto& [key, value] : table_value(node, file)) {
        if (read_form_key(form, key, value)) {
          check(form, value);
        } else {
          report_unknown(log, value, fmt::format("files.{}.{}", file.str(), key.str()));
        }
      }
    }
  }
  if (columns != nullptr) {
    for (const auto& [file, node] : *columns) {
      for (const auto& [name, value] : table_value(node, file)) {
        form_of(file).columns[std::string{name}] = text_value(value, name);
      }
    }
  }
  return settings;
}

} // namespace empower::detail
