// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_reader.hpp>

#include "io/stock_files.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

namespace {

StockFolder read(const std::string& meters) {
  return StockFiles{}
      .with("buildings.csv",
            "building_id,use,floor_area_m2\na,office,10\nb,office,20\nc,office,30\n")
      .with("meters.csv", "meter_id,building_id,carrier,unit,share,parent_meter_id,flow,heating_"
                          "value,conversion,resolution\n" +
                              meters)
      .read();
}

} // namespace

TEST_SUITE("io/stock_meters") {
  TEST_CASE("heating values are those of the tables that the caller gives") {
    ReferenceTables own = embedded_reference();
    for (CarrierFactor& row : own.carriers)
      if (row.carrier == "natural_gas" && row.is_default) row.lhv_kwh_per_unit = 10.0;
    const StockFiles files;
    const auto gas = [](const StockFolder& folder) {
      return folder.stock.meters.at(*folder.stock.find_meter("gas")).kwh_per_unit;
    };
    CHECK(gas(files.read(own)) == 10.0);
    CHECK(gas(files.read()) == 9.5947); // 8,250 kcal/Smc, DM 20/7/2004
  }

  TEST_CASE(
      "a meter that serves several buildings has a row for each, and its shares add up to 1") {
    const StockFolder folder =
        read("m,c,gas,Smc,0.333,,,,,\nm,a,gas,Smc,0.333,,,,,\nm,b,gas,Smc,0.333,,,,,\n");
    REQUIRE(folder.stock.meters.size() == 1);
    const std::vector<MeterShare>& serves = folder.stock.meters[0].serves;
    REQUIRE(serves.size() == 3);
    CHECK(serves[0].building == 0);
    CHECK(serves[0].share + serves[1].share + serves[2].share ==
          doctest::Approx(1.0).epsilon(1e-15));
    CHECK(input_of(folder, "meters.csv").accepted == 3);
  }

  TEST_CASE("a meter whose shares do not add up is left out with all its rows") {
    for (const char* rows :
         {"m,a,gas,Smc,0.5,,,,,\nm,b,gas,Smc,0.6,,,,,\n", "m,a,gas,Smc,,,,,,\nm,b,gas,Smc,,,,,,\n",
          "m,a,gas,Smc,0.5,,,,,\nm,b,gas,Smc,,,,,,\n",
          "m,a,gas,Smc,0.5,,,,,\nm,castle,gas,Smc,0.5,,,,,\n"}) {
      CAPTURE(rows);
      const StockFolder folder = read(rows);
      CHECK(folder.stock.meters.empty());
      CHECK(find_reject(folder, "meters.csv", 2, "share"));
      CHECK(input_of(folder, "meters.csv").rejected == 2);
    }
    CHECK(find_reject(read("m,a,gas,Smc,1.5,,,,,\n"), "meters.csv", 2, "share"));
  }

  TEST_CASE("rows of one meter agree, or the later one is refused") {
    const StockFolder folder = read("m,a,gas,Smc,1,,,,,\nm,b,gas,kWh,1,,,,,\n");
    CHECK(folder.stock.meters.at(0).serves.size() == 1);
    CHECK(find_reject(folder, "meters.csv", 3, "meter_id")->found == "m, as in line 2");
  }

  TEST_CASE("a parent is another meter, and nothing is a part of its own part") {
    const StockFolder folder =
        read("a1,a,gas,Smc,,a2,,,,\na2,a,gas,Smc,,a1,,,,\nb1,b,gas,Smc,,b1,,,,\n"
             "c1,c,gas,Smc,,c2,,,,\nc2,c,gas,Smc,,,,,,\n");
    CHECK(folder.stock.meters[*folder.stock.find_meter("c1")].parent == "c2");
    CHECK(folder.stock.meters[*folder.stock.find_meter("b1")].parent.empty());
    CHECK(folder.stock.meters[*folder.stock.find_meter("a1")].parent == "a2");
    CHECK(folder.stock.meters[*folder.stock.find_meter("a2")].parent.empty());
    CHECK(find_reject(folder, "meters.csv", 3, "parent_meter_id"));
    CHECK(find_reject(folder, "meters.csv", 4, "parent_meter_id"));
    CHECK_NOTHROW(folder.stock.check());
  }

  TEST_CASE("unit, heating value, conversion and resolution come together in kWh") {
    const StockFolder folder = read(
        "1,a,gas,m3,,,,,1.02,1\n2,a,gas,MWh,,,,upper,,\n3,a,electricity,kWh,,,export,,1.02,0.1\n");
    CHECK(folder.stock.meters[0].kwh_per_unit == doctest::Approx(1.02 * 9.5947));
    CHECK(folder.stock.meters[0].resolution_kwh == folder.stock.meters[0].kwh_per_unit);
    CHECK(folder.stock.meters[1].kwh_per_unit == doctest::Approx(1000 * 9.5947 / 10.6944));
    CHECK(folder.stock.meters[2].flow == Flow::exported);
    CHECK(find_reject(folder, "meters.csv", 4, "conversion")->consequence == "conversion ignored");
    CHECK_FALSE(find_reject(folder, "meters.csv", 2, "unit"));
  }

  TEST_CASE("water is read in cubic metres, and only in volumes") {
    const StockFolder folder = read("1,a,acqua,mc,,,,,,\n2,a,water,ccf,,,,,,\n3,a,water,kWh,,,,,,\n"
                                    "4,a,water,kg,,,,,,\n5,a,water,bucket,,,,,,\n");
    REQUIRE(folder.stock.meters.size() == 2);
    CHECK(folder.stock.meters[0].carrier == Carrier::water);
    CHECK(folder.stock.meters[0].unit == "m3");
    CHECK(folder.stock.meters[0].kwh_per_unit == 1.0);
    CHECK(folder.stock.meters[1].kwh_per_unit == doctest::Approx(2.831684659));
    for (const std::int64_t line : {4, 5, 6})
      CHECK(find_reject(folder, "meters.csv", line, "unit")->expected ==
            "a volume of water, like m3");
  }

  TEST_CASE("unknown carriers, flows and heating values are refused") {
    const StockFolder folder = read("1,a,beer,m3,,,,,,\n2,a,gas,Smc,,,sideways,,,\n3,a,gas,kWh,,,,"
                                    "middle,,\n4,a,,kWh,,,,,,\n5,a,gas,,,,,,,\n,a,gas,Smc,,,,,,\n");
    CHECK(folder.stock.meters.empty());
    CHECK(find_reject(folder, "meters.csv", 2, "carrier")->expected == "a carrier");
    CHECK(find_reject(folder, "meters.csv", 3, "flow"));
    CHECK(find_reject(folder, "meters.csv", 4, "heating_value"));
    CHECK(find_reject(folder, "meters.csv", 5, "carrier"));
    CHECK(find_reject(folder, "meters.csv", 6, "unit"));
    CHECK(find_reject(folder, "meters.csv", 7, "meter_id"));
  }

  TEST_CASE("a part of the format that nothing reads yet is reported") {
    const StockFolder folder =
        StockFiles{}
            .with(
                "meters.csv",
                "meter_id,building_id,carrier,unit,register_digits\nel,school,electricity,kWh,6\n")
            .read();
    CHECK(find_reject(folder, "meters.csv", 1, "register_digits")->consequence ==
          "column not used yet");
  }
}
