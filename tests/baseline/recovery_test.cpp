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
  if (!fit) FAIL(fit.failure().detail);
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

  TEST_CASE("a signature beside a regressor of any sign is recovered, by day and by bill") {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      for (const SignatureShape shape : six_shapes) {
        CAPTURE(seed);
        CAPTURE(code(shape));
        Random random{seed, 3};
        const DailySeries outdoor = testing::weather(random, 800);
        const double warmest = *std::ranges::max_element(outdoor.values);
        const Signature truth = random_truth(random, shape, warmest);
        DailySeries energy = testing::daily_meter(truth, outdoor, {random, 0.0, 0.0});
        Regressors sun{{"irradiation", "open"}, {}};
        for (std::size_t i = 0; i < 800; ++i) sun.values.push_back(100.0 + 40.0 * random.normal());
        for (std::size_t i = 0; i < 800; ++i) sun.values.push_back(i % 7 < 5 ? 1.0 : 0.0);
        for (std::size_t i = 0; i < 800; ++i)
          energy.values[i] += -0.02 * sun.values[i] + 13.0 * sun.values[800 + i];
        const FitOutcome days =
            fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>(), {}, sun);
        check_recovered(days, truth);
        CHECK(days->regressors[0].name == "irradiation");
        CHECK(days->regressors[0].coefficient.value == doctest::Approx(-0.02).epsilon(1e-7));
        CHECK(days->regressors[1].coefficient.value == doctest::Approx(13.0).epsilon(1e-8));

        BillSeries bills;
        Regressors billed{sun.names, std::vector<double>(80, 0.0)};
        for (std::size_t b = 0; b < 40; ++b) {
          double total = 0.0;
          for (std::size_t i = 20 * b; i < 20 * b + 20; ++i) {
            total += energy.values[i];
            for (std::size_t j = 0; j < 2; ++j)
              billed.values[40 * j + b] += sun.values[800 * j + i];
          }
          const CivilDay from = outdoor.first + std::chrono::days{20 * static_cast<long>(b)};
          bills.push_back({from, from + std::chrono::days{20}}, total);
        }
        const FitOutcome by_bill = fit_bills(bills.view(), outdoor.view<Celsius>(), {}, billed);
        check_recovered(by_bill, truth);
        CHECK(by_bill->regressors[1].coefficient.value == doctest::Approx(13.0).epsilon(1e-7));
      }
    }
  }
}
