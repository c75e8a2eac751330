// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/analyse.hpp>

#include "io/stock_files.hpp"
#include "support/table_values.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>

using namespace empower;
using namespace empower::testing;

namespace {

/// A bill a month of 2022 and 2023.
std::string monthly(const std::string& meter, const std::string& amount) {
  std::string rows;
  for (int month = 0; month < 24; ++month) {
    const std::chrono::year_month from = std::chrono::year{2022} / 1 + std::chrono::months{month};
    const auto first = [](std::chrono::year_month m) { return date_text(CivilDay{m / 1}); };
    rows += meter + ',' + first(from) + ',' + first(from + std::chrono::months{1}) + ',' + amount +
            '\n';
  }
  return rows;
}

/// A school that is handed from the town to the province at New Year 2023, and an office.
StockFiles two_owners() {
  return StockFiles{}
      .with("buildings.csv", "building_id,use,floor_area_m2,organisation\n"
                             "office,office,500,Town\nschool,school_primary,1000,Town\n")
      .with("meters.csv", "meter_id,building_id,carrier,unit\n"
                          "o,office,electricity,kWh\ns,school,electricity,kWh\n")
      .with("readings.csv", "meter_id,start,end,value\n" + monthly("o", "10") + monthly("s", "100"))
      .with("building_changes.csv", "building_id,from,field,value\n"
                                    "school,2023-01-01,organisation,Province\n");
}

std::size_t row_of(const Table& table, const char* column, const std::string& key,
                   std::int64_t year) {
  const auto rows = rows_where(table, [&](std::size_t i) {
    return text(table, column, i) == key && values<std::int64_t>(table, "year")[i] == year;
  });
  REQUIRE(rows.size() == 1);
  return rows.front();
}

} // namespace

