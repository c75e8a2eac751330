// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/statement.hpp>

#include "obligation/rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace empower;
using namespace empower::testing;

namespace {

/// Buildings of two bodies with whole years of electricity and gas.
struct MadeStock {
  Stock stock;
  std::vector<BuildingChange> changes;
  std::vector<ConsumptionRow> consumption;
  std::vector<EstimatedDays> estimated;
  std::vector<FinishedWorks> works;

  std::size_t building(const std::string& id, const std::string& organisation, double area,
                       double plant_kw = missing_value) {
    Building building;
    building.id = id;
    building.use = BuildingUse::office;
    building.organisation = organisation;
    building.floor_area = SquareMetres{area};
    building.plant_kw = plant_kw;
    stock.buildings.push_back(building);
    return stock.buildings.size() - 1;
  }

  /// Factors of 2 for primary energy and 0.25 kg for emissions keep sums countable by hand.
  ConsumptionRow& use(const std::string& id, const char* carrier, int year, double kwh,
                      double coverage = 1.0) {
    ConsumptionRow row;
    row.building_id = id;
    row.carrier = carrier;
    row.year = year;
    row.energy_kwh = kwh;
    row.coverage = coverage;
    row.normalised_kwh = 1.1 * kwh;
    row.primary_kwh = 2.0 * kwh;
    row.emissions_kgco2e = 0.25 * kwh;
    row.emission_set = "ispra-year";
    row.cost_eur = 0.5 * kwh;
    consumption.push_back(row);
    return consumption.back();
  }

