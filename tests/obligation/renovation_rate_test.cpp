// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/renovation_rate.hpp>

#include "obligation/rows.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace empower;
using namespace empower::testing;

namespace {

const Obligation& art6() {
  return embedded_obligation("eed_art6_renovation", civil_day(2025, 12, 31));
}

} // namespace

TEST_SUITE("obligation/renovation_rate") {
  TEST_CASE("five buildings by hand: over 250 m2, not nZEB, 3 % of 3000 m2") {
    const std::array<RenovationCandidate, 5> buildings{{
        {SquareMetres{1000.0}, std::nullopt, true},
        {SquareMetres{2000.0}, false, false},
        {SquareMetres{5000.0}, true, true},          // nZEB already: neither area nor renovation
        {SquareMetres{250.0}, std::nullopt, true},   // not over 250
        {SquareMetres{missing_value}, false, false}, // told, not counted
    }};
    const auto duty = renovation_duty(buildings, art6());
    REQUIRE(duty);
    CHECK(duty->counted == 2);
    CHECK(duty->assumed_not_nzeb == 1);
    CHECK(duty->without_area == 1);
    CHECK(duty->counted_area.value() == 3000.0);
    CHECK(duty->due_area.value() == doctest::Approx(90.0).epsilon(1e-14));
    CHECK(duty->renovated_area.value() == 1000.0);
    CHECK(duty->met());
  }

  TEST_CASE("a building a little larger than the threshold counts, and without works it is owed") {
    const std::array<RenovationCandidate, 1> one{{{SquareMetres{250.001}, false, false}}};
    const auto duty = renovation_duty(one, art6());
    CHECK(duty->counted == 1);
    CHECK(duty->due_area.value() == doctest::Approx(7.50003).epsilon(1e-12));
    CHECK(!duty->met());
  }

  TEST_CASE("a row without figures gives no duty") {
    Obligation row;
    row.id = "made";
    row.target_value = 0.03;
    CHECK(renovation_duty({}, row).failure().detail == "obligation made has no threshold");
    row.threshold_min = 250.0;
    row.target_value = missing_value;
    CHECK(renovation_duty({}, row).failure().reason == ObligationReason::incomplete_row);
  }
}
