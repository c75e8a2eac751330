// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>

#include <empower/baseline/detail/profile.hpp>
#include <empower/stats/distribution.hpp>
#include <empower/stats/least_squares.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

using namespace empower;
using namespace empower::detail;

namespace {

/// Daily readings as the search has them, with two sets of ranges that no optimum ends at.
struct Daily {
  std::vector<double> temperature;
  std::vector<double> energy;
  Design design;
  BalanceRanges ranges;

  Daily(std::uint64_t seed, std::size_t days, const Signature& truth, double deviation,
        double correlation = 0.0) {
    Random random{seed};
    const DailySeries outdoor = testing::weather(random, days);
    temperature = outdoor.values;
    energy = testing::daily_meter(truth, outdoor, {random, deviation, correlation}).values;
    std::vector<long> position(days);
    std::vector<std::uint32_t> observation(days);
    std::iota(position.begin(), position.end(), 0L);
    std::iota(observation.begin(), observation.end(), 0U);
    design = make_design(std::vector<double>(days, 1.0), position, temperature, observation);
    const FitOptions options;
    ranges = {balance_range(design, Hinge::heating, options),
              balance_range(design, Hinge::cooling, options)};
  }

  [[nodiscard]] Fit describe_as(const Signature& signature) const {
    Candidate chosen;
    chosen.signature = signature;
    chosen.admissible = true;
    const Autocorrelation noise = autocorrelation(design, residuals(design, energy, signature));
    return describe(design, energy, chosen, ranges, noise, {&chosen, 1});
  }

  [[nodiscard]] std::vector<double> column(double (*of)(double, double), double balance) const {
    std::vector<double> values;
    for (const double t : temperature) values.push_back(of(t, balance));
    return values;
  }
};

double below(double t, double c) { return std::max(c - t, 0.0); }
double above(double t, double c) { return std::max(t - c, 0.0); }
double is_below(double t, double c) { return t < c ? 1.0 : 0.0; }
double is_above(double t, double c) { return t > c ? 1.0 : 0.0; }
double one(double, double) { return 1.0; }

std::vector<double> joined(const std::vector<std::vector<double>>& columns) {
  std::vector<double> all;
  for (const auto& column : columns) all.insert(all.end(), column.begin(), column.end());
  return all;
}

std::vector<double> scaled(std::vector<double> column, double factor) {
  for (double& v : column) v *= factor;
  return column;
}

/// Covariance of the coefficients named by `rows`, against that of a plain regression.
void check_covariance(const Fit& fit, const std::vector<std::size_t>& rows,
                      const LeastSquares& plain) {
  const std::size_t count = fit.coefficient_count();
  REQUIRE(fit.covariance.size() == count * count);
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows.size(); ++j)
      CHECK(fit.covariance[rows[i] * count + rows[j]] ==
            doctest::Approx(fit.residual_variance * plain.unscaled_covariance[i * rows.size() + j])
                .epsilon(1e-8));
}

constexpr double grid_step = 0.02;

/// SSE of the best heating leg at each of many balance temperatures; ends of the set that stays at
/// or below `most`.
BalanceRange grid_profile(const Daily& data, double low, double high, double most) {
  BalanceRange found;
  for (double c = low; c <= high; c += grid_step) {
    const LeastSquares fit =
        least_squares(joined({data.column(one, 0.0), data.column(below, c)}), data.energy);
    if (fit.coefficients[1] <= 0.0 || fit.sse > most) continue;
    found = found.empty() ? BalanceRange{c, c} : BalanceRange{found.low, c};
  }
  return found;
}

} // namespace

