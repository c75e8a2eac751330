// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/retrofit_stage.hpp>

#include "support/made_reference.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace empower;
using namespace empower::testing;

namespace {

EconomicParameter parameter(std::string name, double value) {
  return {std::move(name), "all", "all", value, "1", {}};
}

ReferenceTables tables_with_economics() {
  ReferenceTables tables = plain_assumptions();
  tables.economics = {parameter("discount_rate_real", 0.04), parameter("calculation_period", 30.0),
                      parameter("price_escalation_real_low", 0.0),
                      parameter("price_escalation_real_high", 0.02),
                      parameter("vat_ordinary", 0.22)};
  return tables;
}

MeasureRow proposal(std::string building, std::string package, double investment, double npv,
                    double half_width = 100.0) {
  MeasureRow row;
  row.building_id = std::move(building);
  row.package = std::move(package);
  row.investment_eur = investment;
  row.npv_eur = npv;
  row.npv_low_eur = npv - half_width;
  row.npv_high_eur = npv + half_width;
  row.saving_kwh = 10.0 * npv;
  return row;
}

/// An office heated with gas, and a wall and a formula-only rule.
struct Case {
  ReferenceTables tables = tables_with_economics();
  Building building = office();
  BuildingUseOfEnergy energy = gas_heated();
  StockFolder folder;
  bool weak = false;

  Case() {
    tables.measures = {wall_rule(), wall_rule()};
    tables.measures[1].id = "roof";
    tables.measures[1].basis = SavingBasis::formula_only;
    const auto price = [&](std::string carrier, Confidence confidence) {
      Provenance provenance;
      provenance.confidence = confidence;
      tables.prices.push_back({std::move(carrier), "plan", true, 0.1, 0.0, 0.0, provenance});
    };
    price("natural_gas", Confidence::placeholder);
    price("electricity_grid", Confidence::verified);
    Meter gas;
    gas.carrier = Carrier::natural_gas;
    folder.stock.meters.push_back(gas);
  }
  [[nodiscard]] std::vector<MeasureRow> rows() const {
    const Factors factors{folder, tables, "none", 2023, 2023};
    return measure_rows({&building, &energy, "no model", weak, &factors}, tables,
                        retrofit_terms(tables));
  }
};

} // namespace

TEST_SUITE("analysis/retrofit_stage") {
  TEST_CASE("the terms come from the tables, growth in the middle of its range, and are listed") {
    const RetrofitTerms terms = retrofit_terms(tables_with_economics());
    CHECK(terms.economics.valuation.discount_rate == 0.04);
    CHECK(terms.economics.valuation.years == 30);
    CHECK(terms.economics.price_growth == doctest::Approx(0.01));
    CHECK(terms.vat == 0.22);
    CHECK(terms.used.size() == 5);
  }

  TEST_CASE("a missing parameter is an error that names it") {
    for (std::size_t i = 0; i < 5; ++i) {
      ReferenceTables tables = tables_with_economics();
      const std::string name = tables.economics[i].parameter;
      tables.economics.erase(tables.economics.begin() + static_cast<std::ptrdiff_t>(i));
      CHECK_THROWS_WITH_AS((void)retrofit_terms(tables), doctest::Contains(name.c_str()),
                           InputError);
    }
  }

  TEST_CASE("proposed packages come first, then what is refused, with the weakest price used") {
    const Case c;
    const auto rows = c.rows();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].package == "wall");
    CHECK(rows[0].status == "proposed");
    CHECK(rows[0].price_confidence == "placeholder");
    CHECK(rows[0].data_quality == "fair"); // it rests on assumptions
    CHECK(rows[0].investment_eur == doctest::Approx(500.0 * 100.0 * 1.22));
    CHECK(rows[1].package == "roof");
    CHECK(rows[1].status == "refused");
    CHECK(rows[1].reason.starts_with("no_figure"));
  }

  TEST_CASE("a price that the building does not need does not weaken it; a weak model does") {
    Case c;
    c.energy.carriers.pop_back();
    c.tables.measures[0].affected_end_uses = {"lighting"};
    CHECK(c.rows()[0].price_confidence == "verified");
    c.weak = true;
    CHECK(c.rows()[0].data_quality == "poor");
  }

  TEST_CASE("a building without known energy is one row that says why") {
    Case c;
    c.energy.carriers.clear();
    const auto rows = c.rows();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].building_id == "B1");
    CHECK(rows[0].status == "refused");
    CHECK(rows[0].reason == "no model");
    CHECK(rows[0].package.empty());
  }

  TEST_CASE("a building ranks by its best package; what loses money or is unknown does not rank") {
    const std::vector<MeasureRow> rows{
        proposal("A", "wall", 10.0, 500.0), proposal("A", "wall+roof", 20.0, 900.0),
        proposal("A", "pump", 20.0, -50.0), proposal("B", "wall", 10.0, 5000.0),
        proposal("C", "wall", 10.0, -1.0),  proposal("D", "wall", 10.0, missing_value),
        proposal("E", "wall", 10.0, 2000.0)};
    const auto ranking = ranking_rows(rows, 2);
    REQUIRE(ranking.size() == 3);
    CHECK(ranking[0].building_id == "B");
    CHECK(ranking[1].building_id == "E");
    CHECK(ranking[2].building_id == "A");
    CHECK(ranking[2].package == "wall+roof");
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(ranking[i].rank == static_cast<std::int64_t>(i + 1));
      CHECK(ranking[i].k == 2);
      CHECK(ranking[i].expected_rank == doctest::Approx(static_cast<double>(i + 1)).epsilon(0.01));
    }
    CHECK(ranking[0].probability_top_k == doctest::Approx(1.0).epsilon(0.01));
    CHECK(ranking_rows(rows, 20)[0].k == 3); // of three, the top twenty are three
    CHECK(ranking_rows({}, 20).empty());
  }

  TEST_CASE("the plan takes at most one package of a building, and what pays, within the budget") {
    const std::vector<MeasureRow> rows{
        proposal("A", "wall", 1000.0, 500.0), proposal("A", "wall+roof", 3000.0, 900.0),
        proposal("B", "wall", 1000.0, -10.0), proposal("C", "wall", 2000.0, 800.0),
        proposal("D", "wall", 100.0, missing_value)};
    const BudgetPlan small = budget_plan(rows, 3000.0);
    REQUIRE(small.rows.size() == 2);
    CHECK(small.rows[0].building_id == "A");
    CHECK(small.rows[0].package == "wall");
    CHECK(small.rows[1].building_id == "C");
    CHECK(small.result.spent_eur == 3000.0);
    CHECK(small.result.npv_eur == 1300.0);
    CHECK(small.result.optimal);
    CHECK(small.rows[0].outlay_eur == 1000.0);
    CHECK(std::isnan(small.rows[0].grant_eur));

    const BudgetPlan large = budget_plan(rows, 5000.0);
    CHECK(large.rows[0].package == "wall+roof");
    CHECK(budget_plan(rows, 0.0).rows.empty());
    CHECK(budget_plan({}, 1000.0).rows.empty());
  }
}