TEST_SUITE("analysis/dated_changes") {
  TEST_CASE("a school that changes hands is stated by the town, then by the province") {
    const Analysis analysis = analyse(two_owners().read());
    const Table& statement = analysis.table("statement");
    REQUIRE(statement.rows == 3); // Province has nothing in 2022
    const auto figure = [&](const char* column, const std::string& organisation,
                            std::int64_t year) {
      return number(statement, column, row_of(statement, "organisation", organisation, year));
    };
    CHECK(figure("final_kwh", "Town", 2022) == doctest::Approx(1320.0));
    CHECK(figure("final_kwh", "Town", 2023) == doctest::Approx(120.0));
    CHECK(figure("final_kwh", "Province", 2023) == doctest::Approx(1200.0));
    CHECK(figure("floor_area_m2", "Town", 2022) == 1500.0);
    CHECK(figure("floor_area_m2", "Province", 2023) == 1000.0);

    const Table& indicators = analysis.table("indicators");
    for (std::size_t i = 0; i < statement.rows; ++i) {
      const std::size_t same = row_of(indicators, "key", text(statement, "organisation", i),
                                      values<std::int64_t>(statement, "year")[i]);
      CHECK(text(indicators, "level", same) == "organisation");
      CHECK(number(indicators, "energy_kwh", same) ==
            doctest::Approx(number(statement, "final_kwh", i)));
      CHECK(number(indicators, "toe", same) == doctest::Approx(number(statement, "toe", i)));
      CHECK(number(indicators, "primary_kwh", same) ==
            doctest::Approx(number(statement, "primary_kwh", i)));
    }
  }

  TEST_CASE("peers are those of the use a building has now, by the years it has had it") {
    StockFiles files;
    std::string buildings = "building_id,use,floor_area_m2\n";
    std::string meters = "meter_id,building_id,carrier,unit\n";
    std::string readings = "meter_id,start,end,value\n";
    for (int b = 0; b < 6; ++b) {
      const std::string id = std::string{"b"} + std::to_string(b);
      buildings += id + (b == 5 ? ",office,1000\n" : ",library,1000\n");
      meters += id + "," + id + ",electricity,kWh\n";
      readings += monthly(id, std::to_string(100 + b));
    }
    files.with("buildings.csv", buildings)
        .with("meters.csv", meters)
        .with("readings.csv", readings);
    const auto peers_of_last = [&](const std::string& changes) {
      files.with("building_changes.csv", "building_id,from,field,value\n" + changes);
      const Analysis analysis = analyse(files.read());
      const Table& benchmarks = analysis.table("benchmarks");
      const auto rows = rows_where(
          benchmarks, [&](std::size_t i) { return text(benchmarks, "building_id", i) == "b5"; });
      return rows.empty() ? std::string{"none"} : text(benchmarks, "peer_group", rows.front());
    };
    CHECK(peers_of_last("").starts_with("group ")); // alone among offices
    CHECK(peers_of_last("b5,2022-06-01,use,library\n") == "library, measured kWh/m2");
    CHECK(peers_of_last("b5,2023-06-01,use,library\n") == "none"); // no whole year yet
    CHECK(peers_of_last("b5,2022-06-01,use,museum\nb5,2023-01-01,use,library\n") ==
          "library, measured kWh/m2");
    CHECK(peers_of_last("b5,2031-01-01,use,library\n").starts_with("group ")); // not yet
  }

  TEST_CASE("a building of several uses has the peers of the largest") {
    StockFiles files;
    std::string buildings = "building_id,use,floor_area_m2\n";
    std::string meters = "meter_id,building_id,carrier,unit\n";
    std::string readings = "meter_id,start,end,value\n";
    for (int b = 0; b < 6; ++b) {
      const std::string id = std::string{"b"} + std::to_string(b);
      buildings += id + (b == 5 ? ",office,1000\n" : ",library,1000\n");
      meters += id + "," + id + ",electricity,kWh\n";
      readings += monthly(id, std::to_string(100 + b));
    }
    files.with("buildings.csv", buildings).with("meters.csv", meters);
    files.with("readings.csv", readings);
    files.with("building_areas.csv", "building_id,use,floor_area_m2\nb5,library,600\n");
    const Analysis analysis = analyse(files.read());
    CHECK(text(analysis.table("benchmarks"), "peer_group", 5) == "library, measured kWh/m2");
  }

  TEST_CASE("water changes nothing but its own rows") {
    StockFiles files = two_owners();
    const Analysis without = analyse(files.read());
    files.with("meters.csv", files.files["meters.csv"] + "w,school,acqua,m3\n");
    files.with("readings.csv", files.files["readings.csv"] + monthly("w", "7.5"));
    const Analysis with = analyse(files.read());
    for (const char* name : {"baselines", "findings", "benchmarks", "measures", "savings"}) {
      CAPTURE(name);
      CHECK(with.table(name).rows == without.table(name).rows);
    }
    const Table& statement = with.table("statement");
    for (const char* column : {"final_kwh", "coverage", "primary_kwh", "cost_eur", "toe"}) {
      for (std::size_t i = 0; i < statement.rows; ++i) {
        CAPTURE(column);
        CHECK(number(statement, column, i) == number(without.table("statement"), column, i));
      }
    }
    const Table& consumption = with.table("consumption");
    CHECK(consumption.rows == without.table("consumption").rows + 2);
    double water = 0.0;
    for (std::size_t i = 0; i < consumption.rows; ++i) {
      const bool is_water = text(consumption, "carrier", i) == "water";
      CHECK(std::isnan(number(consumption, "energy_kwh", i)) == is_water);
      CHECK((text(consumption, "quantity_unit", i) == "m3") == is_water);
      if (is_water) water += number(consumption, "quantity", i);
    }
    CHECK(water == 180.0);
    const Table& indicators = with.table("indicators");
    const std::size_t school = row_of(indicators, "key", "school", 2023);
    CHECK(number(indicators, "water_m3", school) == 90.0);
    CHECK(number(indicators, "energy_kwh", school) == doctest::Approx(1200.0));
  }

  TEST_CASE("a building that meters water alone has no energy, and that is said") {
    const Analysis analysis =
        analyse(StockFiles{}
                    .with("meters.csv", "meter_id,building_id,carrier,unit\nw,school,water,m3\n")
                    .with("readings.csv", "meter_id,start,end,value\n" + monthly("w", "7.5"))
                    .read());
    CHECK(analysis.table("baselines").rows == 0);
    CHECK(analysis.table("statement").rows == 0);
    CHECK(analysis.table("consumption").rows == 2);
    CHECK(text(analysis.table("measures"), "reason", 0) ==
          "no normal-year energy: only sums of carriers, or water, are metered");
  }

  TEST_CASE("the reference station is one of the folder, by the options or by stock.toml") {
    const auto with_station = [](const std::string& id) {
      return two_owners()
          .with("stations.csv", "station,time_zone\nfirenze,Europe/Rome\n")
          .with("stock.toml", "[analysis]\nreference_station = \"" + id + "\"\n");
    };
    CHECK_NOTHROW(static_cast<void>(analyse(with_station("firenze").read())));
    CHECK_THROWS_WITH_AS(static_cast<void>(with_station("pisa").read()),
                         "Expected a station of stations.csv, got \"pisa\" (stock.toml, column "
                         "reference_station).",
                         InputError);
    AnalysisOptions options;
    options.reference_station = "pisa";
    CHECK_THROWS_AS(static_cast<void>(analyse(with_station("firenze").read(), options)),
                    InputError);
  }
}
