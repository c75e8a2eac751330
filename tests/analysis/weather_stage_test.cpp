// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/weather_stage.hpp>

#include "analysis/simulated_stock.hpp"
#include "support/table_values.hpp"

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

/// The simulated folder; `spoil` gets the station of the first building.
StockFolder spoilt(auto spoil) {
  StockFolder folder = simulated().stock;
  const auto station = folder.weather.find(folder.stock.buildings.front().station);
  REQUIRE(station.has_value());
  spoil(folder.weather.stations[*station]);
  return folder;
}

/// One false zero, six equal days, one spike and a gap of ten days.
void four_faults(Station& station) {
  std::vector<double>& days = station.daily_mean.values;
  days[180] = 0.0;
  for (std::size_t i = 301; i < 306; ++i) days[i] = days[300];
  days[400] += 20.0;
  for (std::size_t i = 500; i < 510; ++i) days[i] = missing_value;
}

WeatherStage stage_of(const StockFolder& folder, std::size_t threads = 1) {
  return weather_stage(folder, embedded_reference(), threads);
}

} // namespace

TEST_SUITE("analysis/weather_stage") {
  TEST_CASE("plausible temperatures are handed on as they are") {
    const StockFolder& folder = simulated().stock;
    const WeatherStage stage = stage_of(folder);
    CHECK(stage.findings.empty());
    REQUIRE(stage.weather.stations.size() == folder.weather.stations.size());
    for (std::size_t s = 0; s < stage.weather.stations.size(); ++s) {
      CHECK(stage.weather.stations[s].daily_mean.values ==
            folder.weather.stations[s].daily_mean.values);
      CHECK(stage.repairs[s].days_filled == 0);
    }
    const Table& weather = simulated().analysis.table("weather");
    CHECK(weather.rows == folder.stock.buildings.size());
    for (std::size_t row = 0; row < weather.rows; ++row) {
      CHECK(text(weather, "chosen_by", row) == "named");
      CHECK(text(weather, "station", row) == folder.stock.buildings[row].station);
      CHECK(number(weather, "distance_km", row) < 30.0);
      CHECK(text(weather, "warnings", row).empty());
      CHECK(text(weather, "normal_year", row) == "mean of 2022, 2023, 2024");
    }
  }

  TEST_CASE("days that were read as days stay where hours are mended") {
    const StockFolder folder = spoilt([](Station& station) {
      const DailyView<Celsius> days = station.outdoor();
      HourlySeries hours{station.zone.start_of(days.first()), {}};
      for (std::size_t h = 0; h < std::size_t{60} * 24; ++h) {
        const double of_day = 4.0 * std::sin(static_cast<double>(h % 24) * 0.2617993877991494);
        hours.values.push_back(days[h / 24].value() + of_day);
      }
      hours.values[50] = missing_value;
      station.hourly = std::move(hours);
    });
    const auto station = *folder.weather.find(folder.stock.buildings.front().station);
    const auto& before = folder.weather.stations[station].daily_mean.values;
    const std::vector<double> after = stage_of(folder).weather.stations[station].daily_mean.values;
    REQUIRE(after.size() == before.size());
    CHECK(std::equal(after.begin() + 60, after.end(), before.begin() + 60));
    CHECK(after[2] == doctest::Approx(before[2]).epsilon(0.02));
    CHECK(after[2] != before[2]);
  }

  TEST_CASE("temperatures in doubt are findings of the station, and are estimated from others") {
    const StockFolder folder = spoilt(four_faults);
    const std::string id = folder.stock.buildings.front().station;
    const WeatherStage stage = stage_of(folder);
    std::vector<FindingKind> kinds;
    for (const Finding& finding : stage.findings) {
      CHECK(finding.station == id);
      CHECK(finding.building_id.empty());
      kinds.push_back(finding.kind);
    }
    CHECK(kinds == std::vector<FindingKind>{FindingKind::false_zero_temperature,
                                            FindingKind::stuck_temperature,
                                            FindingKind::temperature_spike});
    const std::size_t s = *folder.weather.find(id);
    const StationRepair& repair = stage.repairs[s];
    CHECK(repair.days_in_doubt == 1 + 6 + 1);
    CHECK(repair.days_filled == 1 + 6 + 1 + 10);
    CHECK(repair.days_missing == 0);
    CHECK_FALSE(repair.filled_from.empty());
    const std::vector<double>& truth = simulated().stock.weather.stations[s].daily_mean.values;
    const std::vector<double>& used = stage.weather.stations[s].daily_mean.values;
    for (std::size_t i = 0; i < truth.size(); ++i) CHECK(std::abs(used[i] - truth[i]) < 5.0);
  }

  TEST_CASE("the analysis says in findings, weather and notes what it did") {
    const StockFolder folder = spoilt(four_faults);
    const std::string id = folder.stock.buildings.front().station;
    const Analysis analysis = analyse(folder, with_budget());
    const Table& findings = analysis.table("findings");
    const auto of_station =
        rows_where(findings, [&](std::size_t row) { return text(findings, "station", row) == id; });
    REQUIRE(of_station.size() == 3);
    CHECK(text(findings, "finding_id", of_station[0]) == id + ":false_zero_temperature:2022-06-30");
    const auto& ids = values<std::string>(findings, "finding_id");
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    const Table& weather = analysis.table("weather");
    CHECK(text(weather, "station", 0) == id);
    CHECK_FALSE(text(weather, "filled_from", 0).empty());
    const Table& consumption = analysis.table("consumption");
    const auto noted = rows_where(consumption, [&](std::size_t row) {
      return text(consumption, "note", row).find("temperatures of 18 days filled, see weather") !=
             std::string::npos;
    });
    CHECK_FALSE(noted.empty());
    for (const std::size_t row : noted) {
      CHECK(number(consumption, "weather_coverage", row) == 1.0);
      CHECK(number(consumption, "heating_degree_days", row) > 0.0);
    }
  }

  TEST_CASE("the repaired stock is nearer to the truth than the spoilt one") {
    // Twenty-five days of April and May as zeros.
    const auto zeros = [](Station& station) {
      for (std::size_t i = 100; i < 125; ++i) station.daily_mean.values[i] = 0.0;
    };
    const StockFolder folder = spoilt(zeros);
    const std::size_t s = *folder.weather.find(folder.stock.buildings.front().station);
    const auto sum = [](const std::vector<double>& days) {
      double total = 0.0;
      for (std::size_t i = 0; i < 365; ++i) total += std::max(0.0, 20.0 - days[i]);
      return total;
    };
    const double truth = sum(simulated().stock.weather.stations[s].daily_mean.values);
    const double read = sum(folder.weather.stations[s].daily_mean.values);
    const double repaired = sum(stage_of(folder).weather.stations[s].daily_mean.values);
    CHECK(read > 1.1 * truth);
    CHECK(repaired == doctest::Approx(truth).epsilon(0.01));
  }

  TEST_CASE("a long gap stays, with its reason, and the building is not normalised in silence") {
    const StockFolder folder = spoilt([](Station& station) {
      for (std::size_t i = 500; i < 560; ++i) station.daily_mean.values[i] = missing_value;
    });
    const Analysis analysis = analyse(folder, with_budget());
    const Table& weather = analysis.table("weather");
    CHECK(text(weather, "note", 0) == "days not filled: too_long");
    CHECK(text(weather, "normal_year", 0) == "mean of 2022, 2024");
    CHECK(text(weather, "filled_from", 0).empty());
  }

  TEST_CASE("a building without a station takes the best one, with what speaks against it") {
    StockFolder folder = simulated().stock;
    Building& building = folder.stock.buildings.front();
    const std::string own = building.station;
    building.station.clear();
    const WeatherStage stage = stage_of(folder);
    CHECK(code(stage.choices[0].chosen_by) == "nearest");
    CHECK(stage.weather.stations[*stage.choices[0].station].id == own);
    building.latitude += 2.0; // into the sea or the Alps
    const Analysis analysis = analyse(folder, with_budget());
    const Table& weather = analysis.table("weather");
    CHECK(text(weather, "warnings", 0).starts_with("station_far"));
    const Table& consumption = analysis.table("consumption");
    const auto noted = rows_where(consumption, [&](std::size_t row) {
      return text(consumption, "note", row).find(" km away") != std::string::npos;
    });
    CHECK_FALSE(noted.empty());
    for (const std::size_t row : noted) CHECK(text(consumption, "building_id", row) == building.id);
    building.latitude = missing_value;
    const Analysis nowhere = analyse(folder, with_budget());
    CHECK(text(nowhere.table("weather"), "station", 0).empty());
    CHECK(text(nowhere.table("weather"), "chosen_by", 0).empty());
    CHECK_FALSE(text(nowhere.table("weather"), "note", 0).empty());
  }

  TEST_CASE("hours in doubt make days without them, one finding a day and kind") {
    const StockFolder folder = spoilt([](Station& station) {
      const DailySeries days = station.daily_mean;
      HourlySeries hours{station.zone.start_of(days.first), {}};
      for (std::size_t d = 0; d + 1 < days.values.size(); ++d) {
        for (std::size_t h = 0; h < 24; ++h) {
          hours.values.push_back(days.values[d] -
                                 6.0 * std::cos(2.0 * 3.14159265 * static_cast<double>(h) / 24.0) +
                                 0.01 * static_cast<double>((7 * h + 5 * d) % 11));
        }
      }
      hours.values[24 * 180 + 5] = 0.0;
      hours.values[24 * 180 + 9] = 0.0;
      hours.values[24 * 300 + 9] += 25.0;
      station.hourly = std::move(hours);
    });
    const WeatherStage stage = stage_of(folder);
    REQUIRE(stage.findings.size() == 2);
    CHECK(stage.findings[0].kind == FindingKind::false_zero_temperature);
    CHECK(stage.findings[0].end.at - stage.findings[0].start.at == std::chrono::hours{1});
    CHECK(stage.findings[1].kind == FindingKind::temperature_spike);
    const std::size_t s = *folder.weather.find(folder.stock.buildings.front().station);
    CHECK(stage.repairs[s].days_in_doubt == 2);
    CHECK_FALSE(stage.weather.stations[s].hourly.has_value());
  }

  TEST_CASE("any number of threads gives the same") {
    const StockFolder folder = spoilt(four_faults);
    const WeatherStage one = stage_of(folder, 1);
    const WeatherStage many = stage_of(folder, 4);
    for (std::size_t s = 0; s < one.weather.stations.size(); ++s)
      CHECK(one.weather.stations[s].daily_mean.values ==
            many.weather.stations[s].daily_mean.values);
    REQUIRE(one.findings.size() == many.findings.size());
    for (std::size_t f = 0; f < one.findings.size(); ++f)
      CHECK(one.findings[f].evidence == many.findings[f].evidence);
  }
}
