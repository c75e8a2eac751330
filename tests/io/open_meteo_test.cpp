// SPDX-License-Identifier: Apache-2.0
#include <empower/io/open_meteo.hpp>

#include <empower/core/error.hpp>
#include <empower/io/timestamps.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>
#include <string>

using namespace empower;

namespace {

/// An answer in the form of the archive, asked for in summer with timezone=Europe/Rome.
const std::string answer = R"json({"latitude":43.76098,"longitude":11.266666,
"generationtime_ms":0.1,"utc_offset_seconds":7200,"timezone":"Europe/Rome",
"timezone_abbreviation":"GMT+2","elevation":52.0,
"hourly_units":{"time":"iso8601","temperature_2m":"°C"},
"hourly":{"time":["2024-01-01T00:00","2024-01-01T01:00","2024-01-01T02:00"],
"temperature_2m":[5.5,null,-1]},
"daily_units":{"time":"iso8601","temperature_2m_mean":"°C"},
"daily":{"time":["2024-01-01","2024-01-02"],"temperature_2m_mean":[7.25,null]}})json";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error{"not there: " + from};
  return text.replace(at, from.size(), to);
}

InputError refused(const std::string& text) {
  try {
    (void)parse_open_meteo(text, "firenze.json");
  } catch (const InputError& error) {
    CHECK(error.place().source == "firenze.json");
    return error;
  }
  throw std::runtime_error{"it was read"};
}

Instant instant(const char* text) { return *instant_of(*parse_timestamp(text), TimeZone{}); }

} // namespace

