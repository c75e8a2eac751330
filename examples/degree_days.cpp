// SPDX-License-Identifier: Apache-2.0
// Heating and cooling degree-days of one week, by two conventions and from minimum and maximum;
// what a missing day does; and what is not divided.
#include <empower/empower.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

int main() {
  using namespace empower;
  const std::array<double, 7> outdoor_c{3.5, 6.0, 12.5, 16.0, missing_value, 19.5, 25.0};
  const DailyView<Celsius> week{civil_day(2024, 3, 11), outdoor_c};

  const auto eurostat = heating_degree_days(week, eurostat_heating);
  const auto italian = heating_degree_days(week, italian_gradi_giorno);
  const auto cooling = cooling_degree_days(week, eurostat_cooling);
  std::printf("heating, Eurostat 18/15:     %5.1f K.d\n", eurostat.total.value());
  std::printf("heating, DPR 412/1993 20/20: %5.1f K.d\n", italian.total.value());
  std::printf("cooling, Eurostat 21/24:     %5.1f K.d\n", cooling.total.value());
  std::printf("days counted %zu, missing %zu\n", eurostat.days_counted, eurostat.days_missing);

  // A day between 10 and 20 °C has a mean of 15 °C, but it was colder than 15.5 °C for a while.
  const std::array<double, 1> minimum_c{10.0};
  const std::array<double, 1> maximum_c{20.0};
  const DailyView<Celsius> minimum{week.first(), minimum_c};
  const DailyView<Celsius> maximum{week.first(), maximum_c};
  const auto uk = ukmo_degree_days(minimum, maximum, uk_heating);
  const auto us = min_max_degree_days(minimum, maximum, uk_heating);
  std::printf("10 to 20 degC, base 15.5: %.3f K.d by ukmo, %.3f by the mean of the two\n",
              uk.total.value(), us.total.value());

  const auto quotient = ratio(eurostat, italian);
  std::printf("Eurostat over DPR 412/1993: %s (%s)\n",
              std::string{code(quotient.failure().reason)}.c_str(),
              quotient.failure().detail.c_str());

  const bool as_computed_by_hand = eurostat.total == DegreeDays{14.5 + 12.0 + 5.5} &&
                                   italian.total == DegreeDays{16.5 + 14.0 + 7.5 + 4.0 + 0.5} &&
                                   cooling.total == DegreeDays{4.0} && eurostat.days_missing == 1 &&
                                   uk.total == DegreeDays{1.625} && us.total == DegreeDays{0.5};
  return as_computed_by_hand ? EXIT_SUCCESS : EXIT_FAILURE;
}
