// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/bootstrap.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/core/error.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

namespace {

struct Metered {
  DailySeries outdoor;
  DailySeries energy;
  FitOutcome fit;

  explicit Metered(SignatureShape shape, double correlation = 0.0)
      : fit{Failure<BaselineReason>{BaselineReason::no_temperature, {}}} {
    Random random{21};
    outdoor = testing::weather(random, 365);
    energy = testing::daily_meter(testing::signature(shape), outdoor, {random, 20.0, correlation});
    fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
  }

  [[nodiscard]] BootstrapIntervals resampled(const BootstrapOptions& options,
                                             const NormalYear& normal = {}) const {
    return block_bootstrap(*fit, energy.view<KilowattHours>(), outdoor.view<Celsius>(), normal,
                           options);
  }
};

} // namespace

TEST_SUITE("baseline/bootstrap") {

  TEST_CASE("resampling errors agree with those stated, autocorrelated or not") {
    for (const double correlation : {0.0, 0.5}) {
      CAPTURE(correlation);
      const Metered meter{SignatureShape::heating, correlation};
      const NormalYear normal{"n", meter.outdoor.values, 1.0};
      const BootstrapIntervals drawn = meter.resampled({.replications = 200}, normal);
      CHECK(drawn.replications == 200);
      const auto agrees = [](const Estimate& own, const Estimate& check) {
        CHECK(check.value == own.value);
        CHECK(check.standard_error > 0.7 * own.standard_error);
        CHECK(check.standard_error < 1.4 * own.standard_error);
        CHECK(check.low < own.value);
        CHECK(own.value < check.high);
      };
      agrees(meter.fit->base, drawn.base);
      agrees(meter.fit->heating_slope, drawn.heating_slope);
      agrees(meter.fit->heating_balance, drawn.heating_balance);
      CHECK(std::isnan(drawn.cooling_slope.value));
      const AnnualEnergy year = normal_year_energy(*meter.fit, normal);
      CHECK(drawn.normal_year.value == year.total.value());
      CHECK(drawn.normal_year.high - drawn.normal_year.low ==
            doctest::Approx((year.high - year.low).value()).epsilon(0.35));
    }
  }

  TEST_CASE("the same seed gives the same bits, another seed others") {
    const Metered meter{SignatureShape::heating_cooling};
    const BootstrapIntervals a = meter.resampled({.replications = 20, .seed = 3});
    const BootstrapIntervals b = meter.resampled({.replications = 20, .seed = 3});
    const BootstrapIntervals c = meter.resampled({.replications = 20, .seed = 4});
    CHECK(a.cooling_balance.low == b.cooling_balance.low);
    CHECK(a.cooling_balance.low != c.cooling_balance.low);
    CHECK(std::isnan(a.normal_year.value));
  }

  TEST_CASE("bills are resampled in blocks of bills, scaled by their days") {
    Random random{22};
    const DailySeries outdoor = testing::weather(random, 1400);
    const BillSeries bills = testing::billed_meter(
        random, testing::signature(SignatureShape::heating), outdoor, 36, 60.0);
    const FitOutcome fit = fit_bills(bills.view(), outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    REQUIRE(fit->signature.shape == SignatureShape::heating);
    const BootstrapIntervals drawn = block_bootstrap(*fit, bills.view(), outdoor.view<Celsius>());
    CHECK(drawn.replications > 190);
    CHECK(drawn.heating_slope.standard_error > 0.5 * fit->heating_slope.standard_error);
    CHECK(drawn.heating_slope.standard_error < 1.6 * fit->heating_slope.standard_error);
  }

  TEST_CASE("other data than those of the fit are refused") {
    const Metered meter{SignatureShape::heating};
    DailySeries shorter = meter.energy;
    shorter.values.pop_back();
    CHECK_THROWS_AS((void)block_bootstrap(*meter.fit, shorter.view<KilowattHours>(),
                                          meter.outdoor.view<Celsius>()),
                    ContractError);
  }
}
