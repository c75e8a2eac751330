// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/final_energy_target.hpp>

#include "obligation/rows.hpp"

#include <doctest/doctest.h>

using namespace empower;
using namespace empower::testing;

TEST_SUITE("obligation/final_energy_target") {
  TEST_CASE("the rule is the row of the directive: 1.9 % a year against 2021") {
    const auto rule =
        reduction_rule(embedded_obligation("eed_art5_reduction", civil_day(2025, 12, 31)));
    REQUIRE(rule);
    CHECK(rule->baseline_year == 2021);
    CHECK(rule->yearly_share == 0.019);
  }

  TEST_CASE("linear and compound targets by hand: both equal in the first year, then linear is "
            "lower") {
    const ReductionRule rule{2021, 0.019};
    const auto of = [&](int year) {
      return *final_energy_target(rule, KilowattHours{1000.0}, year);
    };
    CHECK(of(2021).linear.value() == 1000.0);
    CHECK(of(2021).compound.value() == 1000.0);
    CHECK(of(2022).linear.value() == doctest::Approx(981.0).epsilon(1e-14));
    CHECK(of(2022).compound.value() == doctest::Approx(981.0).epsilon(1e-14));
    // 1 - 4 * 0.019; 0.981^4 = 0.962361^2
    CHECK(of(2025).linear.value() == doctest::Approx(924.0).epsilon(1e-14));
    CHECK(of(2025).compound.value() == doctest::Approx(926.138694321).epsilon(1e-14));
    for (int year = 2023; year < 2060; ++year) CHECK(of(year).linear < of(year).compound);
  }

  TEST_CASE("a linear target never falls below nothing") {
    CHECK(final_energy_target({2000, 0.25}, KilowattHours{8.0}, 2010)->linear.value() == 0.0);
  }

  TEST_CASE("without energy of the baseline year there is no target") {
    for (const double energy : {missing_value, 0.0, -1.0}) {
      const auto target = final_energy_target({2021, 0.019}, KilowattHours{energy}, 2025);
      REQUIRE(!target);
      CHECK(target.failure().reason == ObligationReason::no_baseline_energy);
      CHECK(target.failure().detail == "no final energy of the baseline year 2021");
    }
  }

  TEST_CASE("a row without share or baseline year gives no rule, and a year before it no target") {
    Obligation row;
    row.id = "made";
    CHECK(reduction_rule(row).failure().reason == ObligationReason::incomplete_row);
    CHECK(reduction_rule(row).failure().detail == "obligation made has no baseline year");
    row.baseline_year = 2021;
    CHECK(reduction_rule(row).failure().detail == "obligation made has no target");
    CHECK_THROWS_AS((void)final_energy_target({2021, 0.019}, KilowattHours{1.0}, 2020),
                    ContractError);
  }
}
