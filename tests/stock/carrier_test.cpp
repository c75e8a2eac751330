// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/carrier.hpp>

#include <support/shared_data.hpp>

#include <doctest/doctest.h>

#include <algorithm>

namespace empower {

TEST_SUITE("stock/carrier") {
  TEST_CASE("every code is read back as its carrier and is no synonym") {
    for (std::size_t i = 0; i < carrier_codes().size(); ++i) {
      const auto carrier = static_cast<Carrier>(i);
      CHECK(code(carrier) == carrier_codes()[i]);
      const auto parsed = parse_carrier(code(carrier));
      REQUIRE(parsed.has_value());
      CHECK(parsed->carrier == carrier);
      CHECK_FALSE(parsed->synonym);
    }
  }

  TEST_CASE("the words of bills are read, in any case and with accents, and marked as synonyms") {
    const auto read_as = [](std::string_view text, Carrier carrier) {
      const auto parsed = parse_carrier(text);
      return parsed && parsed->carrier == carrier && parsed->synonym;
    };
    CHECK(read_as("gas", Carrier::natural_gas));
    CHECK(read_as("METANO", Carrier::natural_gas));
    CHECK(read_as(" Gas  Naturale ", Carrier::natural_gas));
    CHECK(read_as("gas-metano", Carrier::natural_gas));
    CHECK(read_as("elettricità", Carrier::electricity));
    CHECK(read_as("ELETTRICITÀ", Carrier::electricity));
    CHECK(read_as("Energia_Elettrica", Carrier::electricity));
    CHECK(read_as("EE", Carrier::electricity));
    CHECK(read_as("luce", Carrier::electricity));
    CHECK(read_as("Electric", Carrier::electricity));
    CHECK(read_as("teleriscaldamento", Carrier::district_heating));
    CHECK(read_as("gasolio", Carrier::heating_oil));
    CHECK(read_as("GPL", Carrier::lpg));
    CHECK(read_as("pellet", Carrier::pellets));
    CHECK(read_as("electricity_grid", Carrier::electricity));
  }

  TEST_CASE("the code in capitals is still the code") {
    CHECK(parse_carrier("Natural_Gas")->carrier == Carrier::natural_gas);
    CHECK_FALSE(parse_carrier("LPG")->synonym);
  }

  TEST_CASE("what is not known is nothing") {
    for (const char* text : {"", " ", "gass", "kryptonite", "elettricit\xC3", "\xC3"}) {
      CHECK_MESSAGE(!parse_carrier(text).has_value(), text);
    }
  }

  TEST_CASE("fuels and delivered heat are thermal, electricity and sums are not") {
    CHECK(is_thermal(Carrier::natural_gas));
    CHECK(is_thermal(Carrier::district_heating));
    CHECK(is_thermal(Carrier::biomass_gas));
    CHECK_FALSE(is_thermal(Carrier::electricity));
    CHECK_FALSE(is_thermal(Carrier::district_cooling));
    CHECK_FALSE(is_thermal(Carrier::site_total));
    CHECK_FALSE(is_thermal(Carrier::water));
  }

  TEST_CASE("every carrier but sums and water is a key of the reference table") {
    const auto keys = testing::text_column(
        EMPOWER_SOURCE_DIR "/data/reference/it/energy_carriers.csv", "carrier");
    for (std::size_t i = 0; i < carrier_codes().size(); ++i) {
      const auto carrier = static_cast<Carrier>(i);
      const bool known = std::find(keys.begin(), keys.end(), reference_key(carrier)) != keys.end();
      CHECK_MESSAGE(known == (carrier != Carrier::site_total && carrier != Carrier::water),
                    code(carrier));
    }
  }
}

} // namespace empower
