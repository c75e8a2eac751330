// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>

#include "baseline/dense_grid.hpp"
#include "support/counter_random.hpp"

#include <empower/stats/least_squares.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace empower;

namespace {

struct MeterWithRegressors {
  testing::Sample days;
  Regressors regressors{{"sun", "open"}, {}};
};

/// Days of a building with both legs, one regressor that goes with the warmth and one of 0 and 1.
MeterWithRegressors made(std::uint64_t seed) {
  MeterWithRegressors out;
  std::uint64_t drawn = 0;
  const auto uniform = [&] { return testing::uniform(seed, drawn++); };
  const auto size = static_cast<std::size_t>(40.0 + 80.0 * uniform());
  const double heating = 4.0 * uniform();
  const double cooling = 3.0 * uniform();
  std::vector<double> open;
  for (std::size_t i = 0; i < size; ++i) {
    const double t = std::round(10.0 * (-3.0 + 33.0 * uniform())) / 10.0;
    const double sun = 0.2 * t + 3.0 * uniform();
    open.push_back(uniform() < 0.6 ? 1.0 : 0.0);
    out.days.temperature_c.push_back({t});
    out.days.energy_kwh.push_back(200.0 + heating * std::max(0.0, 15.0 - t) +
                                  cooling * std::max(0.0, t - 20.0) - 1.5 * sun +
                                  20.0 * open.back() + 20.0 * (uniform() + uniform() - 1.0));
    out.regressors.values.push_back(sun);
  }
  out.regressors.values.insert(out.regressors.values.end(), open.begin(), open.end());
  return out;
}

/// SSE with the legs at these balance temperatures; infinite where a sign is not allowed.
double sse_at(const MeterWithRegressors& data, double heating_balance, double cooling_balance) {
  const std::size_t n = data.days.energy_kwh.size();
  std::vector<double> design(n, 1.0);
  std::size_t legs = 0;
  const auto add = [&](double balance, double sign) {
    if (std::isnan(balance)) return;
    for (const auto& t : data.days.temperature_c)
      design.push_back(std::max(0.0, sign * (t.front() - balance)));
    ++legs;
  };
  add(heating_balance, -1.0);
  add(cooling_balance, 1.0);
  design.insert(design.end(), data.regressors.values.begin(), data.regressors.values.end());
  const LeastSquares fit = least_squares(design, data.days.energy_kwh);
  for (std::size_t j = 0; j <= legs; ++j)
    if (fit.coefficients[j] < 0.0) return std::numeric_limits<double>::infinity();
  return fit.sse;
}

} // namespace

TEST_SUITE("baseline/regressors") {
  TEST_CASE("no balance temperature of a dense grid is better beside regressors") {
    const FitOptions options;
    for (std::uint64_t set = 0; set < 100; ++set) {
      const MeterWithRegressors data = made(set);
      std::vector<double> temperature_c;
      for (const auto& t : data.days.temperature_c) temperature_c.push_back(t.front());
      const FitOutcome fit =
          fit_change_point(temperature_c, data.days.energy_kwh, options, data.regressors);
      REQUIRE(fit);
      const auto cold = testing::allowed(data.days, true, options, options.min_leg_days);
      const auto warm = testing::allowed(data.days, false, options, options.min_leg_days);
      for (const Candidate& candidate : fit->candidates) {
        const SignatureShape shape = candidate.signature.shape;
        const bool heating = shape == SignatureShape::heating;
        const bool both = shape == SignatureShape::two_slopes;
        if (!candidate.admissible || !(heating || both || shape == SignatureShape::cooling))
          continue;
        CAPTURE(set);
        CAPTURE(code(shape));
        double best = std::numeric_limits<double>::infinity();
        for (double b = 5.0; b <= 30.0; b += 0.05) {
          const bool in_cold = cold.low <= b && b <= cold.high;
          const bool in_warm = warm.low <= b && b <= warm.high;
          if ((heating || both) && !in_cold) continue;
          if (!heating && !in_warm) continue;
          const bool cooling_only = !heating && !both;
          best = std::min(
              best, sse_at(data, cooling_only ? missing_value : b, heating ? missing_value : b));
        }
        CHECK(candidate.sse <= best * (1.0 + 1e-9));
        CHECK(candidate.sse ==
              doctest::Approx(sse_at(data, candidate.signature.heating_balance.value(),
                                     candidate.signature.cooling_balance.value()))
                  .epsilon(1e-9));
      }
    }
  }
}
