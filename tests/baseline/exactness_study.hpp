// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/stats/random.hpp>

#include "baseline/dense_grid.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/// Random data sets on which the searches must not be beaten by a dense grid with the same signs,
/// ranges and minimum support. For a test in short, for `evaluate_exactness` in full.
namespace empower::testing {

/// Temperatures with ties, signatures of all shapes with bases down to nothing, noise with
/// outliers.
inline Sample random_sample(Random& random, std::size_t observations, std::size_t longest) {
  const double steps[] = {0.0, 0.1, 0.5, 2.0};
  const double step = steps[random.index(4)];
  const double mean = 8.0 + 10.0 * random.uniform();
  const double spread = 1.0 + 9.0 * random.uniform();
  const double base = random.index(2) == 0 ? 0.0 : 50.0 * random.uniform();
  const double heating = random.index(3) == 0 ? 0.0 : 10.0 * random.uniform();
  const double cooling = random.index(3) == 0 ? 0.0 : 10.0 * random.uniform();
  const double heating_balance = 10.0 + 10.0 * random.uniform();
  const double cooling_balance =
      heating_balance + (random.index(4) == 0 ? 0.0 : 8.0 * random.uniform());
  const double noise = random.index(4) == 0 ? 0.5 : 30.0 * random.uniform();
  Sample sample;
  for (std::size_t i = 0; i < observations; ++i) {
    const std::size_t days = longest == 1 ? 1 : longest / 2 + random.index(longest);
    const double season = mean + spread * std::sin(static_cast<double>(i) * 0.55);
    std::vector<double> temperature;
    double energy = 0.0;
    for (std::size_t d = 0; d < days; ++d) {
      double t = longest == 1 ? mean + spread * random.normal() : season + 3.0 * random.normal();
      if (step > 0.0) t = step * std::round(t / step);
      temperature.push_back(t);
      energy += base + heating * std::max(0.0, heating_balance - t) +
                cooling * std::max(0.0, t - cooling_balance);
    }
    energy += noise * std::sqrt(static_cast<double>(days)) * random.normal();
    if (random.index(30) == 0) energy *= 4.0;
    sample.temperature_c.push_back(temperature);
    sample.energy_kwh.push_back(std::abs(energy));
  }
  return sample;
}

/// What a candidate leaves over, from its own formula.
inline double sse_of(const Candidate& candidate, const Sample& sample) {
  double sse = 0.0;
  for (std::size_t i = 0; i < sample.energy_kwh.size(); ++i) {
    double rest = sample.energy_kwh[i];
    for (const double t : sample.temperature_c[i])
      rest -= candidate.signature.expected(Celsius{t}).value();
    for (std::size_t j = 0; j < sample.regressors.size(); ++j)
      rest -= candidate.regressors[j] * sample.regressors[j][i];
    sse += rest * rest / static_cast<double>(sample.temperature_c[i].size());
  }
  return sse;
}

inline bool beaten(double sse, double by) { return by < sse * (1.0 - 1e-9) - 1e-9; }

/// What happened to each shape, in the order of the enumeration.
struct Exactness {
  int fitted = 0;                  ///< data sets
  std::array<int, 6> beaten{};     ///< by the grid, by more than 1e-9
  std::array<int, 6> with_shape{}; ///< the shape has all its legs
  std::array<int, 6> without_base{};
  std::array<int, 6> misstated{}; ///< SSE is not that of the signature's own formula
  int pairs = 0;                  ///< sets that count for a 5P by multistart
  int pairs_beaten = 0;
  double worst_pair = 0.0; ///< relative excess of its SSE

  void count_pair(const Fit& fit, const GridOptimum& grid) {
    ++pairs;
    if (!testing::beaten(fit.candidates[5].sse, grid.both)) return;
    ++pairs_beaten;
    worst_pair = std::max(worst_pair, fit.candidates[5].sse / grid.both - 1.0);
  }

