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
      .with("building_changes.csv", "building_id,from,field,value\n" + rows)
      .read();
}

} // namespace

TEST_SUITE("io/stock_changes") {
  TEST_CASE("changes are read by building, then day, whatever their order in the file") {
    const StockFolder folder = read("b,2023-01-01,organisation,Province\n"
                                    "a,2023-05-01,heated_volume_m3,4500.5\n"
                                    "b,2022-07-01,use,library\n"
                                    "a,2022-07-01,floor_area_m2,1500\n"
                                    "b,2023-01-01,owner_type,rented\n"
                                    "b,2023-01-01,user_type,school\n");
    REQUIRE(folder.changes.size() == 6);
    CHECK(folder.rejects.empty());
    CHECK(folder.changes[0].building == 0);
    CHECK(folder.changes[0].from == civil_day(2022, 7, 1));
    CHECK(folder.changes[0].field == BuildingField::floor_area);
    CHECK(folder.changes[0].number == 1500.0);
    CHECK(folder.changes[1].number == 4500.5);
    CHECK(folder.changes[2].building == 1);
    CHECK(folder.changes[2].text == "library");
    CHECK(folder.changes[3].text == "Province");
    CHECK(folder.changes[5].field == BuildingField::user_type);
    const InputFile& input = input_of(folder, "building_changes.csv");
    CHECK(input.rows == 6);
    CHECK(input.accepted == 6);
    CHECK(input.first == "2022-07-01");
    CHECK(input.last == "2023-05-01");
    CHECK(folder.digests.back().file == "building_changes.csv");
  }

  TEST_CASE("a use may be named in words, and that is reported") {
    const StockFolder folder = read("b,2022-07-01,use,Library\n");
    REQUIRE(folder.changes.size() == 1);
    CHECK(folder.changes[0].text == "library");
    CHECK(find_reject(folder, "building_changes.csv", 2, "value")->consequence ==
          "read as library");
  }

  TEST_CASE("what cannot be used is refused with line and column") {
    const StockFolder folder = read("castle,2022-07-01,use,library\n"
                                    "a,soon,use,library\n"
                                    "a,2022-07-01,colour,red\n"
                                    "a,2022-07-01T10:00Z,use,library\n"
                                    "a,2022-07-01,floor_area_m2,0\n"
                                    "a,2022-07-01,floor_area_m2,-5\n"
                                    "a,2022-07-01,floor_area_m2,\n"
                                    "a,2022-07-01,floor_area_m2,big\n"
                                    "a,2022-07-01,heated_volume_m3,1e12\n"
                                    "a,2022-07-01,use,mill\n"
                                    "a,2022-07-01,organisation,\n"
                                    "a,2022-08-01,organisation,Town\n"
                                    "a,2022-08-01,organisation,Province\n");
    struct Expected {
      std::int64_t line;
      const char* column;
      const char* found;
    };
    for (const Expected& fault : {
             Expected{2, "building_id", "castle"},
             Expected{3, "from", "soon"},
             Expected{4, "field", "colour"},
             Expected{5, "from", "2022-07-01T10:00Z"},
             Expected{6, "value", "0"},
             Expected{9, "value", "big"},
             Expected{10, "value", "1e12"},
             Expected{11, "value", "mill"},
             Expected{14, "from", "organisation, as in line 13"},
         }) {
      CAPTURE(fault.line);
      const Reject* reject = find_reject(folder, "building_changes.csv", fault.line, fault.column);
      REQUIRE(reject);
      CHECK(reject->found == fault.found);
      CHECK(reject->consequence == "row left out");
    }
    for (const std::int64_t line : {7, 8, 12})
      CHECK(find_reject(folder, "building_changes.csv", line, "value"));
    REQUIRE(folder.changes.size() == 1); // the first of two that contradict each other
    CHECK(folder.changes[0].text == "Town");
    CHECK(input_of(folder, "building_changes.csv").rejected == 12);
  }

  TEST_CASE("two fields may change on one day, one field on two days") {
    const StockFolder folder = read("a,2022-07-01,floor_area_m2,1500\n"
                                    "a,2022-07-01,heated_volume_m3,4500\n"
                                    "a,2022-07-02,floor_area_m2,1400\n"
                                    "b,2022-07-01,floor_area_m2,1500\n");
    CHECK(folder.changes.size() == 4);
    CHECK(folder.rejects.empty());
  }
}
