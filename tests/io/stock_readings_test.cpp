// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_reader.hpp>

#include "io/stock_files.hpp"

#include <empower/io/timestamps.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace empower;

namespace {

StockFolder read(const std::string& rows, const std::string& settings = {}) {
  StockFiles files;
  if (!settings.empty()) files.with("stock.toml", settings);
  return files.with("readings.csv", "meter_id,start,end,value,quality\n" + rows).read();
}

Instant instant(const char* text) { return *instant_of(*parse_timestamp(text), TimeZone{}); }

} // namespace

TEST_SUITE("io/stock_readings") {
  TEST_CASE("bills are half-open and a missing value is a gap, never zero") {
    const StockFolder folder =
        read("el,2024-02-01,2024-03-01,,\nel,2024-01-01,2024-02-01,100,estimated\n");
    const BillView bills = folder.readings.bills(0);
    REQUIRE(bills.size() == 2);
    CHECK(day_count(bills.period(1)) == 29);
    CHECK(bills.energy_kwh[0] == 100.0);
    CHECK(std::isnan(bills.energy_kwh[1]));
    CHECK(folder.readings.bill_qualities(0)[0] == ReadingQuality::estimated);
    CHECK(input_of(folder, "readings.csv").first == "2024-01-01");
    CHECK(input_of(folder, "readings.csv").last == "2024-03-01");
  }

  TEST_CASE("of overlapping readings the earlier stays and the reject names both lines") {
    const StockFolder folder = read(
        "el,2024-01-20,2024-02-20,2,\nel,2024-01-01,2024-02-01,1,\nel,2024-02-01,2024-03-01,3,\n");
    CHECK(folder.readings.bills(0).size() == 2);
    const Reject* reject = find_reject(folder, "readings.csv", 2, "start");
    REQUIRE(reject);
    CHECK(reject->found == "line 3");
  }

  TEST_CASE("of two values for one period the better stays, whatever the order of rows") {
    const std::string estimated = "el,2024-01-01,2024-02-01,90,estimated\n";
    const std::string corrected = "el,2024-01-01,2024-02-01,100,corrected\n";
    const std::string missing = "el,2024-01-01,2024-02-01,-,corrected\n";
    for (const std::string& rows :
         {estimated + corrected + missing, missing + corrected + estimated,
          corrected + estimated + missing}) {
      const StockFolder folder = read(rows);
      REQUIRE(folder.readings.bills(0).size() == 1);
      CHECK(folder.readings.bills(0).energy_kwh[0] == 100.0);
      CHECK(input_of(folder, "readings.csv").rejected == 2);
    }
  }

  TEST_CASE("a meter has bills or intervals, whichever are more") {
    const StockFolder folder = read("el,2024-01-01T00:00Z,2024-01-01T01:00Z,1,\nel,2024-02-01,2024-"
                                    "03-01,3,\nel,2024-03-01,2024-04-01,3,\n");
    CHECK(folder.readings.bills(0).size() == 2);
    CHECK(folder.readings.intervals(0).empty());
    CHECK(find_reject(folder, "readings.csv", 2, "start"));
  }

  TEST_CASE(
      "naive stamps take the zone of the settings, of the building's station or of all stations") {
    const char* rows = "el,2024-07-01T00:00,2024-07-01T01:00,1,\n";
    CHECK(read(rows).readings.interval_start.empty());
    CHECK(read(rows, "time_zone = \"Europe/Rome\"").readings.interval_start.at(0) ==
          instant("2024-06-30T22:00Z"));
    StockFiles files;
    files.with("readings.csv", std::string{"meter_id,start,end,value\n"} +
                                   "el,2024-07-01T00:00,2024-07-01T01:00,1\n");
    files.with("stations.csv", "station,time_zone\na,Europe/Rome\nb,Europe/Rome\n");
    CHECK(files.read().readings.interval_start.at(0) == instant("2024-06-30T22:00Z"));
    files.with("stations.csv", "station,time_zone\na,Europe/Athens\nb,Europe/Rome\n");
    CHECK(files.read().readings.interval_start.empty());
    files.with("buildings.csv", "building_id,use,floor_area_m2,station\nschool,office,10,a\n");
    CHECK(files.read().readings.interval_start.at(0) == instant("2024-06-30T21:00Z"));
  }

  TEST_CASE("a day of local hours is whole when the clocks change") {
    const auto hours_of = [](const char* day, int skipped, int repeated) {
      std::string rows;
      const auto row = [&](int hour) {
        const auto text = [](int h) {
          return std::string{h < 10 ? "0" : ""}.append(std::to_string(h)).append(":00");
        };
        rows += std::string{"el,"} + day + "T" + text(hour) + "," + day + "T" + text(hour + 1) +
                ",1,\n";
      };
      for (int hour = 0; hour < 24; ++hour) {
        if (hour == skipped) continue;
        row(hour);
        if (hour == repeated) row(hour);
      }
      return read(rows, "time_zone = \"Europe/Rome\"");
    };
    const StockFolder spring = hours_of("2024-03-31", 2, -1);
    CHECK(spring.rejects.empty());
    CHECK(spring.readings.interval_start.size() == 23);
    CHECK(spring.readings.interval_end.back() - spring.readings.interval_start.front() ==
          std::chrono::hours{23});
    const StockFolder autumn = hours_of("2024-10-27", -1, 2);
    CHECK(autumn.rejects.empty());
    REQUIRE(autumn.readings.interval_start.size() == 25);
    for (std::size_t i = 1; i < 25; ++i)
      CHECK(autumn.readings.interval_start[i] == autumn.readings.interval_end[i - 1]);
    CHECK(find_reject(
        read("el,2024-03-31T02:30,2024-03-31T04:00,1,\n", "time_zone = \"Europe/Rome\""),
        "readings.csv", 2, "start"));
  }

  TEST_CASE("a fixed interval stands in for a missing end") {
    const auto first = [](const char* interval, const char* start) {
      return StockFiles{}
          .with("stock.toml", std::string{"interval = \""} + interval + "\"")
          .with("readings.csv", std::string{"meter_id,start,value\nel,"} + start + ",1\n")
          .read();
    };
    CHECK(first("15min", "2024-01-01T00:00Z").readings.interval_end.at(0) ==
          instant("2024-01-01T00:15Z"));
    CHECK(first("1d", "2024-02-28").readings.bill_to.at(0) == civil_day(2024, 2, 29));
    CHECK(first("1month", "2024-01-31").readings.bill_to.at(0) == civil_day(2024, 2, 29));
    CHECK(first("1year", "2024-02-29").readings.bill_to.at(0) == civil_day(2025, 2, 28));
    CHECK(find_reject(first("1h", "2024-01-01"), "readings.csv", 2, "start"));
  }

  TEST_CASE("periods that cannot be are refused") {
    const StockFolder folder = read(
        "el,2024-02-01,2024-01-01,1,\nel,2024-02-01,2024-02-01,1,\nel,2024-01-01,2034-01-01,1,\n"
        "el,2024-01-01,2024-02-01T00:00Z,1,\nel,2024-01-01,,1,\nel,,2024-01-01,1,\n");
    CHECK(folder.readings.bills(0).empty());
    for (const int line : {2, 3, 4, 5, 6}) CHECK(find_reject(folder, "readings.csv", line, "end"));
    CHECK(find_reject(folder, "readings.csv", 7, "start"));
    CHECK(input_of(folder, "readings.csv").rejected == 6);
  }

  TEST_CASE("bills that ask for the other end convention are named, not changed") {
    const char* inclusive = "el,2024-01-01,2024-01-31,31,\nel,2024-02-01,2024-02-29,29,\nel,2024-"
                            "03-01,2024-03-31,31,\n";
    const StockFolder stated = read(inclusive, "end_date = \"inclusive\"");
    CHECK(stated.rejects.empty());
    CHECK(day_count(stated.readings.bills(0).period()) == 91);
    const StockFolder silent = read(inclusive);
    REQUIRE(silent.rejects.size() == 1);
    CHECK(silent.rejects[0].found == "2 of 2 bills miss the next by a day");
    CHECK(day_count(silent.readings.bills(0).period(0)) == 30);
    const StockFolder wrong = read("el,2024-01-01,2024-02-01,31,\nel,2024-02-01,2024-03-01,29,\n",
                                   "end_date = \"inclusive\"");
    CHECK(find_reject(wrong, "readings.csv", 0, "end")->found ==
          "1 of 1 bills overlap the next by a day");
  }

  TEST_CASE("numbers and dates of another form are refused with a hint") {
    const StockFolder folder =
        read("el,01/02/2024,2024-03-01,1,\nel,2024-01-01,2024-02-01,\"1,5\",\n");
    CHECK(find_reject(folder, "readings.csv", 2, "start")->expected ==
          "a date like 2024-01-31, or date_format in stock.toml");
    CHECK(find_reject(folder, "readings.csv", 3, "value")->expected ==
          "a number with a decimal point, or decimal = \",\" in stock.toml");
  }
}
