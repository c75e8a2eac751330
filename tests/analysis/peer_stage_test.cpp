// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/peer_stage.hpp>

#include "support/counter_random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace empower;

namespace {

constexpr std::string_view gas = "natural_gas";
constexpr std::string_view electricity = "electricity";

/// Buildings of 1,000 m2 with one year's figures, and what they are compared by.
struct MadeStock {
  std::vector<Building> buildings;
  std::vector<std::vector<ConsumptionRow>> rows;
  std::vector<bool> electric_heat;
  ReferenceTables reference;
  StockFolder folder;

  MadeStock() {
    for (const auto& [carrier, price] :
         {std::pair{"natural_gas", 0.10}, {"electricity_grid", 0.25}})
      reference.prices.push_back({carrier, "plan", true, price, 0.0, 0.0, {}});
    for (const BuildingUse use :
         {BuildingUse::library, BuildingUse::museum, BuildingUse::theatre}) {
      BuildingUseRow row;
      row.use = code(use);
      row.benchmark_group = use == BuildingUse::theatre ? "stage" : "culture";
      reference.uses.push_back(row);
    }
    Meter meter;
    meter.carrier = Carrier::natural_gas;
    folder.stock.meters.push_back(meter);
  }

  std::size_t add(BuildingUse use = BuildingUse::office) {
    Building building;
    building.id = "B" + std::to_string(100 + buildings.size());
    building.use = use;
    building.floor_area = SquareMetres{1000.0};
    buildings.push_back(building);
    rows.emplace_back();
    electric_heat.push_back(false);
    return buildings.size() - 1;
  }
  /// Figures in kWh/m2; without `measured` there are no sufficient readings.
  void year(std::size_t building, std::string_view carrier, double measured,
            double normalised = missing_value, int of_year = 2023) {
    ConsumptionRow row;
    row.building_id = buildings[building].id;
    row.carrier = carrier;
    row.year = of_year;
    row.start = calendar_year(of_year).from;
    row.end = calendar_year(of_year).to;
    row.floor_area_m2 = 1000.0;
    row.energy_intensity_kwh_m2 = measured;
    row.normalised_intensity_kwh_m2 = normalised;
    row.normalised_low_kwh = 1000.0 * (normalised - 5.0);
    row.normalised_high_kwh = 1000.0 * (normalised + 5.0);
    rows[building].push_back(row);
  }
  /// `count` offices with 90 to 110 kWh/m2 of gas and 45 to 55 of electricity.
  void add_usual(std::size_t count, BuildingUse use = BuildingUse::office) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t b = add(use);
      year(b, electricity, 45.0 + 10.0 * testing::uniform(1, i));
      year(b, gas, 90.0 + 20.0 * testing::uniform(2, i));
    }
  }
  [[nodiscard]] PeerResult compare() const {
    const Factors factors{folder, reference, "none", 2023, 2023};
    std::vector<PeerInput> inputs;
    for (std::size_t b = 0; b < buildings.size(); ++b)
      inputs.push_back({&buildings[b],
                        rows[b],
                        {buildings[b].id, "", "", TimeZone{}},
                        &factors,
                        electric_heat[b]});
    return compare_peers(inputs, reference);
  }
};

const BenchmarkRow& row_of(const PeerResult& result, const std::string& building,
                           std::string_view carrier) {
  const auto found = std::ranges::find_if(result.benchmarks, [&](const BenchmarkRow& row) {
    return row.building_id == building && row.carrier == carrier;
  });
  REQUIRE(found != result.benchmarks.end());
  return *found;
}

} // namespace

