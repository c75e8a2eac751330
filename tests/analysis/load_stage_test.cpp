// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/load_stage.hpp>

#include "analysis/simulated_stock.hpp"
#include "support/table_values.hpp"

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace empower;
using namespace empower::testing;
using std::chrono::minutes;

namespace {

/// A meter of a kilowatt, with 11 kW in one quarter of an hour of band F2, over 2023.
struct OneMeter {
  StockFolder folder;
  Station station;
  std::vector<MeterResult> results;
  std::vector<BuildingInput> buildings;
  Instant peak;

  OneMeter() {
    Building building;
    building.id = "b";
    folder.stock.buildings.push_back(building);
    station.zone = TimeZone::named("Europe/Rome").value();
    peak = station.zone.start_of(civil_day(2023, 6, 7)) + minutes{20 * 60};
    add_meter(minutes{15});
  }

  Meter& add_meter(minutes step) {
    Meter meter;
    meter.id = "m" + std::to_string(folder.stock.meters.size());
    meter.serves = {{0, 1.0}};
    folder.stock.meters.push_back(meter);
    std::vector<Instant> start;
    std::vector<Instant> end;
    std::vector<double> kwh;
    const CivilPeriod year = calendar_year(2023);
    for (Instant at = station.zone.start_of(year.from); at < station.zone.start_of(year.to);
         at += step) {
      start.push_back(at);
      end.push_back(at + step);
      kwh.push_back((at == peak ? 11.0 : 1.0) * static_cast<double>(step.count()) / 60.0);
    }
    folder.readings.add_meter(IntervalView{start, end, kwh});
    results.emplace_back();
    return folder.stock.meters.back();
  }

  [[nodiscard]] std::vector<LoadRow> rows(std::optional<bool> undecided = {}) {
    BuildingInput input;
    input.building = &folder.stock.buildings[0];
    input.station = &station;
    buildings = {input};
    AnalysisOptions options;
    options.undecided_as_f3 = undecided;
    const Factors factors{folder, embedded_reference(), "ispra-year", 2023, 2023};
    return load_rows(folder, results, buildings, factors, embedded_reference(), options);
  }
  void price(double eur, std::optional<TariffBand> band) {
    OwnPrice own;
    own.carrier = Carrier::electricity;
    own.eur_per_kwh = eur;
    own.band = band;
    folder.prices.push_back(own);
  }
};

} // namespace

