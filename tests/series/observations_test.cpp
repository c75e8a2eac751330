// SPDX-License-Identifier: Apache-2.0
#include <empower/series/observations.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

namespace {

CivilDay january(unsigned day) { return civil_day(2024, 1, day); }

} // namespace

TEST_SUITE("series/observations") {
  TEST_CASE("days between two bills become a row without energy") {
    BillSeries bills;
    bills.push_back({january(1), january(5)}, 10.0);
    bills.push_back({january(8), january(10)}, 20.0);
    const BillSeries run = observations(bills.view());
    REQUIRE(run.view().size() == 3);
    CHECK(run.view().period(1) == CivilPeriod{january(5), january(8)});
    CHECK(std::isnan(run.energy_kwh[1]));
    CHECK(run.energy_kwh[2] == 20.0);
  }

  TEST_CASE("bills that touch stay as they are, also those without energy") {
    BillSeries bills;
    bills.push_back({january(1), january(5)}, missing_value);
    bills.push_back({january(5), january(10)}, 20.0);
    const BillSeries run = observations(bills.view());
    CHECK(run.from == bills.from);
    CHECK(run.to == bills.to);
    CHECK(std::isnan(run.energy_kwh[0]));
  }

  TEST_CASE("a run of missing days is one row; missing days at the ends are none") {
    const DailySeries days{january(1),
                           {missing_value, 1.0, missing_value, missing_value, 0.0, missing_value}};
    const BillSeries run = observations(days.view<KilowattHours>());
    REQUIRE(run.view().size() == 3);
    CHECK(run.view().period(0) == CivilPeriod{january(2), january(3)});
    CHECK(run.view().period(1) == CivilPeriod{january(3), january(5)});
    CHECK(std::isnan(run.energy_kwh[1]));
    CHECK(run.energy_kwh[2] == 0.0); // a zero is a reading
    CHECK(run.view().period() == CivilPeriod{january(2), january(6)});
  }

  TEST_CASE("nothing stays nothing") {
    CHECK(observations(BillView{}).view().empty());
    const DailySeries missing{january(1), {missing_value, missing_value}};
    CHECK(observations(missing.view<KilowattHours>()).view().empty());
    CHECK(observations(DailyView<KilowattHours>{}).view().empty());
  }
}
