// SPDX-License-Identifier: Apache-2.0
#include <empower/core/version.hpp>
#include <empower/weather/degree_days.hpp>
#include <empower/weather/normal_year.hpp>

#include <cstdio>
#include <vector>

// Two years of a made-up climate in steps of 1/8 degree, printed to the last bit: whatever the
// flags of the program, the library's compiled functions give the same figures.
int main() {
  const empower::CivilPeriod years{empower::civil_day(2022, 1, 1), empower::civil_day(2024, 1, 1)};
  std::vector<double> temperature_c;
  for (long day = 0; day < empower::day_count(years); ++day)
    temperature_c.push_back(0.125 * static_cast<double>(day * 37 % 290 - 40));
  const empower::DailyView<empower::Celsius> outdoor{years.from, temperature_c};
  const auto sum = empower::heating_degree_days(outdoor, empower::eurostat_heating);
  const empower::NormalYear normal = empower::mean_of_complete_years(outdoor);

  std::printf("empower %s\n", EMPOWER_VERSION);
  std::printf("days %zu missing %zu\n", sum.days_counted, sum.days_missing);
  for (const double base : {12.0, 15.0, 18.0, 20.0})
    std::printf("base %g: %a K.d\n", base,
                normal.heating_degree_days(empower::Celsius{base}).value());
}
