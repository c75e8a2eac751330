// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/factors.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace empower;

namespace {

ConsumptionRow year_of_gas(int year) {
  ConsumptionRow row;
  row.carrier = "natural_gas";
  row.year = year;
  row.energy_kwh = 1000.0;
  return row;
}

Provenance of(Confidence confidence) {
  Provenance provenance;
  provenance.confidence = confidence;
  return provenance;
}

/// Gas has a price and factors, with emissions of 2021 and 2022 only; wood has nothing.
struct Case {
  StockFolder folder;
  ReferenceTables tables;

  Case() {
    for (const Carrier carrier : {Carrier::natural_gas, Carrier::wood}) {
      Meter meter;
      meter.carrier = carrier;
      folder.stock.meters.push_back(meter);
    }
    tables.prices.push_back(
        {"natural_gas", "plan", true, 0.10, 0.0, 0.0, of(Confidence::placeholder)});
    tables.primary_energy.push_back({"natural_gas", 1.05, 0.0, 1.05, of(Confidence::verified)});
    for (const auto& [year, factor] : {std::pair{2021, 0.21}, {2022, 0.22}})
      tables.emissions.push_back(
          {"natural_gas", year, "set", "1", true, factor, of(Confidence::verified)});
  }
  [[nodiscard]] Factors factors(int first = 2021, int last = 2023) const {
    return {folder, tables, "set", first, last};
  }
};

} // namespace

