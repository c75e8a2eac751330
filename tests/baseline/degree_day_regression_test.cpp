// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_day_regression.hpp>

#include <empower/baseline/change_point.hpp>

#include <empower/core/error.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <utility>

using namespace empower;

namespace {

struct Case {
  DailySeries outdoor;
  BillSeries bills;
};

Case noisy_case(std::uint64_t seed, std::size_t count = 24, double deviation = 40.0) {
  Random random{seed};
  Case c{testing::weather(random, 1100), {}};
  c.bills = testing::billed_meter(random, testing::signature(SignatureShape::heating), c.outdoor,
                                  count, deviation);
  return c;
}

} // namespace

TEST_SUITE("baseline/degree_day_regression") {

  TEST_CASE("bills of one day are daily data") {
    Random random{1};
    const DailySeries outdoor = testing::weather(random, 365);
    const DailySeries energy = testing::daily_meter(
        testing::signature(SignatureShape::heating_cooling), outdoor, {random, 20.0, 0.4});
    BillSeries bills;
    for (std::size_t i = 0; i < 365; ++i) {
      const CivilDay day = outdoor.view<Celsius>().day(i);
      bills.push_back({day, day + std::chrono::days{1}}, energy.values[i]);
    }
    const FitOutcome by_bill = fit_bills(bills.view(), outdoor.view<Celsius>());
    const FitOutcome by_day =
        fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    REQUIRE(by_bill.has_value());
    CHECK(by_bill->sse == by_day->sse);
    CHECK(by_bill->heating_balance.low == by_day->heating_balance.low);
    CHECK(by_bill->search == Search::exact);
  }

  TEST_CASE("a bill with a missing temperature or energy is left out") {
    Case c = noisy_case(2);
    const FitOutcome whole = fit_bills(c.bills.view(), c.outdoor.view<Celsius>());
    c.outdoor.values[40] = missing_value;
    c.bills.energy_kwh[7] = missing_value;
    const FitOutcome fit = fit_bills(c.bills.view(), c.outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    CHECK(whole->observations == 24);
    CHECK(fit->observations == 22);
  }

  TEST_CASE("bills outside the weather are missing their temperature") {
    const Case c = noisy_case(3);
    const DailySeries elsewhere{c.outdoor.first - std::chrono::days{900},
                                std::vector<double>(300, 10.0)};
    const FitOutcome none = fit_bills(c.bills.view(), elsewhere.view<Celsius>());
    REQUIRE_FALSE(none.has_value());
    CHECK(none.failure().reason == BaselineReason::no_temperature);
    const FitOutcome empty = fit_bills(BillView{}, c.outdoor.view<Celsius>());
    REQUIRE_FALSE(empty.has_value());
    CHECK(empty.failure().reason == BaselineReason::too_few_observations);
  }

  TEST_CASE("the search of two legs on bills says that it is a multistart") {
    const Case c = noisy_case(4);
    const FitOutcome fit = fit_bills(c.bills.view(), c.outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    CHECK(fit->candidates[5].search == Search::multistart);
    CHECK(fit->candidates[4].search == Search::exact);
  }

  TEST_CASE("the sum of squares counts a bill by the inverse of its days") {
    const Case c = noisy_case(5);
    const FitOutcome fit = fit_bills(c.bills.view(), c.outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    double sse = 0.0;
    for (std::size_t i = 0; i < c.bills.energy_kwh.size(); ++i) {
      const CivilPeriod period = c.bills.view().period(i);
      double expected = 0.0;
      for (CivilDay day = period.from; day < period.to; day += std::chrono::days{1})
        expected += fit->signature.expected(c.outdoor.view<Celsius>().at(day)).value();
      sse += std::pow(c.bills.energy_kwh[i] - expected, 2) / static_cast<double>(day_count(period));
    }
    CHECK(fit->sse == doctest::Approx(sse).epsilon(1e-12));
    CHECK(fit->period == c.bills.view().period());
  }

  TEST_CASE("the bills' order of magnitude scales coefficients and leaves balance temperatures") {
    Case c = noisy_case(6);
    const FitOutcome fit = fit_bills(c.bills.view(), c.outdoor.view<Celsius>());
    for (double& e : c.bills.energy_kwh) e *= 1000.0;
    const FitOutcome scaled = fit_bills(c.bills.view(), c.outdoor.view<Celsius>());
    REQUIRE(scaled.has_value());
    CHECK(scaled->heating_slope.value ==
          doctest::Approx(1000.0 * fit->heating_slope.value).epsilon(1e-9));
    CHECK(scaled->heating_balance.value ==
          doctest::Approx(fit->heating_balance.value).epsilon(1e-9));
  }

  TEST_CASE("the balance temperature of bills has no bias") {
    double bias = 0.0;
    for (std::uint64_t seed = 100; seed < 160; ++seed) {
      const Case c = noisy_case(seed, 36, 20.0);
      const FitOutcome fit = fit_bills(c.bills.view(), c.outdoor.view<Celsius>());
      REQUIRE(fit.has_value());
      bias += fit->candidates[2].signature.heating_balance.value() - 15.3;
    }
    CHECK(std::abs(bias / 60.0) < 0.1);
  }

  TEST_CASE("a bill given twice is refused: its days would count once and its energy twice") {
    Case c = noisy_case(7);
    BillSeries twice = c.bills;
    twice.push_back({c.bills.from.back(), c.bills.to.back()}, c.bills.energy_kwh.back());
    CHECK_THROWS_AS((void)fit_bills(twice.view(), c.outdoor.view<Celsius>()), InputError);
    std::swap(c.bills.from[3], c.bills.from[4]);
    std::swap(c.bills.to[3], c.bills.to[4]);
    CHECK_THROWS_AS((void)fit_bills(c.bills.view(), c.outdoor.view<Celsius>()), InputError);
  }
}
