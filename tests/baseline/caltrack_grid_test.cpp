// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_grid.hpp>

#include <empower/stats/least_squares.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

using namespace empower;
using namespace empower::detail;

namespace {

/// Periods of so many blocks each at random temperatures, usage heated, cooled or neither.
CaltrackRows random_rows(Random& random, std::size_t periods, std::size_t blocks) {
  CaltrackRows rows;
  const double heating = random.uniform() < 0.5 ? 0.0 : 2.0 * random.uniform();
  const double cooling = random.uniform() < 0.5 ? 0.0 : 2.0 * random.uniform();
  for (std::size_t i = 0; i < periods; ++i) {
    const double season =
        55.0 + 20.0 * std::sin(6.28 * static_cast<double>(i) / static_cast<double>(periods));
    const std::size_t kept = blocks == 1 ? 1 : blocks - random.index(5);
    double per_day = 10.0;
    for (std::size_t b = 0; b < kept; ++b) {
      // Whole degrees too, which lie on balance points.
      const double t = season + 5.0 * random.normal();
      rows.temperature_f.push_back(random.uniform() < 0.3 ? std::round(t) : t);
      per_day += (heating * std::max(52.0 - t, 0.0) + cooling * std::max(t - 61.0, 0.0)) /
                 static_cast<double>(kept);
    }
    rows.first.push_back(rows.temperature_f.size());
    rows.days.push_back(static_cast<double>(blocks));
    rows.kept.push_back(static_cast<double>(kept));
    rows.blocks.push_back(static_cast<double>(blocks));
    rows.position.push_back(static_cast<long>(i));
    rows.energy.push_back(static_cast<double>(blocks) * (per_day + 2.0 * random.normal()));
  }
  return rows;
}

/// What the method says of one candidate, by Householder QR of its own columns.
class OneByOne {
public:
  OneByOne(const CaltrackRows& rows, const CaltrackSettings& settings, bool billing)
      : rows_{rows}, settings_{settings}, billing_{billing}, weights_{row_weights(rows, billing)} {}

  /// Tries the shape; counts it, and keeps it if its criterion is higher.
  void attempt(std::optional<double> heating_f, std::optional<double> cooling_f) {
    std::vector<double> design(rows_.size(), 1.0);
    bool enough = true;
    if (heating_f) enough = add(design, heating_degrees, *heating_f) && enough;
    if (cooling_f) enough = add(design, cooling_degrees, *cooling_f) && enough;
    if (!enough) {
      ++counts.not_attempted;
      return;
    }
    std::vector<double> usage;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      usage.push_back(rows_.energy[i] / rows_.days[i]);
    }
    const LeastSquares fit = least_squares(design, usage, weights_);
    for (const double coefficient : fit.coefficients) {
      if (coefficient >= 0.0) continue;
      ++counts.disqualified;
      return;
    }
    ++counts.qualified;
    const double slopes = static_cast<double>(fit.coefficients.size()) - 1.0;
    const auto n = static_cast<double>(rows_.size());
    const double mean_only =
        least_squares(std::vector<double>(rows_.size(), 1.0), usage, weights_).sse;
    const double adjusted =
        slopes == 0.0 ? 0.0 : 1.0 - fit.sse / (n - slopes - 1.0) / (mean_only / (n - 1.0));
    if (adjusted > best_adjusted + settings_.tie) {
      best_adjusted = adjusted;
      heating_balance = heating_f;
      cooling_balance = cooling_f;
    }
  }

  CaltrackCandidateCounts counts;
  double best_adjusted = -1e9;
  std::optional<double> heating_balance;
  std::optional<double> cooling_balance;

private:
  bool add(std::vector<double>& design, double (*degrees)(std::span<const double>, double),
           double balance_f) const {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      design.push_back(degrees(rows_.temperatures(i), balance_f));
      sum += weights_[i] * design.back();
      count += design.back() > 0.0 ? 1U : 0U;
    }
    return sum >= settings_.min_degree_days_f &&
           (billing_ || count >= settings_.min_degree_day_periods);
  }

  const CaltrackRows& rows_;
  const CaltrackSettings& settings_;
  bool billing_;
  std::vector<double> weights_;
};

void compare(const CaltrackRows& rows, bool billing) {
  CaltrackSettings settings;
  settings.lowest_balance_f = 45;
  settings.highest_balance_f = 66;
  OneByOne oracle{rows, settings, billing};
  oracle.attempt(std::nullopt, std::nullopt);
  for (int h = 45; h <= 66; ++h) oracle.attempt(h, std::nullopt);
  for (int c = 45; c <= 66; ++c) oracle.attempt(std::nullopt, c);
  for (int c = 45; c <= 66; ++c) {
    for (int h = 45; h <= c; ++h) oracle.attempt(h, c);
  }
  const CaltrackChoice choice = caltrack_choice(rows, settings, billing);
  CHECK(choice.counts.qualified == oracle.counts.qualified);
  CHECK(choice.counts.disqualified == oracle.counts.disqualified);
  CHECK(choice.counts.not_attempted == oracle.counts.not_attempted);
  REQUIRE(choice.best);
  CHECK(std::abs(choice.best->adjusted_r_squared - oracle.best_adjusted) < 1e-11);
  const auto same = [](double balance_f, std::optional<double> expected) {
    return expected ? balance_f == *expected : std::isnan(balance_f);
  };
  CHECK(same(choice.best->heating_balance_f, oracle.heating_balance));
  CHECK(same(choice.best->cooling_balance_f, oracle.cooling_balance));
}

} // namespace

TEST_SUITE("baseline/caltrack_grid") {
  TEST_CASE("days: every candidate is judged, and the best found, as one by one") {
    Random random{11};
    for (int round = 0; round < 3; ++round) {
      CAPTURE(round);
      compare(random_rows(random, 40 + random.index(60), 1), false);
    }
  }

  TEST_CASE("bills: the same, with both legs inside a bill and weights") {
    Random random{12};
    for (int round = 0; round < 3; ++round) {
      CAPTURE(round);
      compare(random_rows(random, 8 + random.index(8), 30), true);
    }
  }

  TEST_CASE("pairs come with the cooling balance point outside") {
    CHECK(CaltrackGrid::pair_at(0) == std::pair<std::size_t, std::size_t>{0, 0});
    CHECK(CaltrackGrid::pair_at(1) == std::pair<std::size_t, std::size_t>{0, 1});
    CHECK(CaltrackGrid::pair_at(2) == std::pair<std::size_t, std::size_t>{1, 1});
    CHECK(CaltrackGrid::pair_at(1890) == std::pair<std::size_t, std::size_t>{60, 60});
  }
}
