// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/gas_coefficient.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace empower;

TEST_SUITE("reference/gas_coefficient") {
  TEST_CASE("published and computed coefficients come out to six decimals") {
    const auto c = [](std::string_view zone, double degree_days, double altitude_m) {
      return *gas_coefficient(embedded_reference(), zone, LegalDegreeDays{degree_days}, altitude_m,
                              civil_day(2024, 1, 1));
    };
    CHECK(std::abs(c("E", 2664.0, 248.0) - 1.017366) < 0.6e-6); // Arquata Scrivia
    CHECK(std::abs(c("F", 3073.0, 704.0) - 0.953262) < 0.6e-6); // Roccaforte Ligure
    CHECK(std::abs(c("D", 1821.0, 50.0) - 1.027988) < 0.6e-6);  // Firenze, rounded factors
  }

  TEST_CASE("what is missing is named: a zone, a parameter, the place's figures, or the day") {
    const auto failure = [](const ReferenceTables& tables, std::string_view zone,
                            double degree_days, CivilDay day) {
      const auto found = gas_coefficient(tables, zone, LegalDegreeDays{degree_days}, 50.0, day);
      REQUIRE_FALSE(found.has_value());
      return found.failure();
    };
    const CivilDay day = civil_day(2024, 1, 1);
    CHECK(failure(embedded_reference(), "G", 1821.0, day).reason == ReferenceReason::no_row);
    CHECK(failure(embedded_reference(), "G", 1821.0, day).detail ==
          "no gas coefficient season_days G");
    CHECK(failure(embedded_reference(), "D", missing_value, day).reason ==
          ReferenceReason::no_figure);
    CHECK(failure(embedded_reference(), "D", 1821.0, civil_day(2009, 6, 30)).reason ==
          ReferenceReason::not_valid_then); // the resolution begins on 1 July
    ReferenceTables own = embedded_reference();
    own.gas_coefficient.clear();
    CHECK(failure(own, "D", 1821.0, day).reason == ReferenceReason::no_row);
  }

  TEST_CASE("a row that replaced another is taken from its day on") {
    ReferenceTables own = embedded_reference();
    const auto old =
        std::ranges::find(own.gas_coefficient, "low_pressure_gauge", &GasCoefficientRow::key);
    GasCoefficientRow later = *old;
    old->provenance.valid_to = civil_day(2024, 12, 31);
    later.provenance.valid_from = civil_day(2025, 1, 1);
    later.value = 0.0;
    own.gas_coefficient.push_back(later);
    const auto c = [&](int year) {
      return *gas_coefficient(own, "D", LegalDegreeDays{1821.0}, 50.0, civil_day(year, 6, 1));
    };
    CHECK(std::abs(c(2024) - 1.027988) < 0.6e-6);
    CHECK(c(2025) < 1.01); // without the gauge pressure of 0.020 bar
  }
}
