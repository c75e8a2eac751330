// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/core/outcome.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("core/error") {
  TEST_CASE("an input error is one sentence with what was expected, what was found, and where") {
    const InputError error{{"meters.csv", 812, "unit"}, "unit kWh", "m3"};
    CHECK(std::string{error.what()} ==
          R"(Expected unit kWh, got "m3" (meters.csv:812, column unit).)");
    CHECK(error.place().line == 812);
    CHECK(error.expected() == "unit kWh");
    CHECK(error.got() == "m3");
  }

  TEST_CASE("a place leaves out what is not known") {
    CHECK(InputPlace{"meters.csv", 0, ""}.text() == "meters.csv");
    CHECK(InputPlace{"meters.csv", 0, "unit"}.text() == "meters.csv, column unit");
    CHECK(InputPlace{"", 0, "unit"}.text() == "column unit");
    CHECK(std::string{InputError{{}, "a header row", ""}.what()} ==
          "Expected a header row, got nothing.");
  }

  TEST_CASE("arrays that do not belong together name both lengths") {
    CHECK(std::string{ShapeError{"temperature_c", 12, 11}.what()} ==
          "Expected 12 values of temperature_c, got 11.");
  }

  TEST_CASE("bad input is an Error, a broken precondition is not") {
    CHECK_THROWS_AS((throw UnitError{"kWh and m3"}), Error);
    CHECK_THROWS_AS((throw CoverageError{"0.4"}), Error);
    CHECK_THROWS_AS((throw ShapeError{"x", 1, 2}), Error);
    CHECK_FALSE(std::is_base_of_v<Error, ContractError>);
  }

  TEST_CASE("a broken precondition is a sentence; what was false and where stand beside it") {
    CHECK_NOTHROW(EMPOWER_EXPECTS(1 + 1 == 2, "arithmetic holds"));
    CHECK_THROWS_WITH_AS(EMPOWER_EXPECTS(1 + 1 == 3, "arithmetic holds"),
                         "Broken precondition: arithmetic holds.", ContractError);
    try {
      EMPOWER_EXPECTS(1 + 1 == 3, "arithmetic holds");
    } catch (const ContractError& error) {
      CHECK(error.condition() == "1 + 1 == 3");
      CHECK(error.place().find("error_test.cpp:") != std::string::npos);
      CHECK_FALSE(error.place().starts_with('/'));
    }
  }

  TEST_CASE("the place of a broken precondition has no folder of the build") {
    const Outcome<int, int> none{Failure<int>{1, "none"}};
    try {
      static_cast<void>(none.value());
      FAIL("an outcome without a value was read");
    } catch (const ContractError& error) {
      CHECK(error.place().starts_with("include/empower/core/outcome.hpp:"));
    }
  }
}

} // namespace empower
