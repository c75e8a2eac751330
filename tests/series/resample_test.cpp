// SPDX-License-Identifier: Apache-2.0
#include <empower/series/resample.hpp>

#include <support/counter_random.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

namespace empower {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const TimeZone rome = TimeZone::named("Europe/Rome").value();
constexpr CivilDay spring_forward = civil_day(2024, 3, 31);
constexpr CivilDay fall_back = civil_day(2024, 10, 27);

struct Intervals {
  std::vector<Instant> start;
  std::vector<Instant> end;
  std::vector<double> energy_kwh;

  void push_back(Instant from, Instant to, double kwh) {
    start.push_back(from);
    end.push_back(to);
    energy_kwh.push_back(kwh);
  }
  [[nodiscard]] IntervalView view() const { return {start, end, energy_kwh}; }
};

/// A constant power of 1 kW over some civil days of Rome, in steps.
Intervals one_kilowatt(CivilPeriod days, seconds step) {
  Intervals readings;
  for (Instant t = rome.start_of(days.from); t < rome.start_of(days.to); t += step) {
    readings.push_back(t, t + step, static_cast<double>(step.count()) / 3600.0);
  }
  return readings;
}

std::size_t missing_days(const DailySeries& days) {
  std::size_t count = 0;
  for (const double value : days.values) count += std::isnan(value);
  return count;
}

} // namespace