TEST_SUITE("baseline/describe") {

  TEST_CASE("of a long series the covariance is the linearised one, inflated for autocorrelation") {
    Signature s = testing::signature(SignatureShape::heating_cooling);
    const Daily data{1, 365, s, 20.0, 0.4};
    const Fit fit = data.describe_as(s);
    const double ch = s.heating_balance.value();
    const double cc = s.cooling_balance.value();
    const LeastSquares linear = least_squares(
        joined({data.column(one, 0.0), data.column(below, ch), data.column(above, cc)}),
        data.energy);
    CHECK(fit.base.value == doctest::Approx(linear.coefficients[0]).epsilon(1e-11));
    CHECK(fit.heating_slope.value == doctest::Approx(linear.coefficients[1]).epsilon(1e-11));
    CHECK(fit.cooling_slope.value == doctest::Approx(linear.coefficients[2]).epsilon(1e-11));
    CHECK(fit.sse == doctest::Approx(linear.sse).epsilon(1e-11));
    const double inflation = (1.0 + fit.autocorrelation) / (1.0 - fit.autocorrelation);
    CHECK(fit.residual_variance == doctest::Approx(inflation * linear.sse / 360.0));
    CHECK(fit.effective_observations == doctest::Approx(365.0 / inflation));
    CHECK(fit.degrees_of_freedom == doctest::Approx(365.0 / inflation - 5.0));
    const LeastSquares plain = least_squares(
        joined({data.column(one, 0.0), data.column(below, ch),
                scaled(data.column(is_below, ch), linear.coefficients[1]), data.column(above, cc),
                scaled(data.column(is_above, cc), -linear.coefficients[2])}),
        data.energy);
    check_covariance(fit, {0, 1, 2, 3, 4}, plain);
    const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
    CHECK(fit.heating_balance.high ==
          doctest::Approx(ch + t * std::sqrt(fit.covariance[2 * 5 + 2])));
  }

  TEST_CASE("a straight line has two parameters, and an edge without error") {
    Signature s;
    s.shape = SignatureShape::linear;
    s.base = KilowattHoursPerDay{50.0};
    s.heating_slope = KilowattHoursPerDegreeDay{4.0};
    s.heating_balance = Celsius{40.0};
    Daily data{2, 100, s, 10.0};
    const double edge = *std::ranges::max_element(data.temperature);
    s.heating_balance = Celsius{edge};
    const Fit fit = data.describe_as(s);
    CHECK(fit.parameters == 2);
    CHECK_FALSE(fit.heating_balance_at_bound);
    const LeastSquares plain =
        least_squares(joined({data.column(one, 0.0), data.column(below, edge)}), data.energy);
    check_covariance(fit, {0, 1}, plain);
    CHECK(fit.covariance[2 * 5 + 2] == 0.0);
    CHECK(fit.heating_balance.value == edge);
    CHECK(std::isnan(fit.heating_balance.low));
    CHECK(std::isnan(fit.heating_balance.standard_error));
    CHECK(std::isnan(fit.cooling_slope.value));
  }

  TEST_CASE("the one balance temperature of two slopes moves both legs") {
    Signature s = testing::signature(SignatureShape::heating_cooling, 80.0, 6.0, 17.0, 4.0, 17.0);
    s.shape = SignatureShape::two_slopes;
    const Daily data{3, 365, s, 10.0};
    const Fit fit = data.describe_as(s);
    CHECK(fit.parameters == 4);
    const double b = fit.heating_slope.value;
    const double d = fit.cooling_slope.value;
    std::vector<double> shift = scaled(data.column(is_below, 17.0), b);
    for (std::size_t i = 0; i < shift.size(); ++i)
      shift[i] -= d * is_above(data.temperature[i], 17.0);
    const LeastSquares plain = least_squares(
        joined({data.column(one, 0.0), data.column(below, 17.0), data.column(above, 17.0), shift}),
        data.energy);
    check_covariance(fit, {0, 1, 3, 2}, plain);
    check_covariance(fit, {0, 1, 3, 4}, plain);
    CHECK(fit.covariance[2 * 5 + 4] == doctest::Approx(fit.covariance[2 * 5 + 2]));
    CHECK(fit.heating_balance.high == fit.cooling_balance.high);
  }

  TEST_CASE("a balance temperature at the bound of either leg has no error in a 4P") {
    Signature s = testing::signature(SignatureShape::heating_cooling, 80.0, 6.0, 12.0, 4.0, 12.0);
    s.shape = SignatureShape::two_slopes;
    const Daily data{3, 365, s, 10.0};
    CHECK(data.design.reference_c + data.ranges.cooling.low == doctest::Approx(12.0));
    const Fit fit = data.describe_as(s);
    CHECK(fit.heating_balance_at_bound);
    CHECK(fit.cooling_balance_at_bound);
    CHECK(std::isnan(fit.heating_balance.low));
    CHECK(std::isnan(fit.cooling_balance.low));
    CHECK(fit.covariance[2 * 5 + 2] == 0.0);
  }

  TEST_CASE("regressors have coefficients and errors of their own") {
    const Signature s = testing::signature(SignatureShape::heating);
    Daily data{4, 365, s, 10.0};
    Random random{40};
    std::vector<double> sun;
    std::vector<double> closed;
    for (std::size_t i = 0; i < 365; ++i) {
      sun.push_back(5.0 + random.normal());
      closed.push_back(i % 7 < 2 ? 1.0 : 0.0);
      data.energy[i] += -3.0 * sun[i] - 20.0 * closed[i];
    }
    data.design.regressors = joined({sun, closed});
    Candidate chosen;
    chosen.signature = s;
    chosen.regressors = {-3.0, -20.0};
    const Autocorrelation noise =
        autocorrelation(data.design, residuals(data.design, data.energy, s, chosen.regressors));
    const Fit fit = describe(data.design, data.energy, chosen, data.ranges, noise, {&chosen, 1});
    CHECK(fit.parameters == 5);
    CHECK(fit.coefficient_count() == 7);
    const double c = s.heating_balance.value();
    const LeastSquares linear = least_squares(
        joined({data.column(one, 0.0), data.column(below, c), sun, closed}), data.energy);
    REQUIRE(fit.regressors.size() == 2);
    CHECK(fit.regressors[0].coefficient.value ==
          doctest::Approx(linear.coefficients[2]).epsilon(1e-11));
    CHECK(fit.regressors[1].coefficient.value ==
          doctest::Approx(linear.coefficients[3]).epsilon(1e-11));
    const LeastSquares plain = least_squares(
        joined({data.column(one, 0.0), data.column(below, c),
                scaled(data.column(is_below, c), linear.coefficients[1]), sun, closed}),
        data.energy);
    check_covariance(fit, {0, 1, 2, 5, 6}, plain);
    const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
    CHECK(fit.regressors[0].coefficient.high ==
          doctest::Approx(fit.regressors[0].coefficient.value +
                          t * std::sqrt(fit.covariance[5 * 7 + 5])));
  }

  TEST_CASE("a profile ends where the best leg leaves just the SSE allowed") {
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
      CAPTURE(seed);
      const Daily data{seed, 60, testing::signature(SignatureShape::heating, 100.0, 2.0, 12.0),
                       12.0};
      const std::vector<double> ones(60, 1.0);
      Projection fixed{ones, data.energy};
      fixed.add(ones);
      const double whole = fixed.sse();
      const BalanceRange range = data.ranges.heating;
      const double reference = data.design.reference_c;
      const LeastSquares there =
          least_squares(joined({data.column(one, 0.0), data.column(below, 12.0)}), data.energy);
      for (const double share : {0.1, 0.5, 0.9}) {
        CAPTURE(share);
        const double most = there.sse + share * (whole - there.sse);
        const BalanceRange exact = profile_range(data.design, Hinge::heating, range, fixed, most);
        const BalanceRange grid =
            grid_profile(data, reference + range.low, reference + range.high, most);
        REQUIRE_FALSE(exact.empty());
        CHECK(reference + exact.low <= grid.low + 1e-9);
        CHECK(reference + exact.low >= grid.low - 1.05 * grid_step);
        CHECK(reference + exact.high >= grid.high - 1e-9);
        CHECK(reference + exact.high <= grid.high + 1.05 * grid_step);
      }
      const BalanceRange all =
          profile_range(data.design, Hinge::heating, range, fixed, 1.001 * whole);
      CHECK(all.low == range.low);
      CHECK(all.high == range.high);
      CHECK(profile_range(data.design, Hinge::heating, range, fixed, 0.0).empty());
    }
  }

  TEST_CASE("cooling is heating on mirrored temperatures, in the profile too") {
    const Daily data{7, 365, testing::signature(SignatureShape::cooling), 25.0};
    const std::vector<double> ones(365, 1.0);
    Projection fixed{ones, data.energy};
    fixed.add(ones);
    const double most = 0.9 * fixed.sse();
    const BalanceRange cooling =
        profile_range(data.design, Hinge::cooling, data.ranges.cooling, fixed, most);
    Daily mirrored = data;
    std::swap(mirrored.design.heating, mirrored.design.cooling);
    const BalanceRange heating =
        profile_range(mirrored.design, Hinge::heating,
                      {-data.ranges.cooling.high, -data.ranges.cooling.low}, fixed, most);
    REQUIRE_FALSE(cooling.empty());
    CHECK(cooling.low == doctest::Approx(-heating.high));
    CHECK(cooling.high == doctest::Approx(-heating.low));
  }

  TEST_CASE("a weak leg has the profile as the interval of its balance temperature") {
    const Signature truth = testing::signature(SignatureShape::heating, 100.0, 2.0, 12.0);
    const Daily data{8, 120, truth, 60.0};
    double best = 0.0;
    double least = 1e300;
    const double reference = data.design.reference_c;
    for (double c = reference + data.ranges.heating.low + 0.01;
         c < reference + data.ranges.heating.high; c += grid_step) {
      const LeastSquares fit =
          least_squares(joined({data.column(one, 0.0), data.column(below, c)}), data.energy);
      if (fit.sse < least && fit.coefficients[1] > 0.0) {
        least = fit.sse;
        best = c;
      }
    }
    Signature s = truth;
    s.heating_balance = Celsius{best};
    const Fit fit = data.describe_as(s);
    REQUIRE(fit.heating_slope.value < 5.0 * fit.heating_slope.standard_error);
    const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
    const BalanceRange grid =
        grid_profile(data, reference + data.ranges.heating.low,
                     reference + data.ranges.heating.high, fit.sse + t * t * fit.residual_variance);
    CHECK(std::abs(fit.heating_balance.low - grid.low) < 1.05 * grid_step);
    CHECK(std::abs(fit.heating_balance.high - grid.high) < 1.05 * grid_step);
  }
}