TEST_SUITE("analysis/peer_stage") {
  TEST_CASE("buildings of one use are compared by carrier, with the gap to the median in kWh") {
    MadeStock stock;
    for (std::size_t i = 0; i < 5; ++i) {
      const std::size_t b = stock.add();
      stock.year(b, gas, 80.0 + 10.0 * static_cast<double>(i));
    }
    const PeerResult result = stock.compare();
    REQUIRE(result.benchmarks.size() == 5);
    CHECK(result.findings.empty());
    const BenchmarkRow& highest = row_of(result, "B104", gas);
    CHECK(highest.peer_group == "office, measured kWh/m2");
    CHECK(highest.peers == 5);
    CHECK(highest.percentile == doctest::Approx(90.0));
    CHECK(highest.score == doctest::Approx(10.0));
    CHECK(highest.gap_kwh == doctest::Approx(20000.0));
    CHECK(row_of(result, "B100", gas).gap_kwh == 0.0);
  }

  TEST_CASE("four of a use have a row, but no place and no gap") {
    MadeStock stock;
    stock.add_usual(4);
    for (const BenchmarkRow& row : stock.compare().benchmarks) {
      CHECK(row.peers == 4);
      CHECK(std::isnan(row.percentile));
      CHECK(std::isnan(row.gap_kwh));
      CHECK_FALSE(std::isnan(row.intensity_kwh_m2));
    }
  }

  TEST_CASE("the figure is the mean over the years, normalised where there is one") {
    MadeStock stock;
    stock.add_usual(6);
    const std::size_t b = stock.add();
    stock.year(b, gas, 500.0, missing_value, 2022);
    stock.year(b, gas, 500.0, 90.0, 2023);
    stock.year(b, gas, 500.0, 110.0, 2024);
    const PeerResult result = stock.compare();
    const BenchmarkRow& row = row_of(result, "B106", gas);
    CHECK(row.intensity_kwh_m2 == doctest::Approx(100.0));
    CHECK(row.peer_group == "office, normalised kWh/m2");
    CHECK(row.peers == 1); // measured and normalised are never compared
    CHECK(row_of(result, "B100", gas).peers == 6);
  }

  TEST_CASE("a building without a sufficient year is not compared") {
    MadeStock stock;
    stock.add_usual(5);
    stock.year(stock.add(), gas, missing_value);
    CHECK(stock.compare().benchmarks.size() == 10);
  }

  TEST_CASE("uses with too few buildings are compared within their benchmark group") {
    MadeStock stock;
    stock.add_usual(3, BuildingUse::library);
    stock.add_usual(2, BuildingUse::museum);
    stock.add_usual(2, BuildingUse::theatre);
    const PeerResult result = stock.compare();
    CHECK(row_of(result, "B100", gas).peer_group == "group culture, measured kWh/m2");
    CHECK(row_of(result, "B103", gas).peers == 5);
    CHECK(row_of(result, "B105", gas).peers == 2);
  }

  TEST_CASE("buildings heated by electricity are compared among themselves, in electricity only") {
    MadeStock stock;
    stock.add_usual(12);
    for (std::size_t b = 0; b < 5; ++b) stock.electric_heat[b] = true;
    const PeerResult result = stock.compare();
    CHECK(row_of(result, "B100", electricity).peers == 5);
    CHECK(row_of(result, "B100", electricity).peer_group ==
          "office heated by electricity, measured kWh/m2");
    CHECK(row_of(result, "B111", electricity).peers == 7);
    CHECK(row_of(result, "B100", gas).peers == 12);
  }

  TEST_CASE("a building far from its peers in one carrier is an outlier at that carrier's price") {
    MadeStock stock;
    stock.add_usual(30);
    const std::size_t b = stock.add();
    stock.year(b, electricity, 50.0);
    stock.year(b, gas, 400.0);
    const PeerResult result = stock.compare();
    REQUIRE(result.findings.size() == 1);
    const Finding& finding = result.findings[0];
    CHECK(finding.kind == FindingKind::outlier_high);
    CHECK(finding.building_id == "B130");
    CHECK(finding.carrier == gas);
    CHECK(finding.cost_eur_year == doctest::Approx(0.10 * finding.energy_kwh));
    CHECK(finding.energy_kwh == doctest::Approx(row_of(result, "B130", gas).gap_kwh));
  }

  TEST_CASE("a factor of ten in all carriers is an area error instead of outliers") {
    MadeStock stock;
    stock.add_usual(30);
    const std::size_t b = stock.add();
    stock.year(b, electricity, 500.0);
    stock.year(b, gas, 1000.0);
    const PeerResult result = stock.compare();
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].kind == FindingKind::area_error);
    CHECK(result.findings[0].factor == doctest::Approx(10.0).epsilon(0.05));
  }

  TEST_CASE("an area error needs all carriers, at least two, off the same way") {
    for (const auto& [power, heat] :
         {std::pair{50.0, 1000.0}, {missing_value, 1000.0}, {5.0, 1000.0}}) {
      CAPTURE(power);
      MadeStock stock;
      stock.add_usual(30);
      const std::size_t b = stock.add();
      if (!std::isnan(power)) stock.year(b, electricity, power);
      stock.year(b, gas, heat);
      const PeerResult result = stock.compare();
      CHECK_FALSE(result.findings.empty());
      for (const Finding& finding : result.findings) CHECK(finding.kind != FindingKind::area_error);
    }
  }

  TEST_CASE("no heat on file where four of five peers have it is a missing carrier") {
    const auto findings = [](std::size_t with, std::size_t without) {
      MadeStock stock;
      stock.add_usual(with);
      for (std::size_t i = 0; i < without; ++i) stock.year(stock.add(), electricity, 50.0);
      return stock.compare().findings;
    };
    REQUIRE(findings(4, 1).size() == 1);
    CHECK(findings(4, 1)[0].kind == FindingKind::missing_carrier);
    CHECK(findings(4, 1)[0].building_id == "B104");
    CHECK(findings(4, 1)[0].energy_kwh == doctest::Approx(100000.0).epsilon(0.1));
    CHECK(findings(8, 2).size() == 2);
    CHECK(findings(7, 2).empty()); // 78 %
    CHECK(findings(3, 1).empty()); // too few to say what is usual
  }

  TEST_CASE("heat from electricity is heat, and nothing on file at all is no missing carrier") {
    MadeStock stock;
    stock.add_usual(10);
    const std::size_t heat_pump = stock.add();
    stock.year(heat_pump, electricity, 50.0);
    stock.electric_heat[heat_pump] = true;
    stock.add();
    CHECK(stock.compare().findings.empty());
  }

  TEST_CASE("the order of the buildings and the unit of energy change no place and no score") {
    MadeStock stock;
    stock.add_usual(20);
    const std::size_t b = stock.add();
    stock.year(b, electricity, 50.0);
    stock.year(b, gas, 400.0);
    const PeerResult result = stock.compare();

    MadeStock changed = stock;
    std::ranges::reverse(changed.buildings);
    std::ranges::reverse(changed.rows);
    for (auto& rows : changed.rows)
      for (ConsumptionRow& row : rows) row.energy_intensity_kwh_m2 *= 2.0;
    const PeerResult other = changed.compare();
    REQUIRE(other.benchmarks.size() == result.benchmarks.size());
    for (const BenchmarkRow& row : result.benchmarks) {
      const BenchmarkRow& same = row_of(other, row.building_id, row.carrier);
      CHECK(same.percentile == row.percentile);
      CHECK(same.percentile_low == row.percentile_low);
      CHECK(same.score == row.score);
      CHECK(same.gap_kwh == doctest::Approx(2.0 * row.gap_kwh));
    }
    REQUIRE(other.findings.size() == result.findings.size());
    CHECK(other.findings[0].confidence == result.findings[0].confidence);
    CHECK(other.findings[0].energy_kwh == doctest::Approx(2.0 * result.findings[0].energy_kwh));
  }
}
