// SPDX-License-Identifier: Apache-2.0
#include <empower/io/stock_folder.hpp>

#include "io/stock_files.hpp"

#include "support/temporary_folder.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>

using namespace empower;

namespace {

const std::filesystem::path faulty_folder =
    std::filesystem::path{EMPOWER_SOURCE_DIR} / "tests/io/faulty_folder";

/// The error of a folder that cannot be read.
InputError error_of(const StockFiles& files) {
  try {
    static_cast<void>(files.read());
  } catch (const InputError& error) {
    return error;
  }
  FAIL("no InputError");
  return InputError({}, "", "");
}

void check_accounts(const StockFolder& folder) {
  for (const InputFile& input : folder.inputs) {
    CAPTURE(input.file);
    CHECK(input.rows == input.accepted + input.rejected);
  }
}

} // namespace

TEST_SUITE("io/stock_folder") {
  TEST_CASE("every fault of the faulty folder is named by file, line and column, and the good rows "
            "are read") {
    const StockFolder folder = read_stock_folder(faulty_folder);
    struct Expected {
      const char* file;
      std::int64_t line;
      const char* column;
      const char* found;
    };
    const Expected faults[]{
        {"stock.toml", 2, "currency", "currency"},
        {"stations.csv", 4, "time_zone", "Mars/Olympus"},
        {"temperatures.csv", 3, "temperature_c", "99"},
        {"temperatures.csv", 5, "time", "line 4"},
        {"temperatures.csv", 6, "time", "31/01/2024"},
        {"temperatures.csv", 7, "station", "rome"},
        {"calendar.csv", 3, "date", "2024-02-30"},
        {"buildings.csv", 1, "colour", "colour"},
        {"buildings.csv", 4, "building_id", "school, as in line 2"},
        {"buildings.csv", 5, "use", "windmill"},
        {"buildings.csv", 6, "floor_area_m2", "-40"},
        {"buildings.csv", 7, "", "3 fields"},
        {"buildings.csv", 8, "", "another encoding"},
        {"buildings.csv", 9, "latitude", "437.7"},
        {"meters.csv", 5, "building_id", "castle"},
        {"meters.csv", 6, "unit", "barrel"},
        {"meters.csv", 7, "carrier", "plutonium"},
        {"meters.csv", 8, "share", "0.8 for meter shared-gas"},
        {"meters.csv", 10, "parent_meter_id", "hall-main"},
        {"meters.csv", 11, "unit", "cord"},
        {"meters.csv", 12, "meter_id", "hall-el, as in line 4"},
        {"readings.csv", 3, "", "6 fields"},
        {"readings.csv", 6, "start", "line 5"},
        {"readings.csv", 8, "start", "line 7"},
        {"readings.csv", 9, "end", "2024-03-01"},
        {"readings.csv", 10, "value", "many"},
        {"readings.csv", 11, "meter_id", "ghost-el"},
        {"readings.csv", 15, "start", "line 13"},
        {"readings.csv", 16, "start", "2024-01-01T00:00"},
        {"readings.csv", 18, "quality", "guessed"},
        {"retrofits.csv", 3, "building_id", "castle"},
        {"prices.csv", 3, "eur_per_unit", "free"},
    };
    for (const Expected& fault : faults) {
      CAPTURE(fault.file);
      CAPTURE(fault.line);
      const Reject* reject = find_reject(folder, fault.file, fault.line, fault.column);
      REQUIRE(reject);
      CHECK(reject->found == fault.found);
      CHECK_FALSE(reject->expected.empty());
      CHECK_FALSE(reject->consequence.empty());
    }
    CHECK(folder.rejects.size() == std::size(faults));
    check_accounts(folder);

    REQUIRE(folder.stock.buildings.size() == 6);
    CHECK(folder.stock.buildings[0].id == "annex");
    CHECK(folder.stock.buildings[0].floor_area.missing());
    CHECK(folder.stock.buildings[1].name == "Università");
    CHECK_NOTHROW(folder.stock.check());
    const auto school = folder.stock.find_meter("school-el");
    REQUIRE(school);
    REQUIRE(folder.readings.bills(*school).size() == 2);
    CHECK(folder.readings.bills(*school).energy_kwh[0] == 1000.0);
    CHECK(std::isnan(folder.readings.bills(*school).energy_kwh[1])); // n.d. is a gap, not zero
    CHECK(folder.readings.bills(*folder.stock.find_meter("school-gas")).size() == 2);
    CHECK(folder.readings.intervals(*folder.stock.find_meter("gym-el")).size() == 2);
    REQUIRE(folder.weather.stations.size() == 2);
    CHECK(folder.weather.stations[1].outdoor().at(civil_day(2024, 1, 3)) == Celsius{7.0});
    CHECK(folder.weather.stations[1].outdoor().at(civil_day(2024, 1, 2)).missing());
    CHECK(folder.calendars.size() == 1);
    CHECK(folder.retrofits.size() == 1);
    CHECK(folder.prices.size() == 1);
  }

  TEST_CASE("what is missing altogether is an error that names the place") {
    CHECK_THROWS_WITH_AS(
        static_cast<void>(read_stock_folder("no/such/folder")),
        "Expected a folder with buildings.csv and meters.csv, got \"no folder\" (no/such/folder).",
        InputError);
    StockFiles files;
    files.files.erase("meters.csv");
    CHECK(error_of(files).place().source == "meters.csv");
    files.files.erase("buildings.csv");
    CHECK(error_of(files).place().source == "buildings.csv");

    const InputError column =
        error_of(StockFiles{}.with("meters.csv", "meter_id,building_id,carrier\n"));
    CHECK(std::string{column.what()} == "Expected column unit, got \"meter_id, building_id, "
                                        "carrier\" (meters.csv:1, column unit).");
    CHECK(error_of(StockFiles{}.with("readings.csv", "meter_id,start,value\n")).place().field ==
          "end");
    CHECK(error_of(StockFiles{}.with("readings.csv", "")).place().source == "readings.csv");
    CHECK(error_of(StockFiles{}.with("buildings.csv", "\xFF\xFE"
                                                      "b"))
              .expected() == "text in UTF-8");
  }

  TEST_CASE("a folder without readings, stations or temperatures is read as what it is") {
    const StockFolder folder = StockFiles{}.read();
    CHECK(folder.rejects.empty());
    CHECK(folder.readings.meter_count() == 2);
    CHECK(folder.readings.bills(0).empty());
    CHECK(folder.weather.stations.empty());
    CHECK(folder.inputs.size() == 2);
    CHECK(folder.digests.size() == 2);
  }

  TEST_CASE("the order of rows does not matter") {
    const char* head = "meter_id,start,end,value\n";
    const std::string a = "gas,2024-02-01,2024-03-01,20\n";
    const std::string b = "el,2024-01-01,2024-02-01,5\n";
    const std::string c = "gas,2024-01-01,2024-02-01,10\n";
    const StockFolder one = StockFiles{}.with("readings.csv", head + a + b + c).read();
    const StockFolder other =
        StockFiles{}
            .with("readings.csv", head + c + a + b)
            .with("meters.csv", "meter_id,building_id,carrier,unit\ngas,school,natural_gas,Smc\nel,"
                                "school,electricity,kWh\n")
            .read();
    CHECK(one.stock.meters[0].id == other.stock.meters[0].id);
    CHECK(one.readings.bill_from == other.readings.bill_from);
    CHECK(one.readings.bill_energy_kwh == other.readings.bill_energy_kwh);
    CHECK(one.readings.bill_energy_kwh[1] == doctest::Approx(10 * 9.5947));
  }

  TEST_CASE("a file without one reading is not one with a fault") {
    const StockFolder folder =
        StockFiles{}.with("readings.csv", "meter_id,start,end,value\n").read();
    CHECK(folder.rejects.empty());
    CHECK(input_of(folder, "readings.csv").rows == 0);
    CHECK(folder.readings.meter_count() == 2);
  }

  TEST_CASE(
      "a run of rows of one fault is one reject, and a broken file does not flood the table") {
    std::string lines = "meter_id,start,end,value\n";
    for (int i = 0; i < 1000; ++i) lines += "ghost,2024-01-01,2024-02-01,1\n";
    const StockFolder run = StockFiles{}.with("readings.csv", lines).read();
    REQUIRE(run.rejects.size() == 1);
    CHECK(run.rejects[0].line == 2);
    CHECK(run.rejects[0].line_end == 1001);
    CHECK(input_of(run, "readings.csv").rejected == 1000);

    for (int i = 0; i < 1000; ++i) {
      lines += "ghost" + std::to_string(i) + ",2024-01-01,2024-02-01,1\n";
    }
    const StockFolder flood = StockFiles{}.with("readings.csv", lines).read();
    CHECK(flood.rejects.size() == detail::RejectLog::entries_per_kind + 1);
    CHECK(flood.rejects.back().line_end == 2001);
    CHECK(flood.rejects.back().found == "801 more rows, the first with \"ghost199\"");
    check_accounts(flood);
  }

  TEST_CASE("what the file changed on the way in is reported once for a word") {
    const StockFolder folder =
        StockFiles{}
            .with("buildings.csv", "building_id,use,floor_area_m2,municipality\nb,Scuola "
                                   "primaria,10,48017\na,Scuola primaria,10,048017\n")
            .with("meters.csv", "meter_id,building_id,carrier,unit\n1,a,metano,mc\n2,b,metano,m3\n")
            .read();
    CHECK(folder.stock.buildings[1].use == BuildingUse::school_primary);
    CHECK(folder.stock.buildings[1].municipality == "048017");
    CHECK(find_reject(folder, "buildings.csv", 2, "use")->consequence ==
          "read as school_primary (in 2 rows)");
    CHECK(find_reject(folder, "meters.csv", 2, "carrier")->consequence ==
          "read as natural_gas (in 2 rows)");
    CHECK(find_reject(folder, "meters.csv", 2, "unit")->consequence ==
          "read as standard cubic metres");
    CHECK(input_of(folder, "meters.csv").rejected == 0);
  }

  TEST_CASE("a folder written to disk reads as the same folder in memory") {
    const testing::TemporaryFolder parent;
    const std::filesystem::path& path = parent.path();
    StockFiles files;
    files.with("readings.csv", "meter_id,start,end,value\nel,2024-01-01,2024-02-01,5\n");
    for (const auto& [name, content] : files.files)
      std::ofstream{path / name, std::ios::binary} << content;
    const StockFolder disk = read_stock_folder(path);
    const StockFolder memory = files.read();
    CHECK(disk.readings.bill_energy_kwh == memory.readings.bill_energy_kwh);
    REQUIRE(disk.digests.size() == memory.digests.size());
    CHECK(disk.digests[2].digest == memory.digests[2].digest);
  }

  TEST_CASE("digests are FNV-1a of 64 bits") {
    StockFiles files;
    files.with("proposals.csv", "foobar"); // 85944171f73967e8 by the authors' table
    const StockFolder folder = files.read();
    CHECK(folder.digests.back().digest == "85944171f73967e8");
    CHECK(find_reject(folder, "proposals.csv", 0, "")->consequence == "file not read yet");
  }
}
