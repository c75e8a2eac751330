// SPDX-License-Identifier: Apache-2.0
#include <empower/io/stock_folder.hpp>

#include "io/stock_files.hpp"

#include <doctest/doctest.h>

using namespace empower;

namespace {

StockFolder read(const std::string& rows) {
  return StockFiles{}
      .with("buildings.csv", "building_id,use,floor_area_m2\nb,office,500\na,school_primary,1000\n")
      .with("meters.csv", "meter_id,building_id,carrier,unit\n")
      .with("building_changes.csv",
            "building_id,from,field,value\na,2023-01-01,floor_area_m2,2000\n")
      .with("building_areas.csv", "building_id,use,floor_area_m2,from\n" + rows)
      .read();
}

} // namespace

TEST_SUITE("io/stock_areas") {
  TEST_CASE("parts are read by building, then day") {
    const StockFolder folder = read("b,library,200,\na,sports_hall,1900,2023-01-01\n"
                                    "a,office,300,\na,sports_hall,200,\n");
    REQUIRE(folder.parts.size() == 4);
    CHECK(folder.parts.front().building == 0);
    CHECK_FALSE(folder.parts.front().from);
    CHECK(folder.parts.back().building == 1);
    CHECK(folder.parts.back().floor_area.value() == 200.0);
    CHECK(folder.parts[folder.parts.size() - 2].from == civil_day(2023, 1, 1));
  }

  TEST_CASE("parts may exceed the area of their day by 1 %, beyond it none of them is used") {
    CHECK(read("a,library,700,\na,office,310,\n").parts.size() == 2);
    const StockFolder folder = read("a,library,700,\nb,library,100,\na,office,311,\n"
                                    "a,library,1500,2023-01-01\na,office,500,2023-01-01\n");
    REQUIRE(folder.parts.size() == 3);
    CHECK(folder.parts[0].from == civil_day(2023, 1, 1)); // 2,000 m2 by then
    CHECK(folder.parts[2].building == 1);
    for (const std::int64_t line : {2, 4}) {
      const Reject* reject = find_reject(folder, "building_areas.csv", line, "floor_area_m2");
      REQUIRE(reject);
      CHECK(reject->found == "1011 m2 of 1000 m2 in building a");
      CHECK(reject->consequence == "row left out");
    }
    const InputFile& input = input_of(folder, "building_areas.csv");
    CHECK(input.accepted == 3);
    CHECK(input.rejected == 2);
  }

  TEST_CASE("what cannot be used is refused with line and column") {
    const StockFolder folder = read("castle,library,10,\na,mill,10,\na,library,0,\na,library,big,\n"
                                    "a,library,10,soon\na,library,10,\na,library,20,\n");
    struct Expected {
      std::int64_t line;
      const char* column;
      const char* found;
    };
    for (const Expected& fault :
         {Expected{2, "building_id", "castle"}, Expected{3, "use", "mill"},
          Expected{4, "floor_area_m2", "0"}, Expected{5, "floor_area_m2", "big"},
          Expected{6, "from", "soon"}, Expected{8, "use", "library, as in line 7"}}) {
      CAPTURE(fault.line);
      const Reject* reject = find_reject(folder, "building_areas.csv", fault.line, fault.column);
      REQUIRE(reject);
      CHECK(reject->found == fault.found);
    }
    CHECK(folder.parts.size() == 1);
  }
}
