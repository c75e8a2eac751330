// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/windows.hpp>

#include "support/made_bills.hpp"

#include <empower/core/units.hpp>

#include <doctest/doctest.h>

#include <array>

using namespace empower;
using namespace empower::testing;

namespace {

constexpr CivilPeriod readings{civil_day(2018, 1, 1), civil_day(2024, 1, 1)};

/// Bills of the calendar months of six years from 2018 on.
BillSeries months() { return monthly_bills(2018, std::vector<double>(72, 100.0)); }

} // namespace

TEST_SUITE("baseline/windows") {
  TEST_CASE("one project has the time before, the works and the time after") {
    const std::array works{CivilPeriod{civil_day(2020, 5, 10), civil_day(2020, 9, 20)}};
    const auto projects = measurement_projects(works, readings);
    REQUIRE(projects.size() == 1);
    CHECK(projects[0].baseline == CivilPeriod{readings.from, works[0].from});
    CHECK(projects[0].blackout == works[0]);
    CHECK(projects[0].reporting == CivilPeriod{works[0].to, readings.to});
  }

  TEST_CASE("no day counts for two projects") {
    // Given out of order.
    const std::array works{CivilPeriod{civil_day(2022, 6, 1), civil_day(2022, 8, 1)},
                           CivilPeriod{civil_day(2019, 6, 1), civil_day(2019, 8, 1)}};
    const auto projects = measurement_projects(works, readings);
    REQUIRE(projects.size() == 2);
    CHECK(projects[0].works == std::vector<std::size_t>{1});
    CHECK(projects[0].reporting == CivilPeriod{works[1].to, works[0].from});
    CHECK(projects[1].baseline == CivilPeriod{works[1].to, works[0].from});
    CHECK(projects[1].reporting == CivilPeriod{works[0].to, readings.to});
  }

  TEST_CASE("works less than a year apart, or inside one another, are one project") {
    const CivilPeriod first{civil_day(2020, 6, 1), civil_day(2020, 8, 1)};
    const std::array near{first, CivilPeriod{civil_day(2021, 7, 31), civil_day(2021, 9, 1)}};
    const std::array far{first, CivilPeriod{civil_day(2021, 8, 1), civil_day(2021, 9, 1)}};
    const std::array inside{first, CivilPeriod{civil_day(2020, 6, 10), civil_day(2020, 7, 1)}};
    REQUIRE(measurement_projects(near, readings).size() == 1);
    CHECK(measurement_projects(near, readings)[0].blackout ==
          CivilPeriod{near[0].from, near[1].to});
    CHECK(measurement_projects(far, readings).size() == 2);
    REQUIRE(measurement_projects(inside, readings).size() == 1);
    CHECK(measurement_projects(inside, readings)[0].blackout == first);
  }

  TEST_CASE("what a person decides narrows the windows and never widens them") {
    const std::array works{CivilPeriod{civil_day(2020, 5, 10), civil_day(2020, 9, 20)}};
    const auto projects = measurement_projects(works, readings, {}, calendar_year(2019),
                                               CivilPeriod{civil_day(2020, 1, 1), readings.to});
    CHECK(projects[0].baseline == calendar_year(2019));
    CHECK(projects[0].reporting == CivilPeriod{works[0].to, readings.to});
    CHECK(measurement_projects(works, readings, {}, calendar_year(2021), {})[0].baseline.empty());
  }

  TEST_CASE("a baseline of days has its length, one of bills keeps its earliest bill whole") {
    const BillSeries days = daily_bills(civil_day(2020, 1, 1), std::vector<double>(800, 1.0));
    const CivilPeriod window{civil_day(2020, 1, 1), civil_day(2021, 7, 10)};
    const BillView year = baseline_observations(days.view(), window, std::chrono::days{365});
    CHECK(year.size() == 365);
    CHECK(year.to.back() == civil_day(2021, 7, 10));

    const BillSeries bills = months();
    const BillView overshoot = baseline_observations(
        bills.view(), {readings.from, civil_day(2021, 7, 10)}, std::chrono::days{340});
    // July 2021 is not whole; 340 days before 1 July lie in July 2020, which stays whole.
    CHECK(overshoot.period() == CivilPeriod{civil_day(2020, 7, 1), civil_day(2021, 7, 1)});
    CHECK(baseline_observations(bills.view(), {readings.to, readings.to}, std::chrono::days{365})
              .empty());
  }

  TEST_CASE("reporting years of bills end where bills end") {
    const BillSeries bills = months();
    const auto periods = reporting_periods(bills.view(), {civil_day(2020, 9, 20), readings.to});
    REQUIRE(periods.size() == 4);
    CHECK(periods[0].period == CivilPeriod{civil_day(2020, 10, 1), civil_day(2021, 10, 1)});
    CHECK(periods[2].whole);
    CHECK(periods[3].period == CivilPeriod{civil_day(2023, 10, 1), readings.to});
    CHECK_FALSE(periods[3].whole);
  }

  TEST_CASE("a boundary inside a bill goes to its nearer end") {
    BillSeries bills;
    bills.push_back({civil_day(2021, 1, 1), civil_day(2021, 12, 10)}, 1.0);
    bills.push_back({civil_day(2021, 12, 10), civil_day(2022, 1, 20)}, 1.0);
    bills.push_back({civil_day(2022, 1, 20), civil_day(2022, 3, 1)}, 1.0);
    const auto periods = reporting_periods(bills.view(), bills.view().period());
    REQUIRE(periods.size() == 2);
    CHECK(periods[0].period.to == civil_day(2022, 1, 20)); // 19 days away, the other end 22
    CHECK(periods[0].whole);
  }

  TEST_CASE("a year may end 15 days early; what a long bill stretches is not whole") {
    const auto ends = [](std::size_t count) {
      const BillSeries days = daily_bills(civil_day(2021, 1, 1), std::vector<double>(count, 1.0));
      return reporting_periods(days.view(), days.view().period())[0].whole;
    };
    CHECK(ends(350));
    CHECK_FALSE(ends(349));
    BillSeries bills;
    bills.push_back({civil_day(2021, 1, 1), civil_day(2022, 6, 1)}, 1.0);
    bills.push_back({civil_day(2022, 6, 1), civil_day(2023, 6, 1)}, 1.0);
    const auto periods = reporting_periods(bills.view(), bills.view().period());
    REQUIRE(periods.size() == 2);
    CHECK(periods[0].period.to == civil_day(2022, 6, 1));
    CHECK_FALSE(periods[0].whole); // 17 months
    CHECK(rolling_years(bills.view(), bills.view().period()).size() == 1);
  }

  TEST_CASE("a gap bounds no period") {
    BillSeries bills;
    bills.push_back({civil_day(2021, 1, 1), civil_day(2021, 11, 1)}, 1.0);
    bills.push_back({civil_day(2021, 11, 1), civil_day(2022, 11, 1)}, missing_value);
    bills.push_back({civil_day(2022, 11, 1), civil_day(2023, 1, 1)}, 1.0);
    const auto periods = reporting_periods(bills.view(), bills.view().period());
    REQUIRE(periods.size() == 2);
    CHECK(periods[0].period == calendar_year(2021));
    CHECK(periods[1].period == calendar_year(2022));
    CHECK(reporting_periods({}, calendar_year(2021)).empty());
  }

  TEST_CASE("rolling years are a month apart and all of 12 months") {
    const BillSeries bills = months();
    const auto years = rolling_years(bills.view(), {civil_day(2022, 6, 15), readings.to});
    REQUIRE(years.size() == 7); // July 2022 to June 2023, ... January to December 2023
    CHECK(years.front().period == CivilPeriod{civil_day(2022, 7, 1), civil_day(2023, 7, 1)});
    CHECK(years.back().period == calendar_year(2023));
    CHECK(rolling_years(bills.view(), {civil_day(2023, 3, 1), readings.to}).empty());
  }

  TEST_CASE("calendar months of daily readings; the first and last may be parts") {
    const BillSeries days = daily_bills(civil_day(2021, 1, 20), std::vector<double>(60, 1.0));
    const auto found = calendar_months(days.view(), days.view().period());
    REQUIRE(found.size() == 3);
    CHECK(found[0].period == CivilPeriod{civil_day(2021, 1, 20), civil_day(2021, 2, 1)});
    CHECK_FALSE(found[0].whole);
    CHECK(found[1].period == CivilPeriod{civil_day(2021, 2, 1), civil_day(2021, 3, 1)});
    CHECK(found[1].whole);
    CHECK_FALSE(found[2].whole);
  }

  TEST_CASE("a model rests on the latest three years") {
    const BillSeries bills = months();
    CHECK(model_period(bills.view(), {}) == CivilPeriod{civil_day(2020, 12, 31), readings.to});
    const BillSeries short_run = monthly_bills(2022, std::vector<double>(24, 100.0));
    CHECK(model_period(short_run.view(), {}) == short_run.view().period());
  }

  TEST_CASE("a model never mixes before and after works") {
    const BillSeries bills = months();
    const auto at = [&](CivilPeriod works) {
      return model_period(bills.view(), std::array{works});
    };
    const CivilPeriod early{civil_day(2022, 5, 10), civil_day(2022, 9, 20)};
    CHECK(at(early) == CivilPeriod{early.to, readings.to});
    const CivilPeriod late{civil_day(2023, 5, 1), civil_day(2023, 9, 20)}; // three months remain
    CHECK(at(late).to <= late.from);
    CHECK(at(late).from == late.from - std::chrono::days{1096});
  }

  TEST_CASE("three years with too few readings give way to all there are") {
    BillSeries bills = months();
    for (std::size_t i = 36; i < 70; ++i) bills.energy_kwh[i] = missing_value;
    CHECK(model_period(bills.view(), {}) == readings);
  }
}
