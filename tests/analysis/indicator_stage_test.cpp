// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/indicator_stage.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace empower;

namespace {

/// Factors in round numbers, the same in every year.
ReferenceTables round_factors() {
  ReferenceTables tables;
  const auto add = [&](std::string carrier, double price, double primary, double non_renewable,
                       double co2, double toe) {
    tables.prices.push_back({carrier, "plan", true, price, 0.0, 0.0, {}});
    tables.primary_energy.push_back({carrier, non_renewable, 0.0, primary, {}});
    tables.emissions.push_back({carrier, std::nullopt, "set", "1", true, co2, {}});
    tables.toe.push_back({carrier, "by_kwh", true, "kWh", toe, {}});
  };
  add("natural_gas", 0.10, 1.05, 1.05, 0.2, 0.0001);
  add("electricity_grid", 0.25, 2.42, 1.95, 0.3, 0.0002);
  return tables;
}

/// a: school, moved from Town to Province in 2023. b: office with a volume and water. c: office
/// without area or model. d: office without a meter, of nobody.
struct MadeStock {
  StockFolder folder;
  ReferenceTables reference = round_factors();
  std::vector<ConsumptionRow> rows;

  MadeStock() {
    add("a", BuildingUse::school_primary, 1000.0, "Town");
    add("b", BuildingUse::office, 500.0, "Town").heated_volume = CubicMetres{1500.0};
    add("c", BuildingUse::office, missing_value, "Town");
    add("d", BuildingUse::office, 200.0, "");
    folder.stock.buildings[0].municipality = "100005";
    folder.changes.push_back(
        {0, civil_day(2023, 1, 1), BuildingField::organisation, missing_value, "Province"});
    for (const Carrier carrier :
         {Carrier::natural_gas, Carrier::electricity, Carrier::site_total, Carrier::water}) {
      Meter meter;
      meter.carrier = carrier;
      folder.stock.meters.push_back(meter);
    }
  }

  Building& add(std::string id, BuildingUse use, double area, std::string organisation) {
    Building& building = folder.stock.buildings.emplace_back();
    building.id = std::move(id);
    building.use = use;
    building.floor_area = SquareMetres{area};
    building.organisation = std::move(organisation);
    return building;
  }

