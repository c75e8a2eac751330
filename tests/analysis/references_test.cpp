// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/references.hpp>

#include "simulated_stock.hpp"

#include <empower/reference/tables.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace empower;
using empower::testing::simulated;

namespace {

Table table_with_rows(std::string name, std::size_t rows = 1) {
  Table table;
  table.name = std::move(name);
  table.rows = rows;
  return table;
}

UsedReference row(std::string table, std::string key, Confidence confidence,
                  std::optional<CivilDay> valid_to = {}) {
  Provenance provenance;
  provenance.confidence = confidence;
  provenance.valid_to = valid_to;
  provenance.valid_from = civil_day(2015, 1, 1);
  return {std::move(table), std::move(key), 1.0, provenance};
}

const std::vector<Table> tables{table_with_rows("consumption"), table_with_rows("measures"),
                                table_with_rows("ranking"), table_with_rows("plan", 0)};

const std::vector<std::string>& texts(const Table& table, std::string_view column) {
  const auto found = std::ranges::find(table.columns, column, &TableColumn::name);
  REQUIRE(found != table.columns.end());
  return std::get<std::vector<std::string>>(found->values);
}

} // namespace

TEST_SUITE("analysis/references") {
  TEST_CASE("a row says which tables rest on it, of those that are there and have rows") {
    const std::vector used{row("co2_factors.csv", "natural_gas 2022 set", Confidence::verified),
                           row("bacs_factors.csv", "school thermal B", Confidence::verified),
                           row("bacs_factors.csv", "school thermal B", Confidence::verified)};
    const auto report = reference_report(used, {}, tables, civil_day(2022, 12, 31));
    REQUIRE(report.rows.size() == 2); // once, by table
    CHECK(report.rows[0].table == "bacs_factors.csv");
    CHECK(report.rows[0].used_in == "measures|ranking");
    CHECK(report.rows[1].used_in == "consumption");
    CHECK(report.warnings.empty());
    CHECK(tables_resting_on(used[1]) == std::vector<std::string>{"measures", "ranking", "plan"});
  }

  TEST_CASE("weak rows are said once per table with their keys, missing figures first") {
    const std::vector used{row("assumptions.csv", "storeys all", Confidence::general_knowledge),
                           row("assumptions.csv", "lighting all", Confidence::general_knowledge),
                           row("co2_factors.csv", "wood 2023 set", Confidence::placeholder)};
    const std::vector missing{
        MissingReference{"co2_factors.csv", "wood 2024", "no_reference_figure", "no factor"}};
    const auto report = reference_report(used, missing, tables, civil_day(2024, 12, 31));
    REQUIRE(report.warnings.size() == 3);
    CHECK(report.warnings[0].code == "no_reference_figure");
    CHECK(report.warnings[0].text == "no factor");
    CHECK(report.warnings[0].used_in == std::vector<std::string>{"consumption"});
    CHECK(report.warnings[1].code == "placeholder_figure");
    CHECK(report.warnings[2].code == "weak_figure");
    CHECK(report.warnings[2].keys == std::vector<std::string>{"lighting all", "storeys all"});
    CHECK(report.rows[0].warning == "weak_figure");
  }

  TEST_CASE("a row that ended before the data is said, unless it was looked up by its year") {
    const CivilDay end = civil_day(2023, 12, 31);
    const std::vector used{
        row("economic_parameters.csv", "vat", Confidence::verified, end),
        row("co2_factors.csv", "wood 2023 set", Confidence::verified, end),
        row("co2_factors.csv", "wood 2023 set for measures", Confidence::verified, end)};
    const auto codes = [&](CivilDay last) {
      std::string all;
      for (const ReferenceRow& r : reference_report(used, {}, tables, last).rows)
        all += r.warning + "/";
      return all;
    };
    CHECK(codes(end) == "///");
    CHECK(codes(civil_day(2024, 1, 1)) == "/expired_figure/expired_figure/");
  }

  TEST_CASE("prices without dates are said; other tables need none") {
    UsedReference price = row("prices.csv", "wood", Confidence::verified);
    UsedReference use = row("building_uses.csv", "office", Confidence::verified);
    price.provenance.valid_from.reset();
    use.provenance.valid_from.reset();
    const std::vector used{price, use};
    const auto report = reference_report(used, {}, tables, {});
    CHECK(report.rows[0].warning.empty());
    CHECK(report.rows[1].warning == "undated_figure");
  }

  TEST_CASE("an analysis lists what all its figures rest on, and no row rests on nothing") {
    const Analysis& analysis = simulated().analysis;
    const Table& references = analysis.table("references");
    std::set<std::string> files;
    for (std::size_t i = 0; i < references.rows; ++i) {
      const std::string& file = *files.emplace(texts(references, "table")[i]).first;
      CAPTURE(file);
      CHECK_FALSE(texts(references, "used_in")[i].empty());
      CHECK_FALSE(texts(references, "confidence")[i].empty());
    }
    for (const std::string file :
         {"assumptions.csv", "building_uses.csv", "climate_zones.csv", "co2_factors.csv",
          "economic_parameters.csv", "energy_carriers.csv", "primary_energy_factors.csv",
          "prices.csv", "retrofit_measures.csv", "toe_factors.csv"}) {
      CAPTURE(file);
      CHECK(files.contains(file));
    }
    const auto& keys = texts(references, "key");
    CHECK(std::ranges::count(keys, "D ordinary") == 1);
    CHECK(std::ranges::count(keys, "natural_gas bill_default") == 1);
  }
}
