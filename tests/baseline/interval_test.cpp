// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

using namespace empower;

namespace {

struct Covered {
  double slope = 0.0;
  double balance = 0.0;
  double annual = 0.0;
};

/// Shares of the runs, among those that choose the true shape, whose 90 % intervals hold the truth.
template <class FitRun>
Covered coverage(const Signature& truth, std::size_t days, int runs, FitRun fit_run) {
  Covered covered;
  int counted = 0;
  for (int run = 0; run < runs; ++run) {
    Random random{77, static_cast<std::uint64_t>(run)};
    const DailySeries outdoor = testing::weather(random, days);
    const FitOutcome fit = fit_run(random, outdoor);
    if (!fit || fit->signature.shape != truth.shape) continue;
    ++counted;
    const auto holds = [](const Estimate& e, double value) {
      return e.low <= value && value <= e.high ? 1.0 : 0.0;
    };
    covered.slope += holds(fit->heating_slope, truth.heating_slope.value());
    covered.balance += holds(fit->heating_balance, truth.heating_balance.value());
    const DailyView<Celsius> year = outdoor.view<Celsius>().within(calendar_year(2021));
    double wanted = 0.0;
    for (std::size_t i = 0; i < year.size(); ++i) wanted += truth.expected(year[i]).value();
    const AnnualEnergy annual = expected_energy(*fit, year);
    covered.annual += annual.low.value() <= wanted && wanted <= annual.high.value() ? 1.0 : 0.0;
  }
  REQUIRE(counted > runs / 2);
  covered.slope /= counted;
  covered.balance /= counted;
  covered.annual /= counted;
  return covered;
}

} // namespace

// 600 runs have a standard error of 0.012 at 0.90; the bounds are the design's figures less three
// of them.
TEST_SUITE("baseline/intervals") {

  TEST_CASE("90 % intervals of a daily year hold the truth in 90 % of runs") {
    const Signature truth = testing::signature(SignatureShape::heating);
    for (const double correlation : {0.0, 0.4}) {
      CAPTURE(correlation);
      const Covered covered =
          coverage(truth, 365, 600, [&](Random& random, const DailySeries& outdoor) {
            const DailySeries energy =
                testing::daily_meter(truth, outdoor, {random, 25.0, correlation});
            return fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
          });
      CHECK(covered.slope >= 0.86);
      CHECK(covered.slope <= 0.96);
      CHECK(covered.balance >= 0.85);
      CHECK(covered.balance <= 0.96);
      CHECK(covered.annual >= 0.86);
      CHECK(covered.annual <= 0.96);
    }
  }

  TEST_CASE("90 % intervals of 24 bills hold the truth in 90 % of runs") {
    const Signature truth = testing::signature(SignatureShape::heating);
    const Covered covered =
        coverage(truth, 900, 600, [&](Random& random, const DailySeries& outdoor) {
          const BillSeries bills = testing::billed_meter(random, truth, outdoor, 24, 60.0);
          return fit_bills(bills.view(), outdoor.view<Celsius>());
        });
    CHECK(covered.slope >= 0.86);
    CHECK(covered.slope <= 0.97);
    CHECK(covered.balance >= 0.85);
    CHECK(covered.balance <= 0.97);
    CHECK(covered.annual >= 0.86);
  }
}