  void take(const Fit& fit, const GridOptimum& grid, const Sample& sample) {
    ++fitted;
    const std::array<double, 6> oracle{fit.candidates[0].sse, grid.linear, grid.heating,
                                       grid.cooling,          grid.vertex, grid.both};
    for (std::size_t i = 0; i < 6; ++i) {
      const Candidate& candidate = fit.candidates[i];
      const double own = sse_of(candidate, sample);
      beaten[i] += testing::beaten(candidate.sse, oracle[i]) ? 1 : 0;
      with_shape[i] += candidate.admissible ? 1 : 0;
      without_base[i] += candidate.admissible && candidate.signature.base.value() == 0.0 ? 1 : 0;
      misstated[i] += std::abs(candidate.sse - own) > 1e-7 * own + 1e-9 ? 1 : 0;
    }
  }
};

/// The oracle under the same limits. A line has no range, but the support of a leg.
inline GridOptimum grid_of(const Sample& sample, const FitOptions& options, std::size_t min_leg,
                           std::size_t steps) {
  FitOptions wide;
  wide.heating_balance_min = wide.cooling_balance_min = Celsius{-1000.0};
  wide.heating_balance_max = wide.cooling_balance_max = Celsius{1000.0};
  const auto supported = [&](bool heating) {
    const Range range = allowed(sample, heating, wide, min_leg);
    return range.low <= range.high;
  };
  return dense_grid(sample, allowed(sample, true, options, min_leg),
                    allowed(sample, false, options, min_leg),
                    {.falling = supported(true), .rising = supported(false)}, steps);
}

/// Days: from 8 to 400 of them, every third set so short that the ranges touch in one point.
inline void compare_daily(Random& random, int round, std::size_t steps, Exactness& sum) {
  const std::size_t observations = round % 3 == 0    ? 8 + random.index(20)
                                   : round % 10 == 1 ? 100 + random.index(301)
                                                     : 12 + random.index(80);
  const Sample sample = random_sample(random, observations, 1);
  FitOptions options;
  options.min_observations = 8;
  options.min_leg_days = random.index(2) == 0 ? 3 : 10;
  std::vector<double> temperature;
  for (const auto& days : sample.temperature_c) temperature.push_back(days[0]);
  const FitOutcome fit = fit_change_point(temperature, sample.energy_kwh, options);
  if (!fit) return;
  sum.take(*fit, grid_of(sample, options, options.min_leg_days, steps), sample);
}

/// One or two regressors, of which the first goes with the warmth and the second is 0 or 1, with
/// effects of any sign.
inline void add_regressors(Random& random, Sample& sample) {
  const std::size_t count = 1 + random.index(2);
  const double share = random.uniform();
  for (std::size_t j = 0; j < count; ++j) {
    const double effect = 20.0 * (random.uniform() - 0.5);
    std::vector<double> column;
    for (std::size_t i = 0; i < sample.energy_kwh.size(); ++i) {
      const double sun = 0.3 * share * sample.temperature_c[i][0] + 3.0 * random.uniform();
      column.push_back(j == 0 ? sun : static_cast<double>(random.uniform() < share));
      sample.energy_kwh[i] = std::abs(sample.energy_kwh[i] + effect * column.back());
    }
    sample.regressors.push_back(std::move(column));
  }
}

/// Days with regressors beside: 1P to 4P stay exact, and a 5P is the best of many local optima.
inline void compare_with_regressors(Random& random, std::size_t steps, Exactness& sum) {
  Sample sample = random_sample(random, 20 + random.index(100), 1);
  add_regressors(random, sample);
  FitOptions options;
  options.min_leg_days = random.index(2) == 0 ? 3 : 10;
  std::vector<double> temperature;
  for (const auto& days : sample.temperature_c) temperature.push_back(days[0]);
  Regressors regressors;
  for (const std::vector<double>& column : sample.regressors) {
    regressors.names.push_back(std::to_string(regressors.names.size()));
    regressors.values.insert(regressors.values.end(), column.begin(), column.end());
  }
  const FitOutcome fit = fit_change_point(temperature, sample.energy_kwh, options, regressors);
  if (!fit) return;
  const GridOptimum grid = grid_of(sample, options, options.min_leg_days, steps);
  sum.take(*fit, grid, sample);
  sum.count_pair(*fit, grid);
}

/// The fit of a sample as bills without gaps.
inline FitOutcome fit_as_bills(const Sample& sample, const FitOptions& options) {
  DailySeries outdoor{civil_day(2020, 1, 1), {}};
  BillSeries bills;
  CivilDay day = outdoor.first;
  for (std::size_t i = 0; i < sample.energy_kwh.size(); ++i) {
    const auto& days = sample.temperature_c[i];
    outdoor.values.insert(outdoor.values.end(), days.begin(), days.end());
    const CivilDay end = day + std::chrono::days{static_cast<long>(days.size())};
    bills.push_back({day, end}, sample.energy_kwh[i]);
    day = end;
  }
  return fit_bills(bills.view(), outdoor.view<Celsius>(), options);
}

/// Bills: 12 to 36 of them.
inline Sample random_bills(Random& random) {
  return random_sample(random, 12 + random.index(25), 31);
}

/// A 5P counts from 24 bills.
inline void compare_bills(Random& random, std::size_t steps, Exactness& sum) {
  const Sample sample = random_bills(random);
  const FitOptions options;
  const FitOutcome fit = fit_as_bills(sample, options);
  if (!fit) return;
  const GridOptimum grid = grid_of(sample, options, options.min_leg_bills, steps);
  sum.take(*fit, grid, sample);
  if (sample.energy_kwh.size() >= 24) sum.count_pair(*fit, grid);
}

} // namespace empower::testing
