// SPDX-License-Identifier: Apache-2.0
#include <empower/io/stock_folder.hpp>

#include "io/stock_files.hpp"

#include <doctest/doctest.h>

using namespace empower;

TEST_SUITE("io/stock_adjustments") {
  TEST_CASE("an adjustment names a meter, or the only one of a building and carrier") {
    StockFiles files;
    files.with("adjustments.csv",
               "meter_id,building_id,carrier,from,to,energy_kwh,reason\n"
               "gas,,,2024-01-01,2024-07-01,-1200.5,a wing was closed\n"
               ",school,electricity,2024-03-01,2024-04-01,800,\"air-raid drill, fans\"\n"
               ",school,metano,2023-03-01,2023-04-01,10,test of the boiler\n");
    const StockFolder folder = files.read();
    REQUIRE(folder.adjustments.size() == 3); // by meter, then time
    CHECK(folder.adjustments[0].meter == *folder.stock.find_meter("el"));
    CHECK(folder.adjustments[0].reason == "air-raid drill, fans");
    CHECK(folder.adjustments[1].period ==
          CivilPeriod{civil_day(2023, 3, 1), civil_day(2023, 4, 1)});
    CHECK(folder.adjustments[2].energy_kwh == -1200.5);
    CHECK(input_of(folder, "adjustments.csv").accepted == 3);
  }

  TEST_CASE("what cannot be used is refused with its column") {
    StockFiles files;
    files.with("adjustments.csv", "meter_id,building_id,carrier,from,to,energy_kwh,reason\n"
                                  "ghost,,,2024-01-01,2024-07-01,1,why\n"
                                  ",castle,,2024-01-01,2024-07-01,1,why\n"
                                  ",school,,2024-01-01,2024-07-01,1,why\n"
                                  ",school,pellets,2024-01-01,2024-07-01,1,why\n"
                                  "gas,,,2024-07-01,2024-07-01,1,why\n"
                                  "gas,,,2024-01-01,soon,1,why\n"
                                  "gas,,,2024-01-01,2024-07-01,much,why\n"
                                  "gas,,,2024-01-01,2024-07-01,,why\n"
                                  "gas,,,2024-01-01,2024-07-01,1,\n");
    const StockFolder folder = files.read();
    CHECK(folder.adjustments.empty());
    struct Expected {
      std::int64_t line;
      const char* column;
      const char* found;
    };
    for (const Expected& fault :
         {Expected{2, "meter_id", "ghost"}, Expected{3, "building_id", "castle"},
          Expected{4, "building_id", "several"}, Expected{5, "carrier", "none"},
          Expected{6, "to", "2024-07-01"}, Expected{7, "to", "soon"},
          Expected{8, "energy_kwh", "much"}}) {
      CAPTURE(fault.line);
      const Reject* reject = find_reject(folder, "adjustments.csv", fault.line, fault.column);
      REQUIRE(reject);
      CHECK(reject->found == fault.found);
      CHECK(reject->consequence == "row left out");
    }
    CHECK(find_reject(folder, "adjustments.csv", 9, "energy_kwh"));
    CHECK(find_reject(folder, "adjustments.csv", 10, "reason"));
  }
}
