// SPDX-License-Identifier: Apache-2.0
#include <empower/series/calendarise.hpp>

#include <support/counter_random.hpp>

#include <doctest/doctest.h>

#include <numeric>

namespace empower {

namespace {

CivilPeriod month(int year, unsigned m) {
  return {civil_day(year, m, 1), m == 12 ? civil_day(year + 1, 1, 1) : civil_day(year, m + 1, 1)};
}

/// Bills of 20 to 69 days that follow each other from 2018 to 2022.
BillSeries five_years_of_bills() {
  BillSeries bills;
  CivilDay from = civil_day(2018, 1, 7);
  for (std::uint64_t i = 0; from < civil_day(2022, 10, 1); ++i) {
    const CivilDay to =
        from + std::chrono::days{20 + static_cast<int>(50.0 * testing::uniform(3, i))};
    bills.push_back({from, to}, 1000.0 * testing::uniform(4, i));
    from = to;
  }
  return bills;
}

PeriodEnergy sum_over_months(BillView bills) {
  PeriodEnergy sum{calendar_year(2018), {}, {}};
  for (int year = 2018; year <= 2022; ++year) {
    for (unsigned m = 1; m <= 12; ++m) {
      const auto part = energy_in(month(year, m), bills);
      sum.energy += part.energy;
      sum.coverage += part.coverage;
    }
  }
  return sum;
}

} // namespace

TEST_SUITE("series/calendarise") {
  TEST_CASE("310 kWh from 15 January to 14 February: both readings of the end date") {
    BillSeries exclusive;
    exclusive.push_back({civil_day(2024, 1, 15), civil_day(2024, 2, 14)}, 310.0);
    BillSeries inclusive;
    inclusive.push_back({civil_day(2024, 1, 15), civil_day(2024, 2, 15)}, 310.0);

    const auto january = energy_in(month(2024, 1), exclusive.view());
    CHECK(january.energy.value() == doctest::Approx(310.0 * 17.0 / 30.0));
    CHECK(january.coverage.share() == doctest::Approx(17.0 / 31.0));
    const auto february = energy_in(month(2024, 2), exclusive.view());
    CHECK(february.energy.value() == doctest::Approx(310.0 * 13.0 / 30.0));
    CHECK(february.coverage.share() == doctest::Approx(13.0 / 29.0));
    CHECK(energy_in(month(2024, 1), inclusive.view()).energy.value() == doctest::Approx(170.0));
    CHECK(energy_in(month(2024, 2), inclusive.view()).energy.value() == doctest::Approx(140.0));
  }

  TEST_CASE("the months add up to the bills, in energy and in days") {
    const auto bills = five_years_of_bills();
    const auto sum = sum_over_months(bills.view());
    CHECK(sum.energy.value() ==
          doctest::Approx(std::accumulate(bills.energy_kwh.begin(), bills.energy_kwh.end(), 0.0))
              .epsilon(1e-13));
    CHECK(sum.coverage.present == static_cast<double>(day_count(bills.view().period())));
    CHECK(sum.coverage.expected == 5.0 * 365.0 + 1.0);
  }

  TEST_CASE("a missing bill is missing days, in the months it covers and nowhere else") {
    auto bills = five_years_of_bills();
    const double kwh = std::accumulate(bills.energy_kwh.begin(), bills.energy_kwh.end(), 0.0);
    const double lost_kwh = bills.energy_kwh[7];
    const auto lost_days = static_cast<double>(day_count(bills.view().period(7)));
    bills.energy_kwh[7] = missing_value;
    const auto sum = sum_over_months(bills.view());
    CHECK(sum.energy.value() == doctest::Approx(kwh - lost_kwh).epsilon(1e-13));
    CHECK(sum.coverage.present ==
          static_cast<double>(day_count(bills.view().period())) - lost_days);
  }

  TEST_CASE("a bill that lies whole in the period keeps its bits") {
    BillSeries bills;
    bills.push_back({civil_day(2024, 1, 3), civil_day(2024, 1, 30)}, 0.1);
    CHECK(energy_in(calendar_year(2024), bills.view()).energy.value() == 0.1);
  }

  TEST_CASE("splitting a bill in proportion to its days changes nothing") {
    const auto bills = five_years_of_bills();
    BillSeries split;
    for (std::size_t i = 0; i < bills.energy_kwh.size(); ++i) {
      const CivilPeriod whole = bills.view().period(i);
      const CivilDay cut = whole.from + std::chrono::days{7};
      const double first = bills.energy_kwh[i] * 7.0 / static_cast<double>(day_count(whole));
      split.push_back({whole.from, cut}, first);
      split.push_back({cut, whole.to}, bills.energy_kwh[i] - first);
    }
    for (int year = 2018; year <= 2022; ++year) {
      const auto a = energy_in(calendar_year(year), bills.view());
      const auto b = energy_in(calendar_year(year), split.view());
      CHECK(a.energy.value() == doctest::Approx(b.energy.value()).epsilon(1e-13));
      CHECK(a.coverage.present == b.coverage.present);
    }
  }

  TEST_CASE("the order of the bills does not matter") {
    const auto bills = five_years_of_bills();
    BillSeries reversed;
    for (std::size_t i = bills.energy_kwh.size(); i-- > 0;) {
      reversed.push_back(bills.view().period(i), bills.energy_kwh[i]);
    }
    CHECK(energy_in(calendar_year(2020), bills.view()).energy.value() ==
          doctest::Approx(energy_in(calendar_year(2020), reversed.view()).energy.value())
              .epsilon(1e-13));
  }

  TEST_CASE("a month is never scaled up, and a month without bills has coverage 0") {
    BillSeries bills;
    bills.push_back({civil_day(2024, 2, 1), civil_day(2024, 2, 11)}, 100.0);
    const auto february = energy_in(month(2024, 2), bills.view());
    CHECK(february.energy == KilowattHours{100.0});
    CHECK(february.coverage.present == 10.0);
    CHECK(energy_in(month(2024, 3), bills.view()).coverage.share() == 0.0);
    CHECK(energy_in(calendar_year(2024), BillView{}).coverage.expected == 366.0);
  }

  TEST_CASE("days add like bills of one day") {
    std::vector<double> kwh{1.0, 2.0, missing_value, 4.0};
    const DailyView<KilowattHours> days{civil_day(2024, 1, 30), kwh};
    const auto january = energy_in(month(2024, 1), days);
    CHECK(january.energy == KilowattHours{3.0});
    CHECK(january.coverage.present == 2.0);
    CHECK(january.coverage.expected == 31.0);
    const auto february = energy_in(month(2024, 2), days);
    CHECK(february.energy == KilowattHours{4.0});
    CHECK(february.coverage.present == 1.0);
    CHECK(energy_in(month(2024, 6), days).coverage.present == 0.0);
  }
}

} // namespace empower
