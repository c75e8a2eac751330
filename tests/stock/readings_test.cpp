// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/readings.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <array>

namespace empower {

namespace {

BillSeries two_bills() {
  BillSeries bills;
  bills.push_back({civil_day(2024, 1, 1), civil_day(2024, 2, 1)}, 310.0);
  bills.push_back({civil_day(2024, 2, 1), civil_day(2024, 3, 1)}, 290.0);
  return bills;
}

constexpr Instant at(int hour) {
  return Instant{civil_day(2024, 1, 1).time_since_epoch()} + std::chrono::hours{hour};
}

} // namespace

TEST_SUITE("stock/readings") {
  TEST_CASE("each meter has its own slice, of bills or of intervals") {
    const auto bills = two_bills();
    const std::array start{at(0), at(1), at(2)};
    const std::array end{at(1), at(2), at(3)};
    const std::array kwh{1.0, 2.0, 3.0};
    Readings readings;
    readings.add_meter(bills.view());
    readings.add_meter(IntervalView{start, end, kwh});
    readings.add_meter(BillView{});
    readings.add_meter(bills.view());

    CHECK(readings.meter_count() == 4);
    CHECK(readings.bills(0).size() == 2);
    CHECK(readings.intervals(0).empty());
    CHECK(readings.bills(1).empty());
    CHECK(readings.intervals(1).end[2] == at(3));
    CHECK(readings.bills(2).empty());
    CHECK(readings.intervals(2).empty());
    CHECK(readings.bills(3).energy_kwh[1] == 290.0);
    CHECK(readings.bills(3).period() == bills.view().period());
  }

  TEST_CASE("a slice is a view into the columns") {
    Readings readings;
    readings.add_meter(two_bills().view());
    readings.add_meter(two_bills().view());
    CHECK(readings.bills(1).energy_kwh.data() == &readings.bill_energy_kwh[2]);
  }

  TEST_CASE("quality is actual unless it is said, reading by reading") {
    const std::array quality{ReadingQuality::estimated, ReadingQuality::corrected};
    Readings readings;
    readings.add_meter(two_bills().view());
    readings.add_meter(two_bills().view(), quality);
    CHECK(readings.bill_qualities(0)[1] == ReadingQuality::actual);
    CHECK(readings.bill_qualities(1)[0] == ReadingQuality::estimated);
    CHECK(readings.bill_qualities(1)[1] == ReadingQuality::corrected);
    CHECK(readings.interval_qualities(1).empty());
  }

  TEST_CASE("readings out of order, overlapping or empty are refused and leave no trace") {
    Readings readings;
    auto overlapping = two_bills();
    overlapping.to[0] += std::chrono::days{1};
    CHECK_THROWS_AS(readings.add_meter(overlapping.view()), ContractError);
    auto empty_bill = two_bills();
    empty_bill.to[1] = empty_bill.from[1];
    CHECK_THROWS_AS(readings.add_meter(empty_bill.view()), ContractError);
    const std::array quality{ReadingQuality::actual};
    CHECK_THROWS_AS(readings.add_meter(two_bills().view(), quality), ContractError);
    CHECK(readings.meter_count() == 0);
    CHECK(readings.bill_from.empty());
    CHECK(readings.bill_quality.empty());
  }

  TEST_CASE("a gap between readings is allowed") {
    auto bills = two_bills();
    bills.from[1] += std::chrono::days{3};
    Readings readings;
    readings.add_meter(bills.view());
    CHECK(readings.bills(0).size() == 2);
  }
}

} // namespace empower
