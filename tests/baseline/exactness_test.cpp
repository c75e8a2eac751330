// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/stats/random.hpp>

#include "baseline/dense_grid.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace empower;

namespace {

/// Temperatures with ties, signatures of all shapes with bases down to nothing, noise with
/// outliers.
testing::Sample random_sample(Random& random, std::size_t observations, std::size_t longest) {
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
  testing::Sample sample;
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

/// What a signature leaves over, from its own formula.
double sse_of(const Signature& signature, const testing::Sample& sample) {
  double sse = 0.0;
  for (std::size_t i = 0; i < sample.energy_kwh.size(); ++i) {
    double rest = sample.energy_kwh[i];
    for (const double t : sample.temperature_c[i]) rest -= signature.expected(Celsius{t}).value();
    sse += rest * rest / static_cast<double>(sample.temperature_c[i].size());
  }
  return sse;
}

bool beaten(double sse, double by) { return by < sse * (1.0 - 1e-9) - 1e-9; }

} // namespace

TEST_SUITE("baseline/exactness") {

  TEST_CASE("no pair of a dense grid beats the search on daily data") {
    Random random{20240301};
    int vertices = 0;
    int vertices_without_base = 0;
    int two_legs = 0;
    int without_base = 0;
    for (int round = 0; round < 300; ++round) {
      CAPTURE(round);
      // Every third is so short that the ranges of both balance temperatures touch in one point.
      const std::size_t observations = round % 3 == 0    ? 20 + random.index(8)
                                       : round % 10 == 1 ? 100 + random.index(300)
                                                         : 12 + random.index(80);
      const testing::Sample sample = random_sample(random, observations, 1);
      FitOptions options;
      options.min_leg_days = random.index(2) == 0 ? 3 : 10;
      std::vector<double> temperature;
      for (const auto& days : sample.temperature_c) temperature.push_back(days[0]);
      const FitOutcome fit = fit_change_point(temperature, sample.energy_kwh, options);
      if (!fit) continue;
      const auto best =
          testing::dense_grid(sample, testing::allowed(sample, true, options, options.min_leg_days),
                              testing::allowed(sample, false, options, options.min_leg_days), 60);
      REQUIRE(fit->candidates.size() == 6);
      CHECK_FALSE(beaten(fit->candidates[1].sse, best.linear));
      CHECK_FALSE(beaten(fit->candidates[2].sse, best.heating));
      CHECK_FALSE(beaten(fit->candidates[3].sse, best.cooling));
      CHECK_FALSE(beaten(fit->candidates[4].sse, best.vertex));
      CHECK_FALSE(beaten(fit->candidates[5].sse, best.both));
      for (const Candidate& candidate : fit->candidates)
        CHECK(candidate.sse == doctest::Approx(sse_of(candidate.signature, sample)).epsilon(1e-7));
      const auto count = [&](std::size_t shape, int& all, int& no_base) {
        const Candidate& candidate = fit->candidates[shape];
        if (!candidate.admissible) return;
        ++all;
        if (candidate.signature.base.value() == 0.0) ++no_base;
      };
      count(4, vertices, vertices_without_base);
      count(5, two_legs, without_base);
    }
    CHECK(vertices > 50);
    CHECK(vertices_without_base >= 3);
    CHECK(two_legs > 80);
    CHECK(without_base >= 2);
  }

  TEST_CASE("no point of a dense grid beats the search for one leg on bills") {
    Random random{7};
    int beaten_pairs = 0;
    int pairs = 0;
    for (int round = 0; round < 200; ++round) {
      CAPTURE(round);
      const testing::Sample sample = random_sample(random, 12 + random.index(25), 31);
      const FitOptions options;
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
      const FitOutcome fit = fit_bills(bills.view(), outdoor.view<Celsius>(), options);
      if (!fit) continue;
      const auto best = testing::dense_grid(
          sample, testing::allowed(sample, true, options, options.min_leg_bills),
          testing::allowed(sample, false, options, options.min_leg_bills), 60);
      CHECK_FALSE(beaten(fit->candidates[1].sse, best.linear));
      CHECK_FALSE(beaten(fit->candidates[2].sse, best.heating));
      CHECK_FALSE(beaten(fit->candidates[3].sse, best.cooling));
      CHECK_FALSE(beaten(fit->candidates[4].sse, best.vertex));
      for (const Candidate& candidate : fit->candidates)
        CHECK(candidate.sse == doctest::Approx(sse_of(candidate.signature, sample)).epsilon(1e-7));
      if (sample.energy_kwh.size() < 24) continue;
      ++pairs;
      if (beaten(fit->candidates[5].sse, best.both)) ++beaten_pairs;
    }
    CHECK(pairs > 50);
    CHECK(beaten_pairs * 50 <= pairs);
  }
}