TEST_SUITE("analysis/factors") {
  TEST_CASE("every carrier of the stock is answered for, with a value or a reason") {
    const Case c;
    const Factors factors = c.factors();
    CHECK(factors.price(Carrier::natural_gas).value == 0.10);
    CHECK(factors.price(Carrier::natural_gas).confidence == Confidence::placeholder);
    CHECK(factors.price(Carrier::natural_gas).missing_because.empty());
    CHECK(std::isnan(factors.price(Carrier::wood).value));
    CHECK_FALSE(factors.price(Carrier::wood).missing_because.empty());
    CHECK(std::isnan(factors.primary_energy(Carrier::wood, 2022).value));
    CHECK_FALSE(factors.emission(Carrier::wood, 2022).missing_because.empty());
  }

  TEST_CASE("electricity is looked up in any stock, for heat pumps need its price") {
    Case c;
    c.tables.prices.push_back(
        {"electricity_grid", "plan", true, 0.25, 0.0, 0.0, of(Confidence::placeholder)});
    CHECK(c.factors().price(Carrier::electricity).value == 0.25);
    CHECK_THROWS((void)c.factors().price(Carrier::coal));
  }

  TEST_CASE("a year without an emission factor has none; measures take the latest there is") {
    const Factors factors = Case{}.factors();
    CHECK(factors.emission(Carrier::natural_gas, 2021).value == 0.21);
    CHECK(factors.emission(Carrier::natural_gas, 2022).value == 0.22);
    CHECK(std::isnan(factors.emission(Carrier::natural_gas, 2023).value));
    CHECK(factors.latest_emission(Carrier::natural_gas).value == 0.22);
    CHECK(factors.latest_emission(Carrier::wood).missing_because ==
          "no emission factor of any year");
  }

  TEST_CASE("the body's own price prevails while it is valid") {
    Case c;
    OwnPrice own{Carrier::natural_gas, 0.08, {}, civil_day(2022, 12, 31)};
    c.folder.prices.push_back(own);
    CHECK(c.factors(2021, 2022).price(Carrier::natural_gas).value == 0.08);
    CHECK(c.factors(2021, 2022).price(Carrier::natural_gas).confidence == Confidence::verified);
    CHECK(c.factors(2021, 2023).price(Carrier::natural_gas).value == 0.10);
    c.folder.prices[0].valid_to.reset();
    c.folder.prices[0].valid_from = civil_day(2023, 12, 31);
    CHECK(c.factors(2021, 2023).price(Carrier::natural_gas).value == 0.08);
    CHECK(c.factors(2021, 2022).price(Carrier::natural_gas).value == 0.10);
  }

  TEST_CASE("all that was used is listed, and nothing that was not") {
    const Factors factors = Case{}.factors();
    const std::vector<ConsumptionRow> consumption{year_of_gas(2022), year_of_gas(2023)};
    const auto all = factors.used(consumption);
    const auto used = [&](std::string_view table, std::string_view key) {
      return std::ranges::any_of(
          all, [&](const UsedReference& row) { return row.table == table && row.key == key; });
    };
    CHECK(used("prices.csv", "natural_gas"));
    CHECK(used("primary_energy_factors.csv", "natural_gas 2023"));
    CHECK(used("co2_factors.csv", "natural_gas 2022 set"));
    CHECK(used("co2_factors.csv", "natural_gas 2022 set for measures"));
    CHECK_FALSE(used("co2_factors.csv", "natural_gas 2023 set"));
    CHECK_FALSE(used("co2_factors.csv", "natural_gas 2021 set")); // a year without energy
    CHECK_FALSE(used("prices.csv", "wood"));
    for (const UsedReference& row : all) CHECK_FALSE(row.unit.empty());
  }

  TEST_CASE("a factor that energy asks for and no row gives is missing, with the reason") {
    std::vector<ConsumptionRow> consumption{year_of_gas(2022), year_of_gas(2023)};
    const auto missing = Case{}.factors().missing(consumption);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].table == "co2_factors.csv");
    CHECK(missing[0].key == "natural_gas 2023");
    CHECK(missing[0].reason == "no_row");
    CHECK(missing[0].text == "no emission factor of natural_gas in set set for 2023");
    consumption[1].energy_kwh = missing_value; // no energy, nothing to ask for
    CHECK(Case{}.factors().missing(consumption).empty());
  }

  TEST_CASE("the library's own tables lack the year 2026 and the electricity of 2024, and say so") {
    StockFolder folder;
    folder.stock.meters.resize(1); // electricity
    std::vector<ConsumptionRow> consumption{year_of_gas(2024), year_of_gas(2026)};
    for (ConsumptionRow& row : consumption) row.carrier = "electricity";
    const Factors factors{folder, embedded_reference(), "ispra-year", 2024, 2026};
    std::vector<std::string> said;
    for (const MissingReference& figure : factors.missing(consumption))
      said.push_back(figure.reason + " " + figure.table + " " + figure.key);
    CHECK(said == std::vector<std::string>{
                      "no_reference_figure co2_factors.csv electricity_grid 2024",
                      "not_valid_then primary_energy_factors.csv electricity_grid 2026",
                      "no_row co2_factors.csv electricity_grid 2026"});
  }

  TEST_CASE("a price of a band is not the price of all hours") {
    Case c;
    c.folder.prices = {
        {Carrier::electricity, 0.40, std::nullopt, std::nullopt, TariffBand::f1},
        {Carrier::electricity, 0.30, civil_day(2024, 1, 1), std::nullopt, TariffBand::f3}};
    c.tables.prices.push_back(
        {"electricity_grid", "plan", true, 0.25, 0.0, 0.0, of(Confidence::placeholder)});
    const Factors factors = c.factors();
    CHECK(factors.price(Carrier::electricity).value == 0.25);
    CHECK(factors.band_price(TariffBand::f1).value == 0.40);
    CHECK(factors.band_price(TariffBand::f2).missing_because == "no price for F2");
    CHECK(std::isnan(factors.band_price(TariffBand::f3).value)); // not yet valid
    CHECK(std::ranges::any_of(factors.used({}), [](const UsedReference& row) {
      return row.table == "prices.csv of the folder" && row.key == "electricity F1";
    }));
  }

  TEST_CASE("the years of readings are local: midnight of New Year in Rome ends the old year") {
    StockFolder folder;
    CHECK(reading_years(folder) == std::pair{2000, 2000});
    Station station;
    station.zone = TimeZone::named("Europe/Rome").value();
    const Instant from = station.zone.start_of(civil_day(2022, 1, 1)) + std::chrono::hours{2};
    const Instant to = station.zone.start_of(civil_day(2024, 1, 1));
    folder.weather.stations.push_back(station);
    const std::array<Instant, 1> start{from};
    const std::array<Instant, 1> end{to};
    const std::array<double, 1> energy{1.0};
    folder.readings.add_meter(IntervalView{start, end, energy});
    CHECK(reading_years(folder) == std::pair{2022, 2023});
    const std::array<CivilDay, 1> bill_from{civil_day(2020, 12, 1)};
    const std::array<CivilDay, 1> bill_to{civil_day(2021, 1, 1)};
    folder.readings.add_meter(BillView{bill_from, bill_to, energy});
    CHECK(reading_years(folder) == std::pair{2020, 2023});
  }
}
