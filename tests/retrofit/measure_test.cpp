// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/measure.hpp>

#include "support/made_reference.hpp"

#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace empower;
using namespace empower::testing;

namespace {

constexpr auto heating = static_cast<std::size_t>(EndUse::space_heating);
constexpr auto hot_water = static_cast<std::size_t>(EndUse::domestic_hot_water);
constexpr auto lighting = static_cast<std::size_t>(EndUse::lighting);

MeasureOutcome sized(const MeasureRule& rule, const Building& building = office(),
                     const BuildingUseOfEnergy& energy = gas_heated(),
                     const ReferenceTables& tables = plain_assumptions(), double vat = 0.0) {
  return size_measure(rule, building, energy, {&tables, vat});
}

std::string refusal(const MeasureOutcome& outcome) {
  REQUIRE_FALSE(outcome.has_value());
  return std::string{code(outcome.failure().reason)} + ": " + outcome.failure().detail;
}

MeasureRule heat_pump_rule() {
  MeasureRule rule;
  rule.id = "heat_pump";
  rule.group = "generator";
  rule.affected_end_uses = {"space_heating", "domestic_hot_water"};
  rule.basis = SavingBasis::fuel_switch;
  rule.unit_cost_eur = {500.0, 700.0, 900.0};
  rule.cost_unit = "kW of heat";
  rule.required_inputs = {"fuel_kwh", "plant_kw", "scop"};
  rule.lifetime_years = 18.0;
  return rule;
}

MeasureRule photovoltaic_rule() {
  MeasureRule rule;
  rule.id = "photovoltaic";
  rule.group = "renewables";
  rule.affected_end_uses = {"electricity"};
  rule.basis = SavingBasis::yield_per_unit;
  rule.yield_kwh_per_unit_year = {1150.0, 1250.0, 1350.0};
  rule.unit_cost_eur = {1100.0, 1450.0, 1800.0};
  rule.cost_unit = "kWp";
  rule.lifetime_years = 25.0;
  return rule;
}

MeasureRule automation_rule(char to_class) {
  MeasureRule rule;
  rule.id = std::string{"bacs_class_"} + to_class;
  rule.group = "control";
  rule.affected_end_uses = {"space_heating"};
  rule.basis = SavingBasis::bacs_factor;
  rule.unit_cost_eur = {15.0, 35.0, 60.0};
  rule.cost_unit = "m2 of floor";
  rule.lifetime_years = 15.0;
  return rule;
}

/// Class D 1.5, C 1, B 0.8 for heat; D 1.1, C 1, B 0.9 for electricity.
ReferenceTables with_automation(std::string present) {
  ReferenceTables tables = plain_assumptions();
  Assumption row;
  row.quantity = "bacs_class_present";
  row.use = "all";
  row.text_value = std::move(present);
  tables.assumptions.push_back(row);
  BuildingUseRow use;
  use.use = "office";
  use.bacs_use = "offices";
  tables.uses.push_back(use);
  const auto add = [&](std::string kind, std::string of_class, double factor) {
    tables.bacs.push_back({"offices", std::move(kind), std::move(of_class), factor, {}});
  };
  add("thermal", "D", 1.5);
  add("thermal", "C", 1.0);
  add("thermal", "B", 0.8);
  add("electric", "D", 1.1);
  add("electric", "C", 1.0);
  add("electric", "B", 0.9);
  return tables;
}

} // namespace

