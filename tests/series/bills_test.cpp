// SPDX-License-Identifier: Apache-2.0
#include <empower/series/bills.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("series/bills") {
  TEST_CASE("a view is the owner's columns, and its period runs from the first bill to the last") {
    BillSeries bills;
    bills.push_back({civil_day(2024, 1, 5), civil_day(2024, 2, 6)}, 310.0);
    bills.push_back({civil_day(2024, 2, 6), civil_day(2024, 3, 4)}, 290.0);
    const auto view = bills.view();
    CHECK(view.energy_kwh.data() == bills.energy_kwh.data());
    CHECK(view.size() == 2);
    CHECK(view.period(1) == CivilPeriod{civil_day(2024, 2, 6), civil_day(2024, 3, 4)});
    CHECK(view.period() == CivilPeriod{civil_day(2024, 1, 5), civil_day(2024, 3, 4)});
  }

  TEST_CASE("without bills the period is empty") {
    CHECK(BillView{}.empty());
    CHECK(BillView{}.period().empty());
  }
}

} // namespace empower
