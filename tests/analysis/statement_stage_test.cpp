// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/statement_stage.hpp>

#include "analysis/simulated_stock.hpp"
#include "support/table_values.hpp"

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <map>

using namespace empower;
using namespace empower::testing;

TEST_SUITE("analysis/statement_stage") {
  TEST_CASE("nothing is lost: the organisations' final energy is all energy but water") {
    const Table& consumption = simulated().analysis.table("consumption");
    const Table& statement = simulated().analysis.table("statement");
    std::map<std::int64_t, double> expected;
    for (std::size_t i = 0; i < consumption.rows; ++i) {
      const double kwh = number(consumption, "energy_kwh", i);
      if (text(consumption, "carrier", i) == "water" || std::isnan(kwh)) continue;
      expected[values<std::int64_t>(consumption, "year")[i]] += kwh;
    }
    std::map<std::int64_t, double> found;
    std::map<std::int64_t, std::int64_t> buildings;
    for (std::size_t i = 0; i < statement.rows; ++i) {
      const std::int64_t year = values<std::int64_t>(statement, "year")[i];
      buildings[year] += values<std::int64_t>(statement, "buildings")[i];
      if (const double kwh = number(statement, "final_kwh", i); !std::isnan(kwh))
        found[year] += kwh;
    }
    REQUIRE(found.size() == expected.size());
    for (const auto& [year, kwh] : expected) {
      CHECK(found[year] == doctest::Approx(kwh).epsilon(1e-12));
      CHECK(buildings[year] == 60);
    }
  }

  TEST_CASE("a stock without 2021 has no EED target, and every row in force says why") {
    const Table& statement = simulated().analysis.table("statement");
    for (std::size_t i = 0; i < statement.rows; ++i) {
      CHECK(std::isnan(number(statement, "eed_target_linear_kwh", i)));
      if (values<std::int64_t>(statement, "year")[i] >= 2023)
        CHECK(text(statement, "note", i).find("baseline year 2021") != std::string::npos);
    }
  }

  TEST_CASE("the rows used stand in run.json") {
    const std::string& run = simulated().analysis.run_json;
    for (const char* key : {"obligations.csv", "energy_manager_public", "toe_factors.csv",
                            "electricity_grid primary_een_3_08"}) {
      CAPTURE(key);
      CHECK(run.find(key) != std::string::npos);
    }
  }

  TEST_CASE("estimated days by hand: a bill over New Year counts for both years") {
    StockFolder folder;
    Building building;
    building.id = "b";
    building.organisation = "Town";
    building.floor_area = SquareMetres{100.0};
    folder.stock.buildings.push_back(building);
    Meter meter;
    meter.id = "m";
    meter.serves = {{0, 1.0}};
    folder.stock.meters.push_back(meter);
    const std::array<CivilDay, 2> from{civil_day(2023, 1, 1), civil_day(2023, 12, 2)};
    const std::array<CivilDay, 2> to{civil_day(2023, 12, 2), civil_day(2024, 1, 11)};
    const std::array<double, 2> energy{100.0, 40.0};
    const std::array<ReadingQuality, 2> quality{ReadingQuality::actual, ReadingQuality::estimated};
    folder.readings.add_meter(BillView{from, to, energy}, quality);
    std::array<ConsumptionRow, 2> consumption;
    for (ConsumptionRow& row : consumption) {
      row.building_id = "b";
      row.carrier = "electricity";
      row.energy_kwh = 1.0;
    }
    consumption[0].year = 2023;
    consumption[1].year = 2024;
    const auto rows = folder_statement(folder, consumption, embedded_reference()).statement.rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].estimated_share == doctest::Approx(30.0 / 365.0).epsilon(1e-12));
    CHECK(rows[1].estimated_share == 1.0);
  }
}