TEST_SUITE("analysis/load_stage") {
  TEST_CASE("a row by hand: 2023 has 2 750 hours of F1, 2 082 of F2, 3 928 of F3") {
    OneMeter one;
    const std::vector<LoadRow> rows = one.rows();
    REQUIRE(rows.size() == 1);
    const LoadRow& row = rows[0];
    CHECK(row.building_id == "b");
    CHECK(row.year == 2023);
    CHECK(row.coverage == 1.0);
    CHECK(row.f1_kwh == 2750.0);
    CHECK(row.f2_kwh == 2082.0 + 2.5);
    CHECK(row.f3_kwh == 3928.0);
    CHECK(row.f2_hours == 2082.0);
    CHECK(row.f1_share == doctest::Approx(2750.0 / 8762.5).epsilon(1e-14));
    CHECK(row.peak_kw == 11.0);
    CHECK(row.f2_peak_kw == 11.0);
    CHECK(row.f1_peak_kw == 1.0);
    CHECK(row.peak_at.at == one.peak);
    CHECK(row.peak_at.offset == std::chrono::hours{2}); // summer
    CHECK(row.peak_minutes == 15.0);
    CHECK(row.load_factor == doctest::Approx(8762.5 / 8760.0 / 11.0).epsilon(1e-14));
    CHECK(row.base_load_kw == 1.0);
    CHECK(std::isnan(row.time_of_use_eur));
    CHECK(row.note == "no time-of-use cost: no price for F1, no price for F2, no price for F3");
    CHECK(row.price_confidence == "placeholder");
  }

  TEST_CASE("cost by bands beside the flat cost, and their difference if both are the body's") {
    OneMeter one;
    one.price(0.40, TariffBand::f1);
    one.price(0.30, TariffBand::f2);
    one.price(0.20, TariffBand::f3);
    LoadRow row = one.rows().at(0);
    const double by_hand = 2750.0 * 0.40 + 2084.5 * 0.30 + 3928.0 * 0.20;
    CHECK(row.time_of_use_eur == doctest::Approx(by_hand).epsilon(1e-14));
    CHECK(row.flat_eur == doctest::Approx(8762.5 * 0.25).epsilon(1e-14));
    CHECK(std::isnan(row.time_of_use_difference_eur)); // the flat price is a placeholder
    CHECK(row.note.empty());
    one.price(0.28, std::nullopt);
    row = one.rows().at(0);
    CHECK(row.price_confidence == "verified");
    CHECK(row.time_of_use_difference_eur ==
          doctest::Approx(by_hand - 8762.5 * 0.28).epsilon(1e-12));
  }

  TEST_CASE("one band without a price: no cost, and which it is") {
    OneMeter one;
    one.price(0.40, TariffBand::f1);
    one.price(0.20, TariffBand::f3);
    const LoadRow row = one.rows().at(0);
    CHECK(std::isnan(row.time_of_use_eur));
    CHECK(row.note == "no time-of-use cost: no price for F2");
  }

  TEST_CASE("days, gas, and what is exported or made on site have no row") {
    OneMeter one;
    one.add_meter(minutes{1440});
    one.add_meter(minutes{60}).carrier = Carrier::natural_gas;
    one.add_meter(minutes{60}).flow = Flow::exported;
    one.add_meter(minutes{60}).flow = Flow::generation;
    one.add_meter(minutes{60});
    const std::vector<LoadRow> rows = one.rows();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].meter_id == "m0");
    CHECK(rows[1].meter_id == "m5");
    CHECK(references_of_load(one.folder, embedded_reference()).size() > 20);
    StockFolder none;
    CHECK(references_of_load(none, embedded_reference()).empty());
  }

  TEST_CASE("without a zone the bands are UTC's, and the row says so") {
    OneMeter one;
    static_cast<void>(one.rows());
    one.buildings[0].station = nullptr;
    const Factors factors{one.folder, embedded_reference(), "ispra-year", 2023, 2023};
    const auto rows = load_rows(one.folder, one.results, one.buildings, factors,
                                embedded_reference(), AnalysisOptions{});
    REQUIRE(rows.size() == 2); // the first hour of 2023 in Rome is 2022 in UTC
    CHECK(rows[0].note.find("time_zone in stock.toml") != std::string::npos);
    CHECK(rows[0].note.find("readings cover 0 % of the hours") == 0);
    CHECK(std::isnan(rows[0].load_factor));
    one.folder.settings.time_zone = TimeZone::named("Europe/Rome");
    CHECK(load_rows(one.folder, one.results, one.buildings, factors, embedded_reference(),
                    AnalysisOptions{})
              .size() == 1);
  }

  TEST_CASE("what the load table sums is what the consumption table has") {
    const TemporaryFolder path;
    simulate_public_stock(
        path.path(),
        {.buildings = 8, .years = 2, .daily_share = 0.0, .hourly_share = 0.5, .faults = false});
    write_lines(path.path() / "prices.csv", {"carrier,unit,eur_per_unit,valid_from,valid_to,band",
                                             "electricity,kWh,0.31,2022-01-01,2023-12-31,F1",
                                             "electricity,kWh,0.27,2022-01-01,2023-12-31,F23",
                                             "electricity,kWh,0.29,2022-01-01,2023-12-31,"});
    const StockFolder folder = read_stock_folder(path.path());
    const Analysis serial = analyse(folder, with_budget(1));
    const Table& load = serial.table("load");
    const Table& consumption = serial.table("consumption");
    REQUIRE(load.rows >= 4);
    for (std::size_t i = 0; i < load.rows; ++i) {
      // Prices that end with the readings hold: the last hour of a year is not of the next one.
      CHECK(text(load, "price_confidence", i) == "verified");
      CHECK(number(load, "time_of_use_eur", i) ==
            doctest::Approx(0.31 * number(load, "f1_kwh", i) +
                            0.27 * (number(load, "f2_kwh", i) + number(load, "f3_kwh", i)))
                .epsilon(1e-12));
      double consumed = missing_value;
      for (std::size_t j = 0; j < consumption.rows; ++j) {
        if (text(consumption, "building_id", j) == text(load, "building_id", i) &&
            text(consumption, "carrier", j) == "electricity" &&
            values<std::int64_t>(consumption, "year")[j] == values<std::int64_t>(load, "year")[i])
          consumed = number(consumption, "energy_kwh", j);
      }
      CHECK(number(load, "energy_kwh", i) == doctest::Approx(consumed).epsilon(1e-9));
      CHECK(number(load, "f1_kwh", i) + number(load, "f2_kwh", i) + number(load, "f3_kwh", i) ==
            doctest::Approx(consumed).epsilon(1e-9));
    }
    CHECK(serial.run_json.find("F2 saturday 7-23") != std::string::npos);
    const Analysis parallel = analyse(folder, with_budget(4));
    for (const char* column : {"f1_kwh", "base_load_kw", "night_share", "flat_eur"})
      for (std::size_t i = 0; i < load.rows; ++i)
        CHECK(number(load, column, i) == number(parallel.table("load"), column, i));
  }
}
