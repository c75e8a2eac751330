// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_reader.hpp>

#include "io/stock_files.hpp"
#include "support/made_epw.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

using namespace empower;

namespace {

const std::string days_json = R"json({"latitude":43.75,"longitude":11.25,"elevation":60.0,
"utc_offset_seconds":3600,"timezone":"Europe/Rome",
"daily_units":{"time":"iso8601","temperature_2m_mean":"°C"},
"daily":{"time":["2024-01-01","2024-01-02","2024-01-03"],"temperature_2m_mean":[7.25,null,5]}})json";

/// Two days of hours that equal their number from the first on, which is 23:00 UTC of the 31st.
std::string hours_json() {
  std::string times;
  std::string values;
  for (int i = 0; i < 48; ++i) {
    const std::string hour = std::string{i % 24 < 10 ? "0" : ""}.append(std::to_string(i % 24));
    if (i > 0) times += ',';
    times.append(i < 24 ? "\"2024-01-01T" : "\"2024-01-02T").append(hour).append(":00\"");
    if (i > 0) values += ',';
    values += std::to_string(i);
  }
  return R"({"utc_offset_seconds":3600,"timezone":"Europe/Rome","hourly_units":)"
         R"({"time":"iso8601","temperature_2m":"°C"},"hourly":{"time":[)" +
         times + R"(],"temperature_2m":[)" + values + "]}}";
}

/// A typical year of 10 °C in each hour.
std::string made_epw(const std::string& place = "Pisa") {
  return testing::made_epw(place, [](int) { return 10.0; });
}

std::string made_normals(const std::string& deviation) {
  std::string text = "station,month,temperature_c,standard_deviation_k,source\n";
  for (int month = 1; month <= 12; ++month)
    text += "s," + std::to_string(month) + ",12," + deviation + ",1991-2020\n";
  return text;
}

StockFiles stations(const std::string& rows) {
  return StockFiles{}.with(
      "stations.csv", "station,time_zone,latitude,longitude,altitude_m,file,normal_file\n" + rows);
}

const Station& only_station(const StockFolder& folder) { return folder.weather.stations.at(0); }

std::size_t digests_of(const StockFolder& folder, const std::string& file) {
  return static_cast<std::size_t>(std::ranges::count(folder.digests, file, &FileDigest::file));
}

} // namespace

