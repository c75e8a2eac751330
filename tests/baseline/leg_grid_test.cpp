// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/leg_grid.hpp>

#include "baseline/exactness_study.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

using namespace empower;
using namespace empower::detail;

namespace {

/// Random bills as the search has them.
struct Bills {
  testing::Sample sample;
  Design design;

  explicit Bills(Random& random) : sample{testing::random_bills(random)} {
    std::vector<double> days;
    std::vector<double> temperature;
    std::vector<std::uint32_t> observation;
    for (std::size_t i = 0; i < sample.temperature_c.size(); ++i) {
      days.push_back(static_cast<double>(sample.temperature_c[i].size()));
      for (const double t : sample.temperature_c[i]) {
        temperature.push_back(t);
        observation.push_back(static_cast<std::uint32_t>(i));
      }
    }
    std::vector<long> position(days.size());
    std::iota(position.begin(), position.end(), 0L);
    design = make_design(days, position, temperature, observation);
  }
};

} // namespace

TEST_SUITE("baseline/leg_grid") {

  TEST_CASE("what a grid leaves out holds no better hinge") {
    Random random{20240517};
    int found = 0;
    int constrained = 0;
    for (int round = 0; round < 400; ++round) {
      CAPTURE(round);
      const Bills bills{random};
      const Design& design = bills.design;
      const Projection none{design.weight, bills.sample.energy_kwh};
      Projection days = none;
      days.add(design.days);
      Projection temperature = none;
      temperature.add(temperature_sums(design), Sign::free);
      Projection line = days;
      line.add(temperature_sums(design), Sign::free);
      for (const Hinge hinge : {Hinge::heating, Hinge::cooling}) {
        const BalanceRange range = balance_range(design, hinge, {});
        if (range.empty()) continue;
        const LegNodes nodes{design, hinge, range, days};
        for (const bool with_line : {false, true}) {
          const Projection& fixed = with_line ? line : days;
          HingeOptimum whole = best_hinge(design, hinge, range, fixed);
          HingeOptimum parts =
              nodes.grid.best_hinge_in(range, fixed, nodes.grid.beside(fixed, nodes.beside_days));
          if (whole.constrained || parts.constrained) { // the best base is 0
            const Projection& without_base = with_line ? temperature : none;
            const HingeOptimum at_bound = best_hinge(design, hinge, range, without_base);
            whole.sse = std::min(whole.sse, at_bound.sse);
            parts.sse = std::min(parts.sse, at_bound.sse);
            ++constrained;
          }
          if (!std::isfinite(whole.sse)) continue;
          ++found;
          // Beside a line little is left of the degree-days, and their sums have lost digits.
          CHECK(parts.sse <= whole.sse * (1.0 + (with_line ? 1e-7 : 1e-9)) + 1e-12 * fixed.sse());
        }
      }
    }
    CHECK(found > 800);
    CHECK(constrained > 50);
  }

  TEST_CASE("a clear hinge is looked for in a small part of its range") {
    Random random{3};
    double searched = 0.0;
    double whole = 0.0;
    for (int round = 0; round < 50; ++round) {
      Bills bills{random};
      const Design& design = bills.design;
      const BalanceRange range = balance_range(design, Hinge::heating, {});
      if (range.empty() || range.high - range.low < 8.0) continue;
      const double truth = 0.5 * (range.low + range.high) + 0.2;
      const std::vector<double> leg = leg_degree_days(design, Hinge::heating, truth);
      for (std::size_t i = 0; i < leg.size(); ++i)
        bills.sample.energy_kwh[i] = 20.0 * design.days[i] + 5.0 * leg[i];
      Projection days{design.weight, bills.sample.energy_kwh};
      days.add(design.days);
      const LegGrid grid{design, Hinge::heating, range};
      const auto stretches = grid.promising(range, days, grid.beside(days), 1e-6 * days.sse());
      bool holds = false;
      for (const Stretch& stretch : stretches) {
        searched += stretch.range.high - stretch.range.low;
        holds = holds || (stretch.range.low <= truth && truth <= stretch.range.high);
      }
      CHECK(holds);
      whole += range.high - range.low;
    }
    CHECK(whole > 100.0);
    CHECK(searched < 0.25 * whole);
  }

  TEST_CASE("products beside a projection are those of its remainders, however it was built up") {
    Random random{11};
    const Bills bills{random};
    const Design& design = bills.design;
    const BalanceRange range = balance_range(design, Hinge::cooling, {});
    REQUIRE_FALSE(range.empty());
    Projection days{design.weight, bills.sample.energy_kwh};
    days.add(design.days);
    Projection line = days;
    line.add(temperature_sums(design));
    const LegGrid grid{design, Hinge::cooling, range};
    const NodeProducts at_once = grid.beside(line);
    const NodeProducts step_by_step = grid.beside(line, grid.beside(days));
    for (std::size_t node = 0; node < grid.size(); ++node) {
      CAPTURE(node);
      Projection with_leg = line;
      with_leg.add(leg_degree_days(design, Hinge::cooling, grid.balance()[node]));
      const double length = with_leg.length(2);
      const double explained = with_leg.response_products()[2];
      for (const NodeProducts* nodes : {&at_once, &step_by_step}) {
        CHECK(nodes->square[node] == doctest::Approx(length * length).epsilon(1e-8));
        CHECK(nodes->response[node] == doctest::Approx(explained * length).epsilon(1e-8));
      }
    }
  }

  TEST_CASE("a projection keeps its columns when it runs out of room") {
    Random random{5};
    const Bills bills{random};
    const Design& design = bills.design;
    std::vector<std::vector<double>> columns(7, std::vector<double>(design.size()));
    for (auto& column : columns)
      for (double& v : column) v = random.normal();
    Projection all{design.weight, bills.sample.energy_kwh};
    for (std::size_t j = 0; j < columns.size(); ++j)
      all.add(columns[j], j % 2 == 0 ? Sign::free : Sign::not_negative);
    const std::vector<double> b = all.coefficients();
    std::vector<double> rest = bills.sample.energy_kwh;
    for (std::size_t j = 0; j < columns.size(); ++j)
      for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= b[j] * columns[j][i];
    for (std::size_t i = 0; i < rest.size(); ++i)
      CHECK(all.residual()[i] == doctest::Approx(rest[i]).epsilon(1e-9));
    for (const std::vector<double>& column : columns) { // of least squares
      double product = 0.0;
      for (std::size_t i = 0; i < rest.size(); ++i)
        product += design.weight[i] * column[i] * rest[i];
      CHECK(std::abs(product) < 1e-9 * std::sqrt(all.sse()));
    }
    std::vector<double> signs(columns.size(), -1.0);
    CHECK_FALSE(all.allows(signs));
    for (std::size_t j = 1; j < signs.size(); j += 2) signs[j] = 0.0;
    CHECK(all.allows(signs));
  }
}
