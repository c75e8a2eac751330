// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_reader.hpp>

#include "io/stock_files.hpp"

#include <empower/io/timestamps.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace empower;

namespace {

StockFolder read(const std::string& temperatures, const std::string& zone = "Europe/Rome") {
  return StockFiles{}
      .with("stations.csv",
            "station,time_zone,latitude,longitude,altitude_m\ns," + zone + ",43.8,11.2,50\n")
      .with("temperatures.csv", "station,time,temperature_c\n" + temperatures)
      .read();
}

Instant instant(const char* text) { return *instant_of(*parse_timestamp(text), TimeZone{}); }

std::string two_digits(int number) {
  return std::string{number < 10 ? "0" : ""}.append(std::to_string(number));
}

} // namespace

TEST_SUITE("io/stock_weather") {
  TEST_CASE("dates are daily means, and a day without one is missing") {
    const StockFolder folder = read("s,2024-01-03,3\ns,2024-01-01,1\ns,2024-01-04,\n");
    const Station& station = folder.weather.stations.at(0);
    CHECK_FALSE(station.hourly);
    CHECK(station.daily_mean.values.size() == 3);
    CHECK(station.outdoor().at(civil_day(2024, 1, 1)) == Celsius{1.0});
    CHECK(station.outdoor().at(civil_day(2024, 1, 2)).missing());
    CHECK(station.outdoor().at(civil_day(2024, 1, 3)) == Celsius{3.0});
    CHECK(input_of(folder, "temperatures.csv").accepted == 3);
    CHECK(station.place.latitude == 43.8);
    CHECK(station.altitude_m == 50.0);
  }

  TEST_CASE("a station's climate zone is a letter from A to F, or empty and reported") {
    const StockFolder folder =
        StockFiles{}
            .with("stations.csv", "station,time_zone,climate_zone\na,Europe/Rome,D\nb,Europe/Rome,"
                                  "Z\nc,Europe/Rome,\n")
            .read();
    CHECK(folder.weather.stations.at(0).climate_zone == "D");
    CHECK(folder.weather.stations.at(1).climate_zone.empty());
    CHECK(folder.weather.stations.at(2).climate_zone.empty());
    REQUIRE(folder.rejects.size() >= 1);
    CHECK(std::ranges::any_of(folder.rejects, [](const Reject& reject) {
      return reject.line == 3 && reject.column == "climate_zone";
    }));
  }

  TEST_CASE("naive hours are local to the station, and their mean is that of the local day") {
    std::string rows;
    for (int hour = 0; hour < 24; ++hour) {
      rows += "s,2024-07-01T" + two_digits(hour) + ":00," + std::to_string(hour) + "\n";
    }
    const Station station = read(rows).weather.stations.at(0);
    REQUIRE(station.hourly);
    CHECK(station.hourly->first == instant("2024-06-30T22:00Z"));
    CHECK(station.hourly->values.size() == 24);
    CHECK(station.outdoor().at(civil_day(2024, 7, 1)) == Celsius{11.5});
  }

  TEST_CASE("an hour is the mean of its readings, and a missing one is missing") {
    const Station station =
        read("s,2024-07-01T00:00Z,10\ns,2024-07-01T00:30Z,12\ns,2024-07-01T02:10Z,20\n")
            .weather.stations.at(0);
    REQUIRE(station.hourly->values.size() == 3);
    CHECK(station.hourly->values[0] == 11.0);
    CHECK(Celsius{station.hourly->values[1]}.missing());
    CHECK(station.hourly->values[2] == 20.0);
  }

  TEST_CASE("the hour that comes twice in autumn is two hours") {
    std::string rows;
    for (int hour = 0; hour < 24; ++hour) {
      const std::string row = "s,2024-10-27T" + two_digits(hour) + ":00,";
      rows += row + "10\n";
      if (hour == 2) rows += row + "35\n";
    }
    const StockFolder folder = read(rows);
    CHECK(folder.rejects.empty());
    const Station& station = folder.weather.stations.at(0);
    CHECK(station.hourly->values.size() == 25);
    CHECK(station.hourly->values[3] == 35.0);
    CHECK(station.outdoor().at(civil_day(2024, 10, 27)).value() == doctest::Approx(11.0));
    CHECK(find_reject(read("s,2024-03-31T02:00,5\n"), "temperatures.csv", 2, "time"));
  }

  TEST_CASE("days that hours do not cover take the value of a date") {
    const StockFolder folder = read("s,2024-07-01T00:00Z,10\ns,2024-07-01,21\ns,2024-07-02,22\n");
    CHECK(folder.weather.stations.at(0).outdoor().at(civil_day(2024, 7, 1)) == Celsius{21.0});
    CHECK(folder.weather.stations.at(0).outdoor().at(civil_day(2024, 7, 2)) == Celsius{22.0});
  }

  TEST_CASE("hours that never fill a day are reported") {
    const StockFolder folder = read("s,2024-07-01T00:00Z,10\ns,2024-07-01T06:00Z,10\n");
    CHECK(find_reject(folder, "temperatures.csv", 0, "time")->found == "s");
  }

  TEST_CASE("temperatures that cannot be are refused, the bounds themselves are not") {
    const StockFolder folder = read("s,2024-01-01,-60\ns,2024-01-02,-60.1\ns,2024-01-03,60\ns,2024-"
                                    "01-04,60.1\ns,2024-01-05,warm\n");
    CHECK(folder.weather.stations.at(0).daily_mean.values.size() == 3);
    CHECK(find_reject(folder, "temperatures.csv", 3, "temperature_c"));
    CHECK(find_reject(folder, "temperatures.csv", 5, "temperature_c"));
    CHECK(find_reject(folder, "temperatures.csv", 6, "temperature_c"));
  }

  TEST_CASE("a mean of more than a day is refused") {
    const StockFolder folder =
        StockFiles{}
            .with("stations.csv", "station,time_zone\ns,UTC\n")
            .with("temperatures.csv",
                  "station,time,end,temperature_c\ns,2024-01-01,2024-02-01,5\n"
                  "s,2024-02-01,2024-02-02,6\ns,2024-02-02,2024-02-03T00:00Z,6\n")
            .read();
    CHECK(find_reject(folder, "temperatures.csv", 2, "end"));
    CHECK(find_reject(folder, "temperatures.csv", 4, "end"));
    CHECK(folder.weather.stations.at(0).daily_mean.values.size() == 1);
  }

  TEST_CASE("a station without a zone takes that of the settings, or is refused") {
    CHECK(read("", "").weather.stations.empty());
    StockFiles files;
    files.with("stations.csv", "station,time_zone\ns,\ns,UTC\n,UTC\n")
        .with("stock.toml", "time_zone = \"Europe/Rome\"");
    const StockFolder folder = files.read();
    CHECK(folder.weather.stations.at(0).zone.name() == "Europe/Rome");
    CHECK(find_reject(folder, "stations.csv", 3, "station")->found == "s, as in line 2");
    CHECK(find_reject(folder, "stations.csv", 4, "station"));
  }
}
