// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/worst_buildings.hpp>

#include "obligation/rows.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace empower;
using namespace empower::testing;

namespace {

std::vector<KilowattHoursPerSquareMetre> stock_of(std::initializer_list<double> values) {
  std::vector<KilowattHoursPerSquareMetre> stock;
  for (const double value : values) stock.emplace_back(value);
  return stock;
}

const Obligation& worst_16() {
  return embedded_obligation("epbd_art9_meps_2030", civil_day(2025, 12, 31));
}
const Obligation& worst_26() {
  return embedded_obligation("epbd_art9_meps_2033", civil_day(2025, 12, 31));
}

} // namespace

TEST_SUITE("obligation/worst_buildings") {
  TEST_CASE("of five buildings, by hand: 16 % lies at 3.36 steps, 26 % at 2.96") {
    const auto stock = stock_of({100.0, 500.0, 200.0, 400.0, 300.0});
    const auto first = worst_buildings(stock, worst_16());
    REQUIRE(first);
    CHECK(first->threshold.value() == doctest::Approx(436.0).epsilon(1e-12));
    CHECK(first->at_risk == 1);
    CHECK(first->above == std::vector<bool>{false, true, false, false, false});
    const auto second = worst_buildings(stock, worst_26());
    CHECK(second->threshold.value() == doctest::Approx(396.0).epsilon(1e-12));
    CHECK(second->above == std::vector<bool>{false, true, false, true, false});
  }

  TEST_CASE(
      "of a hundred different buildings 16 and 26 are at risk, and the order does not count") {
    std::vector<KilowattHoursPerSquareMetre> stock;
    for (int i = 0; i < 100; ++i) stock.emplace_back(1.0 + (i * 37) % 100);
    CHECK(worst_buildings(stock, worst_16())->at_risk == 16);
    CHECK(worst_buildings(stock, worst_26())->at_risk == 26);
  }

  TEST_CASE("equal buildings are at risk together or not at all") {
    CHECK(worst_buildings(stock_of({7.0, 7.0, 7.0, 7.0, 7.0, 7.0}), worst_26())->at_risk == 0);
    const auto tied =
        worst_buildings(stock_of({1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 9.0, 9.0}), worst_16());
    CHECK(tied->threshold.value() == doctest::Approx(8.44)); // 6.72 steps of eight
    CHECK(tied->at_risk == 2);
    CHECK(worst_buildings(stock_of({1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 9.0, 9.0, 9.0}), worst_16())
              ->at_risk == 0);
  }

  TEST_CASE("a building without a figure is not ranked, and four have no worst sixth") {
    const auto stock = stock_of({100.0, missing_value, 500.0, 200.0, 400.0, 300.0});
    const auto worst = worst_buildings(stock, worst_16());
    CHECK(worst->ranked == 5);
    CHECK(worst->above[1] == false);
    CHECK(worst->above[2] == true);
    const auto few = worst_buildings(stock_of({1.0, 2.0, 3.0, 4.0, missing_value}), worst_16());
    REQUIRE(!few);
    CHECK(few.failure().reason == ObligationReason::too_few_buildings);
    CHECK(few.failure().detail == "4 buildings with energy per floor area, of at least 5");
  }
}
