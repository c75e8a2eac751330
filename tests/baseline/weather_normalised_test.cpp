// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/weather_normalised.hpp>

#include "support/counter_random.hpp"

#include <empower/stats/distribution.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

using namespace empower;

namespace {

const CivilDay new_year = civil_day(2023, 1, 1);

/// Both legs, and intervals only if asked for.
Fit fit_with(double base_variance = 0.0, double residual_variance = 0.0) {
  Fit fit;
  fit.signature = {SignatureShape::heating_cooling, KilowattHoursPerDay{50.0},
                   KilowattHoursPerDegreeDay{8.0},  Celsius{15.0},
                   KilowattHoursPerDegreeDay{5.0},  Celsius{22.0}};
  fit.covariance.assign(25, 0.0);
  fit.covariance[0] = base_variance;
  fit.residual_variance = residual_variance;
  fit.degrees_of_freedom = 20.0;
  fit.temperature_min = Celsius{-10.0};
  fit.temperature_max = Celsius{40.0};
  return fit;
}

std::vector<double> temperatures(std::uint64_t seed, double shift) {
  std::vector<double> t;
  for (std::uint64_t i = 0; i < 365; ++i) t.push_back(shift + 30.0 * testing::uniform(seed, i));
  return t;
}

KilowattHours model_energy(const Fit& fit, const std::vector<double>& t) {
  KilowattHours sum{};
  for (const double x : t)
    if (!std::isnan(x)) sum += fit.signature.expected(Celsius{x});
  return sum;
}

} // namespace

TEST_SUITE("baseline/weather_normalised") {
  TEST_CASE("a building that behaves as its model is normalised to the model's normal year") {
    const Fit fit = fit_with();
    const std::vector<double> year = temperatures(1, -2.0);
    const std::vector<double> usual = temperatures(2, 1.0);
    const AnnualEnergy normalised =
        weather_normalised(fit, model_energy(fit, year), DailyView<Celsius>{new_year, year}, 0,
                           NormalYear{"usual", usual, 1.0});
    CHECK(normalised.total.value() == doctest::Approx(model_energy(fit, usual).value()));
    CHECK(normalised.low == normalised.total);
    CHECK(normalised.high == normalised.total);
    CHECK((normalised.base + normalised.heating + normalised.cooling).value() ==
          doctest::Approx(normalised.total.value()));
  }

  TEST_CASE("what the building used above its model stays in") {
    const Fit fit = fit_with();
    const std::vector<double> year = temperatures(1, -2.0);
    const NormalYear same{"same", year, 1.0};
    const KilowattHours measured = model_energy(fit, year) + KilowattHours{1234.0};
    const AnnualEnergy normalised =
        weather_normalised(fit, measured, DailyView<Celsius>{new_year, year}, 0, same);
    CHECK(normalised.total.value() == doctest::Approx(measured.value()));
  }

  TEST_CASE("days without readings are counted as the model expects them, with their noise") {
    const Fit fit = fit_with(0.0, 9.0);
    std::vector<double> year = temperatures(1, -2.0);
    const NormalYear usual{"usual", temperatures(2, 1.0), 1.0};
    const AnnualEnergy whole = weather_normalised(fit, model_energy(fit, year),
                                                  DailyView<Celsius>{new_year, year}, 0, usual);
    for (std::size_t i = 100; i < 116; ++i) year[i] = missing_value;
    const AnnualEnergy part = weather_normalised(fit, model_energy(fit, year),
                                                 DailyView<Celsius>{new_year, year}, 16, usual);
    CHECK(part.total.value() == doctest::Approx(whole.total.value()));
    CHECK((whole.high - whole.total).value() == 0.0);
    const double noise = student_t_quantile(0.95, 20.0) * std::sqrt(9.0 * 16.0);
    CHECK((part.high - part.total).value() == doctest::Approx(noise));
    CHECK((part.total - part.low).value() == doctest::Approx(noise));
  }

  TEST_CASE("an uncertain coefficient matters by how much the weather differs from normal") {
    const std::vector<double> year = temperatures(1, -2.0);
    const NormalYear same{"same", year, 1.0};
    const DailyView<Celsius> days{new_year, year};
    Fit fit = fit_with(4.0);
    const AnnualEnergy alike = weather_normalised(fit, KilowattHours{1000.0}, days, 0, same);
    CHECK((alike.high - alike.low).value() == doctest::Approx(0.0));

    fit.covariance[0] = 0.0;
    fit.covariance[6] = 0.25; // of the heating slope
    const NormalYear usual{"usual", temperatures(2, 1.0), 1.0};
    double in_year = 0.0;
    for (const double t : year) in_year += std::max(0.0, 15.0 - t);
    const double difference = usual.heating_degree_days(Celsius{15.0}).value() - in_year;
    const AnnualEnergy other = weather_normalised(fit, KilowattHours{1000.0}, days, 0, usual);
    CHECK((other.high - other.total).value() ==
          doctest::Approx(student_t_quantile(0.95, 20.0) * 0.5 * std::abs(difference)));
  }

  TEST_CASE("an observation expects the sum over its own days") {
    const Signature& s = fit_with().signature;
    const std::vector<double> t{10.0, 18.0, 25.0, missing_value, 5.0};
    const DailyView<Celsius> outdoor{new_year, t};
    BillSeries bills;
    bills.push_back({new_year, new_year + std::chrono::days{3}}, 1.0);
    bills.push_back({new_year + std::chrono::days{3}, new_year + std::chrono::days{4}}, 1.0);
    bills.push_back({new_year + std::chrono::days{4}, new_year + std::chrono::days{5}},
                    missing_value);
    bills.push_back({new_year + std::chrono::days{4}, new_year + std::chrono::days{6}}, 1.0);
    const auto expected = expected_by_observation(s, bills.view(), outdoor);
    CHECK(expected[0] == doctest::Approx((50.0 + 8.0 * 5.0) + 50.0 + (50.0 + 5.0 * 3.0)));
    CHECK(std::isnan(expected[1]));                     // no temperature
    CHECK(expected[2] == doctest::Approx(50.0 + 80.0)); // no reading needed
    CHECK(std::isnan(expected[3]));                     // its last day is outside the series
  }

  TEST_CASE("weather beyond that of the fit is not normalised, in the year or in the normal one") {
    Fit fit = fit_with();
    const std::vector<double> year = temperatures(1, -2.0); // -2 to 28
    const DailyView<Celsius> days{new_year, year};
    const NormalYear usual{"usual", temperatures(2, 1.0), 1.0}; // 1 to 31
    const KilowattHours measured{1000.0};
    CHECK_FALSE(weather_normalised(fit, measured, days, 0, usual).total.missing());
    fit.temperature_min = Celsius{5.0}; // most heating of the year is colder
    CHECK(weather_normalised(fit, measured, days, 0, usual).total.missing());
    fit.temperature_min = Celsius{-2.0};
    fit.temperature_max = Celsius{25.0}; // a fifth of the normal year is warmer
    CHECK(weather_normalised(fit, measured, days, 0, usual).total.missing());
    CHECK(weather_normalised(fit_with(), measured, days, 0, NormalYear{}).high.missing());
  }
}
