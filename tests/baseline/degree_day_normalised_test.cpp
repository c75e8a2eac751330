// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_day_normalised.hpp>

#include "degree_day_study.hpp"
#include "simulated.hpp"

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace empower;

namespace {

/// A year of a building whose signature is known without error: 50 kWh/day, 8 kWh/(K·d) below 15
/// °C.
Fit known_fit() {
  Fit fit;
  fit.signature = testing::signature(SignatureShape::heating, 50.0, 8.0, 15.0);
  fit.covariance.assign(25, 0.0);
  fit.degrees_of_freedom = 20.0;
  fit.temperature_min = Celsius{-20.0};
  fit.temperature_max = Celsius{40.0};
  return fit;
}

DailySeries constant_year(double temperature_c) {
  return {civil_day(2023, 1, 1), std::vector<double>(365, temperature_c)};
}

} // namespace

TEST_SUITE("baseline/degree_day_normalised") {
  TEST_CASE("only the heating share is scaled") {
    const Fit fit = known_fit();
    const DailySeries cold = constant_year(5.0);
    const DailySeries usual = constant_year(7.0);
    // 50 + 80 kWh a day as measured, 50 + 64 as it would have been.
    const auto normalised = degree_day_normalised(KilowattHours{365.0 * 130.0}, fit,
                                                  usual.view<Celsius>(), cold.view<Celsius>());
    REQUIRE(normalised);
    CHECK(normalised->share.value == doctest::Approx(80.0 / 130.0));
    CHECK(normalised->ratio == doctest::Approx(0.8));
    CHECK(normalised->base.value() == doctest::Approx(365.0 * 50.0));
    CHECK(normalised->heating.value() == doctest::Approx(365.0 * 64.0));
    CHECK(normalised->total.value() == doctest::Approx(365.0 * 114.0));
    CHECK(normalised->low.value() == doctest::Approx(normalised->total.value()));
    CHECK(normalised->high.value() == doctest::Approx(normalised->total.value()));
  }

  TEST_CASE("a stated share carries its own interval, in order whichever way the weather went") {
    const HeatingShare share{0.7, 0.6, 0.8};
    const auto of = [](double t) {
      static const DailySeries warm = constant_year(10.0);
      static const DailySeries cold = constant_year(5.0);
      return heating_degree_days((t > 7.0 ? warm : cold).view<Celsius>(), italian_gradi_giorno);
    };
    const KilowattHours measured{1000.0};
    const auto warmer = degree_day_normalised(measured, share, of(10.0), of(5.0));
    const auto colder = degree_day_normalised(measured, share, of(5.0), of(10.0));
    CHECK(warmer->total.value() == doctest::Approx(1000.0 * (1.0 - 0.7 / 3.0)));
    CHECK(warmer->low.value() == doctest::Approx(1000.0 * (1.0 - 0.8 / 3.0)));
    CHECK(warmer->high.value() == doctest::Approx(1000.0 * (1.0 - 0.6 / 3.0)));
    CHECK(colder->low.value() == doctest::Approx(1300.0));
    CHECK(colder->high.value() == doctest::Approx(1400.0));
    CHECK_THROWS_AS(static_cast<void>(degree_day_normalised(measured, HeatingShare{0.7, 0.8, 0.9},
                                                            of(5.0), of(10.0))),
                    ContractError);
  }

  TEST_CASE("sums of different kind refuse, and so does a building without a heating leg") {
    const DailySeries year = constant_year(5.0);
    const auto days = year.view<Celsius>();
    const auto refused = degree_day_normalised(KilowattHours{1.0}, HeatingShare{0.5, 0.5, 0.5},
                                               heating_degree_days(days, german_heating),
                                               heating_degree_days(days, italian_gradi_giorno));
    REQUIRE_FALSE(refused);
    CHECK(refused.failure().reason == DegreeDayReason::different_rules);
    Fit flat = known_fit();
    flat.signature = testing::signature(SignatureShape::mean);
    const auto no_leg = degree_day_normalised(KilowattHours{1.0}, flat, days, days);
    REQUIRE_FALSE(no_leg);
    CHECK(no_leg.failure().reason == DegreeDayReason::no_degree_days);
  }

  TEST_CASE("the share's interval widens with the coefficients' error and stays in 0 to 1") {
    Fit fit = known_fit();
    const DailySeries year = constant_year(5.0);
    const auto days = year.view<Celsius>();
    CHECK(heating_share(fit, days).low == doctest::Approx(80.0 / 130.0));
    fit.covariance[6] = 0.25; // heating slope, standard error 0.5
    // ds = (1 - s) * 10 K * 0.5 / 130 kWh
    const double margin = 1.724718 * (50.0 / 130.0) * 5.0 / 130.0;
    CHECK(heating_share(fit, days).high == doctest::Approx(80.0 / 130.0 + margin).epsilon(1e-5));
    fit.covariance[6] = 1e6;
    CHECK(heating_share(fit, days).low == 0.0);
    CHECK(heating_share(fit, days).high == 1.0);
  }

  TEST_CASE("on a stock of known truth the ratio agrees with the model; all gas scaled is wrong") {
    for (const double shift : {-1.5, 0.7}) {
      CAPTURE(shift);
      const testing::DegreeDayStudy study = testing::degree_day_study(shift, 150);
      const auto count = static_cast<double>(study.buildings);
      REQUIRE(study.buildings > 130);
      CHECK(static_cast<double>(study.agree) >= 0.98 * count);
      // Binomial: 0.90 of 150 has a standard deviation of 0.025.
      CHECK(testing::within(0.84, static_cast<double>(study.model_holds) / count, 0.96));
      CHECK(testing::within(0.84, static_cast<double>(study.ratio_holds) / count, 0.96));
      CHECK(std::abs(study.model_bias) < 0.001);
      CHECK(std::abs(study.ratio_bias) < 0.001);

      // A colder year than usual is scaled down too far, a warmer one up.
      CHECK(study.naive_bias * shift > 0.0);
      CHECK(std::abs(study.naive_bias) > 0.04);
      CHECK(study.naive_bias == doctest::Approx(study.naive_expected).epsilon(0.02));

      // A base above the balance temperature brings the ratio too near to 1.
      CHECK(study.eurostat_bias * shift < 0.0);
      CHECK(std::abs(study.eurostat_bias) < 0.01);
      CHECK(study.italian_bias * shift < 0.0);
      CHECK(std::abs(study.italian_bias) < 0.02);
    }
  }
}
