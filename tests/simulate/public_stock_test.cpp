// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/public_stock.hpp>

#include "csv_rows.hpp"

#include "support/temporary_folder.hpp"

#include <empower/core/error.hpp>
#include <empower/core/period.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/stock/building_use.hpp>
#include <empower/stock/carrier.hpp>
#include <empower/stock/finding.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

using namespace empower;
using namespace empower_test;

namespace {

namespace fs = std::filesystem;

/// A folder that the simulation makes inside one of this test's own.
class Folder {
public:
  explicit Folder(const std::string& name) : path_{parent_.path() / name} {}
  [[nodiscard]] fs::path operator/(const char* file) const { return path_ / file; }
  [[nodiscard]] const fs::path& path() const { return path_; }

private:
  empower::testing::TemporaryFolder parent_;
  fs::path path_;
};

std::string bytes(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

CivilDay day_of(const std::string& text) {
  return civil_day(std::stoi(text.substr(0, 4)),
                   static_cast<unsigned>(std::stoi(text.substr(5, 2))),
                   static_cast<unsigned>(std::stoi(text.substr(8, 2))));
}

double number(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  return text.empty() ? missing_value : std::stod(text);
}

std::map<std::string, Row> by(const std::string& key, const std::vector<Row>& rows) {
  std::map<std::string, Row> found;
  for (const Row& row : rows) found.emplace(row.at(key), row);
  return found;
}

double positive(double value) { return value > 0.0 ? value : 0.0; }

} // namespace

TEST_SUITE("simulate/public_stock") {
  TEST_CASE("the same options give the same bytes, another seed gives others") {
    const Folder a{"a"};
    const Folder b{"b"};
    const Folder c{"c"};
    const PublicStockOptions options{.buildings = 40, .hourly_share = 0.05};
    simulate_public_stock(a.path(), options);
    simulate_public_stock(b.path(), options);
    simulate_public_stock(c.path(), {.buildings = 40, .seed = 2, .hourly_share = 0.05});
    for (const char* file :
         {"buildings.csv", "meters.csv", "readings.csv", "stations.csv", "temperatures.csv",
          "retrofits.csv", "calendar.csv", "stock.toml", "truth/buildings.csv",
          "truth/signatures.csv", "truth/annual_energy.csv", "truth/faults.csv",
          "truth/savings.csv", "truth/weather.csv", "truth/README.md"}) {
      CAPTURE(file);
      CHECK(bytes(a / file).size() > 20);
      CHECK(bytes(a / file) == bytes(b / file));
    }
    CHECK(bytes(a / "readings.csv") != bytes(c / "readings.csv"));
  }

  TEST_CASE("a larger stock begins with the smaller one") {
    const Folder small{"small"};
    const Folder large{"large"};
    simulate_public_stock(small.path(), {.buildings = 15});
    simulate_public_stock(large.path(), {.buildings = 60});
    for (const char* file : {"buildings.csv", "meters.csv", "readings.csv", "stations.csv",
                             "temperatures.csv", "truth/signatures.csv", "truth/faults.csv"}) {
      CAPTURE(file);
      const std::string beginning = bytes(small / file);
      CHECK(bytes(large / file).substr(0, beginning.size()) == beginning);
    }
  }

  TEST_CASE("noiseless readings are the signature summed over their days") {
    const Folder folder{"exact"};
    simulate_public_stock(folder.path(),
                          {.buildings = 60, .daily_share = 0.2, .faults = false, .noise = false});

    std::map<std::string, std::map<CivilDay, double>> temperature;
    for (const Row& row : csv_rows(folder / "temperatures.csv")) {
      temperature[row.at("station")][day_of(row.at("time"))] = number(row, "temperature_c");
    }
    const auto meters = by("meter_id", csv_rows(folder / "meters.csv"));
    const auto buildings = by("building_id", csv_rows(folder / "buildings.csv"));
    std::map<std::string, std::vector<Row>> signatures;
    for (const Row& row : csv_rows(folder / "truth/signatures.csv"))
      signatures[row.at("meter_id")].push_back(row);

    // Gas: 8,250 kcal/Smc of DM 20/7/2004; oil: 10,200 kcal/kg, as in the reference tables.
    const std::map<std::string, double> kwh_per_unit{
        {"kWh", 1.0}, {"MWh", 1000.0}, {"Smc", 9.5947}, {"kg", 11.86}};
    std::size_t compared = 0;
    for (const Row& reading : csv_rows(folder / "readings.csv")) {
      const Row& meter = meters.at(reading.at("meter_id"));
      const auto& weather = temperature.at(buildings.at(meter.at("building_id")).at("station"));
      double expected = 0.0;
      for (const Row& s : signatures.at(reading.at("meter_id"))) {
        const double heating_balance =
            s.at("heating_balance_c").empty() ? 0.0 : number(s, "heating_balance_c");
        const double cooling_balance =
            s.at("cooling_balance_c").empty() ? 0.0 : number(s, "cooling_balance_c");
        const CivilDay from = std::max(day_of(reading.at("start")), day_of(s.at("valid_from")));
        const CivilDay to = std::min(day_of(reading.at("end")), day_of(s.at("valid_to")));
        for (CivilDay day = from; day < to; day += std::chrono::days{1}) {
          const double t = weather.at(day);
          expected += number(s, "base_kwh_day") +
                      number(s, "heating_slope_kwh_kd") * positive(heating_balance - t) +
                      number(s, "cooling_slope_kwh_kd") * positive(t - cooling_balance);
        }
      }
      const double written = number(reading, "value") * kwh_per_unit.at(meter.at("unit"));
      if (std::abs(written - expected) > 1e-12 * expected)
        FAIL_CHECK(reading.at("meter_id") << ' ' << reading.at("start"));
      ++compared;
    }
    CHECK(compared > 60 * 36);
  }

  TEST_CASE("every name and code is one the library knows, and every reference points somewhere") {
    const Folder folder{"valid"};
    simulate_public_stock(folder.path(), {.buildings = 300});
    CHECK(first_line(folder / "readings.csv") == "meter_id,start,end,value,quality");
    CHECK(first_line(folder / "stations.csv") == "station,time_zone,latitude,longitude,altitude_m");
    CHECK(first_line(folder / "temperatures.csv") == "station,time,temperature_c");
    CHECK(first_line(folder / "calendar.csv") == "calendar,date,kind");

    const auto stations = by("station", csv_rows(folder / "stations.csv"));
    const auto rows = csv_rows(folder / "buildings.csv");
    const auto buildings = by("building_id", rows);
    CHECK(rows.size() == 300);
    CHECK(buildings.size() == 300);
    std::set<std::string> names;
    for (const Row& row : rows) {
      CHECK(parse_building_use(row.at("use")));
      CHECK(stations.contains(row.at("station")));
      CHECK(number(row, "floor_area_m2") > 0.0);
      names.insert(row.at("municipality") + row.at("name"));
    }
    CHECK(names.size() == 300);

    const auto meter_rows = csv_rows(folder / "meters.csv");
    const auto meters = by("meter_id", meter_rows);
    CHECK(meters.size() == meter_rows.size());
    for (const Row& row : meter_rows) {
      CHECK(buildings.contains(row.at("building_id")));
      CHECK(parse_carrier(row.at("carrier")));
      const std::string& id = row.at("meter_id");
      if (row.at("carrier") == "electricity") CHECK((id.size() == 14 && id.starts_with("IT001E")));
      if (row.at("carrier") == "natural_gas")
        CHECK((id.size() == 14 && id.find_first_not_of("0123456789") == std::string::npos));
    }
    std::map<std::string, std::string> last_end;
    for (const Row& row : csv_rows(folder / "readings.csv")) {
      CHECK(meters.contains(row.at("meter_id")));
      CHECK(row.at("start") < row.at("end"));
      CHECK(last_end[row.at("meter_id")] <= row.at("start"));
      last_end[row.at("meter_id")] = row.at("end");
    }
    CHECK(last_end.size() == meters.size());
    for (const Row& row : csv_rows(folder / "retrofits.csv"))
      CHECK(buildings.contains(row.at("building_id")));
  }

  TEST_CASE(
      "the library reads the folder without a single reject and finds the true energy in it") {
    const Folder folder{"read"};
    simulate_public_stock(
        folder.path(), {.buildings = 120, .hourly_share = 0.03, .faults = false, .noise = false});
    const StockFolder read = read_stock_folder(folder.path());
    CHECK(read.rejects.empty());
    CHECK(read.stock.buildings.size() == 120);
    CHECK(read.retrofits.size() == csv_rows(folder / "truth/savings.csv").size());
    CHECK(read.calendars.size() == 2);

    std::map<std::string, double> truth;
    for (const Row& row : csv_rows(folder / "truth/annual_energy.csv"))
      truth[row.at("meter_id")] += number(row, "energy_kwh");
    CHECK(read.stock.meters.size() == truth.size());
    for (std::size_t m = 0; m < read.stock.meters.size(); ++m) {
      double energy = 0.0;
      for (const double kwh : read.readings.bills(m).energy_kwh) energy += kwh;
      for (const double kwh : read.readings.intervals(m).energy_kwh) energy += kwh;
      CHECK(energy == doctest::Approx(truth.at(read.stock.meters[m].id)).epsilon(1e-12));
    }
  }

  TEST_CASE("each meter has noise of its own, of the deviation the truth states") {
    const Folder noisy{"noisy"};
    const Folder exact{"noiseless"};
    simulate_public_stock(noisy.path(), {.buildings = 15, .daily_share = 1.0, .faults = false});
    simulate_public_stock(exact.path(),
                          {.buildings = 15, .daily_share = 1.0, .faults = false, .noise = false});
    std::map<std::string, std::vector<double>> noise;
    const auto with = csv_rows(noisy / "readings.csv");
    const auto without = csv_rows(exact / "readings.csv");
    REQUIRE(with.size() == without.size());
    for (std::size_t i = 0; i < with.size(); ++i) {
      noise[with[i].at("meter_id")].push_back(
          number(with[i], "value") / number(without[i], "value") - 1.0);
    }
    const auto product = [](const std::vector<double>& a, const std::vector<double>& b) {
      double sum = 0.0;
      for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) sum += a[i] * b[i];
      return sum;
    };
    for (const Row& row : csv_rows(noisy / "truth/signatures.csv")) {
      const std::vector<double>& own = noise.at(row.at("meter_id"));
      if (row.at("interval") != "daily") continue;
      CAPTURE(row.at("meter_id"));
      const double deviation = std::sqrt(product(own, own) / static_cast<double>(own.size()));
      CHECK(deviation / number(row, "noise") == doctest::Approx(1.0).epsilon(0.1));
      for (const auto& [meter, other] : noise) {
        if (meter == row.at("meter_id")) continue;
        CHECK(std::abs(product(own, other)) <
              0.3 * std::sqrt(product(own, own) * product(other, other)));
      }
    }
  }

