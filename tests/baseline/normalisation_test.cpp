// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/normalisation.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/core/error.hpp>
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

  TEST_CASE("a metered total adds the noise of its days to the expectation") {
    Random random{9};
    const DailySeries outdoor = testing::weather(random, 200);
    const Fit fit = fitted(10, SignatureShape::heating);
    const Prediction prediction = predict_total(fit, outdoor.view<Celsius>());
    CHECK(prediction.noise_variance == doctest::Approx(200.0 * fit.residual_variance));
    const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
    const double middle = prediction.expectation.total.value();
    CHECK(prediction.expectation.high.value() ==
          doctest::Approx(middle + t * std::sqrt(prediction.coefficient_variance)));
    CHECK(prediction.high.value() ==
          doctest::Approx(
              middle + t * std::sqrt(prediction.coefficient_variance + prediction.noise_variance)));
    CHECK(prediction.low.value() == doctest::Approx(2.0 * middle - prediction.high.value()));
  }

  TEST_CASE("extrapolation is refused above a tenth of the degree-days, and not below") {
    Fit fit = fitted(11, SignatureShape::heating);
    fit.temperature_min = Celsius{0.0};
    fit.temperature_max = Celsius{30.0};
    fit.signature.heating_balance = Celsius{15.0};
    // One day 5 K colder than any fitted has 20 K.d; the others have 10 each.
    const auto year = [](int others) {
      std::vector<double> t(static_cast<std::size_t>(others), 5.0);
      t.push_back(-5.0);
      return t;
    };
    const std::vector<double> many = year(18); // 20 of 200
    const std::vector<double> few = year(17);  // 20 of 190
    for (const bool normal : {false, true}) {
      CAPTURE(normal);
      const auto predict = [&](const std::vector<double>& t) {
        return normal ? predict_total(fit, NormalYear{"n", t, 1.0})
                      : predict_total(fit, DailyView<Celsius>{civil_day(2023, 1, 1), t});
      };
      CHECK(predict(many).extrapolated_share == doctest::Approx(0.1));
      CHECK_FALSE(refusal(predict(many)));
      CHECK(predict(few).extrapolated_share == doctest::Approx(20.0 / 190.0));
      const auto refused = refusal(predict(few));
      REQUIRE(refused.has_value());
      CHECK(refused->reason == BaselineReason::extrapolation);
      CHECK(refused->detail == "11 % of the days or degree-days are colder or warmer than any day "
                               "of the fit; at most 10 % may be.");
      CHECK(predict(few).expectation.total.value() > 0.0); // shown to who asks for it
    }
    CHECK_FALSE(normal_year_energy(fit, NormalYear{"n", many, 1.0}).total.missing());
    CHECK(normal_year_energy(fit, NormalYear{"n", few, 1.0}).total.missing());
    CHECK(normal_year_energy(fit, NormalYear{"n", few, 1.0}).heating.missing());
  }

  TEST_CASE("days count where the shape has no leg, warm ones as cold ones") {
    Fit fit = fitted(12, SignatureShape::mean);
    fit.temperature_min = Celsius{15.0};
    fit.temperature_max = Celsius{25.0};
    const std::vector<double> t{14.0, 15.0, 20.0, 25.0, 26.0, 20.0, 20.0, 20.0};
    CHECK(predict_total(fit, DailyView<Celsius>{civil_day(2023, 1, 1), t}).extrapolated_share ==
          doctest::Approx(0.25));
    CHECK(predict_total(fit, NormalYear{"n", t, 1.0}).extrapolated_share == doctest::Approx(0.25));
    CHECK(predict_total(fit, DailyView<Celsius>{civil_day(2023, 1, 1), {}}).extrapolated_share ==
          0.0);
  }

  TEST_CASE("degree-days outside are the same from a series and from a normal year") {
    Random random{13};
    const DailySeries outdoor = testing::weather(random, 365);
    Fit fit = fitted(14, SignatureShape::heating_cooling);
    fit.temperature_min = Celsius{2.0};
    fit.temperature_max = Celsius{26.0};
    const double share = predict_total(fit, outdoor.view<Celsius>()).extrapolated_share;
    CHECK(share > 0.0);
    CHECK(predict_total(fit, NormalYear{"n", outdoor.values, 1.0}).extrapolated_share ==
          doctest::Approx(share).epsilon(1e-10));
  }

  TEST_CASE("regressors are in the total, with the base, and in the error") {
    Fit fit = fitted(15, SignatureShape::heating);
    const std::vector<double> t{10.0, 12.0};
    const DailyView<Celsius> days{civil_day(2023, 1, 1), t};
    const Prediction without = predict_total(fit, days);
    fit.regressors = {{"closed", {.value = -20.0}}};
    std::vector<double> covariance(36, 0.0);
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = 0; j < 5; ++j) covariance[6 * i + j] = fit.covariance[5 * i + j];
    covariance[35] = 4.0;
    fit.covariance = covariance;
    const std::vector<double> closed{1.5};
    const Prediction with = predict_total(fit, days, closed);
    CHECK((with.expectation.total - without.expectation.total).value() == doctest::Approx(-30.0));
    CHECK((with.expectation.base - without.expectation.base).value() == doctest::Approx(-30.0));
    CHECK(with.expectation.heating == without.expectation.heating);
    CHECK(with.coefficient_variance ==
          doctest::Approx(without.coefficient_variance + 1.5 * 1.5 * 4.0));
    CHECK_THROWS_AS((void)predict_total(fit, days), ShapeError);
  }
}
