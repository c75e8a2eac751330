// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/energy_unit.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace empower;
using detail::energy_unit;
using detail::HeatingValue;

namespace {

double kwh(Carrier carrier, std::string_view unit, HeatingValue value = HeatingValue::lower,
           double conversion = missing_value) {
  return energy_unit(carrier, unit, value, conversion, embedded_reference()).kwh_per_unit;
}

} // namespace

TEST_SUITE("io/energy_unit") {
  TEST_CASE("energy units convert whatever the carrier, in any case") {
    CHECK(kwh(Carrier::electricity, "kWh") == 1.0);
    CHECK(kwh(Carrier::site_total, "KWH") == 1.0);
    CHECK(kwh(Carrier::natural_gas, "MWh") == 1000.0);
    CHECK(kwh(Carrier::electricity, "wh") == 0.001);
    CHECK(kwh(Carrier::district_heating, "GJ") == doctest::Approx(1e9 / 3.6e6).epsilon(1e-8));
    CHECK(kwh(Carrier::electricity, "MJ") == doctest::Approx(1e6 / 3.6e6).epsilon(1e-8));
    CHECK(kwh(Carrier::electricity, "kcal") == doctest::Approx(4186.8 / 3.6e6).epsilon(1e-8));
    CHECK(kwh(Carrier::electricity, "kBtu") ==
          doctest::Approx(1055.05585262e3 / 3.6e6).epsilon(1e-8));
    CHECK(kwh(Carrier::electricity, "MMBtu") ==
          doctest::Approx(1055.05585262e6 / 3.6e6).epsilon(1e-8));
    CHECK(kwh(Carrier::electricity, "therms") ==
          doctest::Approx(105.505585262e6 / 3.6e6).epsilon(1e-8));
    CHECK(kwh(Carrier::natural_gas, "tep") == doctest::Approx(41.868e9 / 3.6e6).epsilon(1e-8));
  }

  TEST_CASE("amounts of fuel take the lower heating value of their usual convention") {
    CHECK(kwh(Carrier::natural_gas, "Smc") == 9.5947);
    CHECK(kwh(Carrier::natural_gas, "sm3") == 9.5947);
    CHECK(kwh(Carrier::natural_gas, "kg") == 13.1);
    CHECK(kwh(Carrier::heating_oil, "l") == 10.0);
    CHECK(kwh(Carrier::heating_oil, "gal") == doctest::Approx(37.85411784));
    CHECK(kwh(Carrier::pellets, "t") == doctest::Approx(4667.0));
    CHECK(kwh(Carrier::lpg, "kg") == 12.778);
  }

  TEST_CASE("a normal cubic metre holds as much gas as 288.15/273.15 standard ones") {
    CHECK(kwh(Carrier::natural_gas, "Nm3") ==
          doctest::Approx(9.5947 * 288.15 / 273.15).epsilon(1e-6));
  }

  TEST_CASE(
      "gas as metered becomes standard by its conversion, and is taken as standard without one") {
    CHECK(kwh(Carrier::natural_gas, "m3", HeatingValue::lower, 1.02799) ==
          doctest::Approx(9.5947 * 1.02799));
    CHECK(kwh(Carrier::natural_gas, "m³") == 9.5947);
    CHECK(kwh(Carrier::natural_gas, "ccf") == doctest::Approx(9.5947 * 2.831684659));
    CHECK(energy_unit(Carrier::natural_gas, "mc", HeatingValue::lower, missing_value,
                      embedded_reference())
              .metered_volume);
    CHECK_FALSE(energy_unit(Carrier::natural_gas, "Smc", HeatingValue::lower, missing_value,
                            embedded_reference())
                    .metered_volume);
  }

  TEST_CASE("energy on the upper heating value is brought to the lower, amounts know no upper") {
    CHECK(kwh(Carrier::natural_gas, "kWh", HeatingValue::upper) ==
          doctest::Approx(9.5947 / 10.6944));
    CHECK(kwh(Carrier::natural_gas, "Smc", HeatingValue::upper) == 9.5947);
    CHECK(kwh(Carrier::electricity, "kWh", HeatingValue::upper) == 1.0);
    CHECK(std::isnan(
        kwh(Carrier::heating_oil, "kWh", HeatingValue::upper))); // no upper value on record
  }

  TEST_CASE("a unit without a figure for the carrier is known but worth nothing") {
    CHECK(energy_unit(Carrier::electricity, "barrel", HeatingValue::lower, missing_value,
                      embedded_reference())
              .unit.empty());
    CHECK(
        energy_unit(Carrier::wood, "cord", HeatingValue::lower, missing_value, embedded_reference())
            .unit == "cord");
    CHECK(std::isnan(kwh(Carrier::wood, "cord")));
    CHECK(std::isnan(kwh(Carrier::electricity, "Smc")));
    CHECK(std::isnan(kwh(Carrier::lpg, "m3")));
    CHECK(std::isnan(kwh(Carrier::site_total, "kg")));
  }

  TEST_CASE("the rows behind a factor are named; kWh rest on none") {
    const auto used = [](Carrier carrier, std::string_view unit, HeatingValue value) {
      std::string keys;
      for (const UsedReference& row :
           energy_unit(carrier, unit, value, missing_value, embedded_reference()).used) {
        CHECK_FALSE(row.unit.empty());
        keys += row.table + " " + row.key + "; ";
      }
      return keys;
    };
    CHECK(used(Carrier::electricity, "kWh", HeatingValue::lower).empty());
    CHECK(used(Carrier::natural_gas, "Smc", HeatingValue::lower) ==
          "energy_carriers.csv natural_gas bill_default; ");
    CHECK(used(Carrier::natural_gas, "MWh", HeatingValue::upper) ==
          "unit_conversions.csv MWh to kWh; energy_carriers.csv natural_gas bill_default; ");
    CHECK(used(Carrier::natural_gas, "Nm3", HeatingValue::lower) ==
          "unit_conversions.csv Nm3_gas to Smc; energy_carriers.csv natural_gas bill_default; ");
    CHECK(used(Carrier::electricity, "barrel", HeatingValue::lower).empty());
  }
}