  TEST_CASE("intensities lie where Italian public buildings are") {
    const Folder folder{"intensity"};
    simulate_public_stock(folder.path(),
                          {.buildings = 1500, .years = 1, .daily_share = 0.0, .faults = false});
    struct Band {
      const char* use;
      double heat_low, heat_high, power_low, power_high; ///< of the median, kWh/m2
    };
    std::map<std::string, std::vector<double>> heat;
    std::map<std::string, std::vector<double>> power;
    for (const Row& row : csv_rows(folder / "truth/buildings.csv")) {
      if (row.at("heating_carrier") == "electricity") continue;
      heat[row.at("use")].push_back(number(row, "heating_normal_year_kwh") /
                                    number(row, "floor_area_m2"));
      power[row.at("use")].push_back(number(row, "electricity_normal_year_kwh") /
                                     number(row, "floor_area_m2"));
    }
    const auto median = [](std::vector<double>& values) {
      std::ranges::nth_element(values,
                               values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
      return values[values.size() / 2];
    };
    for (const Band& band :
         {Band{"school_primary", 100, 160, 18, 40}, Band{"school_lower_secondary", 90, 160, 18, 40},
          Band{"office", 120, 200, 65, 110}, Band{"sports_hall", 120, 200, 35, 60},
          Band{"library", 110, 190, 45, 80}, Band{"swimming_pool", 600, 1100, 150, 280}}) {
      CAPTURE(band.use);
      REQUIRE(heat[band.use].size() > 5);
      const double heat_median = median(heat[band.use]);
      const double power_median = median(power[band.use]);
      CHECK(heat_median > band.heat_low);
      CHECK(heat_median < band.heat_high);
      CHECK(power_median > band.power_low);
      CHECK(power_median < band.power_high);
    }
  }

  TEST_CASE("every fault has a label, and what is labelled is there") {
    const Folder clean{"clean"};
    const Folder faulty{"faulty"};
    simulate_public_stock(clean.path(), {.buildings = 400, .faults = false});
    simulate_public_stock(faulty.path(), {.buildings = 400});
    CHECK(csv_rows(clean / "truth/faults.csv").empty());

    std::map<std::string, std::string> kind_of;
    const auto faults = csv_rows(faulty / "truth/faults.csv");
    for (const Row& row : faults) {
      CHECK(std::ranges::find(finding_kind_codes(), row.at("kind")) != finding_kind_codes().end());
      CHECK(kind_of.emplace(row.at("building_id"), row.at("kind")).second);
      CHECK(std::isnan(number(row, "energy_kwh")) == (row.at("kind") == "area_error"));
    }
    CHECK(faults.size() > 400 * 0.14);
    CHECK(faults.size() < 400 * 0.22);

    // Against the faultless twin, a building's readings differ where it has a label and nowhere
    // else.
    const auto readings_by_building = [](const Folder& folder) {
      const auto meters = by("meter_id", csv_rows(folder / "meters.csv"));
      std::map<std::string, std::string> text;
      for (const Row& row : csv_rows(folder / "readings.csv")) {
        text[meters.at(row.at("meter_id")).at("building_id")] +=
            row.at("meter_id") + row.at("start") + row.at("value") + ';';
      }
      return text;
    };
    const auto before = readings_by_building(clean);
    const auto after = readings_by_building(faulty);
    const auto listed = by("building_id", csv_rows(faulty / "buildings.csv"));
    for (const Row& row : csv_rows(clean / "buildings.csv")) {
      const std::string& id = row.at("building_id");
      const std::string kind = kind_of.contains(id) ? kind_of.at(id) : "";
      CAPTURE(id);
      CAPTURE(kind);
      CHECK((before.at(id) != after.at(id)) == (!kind.empty() && kind != "area_error"));
      CHECK((listed.at(id) != row) == (kind == "area_error"));
    }
  }

  TEST_CASE("a retrofit saves less than was promised, and the truth says how much") {
    const Folder folder{"retrofit"};
    simulate_public_stock(folder.path(), {.buildings = 300});
    const auto savings = csv_rows(folder / "truth/savings.csv");
    CHECK(savings.size() == csv_rows(folder / "retrofits.csv").size());
    REQUIRE(savings.size() > 10);
    for (const Row& row : savings) {
      CHECK(number(row, "saving_normal_year_kwh") > 0.0);
      CHECK(number(row, "promised_kwh_year") > number(row, "saving_normal_year_kwh"));
      CHECK(number(row, "slope_factor") < 1.0);
    }
  }

  TEST_CASE("hourly electricity is written with the offset of its season") {
    const Folder folder{"hourly"};
    simulate_public_stock(folder.path(),
                          {.buildings = 3, .years = 1, .hourly_share = 1.0, .faults = false});
    std::size_t hours = 0;
    for (const Row& row : csv_rows(folder / "readings.csv")) {
      if (row.at("start").size() == 10) continue;
      ++hours;
      const std::string date = row.at("start").substr(0, 10);
      if (date > "2022-03-27" && date < "2022-10-30") CHECK(row.at("start").ends_with("+02:00"));
    }
    CHECK(hours == 3 * 8760);
  }

  TEST_CASE("electricity and gas are read on days of their own") {
    const Folder folder{"dates"};
    simulate_public_stock(folder.path(), {.buildings = 20, .daily_share = 0.0, .faults = false});
    const auto meters = by("meter_id", csv_rows(folder / "meters.csv"));
    std::map<std::string, std::map<std::string, std::set<std::string>>> dates;
    for (const Row& row : csv_rows(folder / "readings.csv")) {
      dates[meters.at(row.at("meter_id")).at("building_id")][row.at("meter_id")].insert(
          row.at("start"));
    }
    for (const auto& [building, of_meter] : dates) {
      CAPTURE(building);
      if (of_meter.size() == 2) CHECK(of_meter.begin()->second != of_meter.rbegin()->second);
    }
  }

  TEST_CASE("a single year with every kind of fault is written and read") {
    const Folder folder{"one_year"};
    simulate_public_stock(
        folder.path(),
        {.buildings = 700, .seed = 3, .first_year = 2023, .years = 1, .hourly_share = 0.1});
    std::set<std::string> kinds;
    for (const Row& row : csv_rows(folder / "truth/faults.csv")) kinds.insert(row.at("kind"));
    CHECK(kinds.size() == 14);
    CHECK(read_stock_folder(folder.path()).rejects.empty());
  }

  TEST_CASE("a stock that no simulation wrote is not overwritten") {
    const empower::testing::TemporaryFolder folder;
    std::ofstream{folder.path() / "buildings.csv"} << "building_id,use,floor_area_m2\n";
    PublicStockOptions options;
    options.buildings = 1;
    CHECK_THROWS_AS(simulate_public_stock(folder.path(), options), InputError);
    CHECK(bytes(folder.path() / "buildings.csv") == "building_id,use,floor_area_m2\n");
    fs::remove(folder.path() / "buildings.csv");
    simulate_public_stock(folder.path(), options);
    CHECK_NOTHROW(simulate_public_stock(folder.path(), options));
  }

  TEST_CASE("options that make no sense are refused") {
    const Folder folder{"refused"};
    CHECK_THROWS_AS(simulate_public_stock(folder.path(), {.years = 0}), ContractError);
    CHECK_THROWS_AS(simulate_public_stock(folder.path(), {.daily_share = 1.5}), ContractError);
    CHECK_THROWS_AS(simulate_public_stock(folder.path(), {.first_year = 1980}), ContractError);
    CHECK_FALSE(fs::exists(folder.path()));
  }
}