TEST_SUITE("retrofit/measure") {
  TEST_CASE("a share acts on its end use alone, at cost per area with VAT") {
    const auto measure = sized(wall_rule(), office(), gas_heated(), plain_assumptions(), 0.22);
    REQUIRE(measure);
    CHECK(measure->heat_share[heating].low == doctest::Approx(0.1));
    CHECK(measure->heat_share[heating].mid == doctest::Approx(0.2));
    CHECK(measure->heat_share[heating].high == doctest::Approx(0.3));
    CHECK(measure->heat_share[hot_water].missing());
    CHECK(measure->investment_eur.low == doctest::Approx(500.0 * 80.0 * 1.22));
    CHECK(measure->investment_eur.mid == doctest::Approx(500.0 * 100.0 * 1.22));
    CHECK(measure->investment_eur.high == doctest::Approx(500.0 * 130.0 * 1.22));
    CHECK(measure->lifetime_years == 30);
    CHECK(measure->running_cost_eur_year == 0.0);
  }

  TEST_CASE("every assumed quantity is named once, with its value") {
    const auto measure = sized(wall_rule());
    REQUIRE(measure);
    CHECK(measure->assumptions == std::vector<std::string>{"realisation_factor=1",
                                                           "realisation_geometric_sd=1",
                                                           "wall_area_per_floor_area=0.5"});
  }

  TEST_CASE("savings are shrunk to what is realised, and their spread widened") {
    ReferenceTables tables = plain_assumptions();
    for (Assumption& row : tables.assumptions) {
      if (row.quantity == "realisation_factor") row.value = 0.85;
      if (row.quantity == "realisation_geometric_sd") row.value = 1.25;
    }
    const auto measure = sized(wall_rule(), office(), gas_heated(), tables);
    REQUIRE(measure);
    const double spread = normal_quantile_95 * std::log(1.25);
    CHECK(measure->heat_share[heating].mid == doctest::Approx(0.17));
    CHECK(measure->heat_share[heating].low ==
          doctest::Approx(0.17 * std::exp(-std::hypot(spread, std::log(2.0)))));
    CHECK(measure->heat_share[heating].high ==
          doctest::Approx(0.17 * std::exp(std::hypot(spread, std::log(1.5)))));
  }

  TEST_CASE("no saving is above the whole end use") {
    MeasureRule rule = wall_rule();
    rule.saving_share = {0.5, 0.9, 1.0};
    ReferenceTables tables = plain_assumptions();
    tables.assumptions[1].value = 1.5;
    REQUIRE(tables.assumptions[1].quantity == "realisation_geometric_sd");
    CHECK(sized(rule, office(), gas_heated(), tables)->heat_share[heating].high == 1.0);
  }

  TEST_CASE("a roof's share falls with height, its area with the footprint") {
    MeasureRule rule = wall_rule();
    rule.id = "roof";
    rule.cost_unit = "m2 of roof";
    rule.exclusivity_groups = {"roof_insulation"};
    Building building = office();
    for (const auto& [storeys, share] : {std::pair{1, 0.2}, {2, 0.2}, {4, 0.1}}) {
      CAPTURE(storeys);
      building.storeys = storeys;
      const auto measure = sized(rule, building);
      REQUIRE(measure);
      CHECK(measure->heat_share[heating].mid == doctest::Approx(share));
      CHECK(measure->investment_eur.mid == doctest::Approx(1000.0 / storeys * 1.1 * 100.0));
    }
    building.storeys.reset();
    const auto assumed = sized(rule, building);
    CHECK(std::ranges::count(assumed->assumptions, "storeys=2") == 1);
  }

  TEST_CASE("a heat pump moves heat to electricity by efficiency over SCOP, sized by the plant") {
    Building building = office();
    building.plant_kw = 120.0;
    const auto measure = sized(heat_pump_rule(), building);
    REQUIRE(measure);
    CHECK(measure->electricity_per_fuel == doctest::Approx(0.9 / 3.0));
    CHECK(measure->investment_eur.mid == doctest::Approx(120.0 * 700.0));
    building.plant_kw = missing_value;
    CHECK(sized(heat_pump_rule(), building)->investment_eur.mid == doctest::Approx(80.0 * 700.0));
  }

  TEST_CASE(
      "a switch to another fuel has no figures here and is refused, not taken for a heat pump") {
    MeasureRule biomass = heat_pump_rule();
    biomass.id = "biomass_boiler";
    biomass.required_inputs = {"fuel_kwh", "plant_kw", "generator_efficiency"};
    CHECK(refusal(sized(biomass)).starts_with("no_figure"));
  }

  TEST_CASE("without fuel or heat there is nothing to switch") {
    BuildingUseOfEnergy energy = gas_heated();
    energy.carriers.pop_back();
    CHECK(refusal(sized(heat_pump_rule(), office(), energy)) ==
          "not_applicable: no fuel or delivered heat to replace");
  }

  TEST_CASE("own generation is limited by the roof, and by what the building uses in a year") {
    // Roof: 1000 / 2 * 1.1 * 0.5 * 0.2 = 55 kWp; use: 50000 / 1250 = 40 kWp.
    const auto by_use = sized(photovoltaic_rule());
    REQUIRE(by_use);
    CHECK(by_use->investment_eur.mid == doctest::Approx(40.0 * 1450.0));
    CHECK(by_use->generation_kwh.mid == doctest::Approx(40.0 * 1250.0 * 0.6));
    CHECK(by_use->generation_kwh.low == doctest::Approx(40.0 * 1150.0 * 0.6));
    Building tall = office();
    tall.storeys = 5; // 22 kWp of roof
    const auto by_roof = sized(photovoltaic_rule(), tall);
    CHECK(by_roof->investment_eur.mid == doctest::Approx(22.0 * 1450.0));

    BuildingUseOfEnergy no_electricity = gas_heated();
    no_electricity.carriers.front().kwh = {};
    CHECK(refusal(sized(photovoltaic_rule(), office(), no_electricity)) ==
          "not_applicable: no electricity known");
  }

  TEST_CASE("automation saves by the ratio of its class factors") {
    const ReferenceTables tables = with_automation("D");
    const auto measure = sized(automation_rule('b'), office(), gas_heated(), tables);
    REQUIRE(measure);
    CHECK(measure->heat_share[heating].mid == doctest::Approx(1.0 - 0.8 / 1.5));
    CHECK(measure->heat_share[hot_water].mid == doctest::Approx(1.0 - 0.8 / 1.5));
    CHECK(measure->electricity_share[lighting].mid == doctest::Approx(1.0 - 0.9 / 1.1));
    CHECK(std::ranges::count(measure->assumptions, "bacs_class_present=D") == 1);
    CHECK(refusal(sized(automation_rule('a'), office(), gas_heated(), tables)) ==
          "missing_input: automation factors of offices");
  }

  TEST_CASE("a building already in the class, or in a better one, is not offered it") {
    for (const char* present : {"B", "C"}) {
      const ReferenceTables tables = with_automation(present);
      CHECK(sized(automation_rule('b'), office(), gas_heated(), tables).has_value() ==
            (present[0] == 'C'));
      CHECK(refusal(sized(automation_rule('c'), office(), gas_heated(), tables)) ==
            std::string{"not_applicable: already of automation class "} + present);
    }
  }

  TEST_CASE("a condensing boiler is for gas heating and saves no electricity") {
    MeasureRule rule = wall_rule();
    rule.id = "condensing_boiler";
    rule.group = "generator";
    rule.cost_unit = "kW of heat";
    const auto measure = sized(rule);
    REQUIRE(measure);
    CHECK_FALSE(measure->heat_share[heating].missing());
    CHECK(measure->electricity_share[heating].missing());
    BuildingUseOfEnergy district = gas_heated();
    district.carriers.back().carrier = Carrier::district_heating;
    CHECK(refusal(sized(rule, office(), district)) ==
          "not_applicable: not heated with natural gas");
    BuildingUseOfEnergy both = gas_heated();
    both.carriers.push_back(both.carriers.back());
    both.carriers.back().carrier = Carrier::district_heating;
    CHECK(refusal(sized(rule, office(), both)) ==
          "not_applicable: heated with natural gas only in part");
  }

  TEST_CASE("a yearly fee is a running cost, not an investment") {
    MeasureRule rule = wall_rule();
    rule.group = "management";
    rule.affected_end_uses = {"all"};
    rule.cost_unit = "m2 of floor and year";
    rule.unit_cost_eur = {0.5, 1.0, 2.0};
    const auto measure = sized(rule, office(), gas_heated(), plain_assumptions(), 0.22);
    REQUIRE(measure);
    CHECK(measure->investment_eur.mid == 0.0);
    CHECK(measure->running_cost_eur_year == doctest::Approx(1220.0));
    for (const Range& share : measure->electricity_share) CHECK(share.mid == doctest::Approx(0.2));
  }

  TEST_CASE("formula-only and unpriced measures are refused by name of what is missing") {
    MeasureRule rule = wall_rule();
    rule.basis = SavingBasis::formula_only;
    rule.required_inputs = {"wall_area_m2", "u_wall_w_m2k"};
    CHECK(refusal(sized(rule)) ==
          "no_figure: no saving or cost figure; give a proposal with wall_area_m2, u_wall_w_m2k");
    rule = wall_rule();
    rule.unit_cost_eur = {};
    CHECK(refusal(sized(rule)) == "no_figure: no unit cost (EUR per m2 of wall)");
    rule = wall_rule();
    rule.cost_unit = "piece";
    CHECK(refusal(sized(rule)) == "missing_input: a quantity for cost unit \"piece\"");
  }

  TEST_CASE("listed buildings are spared what excludes them") {
    MeasureRule rule = wall_rule();
    Building listed = office();
    listed.heritage = true;
    CHECK(sized(rule, listed).has_value());
    rule.excludes_heritage = true;
    CHECK(refusal(sized(rule, listed)).starts_with("heritage"));
    CHECK(sized(rule).has_value());
  }

  TEST_CASE("envelopes from the year of the law on are not insulated again") {
    Building building = office();
    building.year_built = 2006;
    CHECK(refusal(sized(wall_rule(), building)).starts_with("not_applicable: built in 2006"));
    building.year_built = 2005;
    CHECK(sized(wall_rule(), building).has_value());
    building.year_built.reset();
    CHECK(sized(wall_rule(), building).has_value());
    building.year_built = 2006;
    MeasureRule control = wall_rule();
    control.group = "control";
    CHECK(sized(control, building).has_value());
  }

  TEST_CASE("a missing assumption is refused by its name, never guessed") {
    ReferenceTables tables = plain_assumptions();
    std::erase_if(tables.assumptions,
                  [](const Assumption& row) { return row.quantity == "wall_area_per_floor_area"; });
    CHECK(refusal(sized(wall_rule(), office(), gas_heated(), tables)) ==
          "missing_input: wall_area_per_floor_area");
    std::erase_if(tables.assumptions, [](const Assumption& row) {
      return row.quantity == "envelope_insulated_since_year";
    });
    CHECK(refusal(sized(wall_rule(), office(), gas_heated(), tables)) ==
          "missing_input: envelope_insulated_since_year");
  }

  TEST_CASE("a building without floor area is refused") {
    Building building = office();
    for (const double area : {missing_value, 0.0}) {
      building.floor_area = SquareMetres{area};
      CHECK(refusal(sized(wall_rule(), building)) == "missing_input: floor_area_m2");
    }
  }

  TEST_CASE("a measure on an end use the building has no energy for is not proposed") {
    MeasureRule rule = wall_rule();
    rule.affected_end_uses = {"space_cooling"};
    CHECK(refusal(sized(rule)) == "not_applicable: no energy known for space_cooling");
  }

  TEST_CASE("electricity must come first among the carriers") {
    BuildingUseOfEnergy energy = gas_heated();
    std::swap(energy.carriers[0], energy.carriers[1]);
    CHECK_THROWS_AS((void)sized(wall_rule(), office(), energy), ContractError);
    CHECK_THROWS_AS((void)sized(wall_rule(), office(), {}), ContractError);
  }
}
