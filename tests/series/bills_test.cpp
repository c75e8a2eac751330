// SPDX-License-Identifier: Apache-2.0
#include <empower/series/bills.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <array>
#include <initializer_list>

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

  TEST_CASE("bills that are not in order, overlap or have no days are refused by their place") {
    const CivilPeriod may{civil_day(2024, 5, 1), civil_day(2024, 6, 1)};
    const CivilPeriod june{civil_day(2024, 6, 1), civil_day(2024, 7, 1)};
    const auto refusal = [](std::initializer_list<CivilPeriod> periods) {
      BillSeries bills;
      for (const CivilPeriod period : periods) bills.push_back(period, 1.0);
      try {
        check_order(bills.view(), "bills");
      } catch (const InputError& error) {
        return error.place().line;
      }
      return std::size_t{0};
    };
    CHECK(refusal({}) == 0);
    CHECK(refusal({may, june}) == 0);
    CHECK(refusal({may, {civil_day(2024, 8, 1), civil_day(2024, 9, 1)}}) == 0); // a gap
    CHECK(refusal({june, may}) == 2);
    CHECK(refusal({may, may}) == 2);
    CHECK(refusal({may, june, {civil_day(2024, 6, 30), civil_day(2024, 7, 30)}}) == 3);
    CHECK(refusal({{may.to, may.from}, june}) == 1);
    CHECK(refusal({may, {june.from, june.from}}) == 2);
  }

  TEST_CASE("a refusal says the days, and columns of different lengths are refused") {
    const std::array from{civil_day(2024, 5, 1), civil_day(2024, 5, 31)};
    const std::array to{civil_day(2024, 6, 1), civil_day(2024, 7, 1)};
    const std::array energy{1.0, 2.0};
    CHECK_THROWS_WITH(check_order({from, to, energy}, "bills"),
                      "Expected bills in order and without overlap, got \"2024-05-31 to 2024-07-01 "
                      "after 2024-05-01 to 2024-06-01\" (bills:2, column start).");
    CHECK_THROWS_AS(check_order({from, {}, energy}, "bills"), ShapeError);
  }
}

} // namespace empower