  ConsumptionRow& use(std::string building, std::string_view carrier, int year, double kwh,
                      double coverage = 1.0) {
    ConsumptionRow& row = rows.emplace_back();
    row.building_id = std::move(building);
    row.carrier = carrier;
    row.year = year;
    row.heating_degree_days = 2000.0;
    row.coverage = coverage;
    (carrier == "water" ? row.quantity : row.energy_kwh) = kwh;
    return row;
  }
  void gas(std::string building, int year, double kwh, double normalised, double heating) {
    ConsumptionRow& row = use(std::move(building), "natural_gas", year, kwh);
    row.normalised_kwh = normalised;
    row.heating_kwh = heating;
  }
  void usual_year() {
    use("a", "electricity", 2023, 10'000.0);
    gas("a", 2023, 90'000.0, 80'000.0, 60'000.0);
    use("b", "electricity", 2023, 20'000.0, 0.95);
    gas("b", 2023, 30'000.0, 33'000.0, 25'000.0);
    use("b", "water", 2023, 120.0);
    use("c", "natural_gas", 2023, 7'000.0);
  }

  [[nodiscard]] std::vector<IndicatorRow> table(std::size_t threads = 1) const {
    const Factors factors{folder, reference, "set", 2022, 2024};
    return indicator_rows(
        {&folder.stock, folder.changes, rows, &factors, "set", threads, folder.parts});
  }
};

const IndicatorRow& find(const std::vector<IndicatorRow>& rows, std::string_view level,
                         std::string_view key, int year = 2023) {
  const auto found = std::ranges::find_if(rows, [&](const IndicatorRow& row) {
    return row.level == level && row.key == key && row.year == year;
  });
  REQUIRE(found != rows.end());
  return *found;
}

std::size_t count(const std::vector<IndicatorRow>& rows, std::string_view level) {
  return static_cast<std::size_t>(std::ranges::count(rows, level, &IndicatorRow::level));
}

} // namespace

TEST_SUITE("analysis/indicator_stage") {
  TEST_CASE("a stock of four buildings by hand") {
    MadeStock made;
    made.usual_year();
    const IndicatorRow row = find(made.table(), "stock", "");
    CHECK(row.buildings == 4);
    CHECK(row.buildings_without_data == 1); // d
    CHECK(row.coverage == doctest::Approx((2.0 + 1.95 + 1.0) / 5.0));
    CHECK(row.floor_area_m2 == 1500.0);
    CHECK(row.heated_volume_m3 == 1500.0);
    CHECK(row.energy_kwh == 157'000.0);
    CHECK(row.electricity_kwh == 30'000.0);
    CHECK(row.thermal_kwh == 127'000.0);
    CHECK(row.energy_intensity_kwh_m2 == 100.0); // of a and b, which have an area
    CHECK(row.energy_intensity_kwh_m3 == doctest::Approx(50'000.0 / 1500.0)); // of b
    CHECK(row.heating_wh_m2_kd == doctest::Approx(85e6 / (1500.0 * 2000.0)));
    CHECK(row.heating_wh_m3_kd == doctest::Approx(25e6 / (1500.0 * 2000.0)));
    CHECK(row.normalised_kwh == 150'000.0);
    CHECK(row.normalised_share == doctest::Approx(120.0 / 157.0));
    CHECK(row.normalised_intensity_kwh_m2 == doctest::Approx(143'000.0 / 1500.0));
    CHECK(row.primary_kwh == doctest::Approx(1.05 * 127'000.0 + 2.42 * 30'000.0));
    CHECK(row.primary_non_renewable_kwh == doctest::Approx(1.05 * 127'000.0 + 1.95 * 30'000.0));
    CHECK(row.emissions_tco2e == doctest::Approx(0.2 * 127.0 + 0.3 * 30.0));
    CHECK(row.emission_set == "set");
    CHECK(row.cost_eur == doctest::Approx(12'700.0 + 7'500.0));
    CHECK(row.toe == doctest::Approx(12.7 + 6.0));
    CHECK(row.water_m3 == 120.0);
    CHECK(row.note == "no_floor_area (1 of 4); no_heated_volume (2 of 4); "
                      "no_heating_energy (1 of 4)");
  }

  TEST_CASE("a building's row is that building alone, and says what is missing") {
    MadeStock made;
    made.usual_year();
    const auto rows = made.table();
    REQUIRE(count(rows, "building") == 4);
    const IndicatorRow a = find(rows, "building", "a");
    CHECK(a.energy_intensity_kwh_m2 == 100.0);
    CHECK(a.heating_wh_m2_kd == 30.0);
    CHECK(a.normalised_share == 0.9);
    CHECK(a.note == "heating without electricity, which has no model; no_heated_volume");
    const IndicatorRow c = find(rows, "building", "c");
    CHECK(c.energy_kwh == 7'000.0);
    CHECK(std::isnan(c.energy_intensity_kwh_m2));
    CHECK(std::isnan(c.normalised_kwh)); // none of it
    CHECK(c.normalised_share == 0.0);
    CHECK(c.note == "no_floor_area; no_heated_volume; no_heating_energy");
    const IndicatorRow d = find(rows, "building", "d");
    CHECK(d.buildings_without_data == 1);
    CHECK(std::isnan(d.energy_kwh));
    CHECK(std::isnan(d.floor_area_m2));
    CHECK(std::isnan(d.coverage));
    CHECK(d.note == "no meter of energy with readings");
  }

  TEST_CASE("a building counts with all its carriers or not at all, and its area with it") {
    MadeStock made;
    made.use("a", "electricity", 2022, 10'000.0);
    made.use("a", "electricity", 2023, 10'000.0);
    made.use("a", "natural_gas", 2023, 45'000.0, 0.89);
    made.use("b", "electricity", 2022, 20'000.0);
    made.use("b", "electricity", 2023, 20'000.0, 0.90);
    const auto rows = made.table();
    for (const int year : {2022, 2023}) {
      CHECK(find(rows, "stock", "", year).energy_kwh == 20'000.0);
      CHECK(find(rows, "stock", "", year).floor_area_m2 == 500.0);
      CHECK(find(rows, "stock", "", year).energy_intensity_kwh_m2 == 40.0);
      CHECK(find(rows, "stock", "", year).buildings_without_data == 3);
      CHECK(std::isnan(find(rows, "building", "a", year).energy_kwh));
    }
    CHECK(find(rows, "building", "a", 2022).note == "natural_gas: no readings");
    CHECK(find(rows, "building", "a", 2023).note == "natural_gas: readings cover 89 % of the year");
  }

  TEST_CASE("a building belongs to the organisation and use of 1 July") {
    MadeStock made;
    made.usual_year();
    made.use("a", "electricity", 2022, 10'000.0).building_id = "a";
    std::ranges::stable_sort(made.rows, {}, &ConsumptionRow::building_id);
    made.folder.changes.insert(
        made.folder.changes.begin(),
        {0, civil_day(2022, 7, 2), BuildingField::use, missing_value, "museum"});
    const auto rows = made.table();
    CHECK(find(rows, "organisation", "Town", 2022).buildings == 3);
    CHECK(find(rows, "organisation", "Town", 2023).buildings == 2);
    CHECK(find(rows, "organisation", "Province", 2023).energy_kwh == 100'000.0);
    CHECK(find(rows, "use", "school_primary", 2022).buildings == 1);
    CHECK(find(rows, "use", "museum", 2023).energy_kwh == 100'000.0);
    const IndicatorRow nobody = find(rows, "organisation", "", 2023);
    CHECK(nobody.buildings == 1);
    CHECK(nobody.note == "buildings that name no organisation, taken together");
    for (const char* level : {"organisation", "use", "building", "municipality"}) {
      double sum = 0.0;
      for (const IndicatorRow& row : rows)
        if (row.level == level && row.year == 2023 && !std::isnan(row.energy_kwh))
          sum += row.energy_kwh;
      CHECK(sum == 157'000.0);
    }
    CHECK(count(rows, "site") == 0); // none is named
  }

  TEST_CASE("a changed area counts by its days") {
    MadeStock made;
    made.usual_year();
    made.folder.changes.push_back({1, civil_day(2023, 7, 1), BuildingField::floor_area, 700.0, {}});
    const double area = (181.0 * 500.0 + 184.0 * 700.0) / 365.0;
    CHECK(find(made.table(), "building", "b").floor_area_m2 == doctest::Approx(area));
    CHECK(find(made.table(), "building", "b").energy_intensity_kwh_m2 ==
          doctest::Approx(50'000.0 / area));
  }

  TEST_CASE("a building of several uses counts in each by its share of the area") {
    MadeStock made;
    made.usual_year();
    made.folder.parts.push_back({0, {}, BuildingUse::sports_hall, SquareMetres{250.0}});
    const auto rows = made.table();
    const IndicatorRow hall = find(rows, "use", "sports_hall");
    const IndicatorRow school = find(rows, "use", "school_primary");
    CHECK(hall.energy_kwh == 25'000.0);
    CHECK(hall.floor_area_m2 == 250.0);
    CHECK(school.energy_kwh == 75'000.0);
    CHECK(school.floor_area_m2 == 750.0);
    CHECK(hall.energy_intensity_kwh_m2 == 100.0); // energy is not metered by part
    CHECK(hall.note.find("shared by area (1 of 1)") != std::string::npos);
    CHECK(find(rows, "stock", "").energy_kwh == 157'000.0);
    CHECK(find(rows, "stock", "").note.find("shared") == std::string::npos);
    CHECK(find(rows, "building", "a")
              .note.starts_with("uses by area: school_primary 75 %, sports_hall 25 %; "));
  }

  TEST_CASE("a site total is never added to its parts, and alone it has no factors") {
    MadeStock made;
    made.use("a", "electricity", 2023, 10'000.0);
    made.use("a", "site_total", 2023, 99'000.0);
    made.use("b", "site_total", 2023, 5'000.0);
    const auto rows = made.table();
    CHECK(find(rows, "building", "a").energy_kwh == 10'000.0);
    CHECK(find(rows, "building", "b").energy_kwh == 5'000.0);
    CHECK(std::isnan(find(rows, "building", "b").primary_kwh));
    CHECK(find(rows, "stock", "").energy_kwh == 15'000.0);
    CHECK(std::isnan(find(rows, "stock", "").primary_kwh)); // b's is not known
    CHECK(find(rows, "stock", "").note.find("no_primary_factor (1 of 4)") != std::string::npos);
  }

  TEST_CASE("a site total counts in the years before its parts were metered") {
    MadeStock made;
    made.use("a", "electricity", 2023, 10'000.0);
    made.use("a", "site_total", 2022, 88'000.0);
    const auto rows = made.table();
    CHECK(find(rows, "building", "a", 2022).energy_kwh == 88'000.0);
    CHECK(find(rows, "building", "a", 2023).energy_kwh == 10'000.0);
  }

  TEST_CASE("water is summed where it is known, whatever the energy") {
    MadeStock made;
    made.use("b", "electricity", 2023, 20'000.0, 0.5);
    made.use("b", "water", 2023, 120.0);
    made.use("c", "water", 2023, 50.0, 0.5);
    const auto rows = made.table();
    CHECK(find(rows, "stock", "").water_m3 == 120.0);
    CHECK(std::isnan(find(rows, "stock", "").energy_kwh));
    CHECK(find(rows, "stock", "").note == "water not known (1 of 4)");
    CHECK(find(rows, "building", "c").note == "no meter of energy with readings; water not known");
  }

  TEST_CASE("nothing read gives no rows, and consumption from elsewhere is refused") {
    MadeStock made;
    CHECK(made.table().empty());
    made.use("castle", "electricity", 2023, 1.0);
    CHECK_THROWS_AS(static_cast<void>(made.table()), ContractError);
  }
}
