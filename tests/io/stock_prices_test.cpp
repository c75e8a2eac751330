// SPDX-License-Identifier: Apache-2.0
#include <empower/io/stock_folder.hpp>

#include "io/stock_files.hpp"

#include <doctest/doctest.h>

using namespace empower;

TEST_SUITE("io/stock_prices") {
  TEST_CASE("prices by band: F23 is one price for F2 and F3, no band is all hours") {
    StockFiles files;
    files.with("prices.csv", "carrier,unit,eur_per_unit,valid_from,valid_to,band\n"
                             "electricity,MWh,300,2024-01-01,2024-12-31,F1\n"
                             "electricity,kWh,0.25,2024-01-01,,F23\n"
                             "electricity,kWh,0.28,,,\n"
                             "natural_gas,kWh,0.1,,,\n");
    const StockFolder folder = files.read();
    CHECK(input_of(folder, "prices.csv").accepted == 4);
    REQUIRE(folder.prices.size() == 5); // by carrier, then first day
    CHECK(!folder.prices[0].band);
    CHECK(folder.prices[1].band == TariffBand::f1);
    CHECK(folder.prices[1].eur_per_kwh == doctest::Approx(0.3).epsilon(1e-15));
    CHECK(folder.prices[1].valid_to == civil_day(2024, 12, 31));
    CHECK(folder.prices[2].band == TariffBand::f2);
    CHECK(folder.prices[3].band == TariffBand::f3);
    CHECK(folder.prices[3].eur_per_kwh == 0.25);
    CHECK(!folder.prices[4].band);
  }

  TEST_CASE("a file without the column is read as before") {
    StockFiles files;
    files.with("prices.csv", "carrier,unit,eur_per_unit\nelectricity,kWh,0.3\n");
    const StockFolder folder = files.read();
    REQUIRE(folder.prices.size() == 1);
    CHECK(!folder.prices[0].band);
    CHECK(find_reject(folder, "prices.csv", 1, "band") == nullptr);
  }

  TEST_CASE(
      "prices that contradict each other, end before they begin or are far too dear are told") {
    StockFiles files;
    files.with("prices.csv", "carrier,unit,eur_per_unit,valid_from,valid_to,band\n"
                             "electricity,kWh,0.30,2023-01-01,2023-12-31,\n"
                             "electricity,kWh,0.28,2024-01-01,,\n"
                             "electricity,kWh,0.29,2023-12-31,,\n"
                             "natural_gas,kWh,0.1,2024-01-01,2023-01-01,\n"
                             "electricity,kWh,0.25,,,f23\n"
                             "electricity,kWh,0.24,,,F3\n"
                             "heating_oil,kWh,9.5,,,\n");
    const StockFolder folder = files.read();
    REQUIRE(find_reject(folder, "prices.csv", 4, "eur_per_unit") != nullptr);
    CHECK(find_reject(folder, "prices.csv", 5, "valid_to") != nullptr);
    CHECK(find_reject(folder, "prices.csv", 7, "eur_per_unit") != nullptr);
    REQUIRE(find_reject(folder, "prices.csv", 8, "eur_per_unit") != nullptr);
    CHECK(find_reject(folder, "prices.csv", 8, "eur_per_unit")->consequence ==
          "kept; check the unit");
    CHECK(folder.prices.size() == 2 + 2 + 1);
  }

  TEST_CASE("another band, or a band of gas, is refused with its column") {
    StockFiles files;
    files.with("prices.csv", "carrier,unit,eur_per_unit,band\n"
                             "electricity,kWh,0.3,F4\n"
                             "natural_gas,kWh,0.1,F1\n");
    const StockFolder folder = files.read();
    CHECK(folder.prices.empty());
    CHECK(find_reject(folder, "prices.csv", 2, "band") != nullptr);
    CHECK(find_reject(folder, "prices.csv", 3, "band") != nullptr);
    CHECK(input_of(folder, "prices.csv").rejected == 2);
  }
}
