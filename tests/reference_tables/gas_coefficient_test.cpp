// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/gas_coefficient.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

TEST_SUITE("reference/gas_coefficient") {
  TEST_CASE("published and computed coefficients come out to six decimals") {
    const auto c = [](std::string_view zone, double degree_days, double altitude_m) {
      return *gas_coefficient(embedded_reference(), zone, DegreeDays{degree_days}, altitude_m);
    };
    CHECK(std::abs(c("E", 2664.0, 248.0) - 1.017366) < 0.6e-6); // Arquata Scrivia
    CHECK(std::abs(c("F", 3073.0, 704.0) - 0.953262) < 0.6e-6); // Roccaforte Ligure
    CHECK(std::abs(c("D", 1821.0, 50.0) - 1.027988) < 0.6e-6);  // Firenze, rounded factors
  }

  TEST_CASE("a zone or a parameter without a row is refused") {
    CHECK(gas_coefficient(embedded_reference(), "G", DegreeDays{1821.0}, 50.0).failure().reason ==
          ReferenceReason::no_row);
    ReferenceTables own = embedded_reference();
    own.gas_coefficient.clear();
    CHECK_FALSE(gas_coefficient(own, "D", DegreeDays{1821.0}, 50.0).has_value());
    CHECK_FALSE(
        gas_coefficient(embedded_reference(), "D", DegreeDays{missing_value}, 50.0).has_value());
  }
}
