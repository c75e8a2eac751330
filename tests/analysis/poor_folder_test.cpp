// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/analyse.hpp>

#include "analysis/simulated_stock.hpp"
#include "support/table_values.hpp"

#include <empower/core/error.hpp>
#include <empower/io/timestamps.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>

using namespace empower;
using namespace empower::testing;

namespace {

namespace fs = std::filesystem;

/// Every meter is refused for one reason and every building's measures name it.
void check_all_refused(const Analysis& analysis, std::string_view reason) {
  const Table& baselines = analysis.table("baselines");
  CHECK(baselines.rows > 0);
  for (std::size_t row = 0; row < baselines.rows; ++row) {
    CHECK(text(baselines, "status", row) == "refused");
    CHECK(text(baselines, "reason", row) == reason);
    CHECK_FALSE(text(baselines, "detail", row).empty());
  }
  const Table& measures = analysis.table("measures");
  CHECK(measures.rows > 0);
  for (std::size_t row = 0; row < measures.rows; ++row) {
    CHECK(text(measures, "status", row) == "refused");
    CHECK(text(measures, "reason", row).find(reason) != std::string::npos);
  }
  CHECK(analysis.table("ranking").rows == 0);
  CHECK(analysis.table("plan").rows == 0);
}

} // namespace

TEST_SUITE("analysis/poor_folder") {
  TEST_CASE("a folder without readings is answered: no meter has any") {
    const TemporaryFolder folder;
    copy_stock(folder);
    fs::remove(folder.path() / "readings.csv");
    const Analysis analysis = analysis_of(folder);
    check_all_refused(analysis, "too_few_observations");
    CHECK(analysis.table("consumption").rows == 0);
  }

  TEST_CASE("a folder with one bill is answered: a year's energy with its coverage, and no model") {
    const TemporaryFolder folder;
    copy_stock(folder);
    const Readings& readings = simulated().stock.readings;
    const auto bill = std::ranges::find_if(
        readings.bill_from, [](CivilDay day) { return day >= civil_day(2022, 3, 1); });
    const auto at = static_cast<std::size_t>(bill - readings.bill_from.begin());
    const auto meter =
        static_cast<std::size_t>(std::ranges::upper_bound(readings.bill_offsets, at) -
                                 readings.bill_offsets.begin()) -
        1;
    const std::string& id = simulated().stock.stock.meters[meter].id;
    const auto lines = lines_of(folder.path() / "readings.csv");
    const auto line = std::ranges::find_if(lines, [&](const std::string& text) {
      return text.starts_with(id + ',' + iso_text(*bill));
    });
    REQUIRE(line != lines.end());
    write_lines(folder.path() / "readings.csv", {lines.front(), *line});

    const Analysis analysis = analysis_of(folder);
    check_all_refused(analysis, "too_few_observations");
    const Table& consumption = analysis.table("consumption");
    REQUIRE(consumption.rows == 1);
    CHECK(number(consumption, "energy_kwh", 0) ==
          doctest::Approx(readings.bill_energy_kwh[at]).epsilon(1e-12));
    const auto days = static_cast<double>((readings.bill_to[at] - *bill).count());
    CHECK(number(consumption, "coverage", 0) == doctest::Approx(days / 365.0));
    CHECK(std::isnan(number(consumption, "energy_intensity_kwh_m2", 0)));
  }

  TEST_CASE("a folder with one building is answered: it has no peers, but models and measures") {
    const TemporaryFolder folder;
    copy_stock(folder);
    for (const char* file : {"buildings.csv", "retrofits.csv"}) {
      auto lines = lines_of(folder.path() / file);
      lines.resize(file == std::string_view{"buildings.csv"} ? 2 : 1);
      write_lines(folder.path() / file, lines);
    }
    const Analysis analysis = analysis_of(folder);
    CHECK(analysis.table("consumption").rows == 6); // electricity and gas, three years
    CHECK(analysis.table("baselines").rows == 2);
    const Table& benchmarks = analysis.table("benchmarks");
    for (std::size_t row = 0; row < benchmarks.rows; ++row) {
      CHECK(values<std::int64_t>(benchmarks, "peers")[row] == 1);
      CHECK(std::isnan(number(benchmarks, "percentile", row)));
    }
    CHECK(analysis.table("ranking").rows <= 1);
    // The meters of the other buildings have nowhere to go, and neither have their readings.
    CHECK(analysis.table("rejects").rows > 0);
  }

  TEST_CASE(
      "a folder without temperatures is answered: energy stands, what needs weather does not") {
    const TemporaryFolder folder;
    copy_stock(folder);
    fs::remove(folder.path() / "temperatures.csv");
    const Analysis analysis = analysis_of(folder);
    check_all_refused(analysis, "no_temperature");
    const Table& consumption = analysis.table("consumption");
    CHECK(values<double>(consumption, "energy_kwh") ==
          values<double>(simulated().analysis.table("consumption"), "energy_kwh"));
    CHECK(std::ranges::all_of(values<double>(consumption, "heating_degree_days"),
                              [](double hdd) { return std::isnan(hdd); }));
    CHECK(std::ranges::all_of(values<double>(consumption, "normalised_kwh"),
                              [](double kwh) { return std::isnan(kwh); }));
  }

  TEST_CASE("a folder that meters only sums of carriers says so instead of proposing measures") {
    const TemporaryFolder folder;
    copy_stock(folder);
    std::vector<std::string> meters;
    for (std::string line : lines_of(folder.path() / "meters.csv")) {
      const std::size_t at = line.find(",electricity,");
      if (at == std::string::npos && !meters.empty()) continue;
      if (at != std::string::npos) line.replace(at, 13, ",site_total,");
      meters.push_back(line);
    }
    REQUIRE(meters.size() > 1);
    write_lines(folder.path() / "meters.csv", meters);
    const Analysis analysis = analysis_of(folder);
    const Table& measures = analysis.table("measures");
    CHECK(measures.rows == simulated().stock.stock.buildings.size());
    for (std::size_t row = 0; row < measures.rows; ++row) {
      CHECK(text(measures, "reason", row) ==
            "no normal-year energy: only sums of carriers, or water, are metered");
    }
  }

  TEST_CASE("a folder without buildings gives empty tables") {
    const TemporaryFolder folder;
    copy_stock(folder);
    write_lines(folder.path() / "buildings.csv",
                {lines_of(folder.path() / "buildings.csv").front()});
    const Analysis analysis = analysis_of(folder);
    for (const char* table :
         {"consumption", "baselines", "findings", "benchmarks", "measures", "ranking", "plan"}) {
      CHECK(analysis.table(table).rows == 0);
    }
  }

  TEST_CASE("a folder that is not there is an error that names it") {
    CHECK_THROWS_AS(static_cast<void>(read_stock_folder("no_such_stock")), InputError);
  }
}
