// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/energy_manager.hpp>

#include "obligation/rows.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace empower;
using namespace empower::testing;

namespace {

constexpr CivilDay day = civil_day(2024, 12, 31);

const Obligation& public_body() { return embedded_obligation("energy_manager_public", day); }

OilEquivalent of(Carrier carrier, double kwh) {
  const std::array<CarrierEnergy, 1> one{{{carrier, KilowattHours{kwh}}}};
  return oil_equivalent(one, embedded_reference(), day);
}

} // namespace

TEST_SUITE("obligation/energy_manager") {
  TEST_CASE("electricity counts as primary energy, gas by the standard cubic metre") {
    // 1,000,000 kWh * 0.187e-3; 9.5947 kWh/Smc: 959,470 kWh = 100,000 Smc * 0.836e-3
    CHECK(of(Carrier::electricity, 1e6).toe == doctest::Approx(187.0).epsilon(1e-12));
    CHECK(of(Carrier::natural_gas, 959'470.0).toe == doctest::Approx(83.6).epsilon(1e-12));
    CHECK(of(Carrier::natural_gas, 1.0).convention == "natural_gas smc_0836");
    CHECK(of(Carrier::district_heating, 1e6).toe == doctest::Approx(103.0).epsilon(1e-12));
  }

  TEST_CASE("the threshold lies near 5.4 GWh of electricity or 1.2 million m3 of gas, as the row "
            "says") {
    CHECK(of(Carrier::electricity, 5.34e6).toe < 1000.0);
    CHECK(of(Carrier::electricity, 5.36e6).toe > 1000.0);
    CHECK(of(Carrier::natural_gas, 1.19e6 * 9.5947).toe < 1000.0);
    CHECK(of(Carrier::natural_gas, 1.20e6 * 9.5947).toe > 1000.0);
  }

  TEST_CASE("a carrier without a factor, or without energy, is named and not in the sum") {
    const std::array<CarrierEnergy, 3> energy{{{Carrier::electricity, KilowattHours{1e6}},
                                               {Carrier::solar_thermal, KilowattHours{1e6}},
                                               {Carrier::natural_gas, {}}}};
    std::array<CarrierEnergy, 3> with_gap = energy;
    with_gap[2].energy = KilowattHours{missing_value};
    const OilEquivalent sum = oil_equivalent(with_gap, embedded_reference(), day);
    CHECK(sum.toe == doctest::Approx(187.0).epsilon(1e-12));
    CHECK(sum.missing.find("solar_thermal: no ") == 0);
    CHECK(sum.missing.find("natural_gas: no energy") != std::string::npos);
  }

  TEST_CASE("a factor and a heating value of different units are not joined") {
    ReferenceTables tables = embedded_reference();
    for (CarrierFactor& row : tables.carriers)
      if (row.carrier == "natural_gas" && row.is_default) row.unit = "kg";
    const std::array<CarrierEnergy, 1> gas{{{Carrier::natural_gas, KilowattHours{1e6}}}};
    const OilEquivalent sum = oil_equivalent(gas, tables, day);
    CHECK(sum.toe == 0.0);
    CHECK(sum.missing == "natural_gas: toe factor per Smc, heating value per kg");
  }

  TEST_CASE("above 1,000 toe a manager is due by 30 April, with the fine of the row") {
    const auto duty = energy_manager_duty({1250.0, "", ""}, false, 2024, public_body());
    REQUIRE(duty);
    CHECK(duty->status == ObligationStatus::due);
    CHECK(duty->margin_toe == -250.0);
    CHECK(duty->deadline == civil_day(2025, 4, 30));
    CHECK(duty->fine_min_eur == 5164.57);
    CHECK(duty->fine_max_eur == 51645.7);
  }

  TEST_CASE("below the threshold the duty is unknown unless all energy is known") {
    CHECK(energy_manager_duty({1000.0, "", ""}, true, 2024, public_body())->status ==
          ObligationStatus::not_applicable);
    CHECK(energy_manager_duty({400.0, "", ""}, false, 2024, public_body())->status ==
          ObligationStatus::unknown);
    const auto partial = energy_manager_duty({400.0, "", "wood: no x"}, true, 2024, public_body());
    CHECK(partial->status == ObligationStatus::unknown);
    CHECK(partial->reason ==
          "what is known is below the threshold, but it is not all; without wood: no x");
    Obligation row;
    CHECK(energy_manager_duty({}, true, 2024, row).failure().reason ==
          ObligationReason::incomplete_row);
  }
}
