// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/normalisation.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/stats/distribution.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;

namespace {

Fit fitted(std::uint64_t seed, SignatureShape shape) {
  Random random{seed};
  const DailySeries outdoor = testing::weather(random, 365);
  const DailySeries energy =
      testing::daily_meter(testing::signature(shape), outdoor, {random, 20.0, 0.2});
  const FitOutcome fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
  REQUIRE(fit.has_value());
  return *fit;
}

} // namespace

TEST_SUITE("baseline/normalisation") {

  TEST_CASE("the total is the sum of its parts and of the days' expectations") {
    Random random{1};
    const DailySeries outdoor = testing::weather(random, 365);
    for (const SignatureShape shape : testing::all_shapes) {
      CAPTURE(code(shape));
      const Fit fit = fitted(2, shape);
      double wanted = 0.0;
      for (const double t : outdoor.values) wanted += fit.signature.expected(Celsius{t}).value();
      const AnnualEnergy energy = expected_energy(fit, outdoor.view<Celsius>());
      CHECK(energy.total.value() == doctest::Approx(wanted).epsilon(1e-12));
      CHECK((energy.base + energy.heating + energy.cooling).value() ==
            doctest::Approx(wanted).epsilon(1e-12));
      CHECK((energy.low + energy.high).value() / 2.0 == doctest::Approx(wanted).epsilon(1e-12));
    }
  }

  TEST_CASE("a normal year of one year is that year") {
    Random random{3};
    const DailySeries outdoor = testing::weather(random, 365);
    const Fit fit = fitted(4, SignatureShape::heating_cooling);
    const AnnualEnergy normal = normal_year_energy(fit, NormalYear{"one", outdoor.values, 1.0});
    const AnnualEnergy year = expected_energy(fit, outdoor.view<Celsius>());
    CHECK(normal.total.value() == doctest::Approx(year.total.value()).epsilon(1e-12));
    CHECK(normal.heating.value() == doctest::Approx(year.heating.value()).epsilon(1e-12));
    CHECK(normal.cooling.value() == doctest::Approx(year.cooling.value()).epsilon(1e-12));
    CHECK(normal.low.value() == doctest::Approx(year.low.value()).epsilon(1e-9));
  }

  TEST_CASE("the margin is that of the coefficients, carried over by finite differences") {
    Random random{5};
    const DailySeries outdoor = testing::weather(random, 365);
    const Fit fit = fitted(6, SignatureShape::heating_cooling);
    const auto total = [&](std::size_t coefficient, double shift) {
      Signature s = fit.signature;
      if (coefficient == 0) s.base = KilowattHoursPerDay{s.base.value() + shift};
      if (coefficient == 1)
        s.heating_slope = KilowattHoursPerDegreeDay{s.heating_slope.value() + shift};
      if (coefficient == 2) s.heating_balance = s.heating_balance + Kelvins{shift};
      if (coefficient == 3)
        s.cooling_slope = KilowattHoursPerDegreeDay{s.cooling_slope.value() + shift};
      if (coefficient == 4) s.cooling_balance = s.cooling_balance + Kelvins{shift};
      double sum = 0.0;
      for (const double t : outdoor.values) sum += s.expected(Celsius{t}).value();
      return sum;
    };
    double gradient[5];
    for (std::size_t i = 0; i < 5; ++i) gradient[i] = (total(i, 1e-7) - total(i, -1e-7)) / 2e-7;
    double variance = 0.0;
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = 0; j < 5; ++j)
        variance += gradient[i] * fit.covariance[5 * i + j] * gradient[j];
    const AnnualEnergy energy = expected_energy(fit, outdoor.view<Celsius>());
    const double margin = student_t_quantile(0.95, fit.degrees_of_freedom) * std::sqrt(variance);
    CHECK((energy.high - energy.total).value() == doctest::Approx(margin).epsilon(1e-4));
  }

  TEST_CASE("the year of the fit is met, as least squares have no bias in the sum") {
    Random random{7};
    const DailySeries outdoor = testing::weather(random, 365);
    const DailySeries energy = testing::daily_meter(testing::signature(SignatureShape::heating),
                                                    outdoor, {random, 20.0, 0.2});
    const FitOutcome fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    REQUIRE(fit.has_value());
    double observed = 0.0;
    for (const double e : energy.values) observed += e;
    CHECK(expected_energy(*fit, outdoor.view<Celsius>()).total.value() ==
          doctest::Approx(observed).epsilon(1e-10));
    CHECK(std::abs(fit->nmbe) < 1e-10);
  }

  TEST_CASE("days without temperature are not counted, and no normal year gives no value") {
    const Fit fit = fitted(8, SignatureShape::heating);
    const DailySeries outdoor{civil_day(2022, 1, 1), {0.0, missing_value, 30.0}};
    const AnnualEnergy energy = expected_energy(fit, outdoor.view<Celsius>());
    CHECK(energy.base.value() == doctest::Approx(2.0 * fit.base.value));
    CHECK(std::isnan(normal_year_energy(fit, NormalYear{}).total.value()));
    CHECK(std::isnan(normal_year_energy(fit, NormalYear{}).low.value()));
  }
}
