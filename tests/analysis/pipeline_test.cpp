// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/analyse.hpp>

#include "analysis/simulated_stock.hpp"
#include "simulate/csv_rows.hpp"
#include "support/counter_random.hpp"
#include "support/shared_data.hpp"
#include "support/table_values.hpp"

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <utility>

using namespace empower;
using namespace empower::testing;
using empower_test::csv_rows;
using empower_test::Row;

namespace {

namespace fs = std::filesystem;

/// A stock with noise, faults and hourly meters: there is more to find.
const Analysis& spoilt() {
  static const Analysis once = [] {
    const TemporaryFolder folder;
    simulate_public_stock(folder.path(), {.buildings = 100, .hourly_share = 0.1});
    return analyse(read_stock_folder(folder.path()), with_budget());
  }();
  return once;
}

std::string csv(const Table& table) {
  std::ostringstream out;
  write_csv(table, out);
  return out.str();
}

/// Numbers are written in the form that reads back to the same bits, so equal text is equal bits.
void check_same_tables(const Analysis& a, const Analysis& b,
                       const std::set<std::string>& but = {}) {
  REQUIRE(a.tables.size() == b.tables.size());
  for (std::size_t i = 0; i < a.tables.size(); ++i) {
    CAPTURE(a.tables[i].name);
    REQUIRE(a.tables[i].name == b.tables[i].name);
    if (!but.contains(a.tables[i].name)) CHECK((csv(a.tables[i]) == csv(b.tables[i])));
  }
  CHECK(a.plan_json == b.plan_json);
}

/// The rows of a file in another order, the header first.
void shuffle(const fs::path& file, std::uint64_t seed) {
  std::vector<std::string> lines = lines_of(file);
  for (std::size_t i = lines.size() - 1; i > 1; --i) {
    std::swap(lines[i],
              lines[1 + static_cast<std::size_t>(uniform(seed, i) * static_cast<double>(i))]);
  }
  write_lines(file, lines);
}

double true_number(const Row& row, const char* column) {
  return row.at(column).empty() ? missing_value : std::stod(row.at(column));
}

} // namespace

