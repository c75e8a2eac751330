// SPDX-License-Identifier: Apache-2.0
#include <empower/io/epw.hpp>

#include <support/shared_data.hpp>

#include <empower/core/error.hpp>
#include <empower/weather/degree_day_methods.hpp>

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <sstream>
#include <string>

using namespace empower;

namespace {

constexpr std::string_view made_header = "LOCATION,Pisa,-,ITA,made,161580,43.68,10.38,1.0,2.0\r\n"
                                         "2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n";

/// A file of one year with `temperature` in each hour.
std::string made_epw(int year, const std::string& temperature = "10.0") {
  std::string text{made_header};
  for (std::chrono::sys_days day{std::chrono::year{year} / 1 / 1};
       day < std::chrono::sys_days{std::chrono::year{year + 1} / 1 / 1};
       day += std::chrono::days{1}) {
    const std::chrono::year_month_day date{day};
    for (int hour = 1; hour <= 24; ++hour) {
      std::ostringstream line;
      line << year << ',' << static_cast<unsigned>(date.month()) << ','
           << static_cast<unsigned>(date.day()) << ',' << hour << ",0,x," << temperature << ",9\n";
      text += line.str();
    }
  }
  return text;
}

InputError refused(const std::string& text) {
  try {
    (void)parse_epw(text, "made.epw");
  } catch (const InputError& error) {
    return error;
  }
  throw std::runtime_error{"it was read"};
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

double days_in(unsigned month) {
  return std::array{
      31.0, 28.0, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0}[month - 1];
}

} // namespace

TEST_SUITE("io/epw") {
  TEST_CASE("a year is read with its place; 99.9 is missing") {
    const TypicalYear year =
        parse_epw(with(made_epw(2001), "1,1,3,0,x,10.0", "1,1,3,0,x,99.9"), "");
    CHECK(year.place_name == "Pisa");
    CHECK(year.country == "ITA");
    CHECK(year.place.latitude == 43.68);
    CHECK(year.altitude_m == 2.0);
    CHECK(year.utc_offset_hours == 1.0);
    CHECK(year.temperature_c.size() == 8760);
    CHECK(year.hours_missing == 1);
    CHECK(std::isnan(year.temperature_c[2]));
    CHECK(year.year_of_month == std::vector<int>(12, 2001));
    CHECK(year.normal_year().heating_degree_days(Celsius{20.0}).value() == doctest::Approx(3650.0));
    CHECK(year.normal_year().name() == "typical year Pisa (made)");
  }

  TEST_CASE("29 February is read where there is one") {
    CHECK(parse_epw(made_epw(2004), "").temperature_c.size() == 8784);
    CHECK(parse_epw(made_epw(2004), "").daily_mean_c().size() == 366);
  }

  TEST_CASE("a day with twelve missing hours has no mean, and the year is no normal year") {
    std::string text = made_epw(2001);
    for (int hour = 1; hour <= 12; ++hour) {
      const std::string start = "2001,1,1," + std::to_string(hour) + ",0,x,";
      text = with(text, start + "10.0", start + "99.9");
    }
    CHECK(std::isnan(parse_epw(text, "").daily_mean_c()[0]));
    CHECK(parse_epw(text, "").normal_year().missing());
  }

  TEST_CASE("what is no EPW is refused with its place") {
    CHECK(refused("").got() == "an empty file");
    CHECK(refused("station,time\n").place().line == 1);
    CHECK(refused(std::string{made_header}).got() == "0");
    CHECK(refused(with(made_epw(2001), "43.68", "north")).place().field == "latitude");
    const InputError hole = refused(with(made_epw(2001), "2001,1,1,2,0,x,10.0,9\n", ""));
    CHECK(hole.place().line == 10);
    CHECK(hole.expected() == "month 1, day 1, hour 2");
    CHECK(refused(with(made_epw(2001), "x,10.0", "x,ten")).got() == "ten");
    CHECK(refused(with(made_epw(2001), "x,10.0", "x,71")).place().field == "dry bulb temperature");
    CHECK(refused(with(made_epw(2001), "1,1,1,0,x,10.0,9", "1,1")).got() == "the end of the line");
    CHECK(refused(made_epw(2001) + "2001,1,1,1,0,x,10.0,9\n").got() == "another hour");
  }

  TEST_CASE("Chicago: the degree-days of the file's own statistics, month by month") {
    const auto file = testing::shared_file("epw/chicago.epw.gz");
    if (!file) return;
    const TypicalYear year = parse_epw(testing::unpacked(*file), "chicago.epw");
    CHECK(year.place_name == "Chicago Ohare Intl Ap");
    CHECK(year.hours_missing == 0);
    // Lines 507 to 511 of chicago.stat, "calculated from this weather file".
    constexpr std::array heating_10{454, 352, 197, 89, 3, 0, 0, 0, 0, 30, 199, 424};
    constexpr std::array heating_18{702, 575, 439, 268, 104, 12, 1, 2, 38, 218, 398, 672};
    constexpr std::array cooling_10{0, 2, 5, 87, 168, 333, 438, 365, 244, 60, 41, 0};
    constexpr std::array cooling_18{0, 0, 0, 27, 21, 105, 191, 119, 42, 1, 0, 0};
    const auto means = year.daily_mean_c();
    const DailyView<Celsius> outdoor{civil_day(2001, 1, 1), means};
    CivilDay from = outdoor.first();
    for (unsigned m = 1; m <= 12; ++m) {
      const CivilDay to = from + std::chrono::days{static_cast<long>(days_in(m))};
      const auto month = outdoor.within({from, to});
      const auto heating = [&](double base) {
        return heating_degree_days(month, {Celsius{base}, Celsius{base}}).total.value();
      };
      const auto cooling = [&](double base) {
        return cooling_degree_days(month, {Celsius{base}, Celsius{base}}).total.value();
      };
      CAPTURE(m);
      CHECK(std::lround(heating(10.0)) == heating_10[m - 1]);
      CHECK(std::lround(heating(18.0)) == heating_18[m - 1]);
      CHECK(std::lround(cooling(10.0)) == cooling_10[m - 1]);
      CHECK(std::lround(cooling(18.0)) == cooling_18[m - 1]);
      from = to;
    }
    const NormalYear normal = year.normal_year();
    CHECK(std::abs(normal.heating_degree_days(Celsius{10.0}).value() - 1747.758) < 0.001);
    CHECK(std::abs(normal.cooling_degree_days(Celsius{10.0}).value() - 1743.375) < 0.001);
    CHECK(std::abs(normal.heating_degree_days(Celsius{18.0}).value() - 3430.038) < 0.001);
    CHECK(std::abs(normal.cooling_degree_days(Celsius{18.0}).value() - 505.654) < 0.001);
  }

  TEST_CASE("PVGIS: a place in Piedmont") {
    const auto file = testing::shared_file("epw/pvgis_tmy_45.000_8.000_2005_2023.epw.gz");
    if (!file) return;
    const TypicalYear year = parse_epw(testing::unpacked(*file), "pvgis.epw");
    CHECK(std::lround(year.normal_year().heating_degree_days(Celsius{18.0}).value()) == 2103);
    CHECK(year.utc_offset_hours == 1.0);
    CHECK(year.normal_year().name() == "typical year 45, 8 (ECMWF/ERA)");
  }
}