  [[nodiscard]] Statement statement() const {
    return yearly_statement(
        {&stock, changes, consumption, estimated, works, &embedded_reference()});
  }
};

/// Town has a1 and a2, and takes a3 from County in 2023.
MadeStock two_bodies() {
  MadeStock made;
  made.building("a1", "Town", 1000.0, 300.0);
  made.building("a2", "Town", 200.0, 50.0);
  const std::size_t moved = made.building("a3", "County", 500.0);
  made.changes.push_back({moved, civil_day(2023, 3, 1), BuildingField::organisation, {}, "Town"});
  for (const int year : {2021, 2024}) {
    const double share = year == 2021 ? 1.0 : 0.9;
    made.use("a1", "electricity", year, 10'000.0 * share);
    made.use("a1", "natural_gas", year, 80'000.0 * share);
    made.use("a2", "electricity", year, 10'000.0 * share);
    made.use("a3", "natural_gas", year, 50'000.0);
  }
  return made;
}

StatementRow row_of(const Statement& statement, std::string_view organisation, int year) {
  const auto found = std::ranges::find_if(statement.rows, [&](const StatementRow& row) {
    return row.organisation == organisation && row.year == year;
  });
  REQUIRE(found != statement.rows.end());
  return *found;
}

ObligationRow duty_of(const Statement& statement, int year, std::string_view id,
                      std::string_view building = "") {
  const auto found = std::ranges::find_if(statement.obligations, [&](const ObligationRow& row) {
    return row.organisation == "Town" && row.year == year && row.obligation == id &&
           row.building_id == building;
  });
  REQUIRE(found != statement.obligations.end());
  return *found;
}

} // namespace

TEST_SUITE("obligation/statement") {
  TEST_CASE("sums of a body and year by hand") {
    MadeStock made = two_bodies();
    made.estimated = {{0, 2024, 732.0, 183.0}, {1, 2024, 366.0, 91.5}, {2, 2021, 365.0, 365.0}};
    const Statement statement = made.statement();
    const StatementRow town = row_of(statement, "Town", 2024);
    CHECK(town.buildings == 3);
    CHECK(town.floor_area_m2 == 1700.0);
    CHECK(town.final_kwh == doctest::Approx(140'000.0));
    CHECK(town.electricity_kwh == doctest::Approx(18'000.0));
    CHECK(town.thermal_kwh == doctest::Approx(122'000.0));
    CHECK(town.normalised_kwh == doctest::Approx(154'000.0));
    CHECK(town.normalised_share == 1.0);
    CHECK(town.primary_kwh == doctest::Approx(280'000.0));
    CHECK(town.emissions_tco2e == doctest::Approx(35.0));
    CHECK(town.cost_eur == doctest::Approx(70'000.0));
    CHECK(town.price_confidence.empty());
    CHECK(town.coverage == 1.0);
    CHECK(town.estimated_share == doctest::Approx(0.25));
    // 18,000 * 0.187e-3 + 122,000 / 9.5947 * 0.836e-3
    CHECK(town.toe == doctest::Approx(3.366 + 10.630035332006212).epsilon(1e-9));
    CHECK(row_of(statement, "County", 2021).final_kwh == 50'000.0);
    CHECK(row_of(statement, "Town", 2021).buildings == 2);
  }

  TEST_CASE("a building that joined is told, and the target is judged like for like") {
    const Statement statement = two_bodies().statement();
    const StatementRow town = row_of(statement, "Town", 2024);
    CHECK(town.joined == 1);
    CHECK(town.left == 0);
    CHECK(town.eed_baseline_year == 2021);
    CHECK(town.eed_baseline_kwh == 100'000.0);
    CHECK(town.eed_target_linear_kwh == doctest::Approx(94'300.0));
    CHECK(town.eed_target_compound_kwh == doctest::Approx(94'407.6141));
    // The whole perimeter looks worse by the building that came.
    CHECK(town.eed_gap_kwh == doctest::Approx(140'000.0 - 94'300.0));
    CHECK(town.eed_gap_normalised_kwh == doctest::Approx(1.1 * (140'000.0 - 94'300.0)));
    CHECK(town.like_for_like_buildings == 2);
    CHECK(town.like_for_like_kwh == doctest::Approx(90'000.0));
    CHECK(town.like_for_like_gap_kwh == doctest::Approx(90'000.0 - 94'300.0));
    const ObligationRow duty = duty_of(statement, 2024, "eed_art5_reduction");
    CHECK(duty.status == "met");
    CHECK(duty.value == doctest::Approx(90'000.0));
    CHECK(duty.threshold == doctest::Approx(94'300.0));
    CHECK(duty.reason.find("of the 2 buildings of both years") != std::string::npos);
    CHECK(duty.act == "Directive (EU) 2023/1791 art. 5");
    CHECK(duty.confidence == "verified");
  }

  TEST_CASE("an unchanged perimeter is judged as a whole: a gap of 0.7 % is not met") {
    MadeStock made;
    made.building("a1", "Town", 1000.0);
    made.use("a1", "electricity", 2021, 1000.0);
    made.use("a1", "electricity", 2024, 950.0);
    const Statement statement = made.statement();
    CHECK(duty_of(statement, 2024, "eed_art5_reduction").status == "not_met");
    CHECK(row_of(statement, "Town", 2024).eed_gap_kwh == doctest::Approx(7.0));
  }

  TEST_CASE("without 2021 there is no target, and the statement says so") {
    MadeStock made;
    made.building("a1", "Town", 1000.0);
    made.use("a1", "electricity", 2024, 950.0);
    const Statement statement = made.statement();
    const StatementRow town = row_of(statement, "Town", 2024);
    CHECK(std::isnan(town.eed_target_linear_kwh));
    CHECK(town.note.find("no EED target: no final energy of the baseline year 2021") !=
          std::string::npos);
    const ObligationRow duty = duty_of(statement, 2024, "eed_art5_reduction");
    CHECK(duty.status == "unknown");
    CHECK(duty.reason == "no final energy of the baseline year 2021");
  }

  TEST_CASE("half a year of readings is not a saving") {
    MadeStock made;
    made.building("a1", "Town", 1000.0);
    made.use("a1", "electricity", 2021, 1000.0);
    made.use("a1", "electricity", 2024, 500.0, 0.5);
    const StatementRow town = row_of(made.statement(), "Town", 2024);
    CHECK(town.coverage == 0.5);
    CHECK(town.eed_target_linear_kwh == doctest::Approx(943.0));
    CHECK(std::isnan(town.eed_gap_kwh));
    CHECK(town.note.find("readings cover 50 %") != std::string::npos);
    CHECK(duty_of(made.statement(), 2024, "eed_art5_reduction").status == "unknown");
  }

  TEST_CASE("a carrier without readings in the year is missing days, not zero") {
    MadeStock made;
    made.building("a1", "Town", 1000.0);
    made.use("a1", "electricity", 2021, 1000.0);
    made.use("a1", "natural_gas", 2021, 9000.0);
    made.use("a1", "electricity", 2024, 900.0);
    const StatementRow town = row_of(made.statement(), "Town", 2024);
    CHECK(town.coverage == 0.5);
    CHECK(town.like_for_like_buildings == 0);
  }

  TEST_CASE("a site total counts only alone, and water never") {
    MadeStock made;
    made.building("a1", "Town", 1000.0);
    made.building("a2", "Town", 1000.0);
    made.use("a1", "electricity", 2024, 1.0);
    made.use("a1", "site_total", 2024, 100.0);
    made.use("a1", "water", 2024, 1000.0);
    made.use("a2", "site_total", 2024, 7.0);
    const StatementRow town = row_of(made.statement(), "Town", 2024);
    CHECK(town.final_kwh == 8.0);
    CHECK(town.coverage == 1.0);
  }

  TEST_CASE("a factor that is missing for one carrier leaves the sum empty and is named") {
    MadeStock made = two_bodies();
    for (ConsumptionRow& row : made.consumption)
      if (row.year == 2024 && row.carrier == "electricity") row.emissions_kgco2e = missing_value;
    const StatementRow town = row_of(made.statement(), "Town", 2024);
    CHECK(std::isnan(town.emissions_tco2e));
    CHECK(town.note.find("no emissions of electricity") != std::string::npos);
    CHECK(!std::isnan(town.primary_kwh));
  }

  TEST_CASE("a cost is as sure as the weakest price in it") {
    MadeStock made = two_bodies();
    const auto confidence = [&] { return row_of(made.statement(), "Town", 2024).price_confidence; };
    for (ConsumptionRow& row : made.consumption) row.price_confidence = "verified";
    CHECK(confidence() == "verified");
    made.consumption.back().price_confidence = "placeholder"; // of a3, which Town took over
    CHECK(confidence() == "placeholder");
    made.consumption.back().energy_kwh = 0.0;
    CHECK(confidence() == "verified");
    made.consumption.back().cost_eur = missing_value; // no cost, so nothing to be sure of
    CHECK(confidence().empty());
  }

  TEST_CASE("before the directive was in force there is no duty") {
    const Statement statement = two_bodies().statement();
    const StatementRow town = row_of(statement, "Town", 2021);
    CHECK(!town.eed_baseline_year.has_value());
    CHECK(std::isnan(town.renovation_due_m2));
    CHECK(town.energy_manager == "not_applicable");
    CHECK(std::ranges::none_of(statement.obligations, [](const ObligationRow& row) {
      return row.year == 2021 && row.obligation.starts_with("eed_");
    }));
  }

  TEST_CASE("renovation: 3 % of the area above 250 m2, by works on the whole building") {
    MadeStock made = two_bodies();
    made.works = {{0, civil_day(2024, 5, 1), "windows+led_lighting"}};
    CHECK(row_of(made.statement(), "Town", 2024).renovation_due_m2 == doctest::Approx(45.0));
    CHECK(row_of(made.statement(), "Town", 2024).renovated_m2 == 0.0);
    CHECK(duty_of(made.statement(), 2024, "eed_art6_renovation").status == "not_met");
    made.works.push_back({2, civil_day(2024, 9, 1), "nzeb_transformation"});
    CHECK(row_of(made.statement(), "Town", 2024).renovated_m2 == 500.0);
    CHECK(duty_of(made.statement(), 2024, "eed_art6_renovation").status == "met");
  }

  TEST_CASE("automation, solar and inventory of each building, by the rows of the table") {
    MadeStock made = two_bodies();
    const Statement statement = made.statement();
    CHECK(row_of(statement, "Town", 2024).bacs_due == 1);
    CHECK(duty_of(statement, 2024, "epbd_bacs_290", "a1").status == "due");
    CHECK(duty_of(statement, 2024, "epbd_bacs_290", "a2").status == "not_applicable");
    CHECK(duty_of(statement, 2024, "epbd_bacs_290", "a3").status == "unknown");
    const ObligationRow announced = duty_of(statement, 2024, "italy_bacs_class_b_290", "a1");
    CHECK(announced.valid_from == civil_day(2026, 6, 3));
    CHECK(duty_of(statement, 2024, "epbd_solar_existing_public_750", "a1").deadline ==
          civil_day(2028, 12, 31));
    CHECK(duty_of(statement, 2024, "epbd_solar_existing_public_250", "a3").status == "due");
    CHECK(duty_of(statement, 2024, "epbd_solar_existing_public_250", "a2").status ==
          "not_applicable");
    CHECK(duty_of(statement, 2024, "eed_art6_inventory", "a1").status == "due");
    made.works = {{0, civil_day(2024, 5, 1), "bacs_class_b+led_lighting"}};
    CHECK(row_of(made.statement(), "Town", 2024).bacs_due == 0);
    CHECK(duty_of(made.statement(), 2024, "epbd_bacs_290", "a1").status == "met");
  }

  TEST_CASE("the worst of five buildings are listed, marked as indicative") {
    MadeStock made;
    for (const int i : {1, 2, 3, 4, 5}) {
      const std::string id = std::string{"b"}.append(std::to_string(i));
      made.building(id, "Town", 100.0);
      made.use(id, "electricity", 2024, 1000.0 * i);
    }
    const Statement statement = made.statement();
    CHECK(row_of(statement, "Town", 2024).at_risk_16 == 1);
    CHECK(row_of(statement, "Town", 2024).at_risk_26 == 2);
    const ObligationRow worst = duty_of(statement, 2024, "epbd_art9_meps_2030", "b5");
    CHECK(worst.value == doctest::Approx(100.0)); // 2 * 5000 / 100
    CHECK(worst.threshold == doctest::Approx(87.2));
    CHECK(worst.reason.find("indicative") == 0);
    CHECK(duty_of(two_bodies().statement(), 2024, "epbd_art9_meps_2030").status == "unknown");
  }

  TEST_CASE("buildings without organisation are a body without a name, and say so") {
    MadeStock made;
    made.building("a1", "", 1000.0);
    made.use("a1", "electricity", 2024, 1.0);
    made.building("a2", "", missing_value);
    const StatementRow nobody = row_of(made.statement(), "", 2024);
    CHECK(nobody.buildings_without_readings == 1);
    CHECK(nobody.note.find("buildings that name no organisation") != std::string::npos);
    CHECK(nobody.note.find("1 buildings without floor area") != std::string::npos);
    CHECK(nobody.energy_manager == "unknown");
  }

  TEST_CASE("the tables describe themselves") {
    CHECK(Schema<StatementRow>::columns().size() == 38);
    CHECK(Schema<ObligationRow>::columns().size() == 15);
    for (const auto& column : Schema<StatementRow>::columns()) CHECK(!column.meaning.empty());
  }
}