TEST_SUITE("io/open_meteo") {
  TEST_CASE("place, zone, hours and days are read; null is missing") {
    const OpenMeteoTemperatures read = parse_open_meteo(answer, "firenze.json");
    CHECK(read.place.latitude == 43.76098);
    CHECK(read.place.longitude == 11.266666);
    CHECK(read.altitude_m == 52.0);
    CHECK(read.zone_name == "Europe/Rome");
    REQUIRE(read.zone);
    REQUIRE(read.hourly);
    CHECK(read.hourly->values.size() == 3);
    CHECK(std::isnan(read.hourly->values[1]));
    CHECK(read.hourly->values[2] == -1.0);
    REQUIRE(read.daily);
    CHECK(read.daily->first == civil_day(2024, 1, 1));
    CHECK(read.daily->values[0] == 7.25);
    CHECK(std::isnan(read.daily->values[1]));
  }

  TEST_CASE("winter hours of a request made in summer keep the offset of summer") {
    // Midnight at UTC+2 is 23:00 of the evening before in Rome, where it is winter.
    CHECK(parse_open_meteo(answer, "").hourly->first == instant("2023-12-31T22:00Z"));
    CHECK(parse_open_meteo(with(answer, "7200", "3600"), "").hourly->first ==
          instant("2023-12-31T23:00Z"));
    CHECK(parse_open_meteo(with(answer, "7200", "-18000"), "").hourly->first ==
          instant("2024-01-01T05:00Z"));
  }

  TEST_CASE("unix times are UTC, and a day is that of the file's offset") {
    std::string text = with(answer, R"("time":"iso8601","temperature_2m")",
                            R"("time":"unixtime","temperature_2m")");
    text = with(text, R"("2024-01-01T00:00","2024-01-01T01:00","2024-01-01T02:00")",
                "1704060000,1704063600,1704067200");
    text = with(text, R"("time":"iso8601","temperature_2m_mean")",
                R"("time":"unixtime","temperature_2m_mean")");
    text = with(text, R"("2024-01-01","2024-01-02")", "1704060000,1704146400");
    const OpenMeteoTemperatures unix_read = parse_open_meteo(text, "");
    const OpenMeteoTemperatures iso_read = parse_open_meteo(answer, "");
    CHECK(unix_read.hourly->first == instant("2023-12-31T22:00Z"));
    CHECK(unix_read.hourly->first == iso_read.hourly->first);
    CHECK(unix_read.daily->first == iso_read.daily->first);
    CHECK(refused(with(text, "1704063600", "1704063601")).place().field == "hourly.time[1]");
    CHECK(refused(with(text, "[1704060000,1704063600", "[1704060001,1704063600")).expected() ==
          "a whole hour");
    CHECK(refused(with(text, "1704146400", "1e9")).expected() == "seconds since 1970");
    CHECK(refused(with(text, "1704146400", "9223372036854775807")).expected() ==
          "seconds since 1970");
  }

  TEST_CASE("degrees Fahrenheit become degrees Celsius") {
    const std::string text =
        with(with(answer, R"("temperature_2m":"°C")", R"("temperature_2m":"°F")"), "[5.5,null,-1]",
             "[32,null,-40]");
    const auto values = parse_open_meteo(text, "").hourly->values;
    CHECK(values[0] == 0.0);
    CHECK(values[2] == -40.0);
    CHECK(parse_open_meteo(text, "").daily->values[0] == 7.25);
    CHECK(refused(with(answer, R"("temperature_2m":"°C")", R"("temperature_2m":"K")")).expected() ==
          "°C or °F");
  }

  TEST_CASE("hours make the civil days of any zone; without them the days of the file stand") {
    std::string hours = "\"2024-01-01T00:00\"";
    std::string values = "0";
    for (int i = 1; i < 48; ++i) {
      const std::string hour = std::string{i % 24 < 10 ? "0" : ""}.append(std::to_string(i % 24));
      hours.append(i < 24 ? ",\"2024-01-01T" : ",\"2024-01-02T").append(hour).append(":00\"");
      values.append(",").append(std::to_string(i));
    }
    std::string text =
        with(answer, R"("2024-01-01T00:00","2024-01-01T01:00","2024-01-01T02:00")", hours);
    text = with(text, "5.5,null,-1", values);
    const OpenMeteoTemperatures read = parse_open_meteo(text, "");
    // 1 January of Rome starts at the stamp 01:00 of UTC+2 and ends at the stamp 01:00 of the 2nd.
    const DailySeries days = read.daily_mean(*TimeZone::named("Europe/Rome"));
    CHECK(days.view<Celsius>().at(civil_day(2024, 1, 1)) == Celsius{12.5});
    const std::string daily_only = with(answer, R"("temperature_2m":[)", R"("rain":[)");
    const OpenMeteoTemperatures no_hours = parse_open_meteo(daily_only, "");
    CHECK_FALSE(no_hours.hourly);
    CHECK(no_hours.daily_mean(*TimeZone::named("Europe/Rome")).values[0] == 7.25);
  }

  TEST_CASE("GMT is no zone that anyone chose, and an unknown one is told apart by its name") {
    CHECK_FALSE(parse_open_meteo(with(answer, "Europe/Rome", "GMT"), "").zone);
    const auto tokyo = parse_open_meteo(with(answer, "Europe/Rome", "Asia/Tokyo"), "");
    CHECK_FALSE(tokyo.zone);
    CHECK(tokyo.zone_name == "Asia/Tokyo");
    CHECK(std::isnan(parse_open_meteo(with(answer, R"("elevation":52.0,)", ""), "").altitude_m));
  }

  TEST_CASE("what cannot be read is refused with the path of the field") {
    CHECK(refused("").expected() == "JSON of Open-Meteo");
    CHECK(refused(with(answer, "43.76098", "1e999")).expected() == "JSON of Open-Meteo");
    std::string reason;
    for (int i = 0; i < 40; ++i) reason += "è"; // quoted up to 60 bytes, and never half of one
    CHECK(refused(R"({"error":true,"reason":")" + reason + R"("})").got() ==
          reason.substr(0, 60) + " ...");
    CHECK(refused(R"({"error":true,"reason":"x)" + reason + R"("})").got() ==
          std::string{"x"}.append(reason, 0, 58).append(" ..."));
    CHECK(refused("[" + answer + "," + answer + "]").expected() ==
          "one place (a file for each), and not an array of 2");
    CHECK(refused(R"({"error":true,"reason":"Daily API request limit exceeded."})").got() ==
          "Daily API request limit exceeded.");
    CHECK(refused("{}").place().field == "utc_offset_seconds");
    CHECK(refused(R"({"utc_offset_seconds":0})").place().field == "hourly");
    CHECK(refused(with(with(answer, "\"temperature_2m\":[", "\"temperature_2m_era5\":["),
                       "\"temperature_2m_mean\":[", "\"temperature_2m_max\":["))
              .place()
              .field == "hourly.temperature_2m");
    CHECK(refused(with(answer, "7200", "19800")).place().field == "utc_offset_seconds");
    CHECK(refused(with(answer, "7200", "86400")).place().field == "utc_offset_seconds");
    CHECK(refused(with(answer, "43.76098", "430")).place().field == "latitude");
    CHECK(refused(with(answer, "T02:00", "T03:00")).place().field == "hourly.time[2]");
    CHECK(refused(with(answer, "T02:00", "T01:00")).expected() == "an hour after the one before");
    CHECK(refused(with(answer, "T00:00", "T00:30")).expected() == "a whole hour");
    CHECK(refused(with(answer, "T00:00", "T00:00Z")).place().field == "hourly.time[0]");
    CHECK(refused(with(answer, "\"2024-01-02\"", "\"2024-01-03\"")).place().field ==
          "daily.time[1]");
    CHECK(refused(with(answer, "[5.5,", "[5.5,1,")).place().field == "hourly.temperature_2m");
    CHECK(refused(with(answer, "[5.5,", "[\"warm\",")).place().field == "hourly.temperature_2m[0]");
    CHECK(refused(with(answer, "[5.5,", "[278.5,")).got() == "278.5");
    CHECK(refused(with(answer, "[5.5,", "[[[[]]],")).got() == "an array");
    CHECK(refused(with(answer, "\"hourly_units\"", "\"units\"")).place().field == "hourly_units");
    CHECK(refused(with(answer, "\"time\":\"iso8601\",\"temperature_2m\"",
                       "\"time\":\"text\",\"temperature_2m\""))
              .place()
              .field == "hourly_units.time");
  }
}