TEST_SUITE("series/resample") {
  TEST_CASE("a constant power gives as many kWh as the day has hours, for any step") {
    for (const seconds step : {seconds{minutes{15}}, seconds{hours{1}}, seconds{300}}) {
      const auto days =
          daily_energy(one_kilowatt({spring_forward, civil_day(2024, 4, 3)}, step).view(), rome);
      REQUIRE(days.values.size() == 3);
      CHECK(days.first == spring_forward);
      CHECK(days.values[0] == doctest::Approx(23.0));
      CHECK(days.values[1] == doctest::Approx(24.0));
    }
    const auto autumn = daily_energy(
        one_kilowatt({fall_back, fall_back + std::chrono::days{1}}, hours{1}).view(), rome);
    REQUIRE(autumn.values.size() == 1);
    CHECK(autumn.values[0] == 25.0);
  }

  TEST_CASE("an interval over midnight is shared by time") {
    Intervals readings;
    const Instant midnight = rome.start_of(civil_day(2024, 5, 2));
    readings.push_back(midnight - hours{24}, midnight - hours{1}, 23.0);
    readings.push_back(midnight - hours{1}, midnight + hours{3}, 8.0);
    readings.push_back(midnight + hours{3}, midnight + hours{24}, 42.0);
    const auto days = daily_energy(readings.view(), rome);
    REQUIRE(days.values.size() == 2);
    CHECK(days.values[0] == doctest::Approx(23.0 + 2.0));
    CHECK(days.values[1] == doctest::Approx(6.0 + 42.0));
  }

  TEST_CASE("one interval over many days is spread over all of them") {
    Intervals readings;
    readings.push_back(rome.start_of(civil_day(2024, 3, 30)), rome.start_of(civil_day(2024, 4, 2)),
                       71.0);
    const auto days = daily_energy(readings.view(), rome);
    REQUIRE(days.values.size() == 3);
    CHECK(days.values[0] == doctest::Approx(24.0));
    CHECK(days.values[1] == doctest::Approx(23.0));
    CHECK(days.values[2] == doctest::Approx(24.0));
  }

  TEST_CASE("a day that lacks one second is missing, not smaller") {
    auto readings = one_kilowatt({civil_day(2024, 5, 1), civil_day(2024, 5, 4)}, hours{1});
    CHECK(missing_days(daily_energy(readings.view(), rome)) == 0);
    readings.end[30] -= seconds{1};
    const auto days = daily_energy(readings.view(), rome);
    CHECK(std::isnan(days.values[1]));
    CHECK(days.values[0] == doctest::Approx(24.0));
    CHECK(days.values[2] == doctest::Approx(24.0));
  }

  TEST_CASE("a missing reading makes its day missing and no other") {
    auto readings = one_kilowatt({civil_day(2024, 5, 1), civil_day(2024, 5, 4)}, minutes{15});
    readings.energy_kwh[100] = missing_value;
    const auto days = daily_energy(readings.view(), rome);
    CHECK(missing_days(days) == 1);
    CHECK(std::isnan(days.values[1]));
  }

  TEST_CASE("the days of a long gap are there and missing") {
    auto readings = one_kilowatt({civil_day(2024, 5, 1), civil_day(2024, 5, 2)}, hours{1});
    const auto later = one_kilowatt({civil_day(2024, 6, 1), civil_day(2024, 6, 2)}, hours{1});
    for (std::size_t i = 0; i < later.start.size(); ++i) {
      readings.push_back(later.start[i], later.end[i], later.energy_kwh[i]);
    }
    const auto days = daily_energy(readings.view(), rome);
    CHECK(days.values.size() == 32);
    CHECK(missing_days(days) == 30);
    CHECK(days.values.back() == doctest::Approx(24.0));
  }

  TEST_CASE("days that begin or end inside the data's edge are missing") {
    auto readings = one_kilowatt({civil_day(2024, 5, 1), civil_day(2024, 5, 4)}, hours{1});
    readings.start.erase(readings.start.begin());
    readings.end.erase(readings.end.begin());
    readings.energy_kwh.erase(readings.energy_kwh.begin());
    const auto days = daily_energy(readings.view(), rome);
    CHECK(days.first == civil_day(2024, 5, 1));
    CHECK(std::isnan(days.values[0]));
    CHECK(missing_days(days) == 1);
  }

  TEST_CASE("energy is kept: the days of whole coverage add up to the readings") {
    auto readings = one_kilowatt({civil_day(2023, 1, 1), civil_day(2024, 1, 1)}, minutes{30});
    for (std::size_t i = 0; i < readings.energy_kwh.size(); ++i)
      readings.energy_kwh[i] = testing::uniform(1, i);
    const auto days = daily_energy(readings.view(), rome);
    const double of_days = std::accumulate(days.values.begin(), days.values.end(), 0.0);
    const double of_readings =
        std::accumulate(readings.energy_kwh.begin(), readings.energy_kwh.end(), 0.0);
    CHECK(days.values.size() == 365);
    CHECK(of_days == doctest::Approx(of_readings).epsilon(1e-13));
  }

  TEST_CASE("cutting readings in half changes no day") {
    const CivilPeriod month{civil_day(2024, 3, 15), civil_day(2024, 4, 15)};
    Intervals whole = one_kilowatt(month, hours{1});
    Intervals halves;
    for (std::size_t i = 0; i < whole.start.size(); ++i) {
      const double kwh = whole.energy_kwh[i] = testing::uniform(2, i);
      halves.push_back(whole.start[i], whole.start[i] + minutes{30}, kwh / 2.0);
      halves.push_back(whole.start[i] + minutes{30}, whole.end[i], kwh / 2.0);
    }
    const auto a = daily_energy(whole.view(), rome);
    const auto b = daily_energy(halves.view(), rome);
    REQUIRE(a.values.size() == b.values.size());
    for (std::size_t i = 0; i < a.values.size(); ++i)
      CHECK(a.values[i] == doctest::Approx(b.values[i]).epsilon(1e-13));
  }

  TEST_CASE("readings that overlap, are empty or have unequal columns are refused") {
    auto readings = one_kilowatt({civil_day(2024, 5, 1), civil_day(2024, 5, 2)}, hours{1});
    auto overlapping = readings;
    overlapping.end[3] += seconds{1};
    CHECK_THROWS_AS((void)daily_energy(overlapping.view(), rome), ContractError);
    auto empty_interval = readings;
    empty_interval.end[3] = empty_interval.start[3];
    CHECK_THROWS_AS((void)daily_energy(empty_interval.view(), rome), ContractError);
    readings.end.pop_back();
    CHECK_THROWS_AS((void)daily_energy(readings.view(), rome), ContractError);
    CHECK(daily_energy(IntervalView{}, rome).values.empty());
  }

  TEST_CASE("a day's mean temperature is over the hours present, and missing at half or fewer") {
    const auto mean_with = [](CivilDay day, std::size_t present) {
      const auto day_hours = static_cast<std::size_t>(rome.length_of(day) / hours{1});
      std::vector<double> temperature_c(day_hours, missing_value);
      for (std::size_t i = 0; i < present; ++i) temperature_c[i] = static_cast<double>(i);
      return daily_mean({rome.start_of(day), temperature_c}, rome).values.at(0);
    };
    CHECK(std::isnan(mean_with(civil_day(2024, 5, 1), 12)));
    CHECK(mean_with(civil_day(2024, 5, 1), 13) == 6.0);
    CHECK(mean_with(spring_forward, 12) == 5.5);
    CHECK(std::isnan(mean_with(spring_forward, 11)));
    CHECK(std::isnan(mean_with(fall_back, 12)));
    CHECK(mean_with(fall_back, 25) == 12.0);
  }

  TEST_CASE("an hour belongs to the civil day of the zone, not of UTC") {
    std::vector<double> temperature_c(48, 10.0);
    temperature_c[22] = 34.0; // 23:00 in Rome is 22:00 UTC in winter; 23:00 UTC is the next day
    temperature_c[23] = 130.0;
    const Instant first{civil_day(2024, 1, 10).time_since_epoch()};
    const auto days = daily_mean({first, temperature_c}, rome);
    REQUIRE(days.values.size() == 3);
    CHECK(days.values[0] == doctest::Approx(10.0 + 24.0 / 23.0));
    CHECK(days.values[1] == doctest::Approx(15.0));
    CHECK(std::isnan(days.values[2]));
    CHECK(daily_mean({}, rome).values.empty());
  }

  TEST_CASE("bills of one day become days, with the days between missing") {
    BillSeries bills;
    bills.push_back({civil_day(2024, 2, 28), civil_day(2024, 2, 29)}, 5.0);
    bills.push_back({civil_day(2024, 3, 1), civil_day(2024, 3, 2)}, 7.0);
    CHECK(all_one_day(bills.view()));
    const auto days = daily_energy(bills.view());
    CHECK(days.first == civil_day(2024, 2, 28));
    REQUIRE(days.values.size() == 3);
    CHECK(days.values[0] == 5.0);
    CHECK(std::isnan(days.values[1]));
    CHECK(days.values[2] == 7.0);
  }

  TEST_CASE("a longer row without energy, as of a gap, is missing days") {
    BillSeries bills;
    bills.push_back({civil_day(2024, 2, 28), civil_day(2024, 2, 29)}, 5.0);
    bills.push_back({civil_day(2024, 2, 29), civil_day(2024, 3, 2)}, missing_value);
    bills.push_back({civil_day(2024, 3, 2), civil_day(2024, 3, 3)}, 7.0);
    const auto days = daily_energy(bills.view());
    REQUIRE(days.values.size() == 4);
    CHECK(days.values[0] == 5.0);
    CHECK(std::isnan(days.values[1]));
    CHECK(std::isnan(days.values[2]));
    CHECK(days.values[3] == 7.0);
  }

  TEST_CASE("longer bills are not daily, and no bills are not either") {
    BillSeries bills;
    CHECK_FALSE(all_one_day(bills.view()));
    CHECK(daily_energy(bills.view()).values.empty());
    bills.push_back({civil_day(2024, 2, 1), civil_day(2024, 3, 1)}, 5.0);
    CHECK_FALSE(all_one_day(bills.view()));
    CHECK_THROWS_AS((void)daily_energy(bills.view()), ContractError);
  }
}

} // namespace empower
