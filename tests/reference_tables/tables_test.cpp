// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/tables.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>

using namespace empower;

namespace {

const ReferenceTables& tables() { return embedded_reference(); }

template <class Row>
std::string refusal(const ReferenceTables::Found<Row>& found) {
  REQUIRE_FALSE(found.has_value());
  std::string text{code(found.failure().reason)};
  text += ": ";
  text += found.failure().detail;
  return text;
}

EnergyPrice gas_price(double eur_per_kwh) {
  return {"natural_gas", "ours", true, eur_per_kwh, missing_value, missing_value, {}};
}

EmissionFactor emission(std::optional<int> year, double kg_co2_per_kwh) {
  return {"x", year, "s", "v", true, kg_co2_per_kwh, {}};
}

EconomicParameter rate(std::string perspective, std::string building_group, double value) {
  return {"rate", std::move(perspective), std::move(building_group), value, "1/y", {}};
}

Assumption assumption(std::string use, std::optional<int> storeys_from,
                      std::optional<int> storeys_to, double value, std::string text_value = {}) {
  return {"q", std::move(use), storeys_from, storeys_to, value, std::move(text_value), "1", {}, {}};
}

} // namespace

TEST_SUITE("reference/tables") {

  TEST_CASE("codes are words that stand") {
    CHECK(code(ReferenceReason::no_row) == "no_row");
    CHECK(code(ReferenceReason::not_valid_then) == "not_valid_then");
    CHECK(code(ReferenceReason::no_figure) == "no_reference_figure");
    CHECK(code(Confidence::verified) == "verified");
    CHECK(code(Confidence::second_hand) == "second_hand");
    CHECK(code(Confidence::computed) == "computed");
    CHECK(code(Confidence::general_knowledge) == "general_knowledge");
    CHECK(code(Confidence::placeholder) == "placeholder");
  }

  TEST_CASE("a row holds from its first to its last day, and without bounds on every day") {
    Provenance row;
    CHECK(row.holds_throughout(calendar_year(1900)));
    row.valid_from = civil_day(2024, 1, 1);
    row.valid_to = civil_day(2024, 12, 31);
    CHECK(row.holds_on(civil_day(2024, 1, 1)));
    CHECK(row.holds_on(civil_day(2024, 12, 31)));
    CHECK_FALSE(row.holds_on(civil_day(2025, 1, 1)));
    CHECK(row.holds_throughout(calendar_year(2024)));
    CHECK_FALSE(row.holds_throughout({civil_day(2024, 1, 1), civil_day(2025, 1, 2)}));
  }

  TEST_CASE("the default heating value of gas is that of the bills") {
    const auto gas = tables().heating_value("natural_gas");
    REQUIRE(gas.has_value());
    CHECK((*gas)->lhv_kwh_per_unit == 9.5947);
    CHECK((*gas)->hhv_kwh_per_unit == 10.6944);
    CHECK((*gas)->unit == "Smc");
    CHECK((*gas)->convention == "bill_default");
    CHECK(refusal(tables().heating_value("municipal_waste")) ==
          "no_reference_figure: no lower heating value of municipal_waste with a figure");
    CHECK(refusal(tables().heating_value("peat")) == "no_row: no lower heating value of peat");
  }

  TEST_CASE("a price says that it is a placeholder, and one without a figure is refused") {
    const auto gas = tables().price("natural_gas", civil_day(2024, 6, 1));
    REQUIRE(gas.has_value());
    CHECK((*gas)->eur_per_kwh == 0.1042);
    CHECK((*gas)->provenance.confidence == Confidence::placeholder);
    CHECK((*gas)->price_set == "public_body_planning");
    CHECK(tables().price("lpg", civil_day(2024, 6, 1)).failure().reason ==
          ReferenceReason::no_figure);
    CHECK(tables().price("solar_thermal", civil_day(2024, 6, 1)).failure().reason ==
          ReferenceReason::no_row);
  }

  TEST_CASE("a price is looked for on its day") {
    ReferenceTables own;
    own.prices.push_back(gas_price(0.08));
    own.prices.push_back(gas_price(0.11));
    own.prices[0].provenance.valid_to = civil_day(2023, 12, 31);
    own.prices[1].provenance.valid_from = civil_day(2024, 2, 1);
    CHECK((*own.price("natural_gas", civil_day(2023, 12, 31)))->eur_per_kwh == 0.08);
    CHECK((*own.price("natural_gas", civil_day(2024, 2, 1)))->eur_per_kwh == 0.11);
    CHECK(refusal(own.price("natural_gas", civil_day(2024, 1, 1))) ==
          "not_valid_then: no default price of natural_gas holds on 2024-01-01");
  }

  TEST_CASE("the year's own emission factor goes before the one for every year") {
    CHECK((*tables().emission_factor("natural_gas", 2013, "ispra-year"))->kg_co2_per_kwh == 0.2012);
    CHECK((*tables().emission_factor("natural_gas", 2021, "ispra-year"))->kg_co2_per_kwh == 0.202);
    CHECK((*tables().emission_factor("electricity_grid", 2019, "ispra-year"))->kg_co2_per_kwh ==
          0.269);
  }

  TEST_CASE("an emission factor without a figure refuses and does not fall back") {
    CHECK(refusal(tables().emission_factor("electricity_grid", 2024, "ispra-year")) ==
          "no_reference_figure: no emission factor of electricity_grid in set ispra-year for 2024 "
          "with a "
          "figure");
    CHECK(tables().emission_factor("electricity_grid", 2012, "ispra-year").failure().reason ==
          ReferenceReason::no_row);

    ReferenceTables own;
    own.emissions.push_back(emission({}, 0.5));
    own.emissions.push_back(emission(2024, missing_value));
    CHECK(own.emission_factor("x", 2023, "s").has_value());
    CHECK(own.emission_factor("x", 2024, "s").failure().reason == ReferenceReason::no_figure);
  }

  TEST_CASE("within a set of emission factors the default version is used") {
    CHECK((*tables().emission_factor("natural_gas", 2023, "ape"))->kg_co2_per_kwh == 0.21);
    CHECK((*tables().emission_factor("electricity_grid", 2023, "paesc-baseline"))->kg_co2_per_kwh ==
          0.483);
  }

  TEST_CASE("a zero factor is a figure, an empty one is none") {
    CHECK((*tables().emission_factor("pv_on_site", 2023, "ispra-year"))->kg_co2_per_kwh == 0.0);
    CHECK(tables().emission_factor("district_heating", 2023, "ispra-year").failure().reason ==
          ReferenceReason::no_figure);
  }

  TEST_CASE("a primary energy factor must hold throughout the period") {
    const auto factor = tables().primary_energy_factor("electricity_grid", calendar_year(2024));
    REQUIRE(factor.has_value());
    CHECK((*factor)->non_renewable == 1.95);
    CHECK((*factor)->renewable == 0.47);
    CHECK((*factor)->total == 2.42);
    CHECK(tables()
              .primary_energy_factor("electricity_grid",
                                     {civil_day(2026, 1, 1), civil_day(2026, 6, 3)})
              .has_value());
    CHECK(refusal(tables().primary_energy_factor("electricity_grid", calendar_year(2026))) ==
          "not_valid_then: no primary energy factor of electricity_grid holds throughout "
          "2026-01-01 to 2026-12-31");
    CHECK(
        tables().primary_energy_factor("electricity_grid", calendar_year(2027)).failure().reason ==
        ReferenceReason::no_figure);
    CHECK(tables().primary_energy_factor("peat", calendar_year(2024)).failure().reason ==
          ReferenceReason::no_row);
  }

  TEST_CASE("an economic parameter for all answers for each perspective and group") {
    CHECK((*tables().economic("discount_rate_real", "financial", "public"))->value == 0.04);
    CHECK((*tables().economic("discount_rate_real", "macroeconomic", "residential"))->value ==
          0.03);
    CHECK((*tables().economic("calculation_period", "financial", "commercial"))->value == 20.0);
    CHECK((*tables().economic("vat_ordinary", "financial", "public"))->value == 0.22);
    CHECK(tables().economic("carbon_price", "macroeconomic", "public").failure().reason ==
          ReferenceReason::no_figure);
    CHECK(tables().economic("discount_rate_real", "sensitivity", "public").failure().reason ==
          ReferenceReason::no_row);

    ReferenceTables own;
    own.economics.push_back(rate("all", "all", 1.0));
    own.economics.push_back(rate("all", "public", 2.0));
    own.economics.push_back(rate("financial", "all", 3.0));
    CHECK((*own.economic("rate", "macroeconomic", "residential"))->value == 1.0);
    CHECK((*own.economic("rate", "macroeconomic", "public"))->value == 2.0);
    CHECK((*own.economic("rate", "financial", "public"))->value == 3.0);
  }

  TEST_CASE("automation factors are those of the standard") {
    CHECK((*tables().bacs_factor("office", "thermal", "B"))->factor == 0.8);
    CHECK((*tables().bacs_factor("school", "thermal", "D"))->factor == 1.2);
    CHECK(tables().bacs_factor("", "thermal", "B").failure().reason == ReferenceReason::no_row);
  }

  TEST_CASE("the most particular assumption is taken: the use before all, a band of storeys before "
            "none") {
    ReferenceTables own;
    own.assumptions.push_back(assumption("all", {}, {}, 1.0));
    own.assumptions.push_back(assumption("all", 3, 4, 2.0));
    own.assumptions.push_back(assumption("office", {}, {}, 3.0));
    own.assumptions.push_back(assumption("office", 5, {}, 4.0));
    CHECK((*own.assumption("q", "library", {}))->value == 1.0);
    CHECK((*own.assumption("q", "library", 2))->value == 1.0);
    CHECK((*own.assumption("q", "library", 3))->value == 2.0);
    CHECK((*own.assumption("q", "library", 4))->value == 2.0);
    CHECK((*own.assumption("q", "office", 3))->value == 3.0);
    CHECK((*own.assumption("q", "office", 9))->value == 4.0);
    CHECK((*own.assumption("q", "office", {}))->value == 3.0);
    CHECK(refusal(own.assumption("p", "office", 2)) == "no_row: no assumption p for use office");
  }

  TEST_CASE("an assumption may be a code instead of a number, but not neither") {
    ReferenceTables own;
    own.assumptions.push_back(assumption("office", {}, {}, missing_value, "D"));
    own.assumptions.push_back(assumption("library", {}, {}, missing_value));
    CHECK((*own.assumption("q", "office", {}))->text_value == "D");
    CHECK(own.assumption("q", "library", {}).failure().reason == ReferenceReason::no_figure);
  }

  TEST_CASE("legal climate data are those of the decree") {
    const auto firenze = tables().municipality("048017");
    REQUIRE(firenze.has_value());
    CHECK((*firenze)->name == "Firenze");
    CHECK((*firenze)->climate_zone == "D");
    CHECK((*firenze)->degree_days.value() == 1821.0);
    CHECK((*firenze)->altitude_m == 50.0);
    const auto arezzo = tables().municipality("051002");
    REQUIRE(arezzo.has_value());
    CHECK((*arezzo)->climate_zone == "E");
    CHECK((*arezzo)->degree_days.value() == 2104.0);
    CHECK(refusal(tables().municipality("")) == "no_row: no municipality with the code \"\"");
    CHECK(tables().municipality("999999").failure().reason == ReferenceReason::no_row);
  }

  TEST_CASE("a municipality is found though rows moved or joined since the tables were read") {
    ReferenceTables own = tables();
    own.municipalities.erase(own.municipalities.begin(), own.municipalities.begin() + 4000);
    own.municipalities.push_back({});
    own.municipalities.back().istat_code = "000001";
    CHECK((*own.municipality("000001"))->istat_code == "000001");
    CHECK((*own.municipality("048017"))->name == "Firenze");
    CHECK(own.municipality("001001").failure().reason == ReferenceReason::no_row);
    own.municipality_order.clear();
    CHECK((*own.municipality("048017"))->name == "Firenze");
  }

  TEST_CASE("a merged municipality is found though it has no degree-days") {
    std::size_t merged = 0;
    for (const Municipality& row : tables().municipalities) {
      if (row.basis != "merged_no_degree_days") continue;
      ++merged;
      CHECK(row.degree_days.missing());
      CHECK(tables().municipality(row.istat_code).has_value());
    }
    CHECK(merged == 73);
  }

  TEST_CASE("the heating season is that of the zone and regime, and zone F has none") {
    const auto d = tables().zone("D");
    REQUIRE(d.has_value());
    REQUIRE((*d)->season_first.has_value());
    CHECK((*d)->season_first->month == 11);
    CHECK((*d)->season_first->day == 1);
    CHECK((*d)->season_last->month == 4);
    CHECK((*d)->season_last->day == 15);
    CHECK((*d)->hours_per_day == 12.0);
    CHECK((*tables().zone("D", "emergency_2022_2023"))->season_first->day == 8);
    CHECK_FALSE((*tables().zone("F"))->season_first.has_value());
    CHECK(std::isnan((*tables().zone("F"))->hours_per_day));
    CHECK(tables().zone("G").failure().reason == ReferenceReason::no_row);
  }

  TEST_CASE("the winter of 2022-23 had a season of its own, those around it had not") {
    CHECK((*tables().zone_on("D", civil_day(2022, 12, 1)))->regime == "emergency_2022_2023");
    CHECK((*tables().zone_on("D", civil_day(2022, 12, 1)))->hours_per_day == 11.0);
    CHECK((*tables().zone_on("D", civil_day(2021, 12, 1)))->regime == "ordinary");
    CHECK((*tables().zone_on("D", civil_day(2023, 12, 1)))->regime == "ordinary");
    CHECK(refusal(tables().zone_on("D", civil_day(1990, 1, 1))) ==
          "no_row: no climate zone D on 1990-01-01");
  }

  TEST_CASE("a heating value is lower or higher, by a convention that is named or the default") {
    const auto gas = tables().heating_value("natural_gas");
    REQUIRE(gas.has_value());
    CHECK((*gas)->lhv_kwh_per_unit == 9.5947);
    CHECK((*tables().heating_value("natural_gas", "bill_default", true))->hhv_kwh_per_unit ==
          10.6944);
    CHECK(refusal(tables().heating_value("natural_gas", "nobody's")) ==
          "no_row: no lower heating value of natural_gas by nobody's");
  }

  TEST_CASE("a use is called by other vocabularies as its row says") {
    const auto school = tables().use("school_primary");
    REQUIRE(school.has_value());
    CHECK((*school)->dpr412_category == "E.7");
    CHECK((*school)->name_it == "Scuola primaria");
    CHECK((*school)->bacs_use == "school");
    CHECK_FALSE((*school)->heating_hours_exempt);
    CHECK((*tables().use("hospital"))->heating_hours_exempt);
    CHECK(refusal(tables().use("castle")) == "no_row: no building use castle");
  }

} // TEST_SUITE
