// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/school_stage.hpp>

#include "analysis/simulated_stock.hpp"
#include "support/table_values.hpp"

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace empower;
using namespace empower::testing;

namespace {

/// A primary school in zone D: 10 °C on every day of 2022 and 2023, hence 10 K.d a day of the
/// season 1 November to 15 April, which has 105 + 61 = 166 days of 2023.
struct OneSchool {
  Building building;
  Station station;
  std::vector<ConsumptionRow> consumption;

  OneSchool() {
    building.id = "school";
    building.use = BuildingUse::school_primary;
    building.floor_area = SquareMetres{1'000.0};
    building.heated_volume = CubicMetres{4'000.0};
    building.hours_per_week = 40.0;
    building.municipality = "048017"; // Firenze: D, 1 821 K.d
    building.surface_to_volume_1_m = 0.38;
    station.daily_mean.first = civil_day(2022, 1, 1);
    station.daily_mean.values.assign(730, 10.0);
    add("electricity", 10'000.0);
    add("natural_gas", 66'400.0);
  }

  ConsumptionRow& add(const char* carrier, double kwh) {
    ConsumptionRow row;
    row.building_id = building.id;
    row.carrier = carrier;
    row.year = 2023;
    row.energy_kwh = kwh;
    row.coverage = 1.0;
    row.floor_area_m2 = 1'000.0;
    row.heated_volume_m3 = 4'000.0;
    consumption.push_back(row);
    return consumption.back();
  }

  [[nodiscard]] std::vector<SchoolRow> rows() const {
    BuildingInput input;
    input.building = &building;
    input.station = &station;
    return school_rows(std::vector{input}, consumption, embedded_reference());
  }
};

} // namespace

TEST_SUITE("analysis/school_stage") {
  TEST_CASE("a school by hand: 66 400 kWh over 4 000 m3 and 1 660 K.d is 10 Wh/(m3.K.d)") {
    const OneSchool school;
    const auto rows = school.rows();
    REQUIRE(rows.size() == 1);
    const SchoolRow& row = rows[0];
    CHECK(row.school_level == "primary");
    CHECK(row.degree_days_kd == 1'660.0);
    CHECK(row.degree_days_basis == "season");
    CHECK(row.heating_basis == "all_thermal");
    CHECK(row.hours_per_day == 8.0);
    CHECK(row.ienr_wh_m3_kd == doctest::Approx(10.0).epsilon(1e-14));
    CHECK(row.ienr_class == "good");
    CHECK(row.iene_kwh_m2 == 10.0);
    CHECK(row.iene_class == "sufficient");
    CHECK(row.confidence == "general_knowledge");
    CHECK(row.note == "hours of use per day: hours_per_week over 5 days");
  }

  TEST_CASE("the weather-dependent part is taken where every fuel has it") {
    OneSchool school;
    school.consumption[1].heating_kwh = 33'200.0;
    CHECK(school.rows()[0].heating_basis == "weather_dependent");
    CHECK(school.rows()[0].ienr_wh_m3_kd == doctest::Approx(5.0).epsilon(1e-14));
    school.add("heating_oil", 33'200.0);
    CHECK(school.rows()[0].heating_basis == "all_thermal");
    CHECK(school.rows()[0].ienr_wh_m3_kd == doctest::Approx(15.0).epsilon(1e-14));
  }

  TEST_CASE("heat of a year in which a carrier of another year has no readings is not known") {
    OneSchool school;
    school.add("heating_oil", 33'200.0).year = 2024;
    const auto rows = school.rows();
    REQUIRE(rows.size() == 2);
    CHECK(std::isnan(rows[0].heating_kwh));
    CHECK(rows[0].note.find("heating_oil: no readings of the year") != std::string::npos);
    CHECK(rows[1].note.find("natural_gas: no readings of the year") != std::string::npos);
  }

  TEST_CASE("sizes are those of the year, and a use that changes is that of 1 July") {
    OneSchool school;
    for (ConsumptionRow& row : school.consumption) row.floor_area_m2 = 2'000.0;
    CHECK(school.rows()[0].iene_kwh_m2 == 5.0);
    BuildingInput input;
    Building listed = school.building;
    listed.use = BuildingUse::office;
    input.building = &school.building; // a school now
    input.listed = &listed;
    input.station = &school.station;
    const std::vector<BuildingChange> later{
        {0, civil_day(2023, 8, 1), BuildingField::use, missing_value, "school_primary"}};
    input.changes = later;
    CHECK(school_rows(std::vector{input}, school.consumption, embedded_reference()).empty());
    const std::vector<BuildingChange> before{
        {0, civil_day(2023, 6, 1), BuildingField::use, missing_value, "school_primary"}};
    input.changes = before;
    CHECK(school_rows(std::vector{input}, school.consumption, embedded_reference()).size() == 1);
  }

  TEST_CASE("a missing day makes the degree-days legal, no municipality none") {
    OneSchool school;
    school.station.daily_mean.values[400] = missing_value; // in February 2023
    CHECK(school.rows()[0].degree_days_basis == "legal");
    CHECK(school.rows()[0].degree_days_kd == 1'821.0);
    school.building.municipality.clear();
    const SchoolRow row = school.rows()[0];
    CHECK(std::isnan(row.ienr_wh_m3_kd));
    CHECK(row.note.find("IENR: no_school_degree_days") != std::string::npos);
    CHECK(row.iene_kwh_m2 == 10.0);
  }

  TEST_CASE("without surface over volume the indicator is a range") {
    OneSchool school;
    school.building.surface_to_volume_1_m = missing_value;
    const SchoolRow row = school.rows()[0];
    CHECK(std::isnan(row.ienr_wh_m3_kd));
    CHECK(row.ienr_low_wh_m3_kd == doctest::Approx(8.0).epsilon(1e-14));
    CHECK(row.ienr_high_wh_m3_kd == doctest::Approx(12.0).epsilon(1e-14));
    CHECK(row.ienr_class.empty());
    CHECK(row.note.find("IENR as a range") != std::string::npos);
  }

  TEST_CASE("energy of part of a year, or none, is refused with the reason") {
    OneSchool school;
    school.consumption[0].coverage = 0.5;
    school.consumption.pop_back();
    const SchoolRow row = school.rows()[0];
    CHECK(row.note.find("no fuel or district heating") == 0);
    CHECK(row.note.find("IENR: no_heating_energy") != std::string::npos);
    CHECK(row.note.find("IENE: no_electricity") != std::string::npos);
    CHECK(row.confidence.empty());
  }

  TEST_CASE("other buildings have no row; a university is no school of one level") {
    OneSchool school;
    for (const BuildingUse use : {BuildingUse::office, BuildingUse::university}) {
      school.building.use = use;
      CHECK(school.rows().empty());
    }
  }

  TEST_CASE("every simulated school has a row for each year, and both indicators or reasons") {
    const Table& schools = simulated().analysis.table("school_indicators");
    REQUIRE(schools.rows > 0);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < schools.rows; ++i) {
      ids.insert(text(schools, "building_id", i));
      const std::string note = text(schools, "note", i);
      CHECK(std::isnan(number(schools, "ienr_low_wh_m3_kd", i)) ==
            (note.find("IENR: ") != std::string::npos));
      CHECK(std::isnan(number(schools, "iene_kwh_m2", i)) ==
            (note.find("IENE: ") != std::string::npos));
    }
    std::size_t count = 0;
    for (const Building& building : simulated().stock.stock.buildings)
      count += building.use >= BuildingUse::nursery &&
                       building.use <= BuildingUse::school_upper_secondary
                   ? 1
                   : 0;
    CHECK(ids.size() == count);
    CHECK(simulated().analysis.run_json.find("school_indicators.csv") != std::string::npos);
  }
}
