// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/csv_reader.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using empower::detail::CsvFault;
using empower::detail::CsvReader;
using Record = std::vector<std::string>;

namespace {

std::vector<Record> records(std::string_view text, char separator = ',') {
  CsvReader csv{text, separator};
  std::vector<Record> out;
  while (csv.next()) out.emplace_back(csv.fields().begin(), csv.fields().end());
  return out;
}

/// The same rules written down one character at a time, for well-formed texts.
std::vector<Record> records_by_state_machine(std::string_view text) {
  std::vector<Record> out;
  Record record;
  std::string field;
  bool quoted = false;
  bool any = false;
  const auto finish = [&] {
    if (any) {
      record.push_back(field);
      out.push_back(record);
    }
    record.clear();
    field.clear();
    any = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += c;
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && field.empty()) {
      quoted = any = true;
    } else if (c == ',') {
      record.push_back(field);
      field.clear();
      any = true;
    } else if (c == '\n') {
      finish();
    } else {
      field += c;
      any = true;
    }
  }
  finish();
  return out;
}

} // namespace

TEST_SUITE("io/csv_reader") {

  TEST_CASE("records come apart at the separator and the line feed") {
    CsvReader csv{"id,value\na,1\nb,2\n"};
    CHECK(Record(csv.header().begin(), csv.header().end()) == Record{"id", "value"});
    CHECK(csv.header_line() == 1);
    REQUIRE(csv.next());
    CHECK(Record(csv.fields().begin(), csv.fields().end()) == Record{"a", "1"});
    CHECK(csv.line() == 2);
    REQUIRE(csv.next());
    CHECK(csv.fields()[1] == "2");
    CHECK(csv.line() == 3);
    CHECK_FALSE(csv.next());
    CHECK_FALSE(csv.next());
  }

  TEST_CASE("an unquoted or plainly quoted field is a view into the text") {
    const std::string text = "a,b\nlong enough to be on the heap,\"quoted, and long enough too\"\n";
    CsvReader csv{text};
    REQUIRE(csv.next());
    for (const std::string_view field : csv.fields()) {
      CHECK(field.data() >= text.data());
      CHECK(field.data() < text.data() + text.size());
    }
  }

  TEST_CASE("the last line needs no line feed") {
    CHECK(records("a,b\n1,2") == std::vector<Record>{{"1", "2"}});
    CHECK(records("a,b\n1,") == std::vector<Record>{{"1", ""}});
    CHECK(records("a,b\n1,\"2\"") == std::vector<Record>{{"1", "2"}});
  }

  TEST_CASE("a byte order mark is not part of the first name") {
    CHECK(CsvReader{"\xEF\xBB\xBFid,value\n"}.header()[0] == "id");
  }

  TEST_CASE("carriage returns before a line feed are dropped, elsewhere they stay") {
    CHECK(records("a,b\r\n1,2\r\n\"x\",\"y\"\r\n3\r4,5\r\n") ==
          std::vector<Record>{{"1", "2"}, {"x", "y"}, {"3\r4", "5"}});
  }

  TEST_CASE("quoted fields hold separators, line breaks and doubled quotes") {
    const auto got =
        records("a,b\n\"x,y\",\"two\nlines\"\n\"he said \"\"no\"\"\",\"\"\"\"\n\"\",z\n");
    CHECK(got == std::vector<Record>{{"x,y", "two\nlines"}, {"he said \"no\"", "\""}, {"", "z"}});
  }

  TEST_CASE("a quote inside an unquoted field is plain text") {
    CHECK(records("a,b\npipe 3\",it\"\"s\n") == std::vector<Record>{{"pipe 3\"", "it\"\"s"}});
  }

  TEST_CASE("another separator leaves the comma alone") {
    CHECK(records("a;b\n1,5;\"x;y\"\n", ';') == std::vector<Record>{{"1,5", "x;y"}});
  }

  TEST_CASE("a record counts the line it begins on, through breaks inside quotes and blank lines") {
    CsvReader csv{"\na,b\n\"1\n2\n3\",x\n\n\r\n4,\"y\n\"\n5,z\n"};
    CHECK(csv.header_line() == 2);
    std::vector<std::size_t> lines;
    while (csv.next()) lines.push_back(csv.line());
    CHECK(lines == std::vector<std::size_t>{3, 8, 10});
  }

  TEST_CASE("a record with fewer or more fields than the header says so and is still readable") {
    CsvReader csv{"a,b,c\n1,2\n1,2,3,4\n1,2,3\n"};
    REQUIRE(csv.next());
    CHECK(csv.fault() == CsvFault::field_count);
    CHECK(csv.fields().size() == 2);
    REQUIRE(csv.next());
    CHECK(csv.fault() == CsvFault::field_count);
    CHECK(csv.fields().size() == 4);
    REQUIRE(csv.next());
    CHECK(csv.fault() == CsvFault::none);
  }

  TEST_CASE("a quoted field without an end is reported at the line where it begins") {
    CsvReader csv{"a,b\n1,2\n3,\"open\n5,6\n"};
    REQUIRE(csv.next());
    CHECK(csv.fault() == CsvFault::none);
    REQUIRE(csv.next());
    CHECK(csv.fault() == CsvFault::unterminated_quote);
    CHECK(csv.line() == 3);
    CHECK(csv.fields()[1] == "open\n5,6\n");
    CHECK_FALSE(csv.next());
  }

  TEST_CASE("text behind a closing quote is reported, and the next record is not lost") {
    CsvReader csv{"a,b\n\"x\"y,1\n2,3\n"};
    REQUIRE(csv.next());
    CHECK(csv.fault() == CsvFault::text_after_quote);
    REQUIRE(csv.next());
    CHECK(csv.fault() == CsvFault::none);
    CHECK(csv.fields()[0] == "2");
  }

  TEST_CASE("columns are found by name, and two of one name are reported") {
    CsvReader csv{"id,\"the \"\"value\"\"\"\n"};
    CHECK(csv.column("id") == 0U);
    CHECK(csv.column("the \"value\"") == 1U);
    CHECK_FALSE(csv.column("ID").has_value());
    CHECK(csv.header_fault() == CsvFault::none);
    CHECK(CsvReader{"id,value,id\n"}.header_fault() == CsvFault::duplicate_column);
    CHECK(CsvReader{"id,value,,\n"}.header_fault() == CsvFault::none);
    CHECK(CsvReader{"id,\"value\n1,2\n"}.header_fault() == CsvFault::unterminated_quote);
  }

  TEST_CASE("a text without a record has no header") {
    for (const std::string_view text : {"", "\n\r\n", "\xEF\xBB\xBF"}) {
      CsvReader csv{text};
      CHECK(csv.header().empty());
      CHECK_FALSE(csv.next());
    }
    CHECK(CsvReader{std::string_view{}}.header().empty());
  }

  TEST_CASE("a moved reader keeps its header and goes on where it was") {
    CsvReader csv{"\"a \"\"name\"\"\",b\n1,2\n3,4\n"};
    REQUIRE(csv.next());
    CsvReader moved{std::move(csv)};
    CHECK(moved.header()[0] == "a \"name\"");
    REQUIRE(moved.next());
    CHECK(moved.fields()[0] == "3");
  }

  TEST_CASE(
      "any mixture of lengths, quotes and breaks reads as the rules one character at a time") {
    std::uint32_t state = 12345;
    const auto below = [&](std::uint32_t n) {
      state = state * 1664525U + 1013904223U;
      return (state >> 16) % n;
    };
    constexpr std::string_view plain = "ab ;\xC3\xA0'";
    constexpr std::string_view inside = "ab,\n\r";
    for (int trial = 0; trial < 500; ++trial) {
      std::string text;
      const std::uint32_t columns = 1 + below(4);
      for (std::uint32_t row = 0; row < 1 + below(8); ++row) {
        for (std::uint32_t column = 0; column < columns; ++column) {
          if (column > 0) text += ',';
          const std::uint32_t length = below(20);
          if (below(3) == 0) {
            text += '"';
            for (std::uint32_t i = 0; i < length; ++i) {
              if (below(6) == 0)
                text += "\"\"";
              else
                text += inside[below(static_cast<std::uint32_t>(inside.size()))];
            }
            text += '"';
          } else {
            for (std::uint32_t i = 0; i < length; ++i)
              text += plain[below(static_cast<std::uint32_t>(plain.size()))];
          }
        }
        text += '\n';
      }
      if (below(2) == 0) text.pop_back();
      CAPTURE(text);
      std::vector<Record> got;
      CsvReader csv{text};
      if (!csv.header().empty()) got.emplace_back(csv.header().begin(), csv.header().end());
      while (csv.next()) got.emplace_back(csv.fields().begin(), csv.fields().end());
      CHECK(got == records_by_state_machine(text));
    }
  }

} // TEST_SUITE
