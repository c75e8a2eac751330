// SPDX-License-Identifier: Apache-2.0
#include <empower/io/table.hpp>

#include <empower/core/error.hpp>

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <ostream>

namespace empower {

namespace {

template <class Number>
void append_number(std::string& line, Number value) {
  std::array<char, 32> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  line.append(digits.data(), result.ptr);
}

void append_cell(std::string& line, double value) {
  if (!std::isnan(value)) append_number(line, value);
}

void append_cell(std::string& line, std::int64_t value) {
  if (value != missing_integer) append_number(line, value);
}

void append_cell(std::string& line, bool value) { line += value ? "true" : "false"; }

void append_cell(std::string& line, const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

void append_cell(std::string& line, CivilDay day) {
  if (day == missing_day) return;
  const std::chrono::year_month_day date{day};
  fmt::format_to(std::back_inserter(line), "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

void append_cell(std::string& line, ZonedInstant instant) {
  const std::chrono::local_seconds local{instant.at.time_since_epoch() + instant.offset};
  const CivilDay day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time{local - day};
  const auto offset_minutes = std::chrono::abs(instant.offset).count() / 60;
  append_cell(line, day);
  fmt::format_to(std::back_inserter(line), "T{:02}:{:02}:{:02}{}{:02}:{:02}", time.hours().count(),
                 time.minutes().count(), time.seconds().count(),
                 instant.offset.count() < 0 ? '-' : '+', offset_minutes / 60, offset_minutes % 60);
}

void check_lengths(const Table& table) {
  for (const TableColumn& column : table.columns) {
    const std::size_t size =
        std::visit([](const auto& values) { return values.size(); }, column.values);
    if (size != table.rows) throw ShapeError{table.name + '.' + column.name, table.rows, size};
  }
}

/// In the order of `TableColumn::Values`.
constexpr std::array<const char*, std::variant_size_v<TableColumn::Values>> type_names{
    "number", "integer", "boolean", "text", "date", "instant"};

} // namespace

void write_csv(const Table& table, std::ostream& out) {
  check_lengths(table);
  std::string line;
  const auto write_line = [&](auto append) {
    line.clear();
    for (const TableColumn& column : table.columns) {
      if (&column != &table.columns.front()) line += ',';
      append(column);
    }
    line += '\n';
    out.write(line.data(), static_cast<std::streamsize>(line.size()));
  };
  write_line([&](const TableColumn& column) { append_cell(line, column.name); });
  for (std::size_t row = 0; row < table.rows; ++row) {
    write_line([&](const TableColumn& column) {
      std::visit([&](const auto& values) { append_cell(line, values[row]); }, column.values);
    });
  }
}

std::string data_dictionary(std::span<const Table> tables) {
  nlohmann::ordered_json dictionary = nlohmann::ordered_json::object();
  for (const Table& table : tables) {
    nlohmann::ordered_json& columns = dictionary[table.name] = nlohmann::ordered_json::array();
    for (const TableColumn& column : table.columns) {
      nlohmann::ordered_json entry{{"column", column.name},
                                   {"unit", column.unit},
                                   {"type", type_names[column.values.index()]},
                                   {"meaning", column.meaning}};
      if (!column.codes.empty()) entry["codes"] = column.codes;
      columns.push_back(std::move(entry));
    }
  }
  return dictionary.dump(2) + '\n';
}

} // namespace empower