TEST_SUITE("analysis/pipeline") {
  TEST_CASE(
      "bills and daily readings give back the signatures they were made from, all four shapes") {
    // Readings carry 16 digits and temperatures are those the meters saw, so nothing but rounding
    // is lost.
    std::map<std::string, std::vector<Row>> truth;
    for (const Row& row : csv_rows(simulated().folder.path() / "truth/signatures.csv"))
      truth[row.at("meter_id")].push_back(row);
    const Table& baselines = simulated().analysis.table("baselines");
    std::map<std::pair<std::string, std::string>, int> seen; // by method and shape
    for (std::size_t i = 0; i < baselines.rows; ++i) {
      const std::string& meter = text(baselines, "meter_id", i);
      CAPTURE(meter);
      if (truth.at(meter).size() != 1)
        continue; // changed by a retrofit: no single signature is true
      const Row& known = truth.at(meter).front();
      const bool heats = true_number(known, "heating_slope_kwh_kd") > 0.0;
      const bool cools = true_number(known, "cooling_slope_kwh_kd") > 0.0;
      REQUIRE(text(baselines, "status", i) == "fitted");
      REQUIRE(text(baselines, "model", i) == (heats && cools ? "5P"
                                              : heats        ? "3PH"
                                              : cools        ? "3PC"
                                                             : "1P"));
      const auto relative = [&](const char* column) {
        return std::abs(number(baselines, column, i) / true_number(known, column) - 1.0);
      };
      const auto kelvin = [&](const char* column) {
        return std::abs(number(baselines, column, i) - true_number(known, column));
      };
      CHECK(relative("base_kwh_day") < 1e-9);
      if (heats) CHECK(relative("heating_slope_kwh_kd") < 1e-9);
      if (heats) CHECK(kelvin("heating_balance_c") < 1e-6);
      if (cools) CHECK(relative("cooling_slope_kwh_kd") < 1e-9);
      if (cools) CHECK(kelvin("cooling_balance_c") < 1e-6);
      ++seen[{text(baselines, "method", i), text(baselines, "model", i)}];
    }
    CHECK(seen.size() == 8); // four shapes from days, four from bills
  }

  TEST_CASE("the energy of the consumption table is that of the readings") {
    const Readings& readings = simulated().stock.readings;
    double read =
        std::accumulate(readings.bill_energy_kwh.begin(), readings.bill_energy_kwh.end(), 0.0);
    read = std::accumulate(readings.interval_energy_kwh.begin(), readings.interval_energy_kwh.end(),
                           read);
    const auto& energy = values<double>(simulated().analysis.table("consumption"), "energy_kwh");
    CHECK(std::accumulate(energy.begin(), energy.end(), 0.0) ==
          doctest::Approx(read).epsilon(1e-12));
  }

  TEST_CASE("one thread and two give the same tables to the last bit") {
    check_same_tables(simulated().analysis, analyse(simulated().stock, with_budget(2)));
  }

  TEST_CASE("the order of the rows does not matter to the last bit") {
    const TemporaryFolder folder;
    copy_stock(folder);
    shuffle(folder.path() / "buildings.csv", 1);
    shuffle(folder.path() / "meters.csv", 2);
    shuffle(folder.path() / "readings.csv", 3);
    REQUIRE(lines_of(folder.path() / "readings.csv") !=
            lines_of(simulated().folder.path() / "readings.csv"));
    check_same_tables(simulated().analysis, analysis_of(folder), {"inputs", "rejects"});
  }

  TEST_CASE("every finding has an id of its own") {
    const auto& ids = values<std::string>(spoilt().table("findings"), "finding_id");
    CHECK(ids.size() > 10);
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
  }

  TEST_CASE("every code is in the closed list that the data dictionary states") {
    std::set<std::string> closed;
    for (const Table& table : spoilt().tables) {
      for (const TableColumn& column : table.columns) {
        if (column.codes.empty()) continue;
        closed.insert(table.name + '.' + column.name);
        CAPTURE(table.name);
        CAPTURE(column.name);
        for (const std::string& value : values<std::string>(table, column.name)) {
          CAPTURE(value);
          CHECK((value.empty() || std::ranges::count(column.codes, value) == 1));
        }
      }
    }
    for (const char* column : {"baselines.model", "baselines.status", "baselines.reason",
                               "findings.kind", "measures.status"}) {
      CHECK(closed.contains(column));
    }
  }

  TEST_CASE("a measure that has only a formula is refused with an input that it needs") {
    const Table& measures = simulated().analysis.table("measures");
    std::size_t refused = 0;
    for (const MeasureRule& rule : embedded_reference().measures) {
      if (rule.basis != SavingBasis::formula_only) continue;
      CAPTURE(rule.id);
      for (const std::size_t row : rows_where(measures, [&](std::size_t i) {
             return std::ranges::count(split(text(measures, "measures", i), '|'), rule.id) > 0;
           })) {
        CHECK(text(measures, "status", row) == "refused");
        const std::string& reason = text(measures, "reason", row);
        CAPTURE(reason);
        if (reason.starts_with("heritage") || reason.starts_with("not_applicable")) continue;
        CHECK(std::ranges::any_of(rule.required_inputs, [&](const std::string& input) {
          return reason.find(input) != std::string::npos;
        }));
        ++refused;
      }
    }
    CHECK(refused > 0);
  }

  TEST_CASE("a proposed measure lists each assumption it rests on, with its value") {
    const Table& measures = simulated().analysis.table("measures");
    std::size_t walls = 0;
    for (std::size_t row = 0; row < measures.rows; ++row) {
      if (text(measures, "status", row) != "proposed") continue;
      const std::string& assumptions = text(measures, "assumptions", row);
      // No stock lists its wall area.
      if (text(measures, "measures", row) == "wall_external") {
        ++walls;
        CHECK(assumptions.find("wall_area_per_floor_area=") != std::string::npos);
      }
      for (const std::string_view assumption : split(assumptions, '|')) {
        if (!assumptions.empty()) CHECK(split(assumption, '=').size() == 2);
      }
      CHECK(number(measures, "saving_low_kwh", row) <= number(measures, "saving_kwh", row));
      CHECK(number(measures, "saving_kwh", row) <= number(measures, "saving_high_kwh", row));
    }
    CHECK(walls > 0);
  }

  TEST_CASE("the plan keeps to the budget and takes one proposed package of a building at most") {
    const Analysis& analysis = simulated().analysis;
    const Table& plan = analysis.table("plan");
    const Table& measures = analysis.table("measures");
    CHECK(plan.rows > 0);
    std::set<std::string> buildings;
    double spent = 0.0;
    // The plan is optimal in whole units of 100 EUR, costs rounded up.
    const auto in_units = [](double eur) { return 100.0 * std::ceil(eur / 100.0); };
    double left = budget_eur;
    for (std::size_t row = 0; row < plan.rows; ++row) {
      CHECK(buildings.insert(text(plan, "building_id", row)).second);
      const auto offered = rows_where(measures, [&](std::size_t i) {
        return text(measures, "building_id", i) == text(plan, "building_id", row) &&
               text(measures, "package", i) == text(plan, "package", row);
      });
      REQUIRE(offered.size() == 1);
      CHECK(text(measures, "status", offered[0]) == "proposed");
      CHECK(number(measures, "npv_eur", offered[0]) == number(plan, "npv_eur", row));
      CHECK(number(measures, "investment_eur", offered[0]) == number(plan, "investment_eur", row));
      spent += number(plan, "outlay_eur", row);
      left -= in_units(number(plan, "outlay_eur", row));
    }
    CHECK(spent <= budget_eur);
    CHECK(analysis.plan_json.find("\"optimal\": true") != std::string::npos);
    // No package that pays, of a building left out, is within what is left.
    for (std::size_t row = 0; row < measures.rows; ++row) {
      if (buildings.contains(text(measures, "building_id", row)) ||
          text(measures, "status", row) != "proposed")
        continue;
      CHECK((number(measures, "npv_eur", row) <= 0.0 ||
             in_units(number(measures, "investment_eur", row)) > left));
    }
  }
}