TEST_SUITE("io/stock_weather_files") {
  TEST_CASE("an Open-Meteo file gives a station hours, days and an account") {
    const StockFolder folder = stations("s,Europe/Rome,43.8,11.2,50,weather/s.json,\n")
                                   .with("weather/s.json", hours_json())
                                   .read();
    CHECK(folder.rejects.empty());
    REQUIRE(only_station(folder).hourly);
    CHECK(only_station(folder).outdoor().at(civil_day(2024, 1, 1)) == Celsius{11.5});
    CHECK(only_station(folder).outdoor().at(civil_day(2024, 1, 2)) == Celsius{35.5});
    CHECK(only_station(folder).place.latitude == 43.8);
    const InputFile& account = input_of(folder, "weather/s.json");
    CHECK(account.rows == 48);
    CHECK(account.accepted == 48);
    CHECK(account.first == "2023-12-31T23:00:00Z");
    CHECK(account.last == "2024-01-02T22:00:00Z");
    CHECK(digests_of(folder, "weather/s.json") == 1);
  }

  TEST_CASE("what the row lacks is taken from the file, and reported") {
    const StockFolder folder = stations("s,,,,,s.json,\n").with("s.json", days_json).read();
    const Station& station = only_station(folder);
    CHECK(station.zone.name() == "Europe/Rome");
    CHECK(station.place.longitude == 11.25);
    CHECK(station.altitude_m == 60.0);
    CHECK(find_reject(folder, "stations.csv", 2, "time_zone")->consequence ==
          "Europe/Rome taken from s.json");
    CHECK(find_reject(folder, "stations.csv", 2, "latitude")->consequence ==
          "43.75, 11.25 taken from s.json");
    CHECK(find_reject(folder, "stations.csv", 2, "altitude_m")->consequence ==
          "60 taken from s.json");
    CHECK(input_of(folder, "stations.csv").accepted == 1);
    CHECK(station.daily_mean.values.size() == 3);
    CHECK(input_of(folder, "s.json").accepted == 2);
    CHECK(input_of(folder, "s.json").rejected == 1);
    CHECK(input_of(folder, "s.json").last == "2024-01-03");
  }

  TEST_CASE("the zone of the row, then of the settings, prevails; GMT is no zone") {
    CHECK(only_station(stations("s,Europe/Athens,,,,s.json,\n").with("s.json", days_json).read())
              .zone.name() == "Europe/Athens");
    StockFiles files = stations("s,,,,,s.json,\n");
    std::string gmt = days_json;
    gmt.replace(gmt.find("Europe/Rome"), 11, "GMT");
    CHECK(files.with("s.json", gmt).read().weather.stations.empty());
    CHECK(
        only_station(files.with("stock.toml", "time_zone = \"Europe/Paris\"").read()).zone.name() ==
        "Europe/Paris");
  }

  TEST_CASE("days of one offset all year are told from civil days") {
    std::string summer = days_json;
    summer.replace(summer.find("3600"), 4, "7200");
    const StockFolder folder =
        stations(
            "s,Europe/Rome,1,1,1,s.json,\nt,Europe/Rome,1,1,1,t.json,\nu,+02:00,1,1,1,u.json,\n")
            .with("s.json", summer)
            .with("t.json", days_json)
            .with("u.json", summer)
            .read();
    REQUIRE(find_reject(folder, "s.json", 0, "daily.time"));
    CHECK(find_reject(folder, "s.json", 0, "daily.time")->found == "days at UTC+2 h all year");
    CHECK_FALSE(find_reject(folder, "t.json", 0, "daily.time"));
    CHECK_FALSE(find_reject(folder, "u.json", 0, "daily.time"));
  }

  TEST_CASE("a station that has a file takes no rows of temperatures.csv") {
    StockFiles files = stations("s,Europe/Rome,1,1,1,s.json,\nt,Europe/Rome,1,1,1,,\n");
    files.with("s.json", days_json)
        .with("temperatures.csv",
              "station,time,temperature_c\ns,2024-01-01,30\ns,2024-01-02,30\nt,2024-01-01,4\n");
    const StockFolder folder = files.read();
    CHECK(only_station(folder).outdoor().at(civil_day(2024, 1, 1)) == Celsius{7.25});
    CHECK(folder.weather.stations.at(1).outdoor().at(civil_day(2024, 1, 1)) == Celsius{4.0});
    const Reject* reject = find_reject(folder, "temperatures.csv", 3, "station");
    REQUIRE(reject != nullptr);
    CHECK(reject->line == 2);
    CHECK(reject->expected == "no rows of a station that has a file in stations.csv");
    CHECK(input_of(folder, "temperatures.csv").rejected == 2);
    // A file that is not there leaves the rows.
    files.files.erase("s.json");
    CHECK(only_station(files.read()).outdoor().at(civil_day(2024, 1, 1)) == Celsius{30.0});
  }

  TEST_CASE(
      "a file that is not there, or cannot be read, leaves the station without temperatures") {
    const StockFolder folder =
        stations("a,Europe/Rome,1,1,1,a.json,a.epw\nb,Europe/Rome,1,1,1,b.json,b.epw\n")
            .with("b.json", "{}")
            .with("b.epw", "LOCATION,Pisa\n")
            .read();
    CHECK(folder.weather.stations.size() == 2);
    for (const Station& station : folder.weather.stations) {
      CHECK(station.daily_mean.values.empty());
      CHECK(station.given_normal_year.missing());
    }
    CHECK(find_reject(folder, "stations.csv", 2, "file")->found == "a.json");
    CHECK(find_reject(folder, "stations.csv", 2, "normal_file")->found == "a.epw");
    CHECK(find_reject(folder, "b.json", 0, "utc_offset_seconds")->consequence == "file left out");
    CHECK(find_reject(folder, "b.epw", 1, "country")->consequence == "file left out");
    CHECK(input_of(folder, "b.json").rows == 0);
  }

  TEST_CASE("paths that leave the folder, and other kinds of files, are refused") {
    for (const char* path : {"/s.json", "../s.json", "a/../../s.json", "a\\s.json"}) {
      CAPTURE(path);
      const StockFolder folder =
          stations("s,Europe/Rome,1,1,1," + std::string{path} + ",\n").with(path, days_json).read();
      CHECK(only_station(folder).daily_mean.values.empty());
      CHECK(find_reject(folder, "stations.csv", 2, "file")->expected == "a path within the folder");
      CHECK(digests_of(folder, path) == 0);
    }
    const StockFolder folder = stations("s,Europe/Rome,1,1,1,s.csv,s.json\n")
                                   .with("s.csv", "a")
                                   .with("s.json", days_json)
                                   .read();
    CHECK(find_reject(folder, "stations.csv", 2, "file"));
    CHECK(find_reject(folder, "stations.csv", 2, "normal_file")->expected == "an .epw file");
    CHECK(only_station(folder).daily_mean.values.empty());
  }

  TEST_CASE("a typical year is the normal year, never readings") {
    for (const char* row : {"s,Europe/Rome,,,,,pisa.epw\n", "s,Europe/Rome,,,,pisa.epw,\n"}) {
      const StockFolder folder = stations(row).with("pisa.epw", made_epw()).read();
      const Station& station = only_station(folder);
      CHECK(station.daily_mean.values.empty());
      CHECK_FALSE(station.hourly);
      CHECK(station.given_normal_year.name() == "typical year Pisa (made)");
      CHECK(station.given_normal_year.heating_degree_days(Celsius{20.0}).value() ==
            doctest::Approx(3650.0));
      CHECK(station.place.latitude == 43.68);
      CHECK(station.altitude_m == 2.0);
      CHECK(input_of(folder, "pisa.epw").accepted == 8760);
      CHECK(normal_year_of(station, std::nullopt).name() == "typical year Pisa (made)");
    }
    const StockFolder two = stations("s,Europe/Rome,1,1,1,lucca.epw,pisa.epw\n")
                                .with("pisa.epw", made_epw())
                                .with("lucca.epw", made_epw("Lucca"))
                                .read();
    CHECK(only_station(two).given_normal_year.name() == "typical year Pisa (made)");
    CHECK(find_reject(two, "pisa.epw", 0, "")->found == "typical year Lucca (made)");
    const StockFolder both = stations("s,Europe/Rome,,,,s.json,pisa.epw\n")
                                 .with("pisa.epw", made_epw())
                                 .with("s.json", days_json)
                                 .read();
    CHECK(only_station(both).altitude_m == 60.0); // where the readings are from
    CHECK_FALSE(only_station(
                    stations("s,Europe/Rome,1,1,1,,PISA.EPW\n").with("PISA.EPW", made_epw()).read())
                    .given_normal_year.missing());
    // A name in the code of old spreadsheets is still text in every table.
    const StockFolder old =
        stations("s,Europe/Rome,1,1,1,,f.epw\n").with("f.epw", made_epw("Forl\xEC")).read();
    CHECK(only_station(old).given_normal_year.name() == "typical year Forlì (made)");
    CHECK(find_reject(old, "f.epw", 1, ""));
  }

  TEST_CASE("stations may share a file; its digest stands once") {
    const StockFolder folder =
        stations("s,Europe/Rome,1,1,1,s.json,\nt,Europe/Rome,1,1,1,s.json,\n")
            .with("s.json", hours_json())
            .read();
    CHECK(folder.weather.stations.at(1).daily_mean.values.size() == 2);
    CHECK(digests_of(folder, "s.json") == 1);
  }

  TEST_CASE("monthly normals make the normal year and prevail over a typical year") {
    StockFiles files = stations("s,Europe/Rome,1,1,1,,pisa.epw\n");
    files.with("pisa.epw", made_epw()).with("normals.csv", made_normals("3"));
    const StockFolder folder = files.read();
    const NormalYear& year = only_station(folder).given_normal_year;
    CHECK(year.name() == "monthly normals 1991-2020 with normally distributed days");
    // 365 * 3 / sqrt(2 pi) K.d at the mean.
    CHECK(year.heating_degree_days(Celsius{12.0}).value() ==
          doctest::Approx(436.846).epsilon(1e-5));
    CHECK(input_of(folder, "normals.csv").accepted == 12);
    CHECK(find_reject(folder, "normals.csv", 2, "station")->found == "typical year Pisa (made)");
  }

  TEST_CASE("normals without a spread are refused with the reason, and the typical year stands") {
    StockFiles files = stations("s,Europe/Rome,1,1,1,,pisa.epw\n");
    files.with("pisa.epw", made_epw()).with("normals.csv", made_normals(""));
    const StockFolder folder = files.read();
    CHECK(only_station(folder).given_normal_year.name() == "typical year Pisa (made)");
    const Reject* reject = find_reject(folder, "normals.csv", 2, "standard_deviation_k");
    REQUIRE(reject != nullptr);
    CHECK(reject->expected.find("underestimates degree-days") != std::string::npos);

    std::string rows = "station,time,temperature_c\n";
    for (CivilDay day = civil_day(2023, 1, 1); day < civil_day(2024, 1, 1);
         day += std::chrono::days{1}) {
      rows += "s," + date_text(day) + "," + (day.time_since_epoch().count() % 2 == 0 ? "1" : "9") +
              "\n";
    }
    files.with("temperatures.csv", rows);
    CHECK(only_station(files.read()).given_normal_year.name() ==
          "monthly normals 1991-2020 with the days of 2023");
  }

  TEST_CASE("rows of normals that cannot be are refused") {
    const StockFolder folder =
        stations("s,Europe/Rome,1,1,1,,\n")
            .with("normals.csv", "station,month,temperature_c,standard_deviation_k\n"
                                 "x,1,5,3\ns,13,5,3\ns,1.5,5,3\ns,1,,3\ns,1,61,3\n"
                                 "s,1,5,0\ns,1,6,3\n")
            .read();
    CHECK(find_reject(folder, "normals.csv", 2, "station"));
    CHECK(find_reject(folder, "normals.csv", 3, "month"));
    CHECK(find_reject(folder, "normals.csv", 4, "month"));
    CHECK(find_reject(folder, "normals.csv", 5, "temperature_c"));
    CHECK(find_reject(folder, "normals.csv", 6, "temperature_c"));
    CHECK(find_reject(folder, "normals.csv", 7, "standard_deviation_k")->consequence ==
          "cell left empty");
    CHECK(find_reject(folder, "normals.csv", 8, "month")->found == "as in line 7");
    CHECK(input_of(folder, "normals.csv").accepted == 1);
    CHECK(find_reject(folder, "normals.csv", 7, "month")->consequence ==
          "no normal year from the normals of this station");
    CHECK(only_station(folder).given_normal_year.missing());
  }

  TEST_CASE("temperatures and stations follow the forms and names of the settings") {
    const StockFolder folder =
        StockFiles{}
            .with("stock.toml", R"toml(
[files.temperatures]
separator = ";"
decimal = ","
date_format = "dd/mm/yyyy"
[columns.temperatures]
"Stazione" = "station"
"Data" = "time"
"T media" = "temperature_c"
[files.stations]
separator = ";"
decimal = ","
[columns.stations]
"Codice" = "station"
"Fuso" = "time_zone"
"Quota" = "altitude_m"
)toml")
            .with("stations.csv", "Codice;Fuso;Quota\ns;Europe/Rome;50,5\n")
            .with("temperatures.csv", "Stazione;Data;T media\ns;01/02/2024;7,5\n"
                                      "s;02/02/2024 00:00;8,5\n")
            .read();
    CHECK(folder.rejects.size() == 1); // one hour never fills a day
    CHECK(only_station(folder).altitude_m == 50.5);
    CHECK(only_station(folder).outdoor().at(civil_day(2024, 2, 1)) == Celsius{7.5});
    CHECK(only_station(folder).hourly->values.at(0) == 8.5);
  }
}
