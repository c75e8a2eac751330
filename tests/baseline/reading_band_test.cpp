// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/reading_band.hpp>

#include "baseline/simulated.hpp"

#include <empower/baseline/change_point.hpp>
#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>

using namespace empower;

namespace {

struct Year {
  std::vector<double> temperature;
  std::vector<double> energy;
};

Year year(Random& random) {
  const Signature truth = empower::testing::signature(SignatureShape::heating);
  Year y{empower::testing::weather(random, 365).values, {}};
  for (const double t : y.temperature)
    y.energy.push_back(truth.expected(Celsius{t}).value() + 10.0 * random.normal());
  return y;
}

} // namespace

TEST_SUITE("baseline/reading_band") {
  TEST_CASE("nine new days in ten lie in the band of a day") {
    Random random{5};
    std::size_t inside = 0;
    std::size_t days = 0;
    for (int repetition = 0; repetition < 20; ++repetition) {
      const Year fitted = year(random);
      const Year other = year(random);
      const FitOutcome fit = fit_change_point(fitted.temperature, fitted.energy);
      REQUIRE(fit);
      const ReadingBand band = reading_band(*fit, other.temperature);
      for (std::size_t i = 0; i < other.energy.size(); ++i, ++days)
        if (band.low[i] <= other.energy[i] && other.energy[i] <= band.high[i]) ++inside;
    }
    const double share = static_cast<double>(inside) / static_cast<double>(days);
    CHECK(share > 0.885);
    CHECK(share < 0.915);
  }

  TEST_CASE("the band is centred on the signature and narrows with the days of a reading") {
    Random random{6};
    const Year y = year(random);
    const FitOutcome fit = fit_change_point(y.temperature, y.energy);
    REQUIRE(fit);
    const std::array temperature{-5.0, 10.0, 25.0};
    const ReadingBand day = reading_band(*fit, temperature);
    const ReadingBand month = reading_band(*fit, temperature, 30.0);
    for (std::size_t i = 0; i < temperature.size(); ++i) {
      const double expected = fit->signature.expected(Celsius{temperature[i]}).value();
      CHECK(0.5 * (day.low[i] + day.high[i]) == doctest::Approx(expected));
      CHECK(month.high[i] - month.low[i] < 0.4 * (day.high[i] - day.low[i]));
    }
  }

  TEST_CASE("a missing temperature has no band, and a reading no negative length") {
    Random random{7};
    const Year y = year(random);
    const FitOutcome fit = fit_change_point(y.temperature, y.energy);
    REQUIRE(fit);
    const std::array missing{missing_value};
    CHECK(std::isnan(reading_band(*fit, missing).low.front()));
    CHECK_THROWS_AS(static_cast<void>(reading_band(*fit, missing, 0.0)), ContractError);
  }
}
