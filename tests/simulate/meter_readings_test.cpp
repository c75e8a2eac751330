// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/detail/meter_readings.hpp>

#include <empower/simulate/detail/assumed_calendar.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace empower;
using namespace empower::detail;

namespace {

const TimeZone rome = TimeZone::named("Europe/Rome").value();

std::vector<double> counting(std::size_t days) {
  std::vector<double> energy(days);
  std::iota(energy.begin(), energy.end(), 1.0);
  return energy;
}

} // namespace

TEST_SUITE("simulate/detail/meter_readings") {
  TEST_CASE("bills follow each other without holes and hold the sum of their days") {
    const std::vector<double> energy = counting(1096);
    const MeterReadings bills =
        monthly_bills(civil_day(2022, 1, 1), energy, {1, Draw::readings, std::uint64_t{0}});
    REQUIRE(bills.size() == 36);
    CHECK(bills.days.front().from == civil_day(2022, 1, 1));
    CHECK(bills.days.back().to == civil_day(2025, 1, 1));
    for (std::size_t i = 0; i < bills.size(); ++i) {
      // Sum of the day numbers a+1 ... b.
      const auto a = static_cast<double>((bills.days[i].from - civil_day(2022, 1, 1)).count());
      const auto b = static_cast<double>((bills.days[i].to - civil_day(2022, 1, 1)).count());
      CHECK(bills.energy_kwh[i] == (b * (b + 1.0) - a * (a + 1.0)) / 2.0);
      if (i > 0) CHECK(bills.days[i].from == bills.days[i - 1].to);
      const unsigned read =
          static_cast<unsigned>(std::chrono::year_month_day{bills.days[i].to}.day());
      CHECK((read <= 5 || read >= 25));
    }
  }

  TEST_CASE("a day of 23 hours and one of 25 keep their energy") {
    const std::vector<double> energy(366, 48.0);
    const MeterReadings hours = hourly_readings(civil_day(2024, 1, 1), energy, {0.35, 0.1}, rome,
                                                {1, Draw::readings, std::uint64_t{0}});
    CHECK(hours.size() == 366 * 24);
    const auto day_energy = [&](CivilDay day) {
      double sum = 0.0;
      int count = 0;
      for (std::size_t i = 0; i < hours.size(); ++i) {
        if (rome.day_of(hours.hours[i]) != day) continue;
        sum += hours.energy_kwh[i];
        ++count;
      }
      return std::pair{sum, count};
    };
    CHECK(day_energy(civil_day(2024, 3, 31)).first == doctest::Approx(48.0));
    CHECK(day_energy(civil_day(2024, 3, 31)).second == 23);
    CHECK(day_energy(civil_day(2024, 10, 27)).first == doctest::Approx(48.0));
    CHECK(day_energy(civil_day(2024, 10, 27)).second == 25);
    CHECK(hours.start(0, rome) == "2024-01-01T00:00+01:00");
    CHECK(hours.end(24 * 182, rome) == "2024-07-01T02:00+02:00");
  }

  TEST_CASE("the night takes its share of the day's power") {
    const MeterReadings hours = hourly_readings(civil_day(2023, 2, 1), {100.0}, {0.25, 0.0}, rome,
                                                {1, Draw::readings, std::uint64_t{0}});
    CHECK(hours.energy_kwh[3] / hours.energy_kwh[12] == doctest::Approx(0.25));
    CHECK(hours.energy_kwh[6] / hours.energy_kwh[12] == doctest::Approx(0.625));
    CHECK(hours.energy_kwh[7] == hours.energy_kwh[17]);
    CHECK(hours.energy_kwh[5] == hours.energy_kwh[20]);
  }

  TEST_CASE("noise has the stated deviation and lasts from day to day") {
    const std::vector<double> noise = daily_noise(20000, 0.1, {3, Draw::noise, std::uint64_t{0}});
    double square = 0.0;
    double lagged = 0.0;
    for (std::size_t i = 1; i < noise.size(); ++i) {
      square += noise[i] * noise[i];
      lagged += noise[i] * noise[i - 1];
    }
    CHECK(std::sqrt(square / 19999.0) / 0.1 == doctest::Approx(1.0).epsilon(0.015));
    CHECK(lagged / square == doctest::Approx(0.6).epsilon(0.01));
  }

  TEST_CASE("each day takes the signature that holds on it") {
    SimulatedMeter meter;
    const CivilPeriod days{civil_day(2023, 1, 1), civil_day(2023, 1, 5)};
    meter.signature = {{days, {10.0, 2.0, 15.0, 0.0, missing_value}}};
    meter.change_signature({civil_day(2023, 1, 3), civil_day(2023, 1, 4)},
                           [](const MeterSignature& s) { return s.scaled(0.5); });
    REQUIRE(meter.signature.size() == 3);
    const std::vector<double> temperature{5.0, 20.0, 5.0, 5.0};
    const std::vector<double> energy =
        daily_energy(meter, {days.from, temperature}, std::vector<double>(4));
    CHECK(energy == std::vector<double>{30.0, 10.0, 15.0, 30.0});
  }

  TEST_CASE("an ordinary week keeps its energy; a closed Wednesday is a Sunday") {
    const DayCalendar calendar{"c", {{civil_day(2023, 3, 15), "closed"}}};
    std::vector<double> energy(14, 10.0);
    apply_weekly_rhythm(energy, calendar, civil_day(2023, 3, 6)); // a Monday
    CHECK(std::accumulate(energy.begin(), energy.begin() + 7, 0.0) == doctest::Approx(70.0));
    CHECK(energy[9] == energy[6]);
    CHECK(energy[8] > energy[9]);
  }
}

TEST_SUITE("simulate/detail/assumed_calendar") {
  TEST_CASE("a year has eleven national holidays, and schools keep them all") {
    const DayCalendar holidays = italian_holidays(calendar_year(2023));
    const DayCalendar schools = tuscan_schools(calendar_year(2023));
    CHECK(holidays.closed.size() == 11);
    for (const ClosedDay& day : holidays.closed) CHECK(schools.is_closed(day.day));
    CHECK(schools.is_closed(civil_day(2023, 7, 3)));
    CHECK_FALSE(schools.is_closed(civil_day(2023, 10, 3)));
    CHECK(std::ranges::is_sorted(schools.closed, {}, &ClosedDay::day));
  }
}
