// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace empower;

namespace {

void check_recovered(const FitOutcome& fit, const Signature& truth) {
  REQUIRE(fit.has_value());
  CHECK(code(fit->signature.shape) == code(truth.shape));
  const auto relative = [](double value, double wanted) { return std::abs(value / wanted - 1.0); };
  CHECK(relative(fit->base.value, truth.base.value()) < 1e-9);
  CHECK(fit->signature.base.value() == fit->base.value);
  if (!truth.heating_balance.missing()) {
    CHECK(relative(fit->heating_slope.value, truth.heating_slope.value()) < 1e-9);
    CHECK(std::abs(fit->heating_balance.value - truth.heating_balance.value()) < 1e-9);
  }
  if (!truth.cooling_balance.missing()) {
    CHECK(relative(fit->cooling_slope.value, truth.cooling_slope.value()) < 1e-9);
    CHECK(std::abs(fit->cooling_balance.value - truth.cooling_balance.value()) < 1e-9);
  }
}

constexpr SignatureShape six_shapes[] = {
    SignatureShape::mean,    SignatureShape::linear,     SignatureShape::heating,
    SignatureShape::cooling, SignatureShape::two_slopes, SignatureShape::heating_cooling};

/// A falling line ends at the warmest temperature of the weather; a 4P balances in both ranges.
Signature random_truth(Random& random, SignatureShape shape, double warmest) {
  const double lowest = shape == SignatureShape::two_slopes ? 12.0 : 11.0;
  Signature truth =
      testing::signature(shape, 20.0 + 200.0 * random.uniform(), 0.5 + 30.0 * random.uniform(),
                         lowest + 5.0 * random.uniform(), 0.5 + 30.0 * random.uniform(),
                         17.0 + 5.0 * random.uniform());
  if (shape == SignatureShape::linear) truth.heating_balance = Celsius{warmest};
  return truth;
}

} // namespace

TEST_SUITE("baseline/recovery") {

  TEST_CASE("noiseless daily signatures of all shapes are recovered") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      for (const SignatureShape shape : six_shapes) {
        CAPTURE(seed);
        CAPTURE(code(shape));
        Random random{seed};
        const DailySeries outdoor = testing::weather(random, 365);
        const Signature truth =
            random_truth(random, shape, *std::ranges::max_element(outdoor.values));
        const DailySeries energy = testing::daily_meter(truth, outdoor, {random, 0.0, 0.0});
        check_recovered(fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>()),
                        truth);
      }
    }
  }

  TEST_CASE("noiseless bills of unequal length are recovered") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      for (const SignatureShape shape : six_shapes) {
        CAPTURE(seed);
        CAPTURE(code(shape));
        Random random{seed};
        const DailySeries outdoor = testing::weather(random, 1000);
        Random same_lengths = random;
        const CivilPeriod period =
            testing::billed_meter(same_lengths, {}, outdoor, 24).view().period();
        Random values{seed, 1};
        const Signature truth = random_truth(
            values, shape,
            *std::ranges::max_element(outdoor.view<Celsius>().within(period).values()));
        const BillSeries bills = testing::billed_meter(random, truth, outdoor, 24);
        check_recovered(fit_bills(bills.view(), outdoor.view<Celsius>()), truth);
      }
    }
  }

  TEST_CASE("two legs that meet leave no base between them") {
    Random random{5};
    const DailySeries outdoor = testing::weather(random, 365);
    const Signature truth = testing::signature(SignatureShape::two_slopes, 80.0, 12.0, 17.2, 9.0);
    const DailySeries energy = testing::daily_meter(truth, outdoor, {random, 0.0, 0.0});
    check_recovered(fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>()), truth);
  }

  TEST_CASE("a gas meter without base is recovered with base 0") {
    Random random{6};
    const DailySeries outdoor = testing::weather(random, 365);
    const Signature truth = testing::signature(SignatureShape::heating, 0.0);
    const DailySeries energy = testing::daily_meter(truth, outdoor, {random, 0.0, 0.0});
    const FitOutcome fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    CHECK(fit->signature.shape == SignatureShape::heating);
    CHECK(std::abs(fit->base.value) < 1e-9);
    CHECK(std::abs(fit->heating_balance.value - 15.3) < 1e-9);
  }

  TEST_CASE("a small slope on a large base is recovered to what a double holds") {
    Random random{7};
    const DailySeries outdoor = testing::weather(random, 365);
    const Signature truth = testing::signature(SignatureShape::heating, 1e6, 1.0);
    const DailySeries energy = testing::daily_meter(truth, outdoor, {random, 0.0, 0.0});
    const FitOutcome fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    CHECK(fit->signature.shape == SignatureShape::heating);
    CHECK(fit->heating_slope.value == doctest::Approx(1.0).epsilon(1e-9));
    CHECK(std::abs(fit->heating_balance.value - 15.3) < 1e-6);
  }
}
