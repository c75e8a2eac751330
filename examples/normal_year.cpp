// SPDX-License-Identifier: Apache-2.0
// A normal year of monthly normals: with the spread of days that its degree-days need, and refused
// without; and temperatures as Open-Meteo answers, read in the civil days of a place.
#include <empower/empower.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

int main() {
  using namespace empower;
  MonthlyNormals normals; // of a place in the hills of Tuscany
  normals.source = "1991-2020";
  normals.temperature_c = {5.2, 6.0, 9.1, 12.2, 16.6, 20.8, 23.6, 23.8, 19.3, 14.9, 9.8, 5.9};
  const auto refused = normal_year_of(normals, {});
  std::printf("without spread refused, wanted: %s\n", refused.failure().detail.c_str());

  normals.standard_deviation_k = {3.2, 3.3, 2.9, 2.8, 2.9, 3.0, 2.3, 2.4, 2.6, 2.8, 3.1, 3.2};
  const NormalYear year = normal_year_of(normals, {}).value();
  const double hdd = year.heating_degree_days(Celsius{15.0}).value();
  // May at its mean of 16.6 °C would have none; three of its days in ten do.
  std::printf("%s: %.0f K.d below 15 degC\n", year.name().c_str(), hdd);

  // Asked for in summer: all stamps are UTC+2, also those of January.
  const auto answer = parse_open_meteo(
      R"({"utc_offset_seconds":7200,"timezone":"Europe/Rome","elevation":320,
          "hourly_units":{"time":"iso8601","temperature_2m":"°F"},
          "hourly":{"time":["2024-01-01T00:00","2024-01-01T01:00"],"temperature_2m":[41,null]}})",
      "answer.json");
  const HourlyView<Celsius> hours = answer.hourly->view<Celsius>();
  std::printf("first hour %s, %.1f degC\n", iso_text(hours.instant(0)).c_str(), hours[0].value());

  double flat = 0.0; // the degree-days of the means alone
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (std::size_t m = 0; m < 12; ++m)
    flat += days[m] * std::fmax(0.0, 15.0 - normals.temperature_c[m]);
  std::printf("of the monthly means alone: %.0f K.d\n", flat);

  const bool as_claimed = refused.failure().reason == NormalsReason::no_daily_spread &&
                          hdd > 1.04 * flat && hours[0] == Celsius{5.0} && hours[1].missing() &&
                          iso_text(hours.instant(0)) == "2023-12-31T22:00:00Z";
  return as_claimed ? EXIT_SUCCESS : EXIT_FAILURE;
}
