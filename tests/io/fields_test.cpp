// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/fields.hpp>

#include <doctest/doctest.h>

#include <cstdint>

using namespace empower::detail;

TEST_SUITE("io/fields") {

  TEST_CASE("blanks around a field do not matter") {
    CHECK(trimmed(" \t a b\t ") == "a b");
    CHECK(trimmed(" \t").empty());
    CHECK(parse_number("\t12.5 ") == 12.5);
    CHECK(parse_integer(" 7 ") == 7);
    CHECK(parse_date(" 2024-02-29 ") == empower::civil_day(2024, 2, 29));
  }

  TEST_CASE("numbers are read to the nearest double") {
    CHECK(parse_number("0.1") == 0.1);
    CHECK(parse_number("-9.5947") == -9.5947);
    CHECK(parse_number("+1e3") == 1000.0);
    CHECK(parse_number("1.7976931348623157e308") == 1.7976931348623157e308);
    CHECK(parse_number("9007199254740993") == 9007199254740992.0);
  }

  TEST_CASE("the decimal mark is the one that was asked for") {
    CHECK(parse_number("12,5", ',') == 12.5);
    CHECK_FALSE(parse_number("12.5", ',').has_value());
    CHECK_FALSE(parse_number("12,5").has_value());
  }

  TEST_CASE("what is not wholly one finite number is none") {
    for (const std::string_view text :
         {"", " ", "+", "-", "+-1", "1 2", "12kWh", "0x10", "1.2.3", "1'000", "nan", "NaN", "inf",
          "-Infinity", "1e999", "-1e999", "n/d"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_number(text).has_value());
    }
  }

  TEST_CASE("integers are digits that fit") {
    CHECK(parse_integer("-12") == -12);
    CHECK(parse_integer("+12") == 12);
    CHECK(parse_integer("9223372036854775807") == INT64_MAX);
    for (const std::string_view text : {"", "1.0", "1e3", "+-1", "9223372036854775808", "12a"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_integer(text).has_value());
    }
  }

  TEST_CASE("dates are days that exist, in ISO form only") {
    CHECK(parse_date("1993-10-29") == empower::civil_day(1993, 10, 29));
    for (const std::string_view text :
         {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "29/10/1993",
          "2024-01-01T00:00", "20240101", "+024-01-01", "2024-01-1x"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_date(text).has_value());
    }
  }

} // TEST_SUITE
