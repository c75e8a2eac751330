// SPDX-License-Identifier: Apache-2.0
#include <empower/io/table.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>
#include <empower/io/reject.hpp>

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <sstream>

namespace empower {

namespace {

enum class Colour { red, green };
constexpr std::array<std::string_view, 2> colours{"red", "green"};

struct Row {
  std::string name;
  double value_kwh = missing_value;
  std::int64_t count = 0;
  std::optional<std::int64_t> rank;
  bool good = false;
  CivilDay day{};
  std::optional<CivilDay> last;
  ZonedInstant start;
  Colour colour{};
};

std::string_view colour_code(const Row& row) {
  return colours[static_cast<std::size_t>(row.colour)];
}

constexpr std::array<Column<Row>, 9> row_columns{{
    {"name", "", "who", &Row::name},
    {"value_kwh", "kWh", "how much", &Row::value_kwh},
    {"count", "", "how many", &Row::count},
    {"rank", "", "which place", &Row::rank},
    {"good", "", "whether", &Row::good},
    {"day", "", "first day", &Row::day},
    {"last", "", "last day", &Row::last},
    {"start", "", "from when", &Row::start},
    {"colour", "", "which colour", &colour_code, colours},
}};

std::string csv(const Table& table) {
  std::ostringstream out;
  write_csv(table, out);
  return out.str();
}

/// A table of one column of numbers as the lines below its header.
std::string csv_numbers(std::vector<double> values) {
  Table table{"numbers", values.size(), {}};
  table.columns.push_back({"x", "", "", {}, std::move(values)});
  return csv(table).substr(2);
}

} // namespace

template <>
struct Schema<Row> {
  static constexpr std::string_view name = "rows";
  [[nodiscard]] static std::span<const Column<Row>> columns() { return row_columns; }
};

TEST_SUITE("io/table") {
  TEST_CASE("every kind of field is written, and a missing one is empty") {
    const Instant noon = Instant{civil_day(2024, 7, 1).time_since_epoch()} + std::chrono::hours{12};
    const std::array rows{Row{"a",
                              1.5,
                              3,
                              7,
                              true,
                              civil_day(2024, 2, 29),
                              civil_day(2024, 12, 31),
                              {noon, std::chrono::hours{2}},
                              Colour::green},
                          Row{"",
                              missing_value,
                              0,
                              {},
                              false,
                              civil_day(987, 1, 1),
                              {},
                              {noon, -std::chrono::minutes{210}},
                              Colour::red}};
    CHECK(csv(table_of<Row>(rows)) ==
          "name,value_kwh,count,rank,good,day,last,start,colour\n"
          "a,1.5,3,7,true,2024-02-29,2024-12-31,2024-07-01T14:00:00+02:00,green\n"
          ",,0,,false,0987-01-01,,2024-07-01T08:30:00-03:30,red\n");
  }

  TEST_CASE("numbers are in the shortest form that reads back to the same bits") {
    CHECK(csv_numbers({0.1, 100.0, -0.25, 1e300, 1.0 / 3.0}) ==
          "0.1\n100\n-0.25\n1e+300\n0.3333333333333333\n");
    const std::vector<double> hard{5e-324, std::numeric_limits<double>::max(), 0.1 + 0.2,
                                   1234567.891};
    std::istringstream lines{csv_numbers(hard)};
    std::string line;
    for (const double value : hard) {
      REQUIRE(std::getline(lines, line));
      CHECK(std::strtod(line.c_str(), nullptr) == value);
    }
  }

  TEST_CASE("text is quoted only where it must be, and quotes are doubled") {
    Table table{"t", 5, {}};
    table.columns.push_back(
        {"a,b",
         "",
         "",
         {},
         std::vector<std::string>{"plain text", "a,b", "say \"si\"", "two\nlines", "è"}});
    CHECK(csv(table) == "\"a,b\"\nplain text\n\"a,b\"\n\"say \"\"si\"\"\"\n\"two\nlines\"\nè\n");
  }

  TEST_CASE("a table without rows is its header") {
    CHECK(csv(table_of<Reject>({})) == "file,line,line_end,column,expected,found,consequence\n");
    CHECK(csv(table_of<InputFile>({})) == "file,rows,accepted,rejected,first,last\n");
  }

  TEST_CASE("a column that is too short is refused by name") {
    Table table{"t", 2, {}};
    table.columns.push_back({"x", "", "", {}, std::vector<double>{1.0}});
    CHECK_THROWS_WITH_AS((void)csv(table), "Expected 2 values of t.x, got 1.", ShapeError);
  }

  TEST_CASE("the data dictionary says name, unit, type, meaning and closed list of every column") {
    const std::array tables{table_of<Row>({})};
    const std::string text = data_dictionary(tables);
    CHECK(text.find(R"({
  "rows": [
    {
      "column": "name",
      "unit": "",
      "type": "text",
      "meaning": "who"
    },
    {
      "column": "value_kwh",
      "unit": "kWh",
      "type": "number",
      "meaning": "how much"
    },)") == 0);
    CHECK(text.find(R"("codes": [
        "red",
        "green"
      ])") != std::string::npos);
    for (const char* type : {"integer", "boolean", "date", "instant"}) {
      CHECK(text.find("\"type\": \"" + std::string{type} + '"') != std::string::npos);
    }
    CHECK(data_dictionary({}) == "{}\n");
  }
}

} // namespace empower
