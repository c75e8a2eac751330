// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/plan.hpp>

#include <empower/core/error.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>

using namespace empower;

namespace {

std::int64_t cost_units(double eur) { return static_cast<std::int64_t>(std::ceil(eur / 100.0)); }
std::int64_t value_units(double eur) { return std::llround(eur / 10.0); }

std::int64_t value_units(const PlanResult& plan, std::span<const PlanOption> options) {
  std::int64_t sum = 0;
  for (const std::size_t i : plan.chosen) sum += value_units(options[i].npv_eur);
  return sum;
}

void check_is_a_plan(const PlanResult& plan, std::span<const PlanOption> options) {
  CHECK(std::is_sorted(plan.chosen.begin(), plan.chosen.end()));
  std::set<std::size_t> buildings;
  double spent = 0.0;
  double npv = 0.0;
  for (const std::size_t i : plan.chosen) {
    CHECK(buildings.insert(options[i].building).second);
    CHECK(options[i].npv_eur > 0.0);
    spent += options[i].outlay_eur;
    npv += options[i].npv_eur;
  }
  CHECK(plan.spent_eur == spent);
  CHECK(plan.npv_eur == npv);
  CHECK(spent <= plan.budget_eur);
  CHECK(plan.bound_eur >= plan.npv_eur);
}

/// The best value by dynamic programming over every whole budget: slow, plain, independent.
std::int64_t best_value(std::span<const PlanOption> options, std::size_t buildings,
                        double budget_eur) {
  const auto budget = static_cast<std::size_t>(budget_eur / 100.0);
  std::vector<std::int64_t> best(budget + 1, 0);
  for (std::size_t building = 0; building < buildings; ++building) {
    std::vector<std::int64_t> next = best;
    for (const PlanOption& option : options) {
      if (option.building != building) continue;
      const auto cost = static_cast<std::size_t>(cost_units(option.outlay_eur));
      for (std::size_t b = cost; b <= budget; ++b)
        next[b] = std::max(next[b], best[b - cost] + value_units(option.npv_eur));
    }
    best = std::move(next);
  }
  return best[budget];
}

/// The best value by trying every combination.
std::int64_t best_value(std::span<const PlanOption> options, std::size_t building,
                        std::size_t buildings, std::int64_t budget) {
  if (building == buildings) return 0;
  std::int64_t best = best_value(options, building + 1, buildings, budget);
  for (const PlanOption& option : options)
    if (option.building == building && cost_units(option.outlay_eur) <= budget)
      best = std::max(best, value_units(option.npv_eur) +
                                best_value(options, building + 1, buildings,
                                           budget - cost_units(option.outlay_eur)));
  return best;
}

enum class Kind { free, correlated, tied };

std::vector<PlanOption> random_options(Random& random, Kind kind, std::size_t buildings,
                                       std::size_t per_building, double dearest_eur) {
  std::vector<PlanOption> options;
  for (std::size_t building = 0; building < buildings; ++building) {
    for (std::size_t i = 0; i < per_building; ++i) {
      const double outlay = random.uniform() * dearest_eur;
      if (kind == Kind::free)
        options.push_back({building, std::max(0.0, outlay - 0.1 * dearest_eur),
                           (random.uniform() - 0.2) * dearest_eur});
      if (kind == Kind::correlated)
        options.push_back({building, outlay, outlay + 0.1 * dearest_eur});
      if (kind == Kind::tied) {
        const double outlay_steps = 300.0 * static_cast<double>(1 + random.index(4));
        options.push_back({building, outlay_steps, 2.0 * outlay_steps});
      }
    }
  }
  return options;
}

double total_outlay(std::span<const PlanOption> options) {
  double sum = 0.0;
  for (const PlanOption& option : options) sum += option.outlay_eur;
  return sum;
}

} // namespace

TEST_SUITE("retrofit/plan") {
  TEST_CASE("two thousand small plans are worth as much as the best of all combinations") {
    Random random{31};
    for (int instance = 0; instance < 2000; ++instance) {
      const Kind kind = std::array{Kind::free, Kind::correlated, Kind::tied}[random.index(3)];
      const std::size_t buildings = 1 + random.index(6);
      const auto options = random_options(random, kind, buildings, 1 + random.index(4), 5000.0);
      const double budget = random.uniform() * 0.7 * total_outlay(options);
      const PlanResult plan = best_plan(options, budget);
      CAPTURE(instance);
      check_is_a_plan(plan, options);
      REQUIRE(plan.optimal);
      REQUIRE(value_units(plan, options) ==
              best_value(options, 0, buildings, static_cast<std::int64_t>(budget / 100.0)));
    }
  }

  TEST_CASE("middling plans are worth as much as dynamic programming over every budget finds") {
    Random random{32};
    for (const Kind kind : {Kind::free, Kind::correlated, Kind::tied}) {
      for (const double share : {0.02, 0.1, 0.3}) {
        const auto options = random_options(random, kind, 80, 6, 60'000.0);
        const double budget = share * total_outlay(options);
        const PlanResult plan = best_plan(options, budget);
        check_is_a_plan(plan, options);
        CHECK(plan.optimal);
        CHECK(plan.gap == 0.0);
        CHECK(plan.bound_eur == plan.npv_eur);
        CHECK(value_units(plan, options) == best_value(options, 80, budget));
      }
    }
  }

  TEST_CASE("the plan does not depend on the order of the options") {
    Random random{33};
    for (const Kind kind : {Kind::free, Kind::tied}) {
      auto options = random_options(random, kind, 40, 5, 20'000.0);
      // Distinct within a building, so that only true twins could be told apart by their place.
      for (std::size_t i = 0; i < options.size(); ++i)
        options[i].npv_eur += 1e-3 * static_cast<double>(i);
      const auto chosen = [](std::span<const PlanOption> from, double budget) {
        std::set<std::pair<std::size_t, double>> set;
        for (const std::size_t i : best_plan(from, budget).chosen)
          set.emplace(from[i].building, from[i].npv_eur);
        return set;
      };
      const double budget = 0.1 * total_outlay(options);
      const auto before = chosen(options, budget);
      for (std::size_t i = options.size(); i > 1; --i)
        std::swap(options[i - 1], options[random.index(i)]);
      CHECK(chosen(options, budget) == before);
    }
  }

  TEST_CASE("of equal options the earlier, of equal buildings the lower number is taken") {
    const std::vector<PlanOption> options{
        {7, 1000.0, 500.0}, {3, 1000.0, 500.0}, {3, 1000.0, 500.0}};
    CHECK(best_plan(options, 1000.0).chosen == std::vector<std::size_t>{1});
    CHECK(best_plan(options, 2000.0).chosen == std::vector<std::size_t>{0, 1});
  }

  TEST_CASE("the dearer of two packages replaces the cheaper, it does not join it") {
    const std::vector<PlanOption> options{{0, 1000.0, 900.0}, {0, 2000.0, 1500.0}};
    CHECK(best_plan(options, 5000.0).chosen == std::vector<std::size_t>{1});
  }

  TEST_CASE("what costs nothing is done without a budget, what loses money never") {
    const std::vector<PlanOption> options{
        {0, 0.0, 40.0}, {1, 0.0, -1.0}, {2, 50.0, 1000.0}, {3, 0.0, 0.0}};
    const PlanResult plan = best_plan(options, 0.0);
    CHECK(plan.chosen == std::vector<std::size_t>{0});
    CHECK(plan.optimal);
    CHECK(best_plan(options, 1e6).chosen == std::vector<std::size_t>{0, 2});
  }

  TEST_CASE("an outlay is rounded up and the budget down, so the plan never overspends") {
    const std::vector<PlanOption> options{{0, 100.5, 1000.0}, {1, 99.5, 1000.0}};
    CHECK(best_plan(options, 200.0).chosen.size() == 1);
    CHECK(best_plan(options, 299.99).chosen.size() == 1);
    CHECK(best_plan(options, 300.0).chosen.size() == 2);
  }

  TEST_CASE("what rounding leaves of the budget buys what still fits") {
    const std::vector<PlanOption> options{{0, 150.0, 1000.0}, {1, 140.0, 900.0}, {2, 9.0, 20.0}};
    const PlanResult plan = best_plan(options, 299.0);
    CHECK(plan.chosen == std::vector<std::size_t>{0});
    const PlanResult full = filled_up(plan, options);
    CHECK(full.chosen == std::vector<std::size_t>{0, 1, 2});
    CHECK(full.spent_eur == 299.0);
    CHECK(full.npv_eur == 1920.0);
    CHECK(full.bound_eur - full.npv_eur == doctest::Approx(plan.bound_eur - plan.npv_eur));
    CHECK(filled_up(best_plan(options, 298.0), options).chosen == std::vector<std::size_t>{0, 1});
  }

  TEST_CASE("no option, or a budget without end, is an answer") {
    CHECK(best_plan({}, 1000.0).optimal);
    CHECK(best_plan({}, 1000.0).chosen.empty());
    const std::vector<PlanOption> options{{0, 9e11, 10.0}, {1, 9e11, 10.0}};
    const PlanResult plan = best_plan(options, std::numeric_limits<double>::infinity());
    CHECK(plan.chosen.size() == 2);
    CHECK(plan.optimal);
  }

  TEST_CASE("a plan that is too hard to close says so, with the gap to the linear bound") {
    Random random{34};
    std::vector<PlanOption> options; // value = cost + a constant, all costs even, the budget odd
    for (std::size_t building = 0; building < 1000; ++building) {
      const double outlay = 200.0 * static_cast<double>(50'000 + random.index(50'000));
      options.push_back({building, outlay, outlay + 1e6});
    }
    const double budget = 100.0 * (2.0 * std::floor(0.1 * total_outlay(options) / 200.0) + 1.0);
    const PlanResult plan = best_plan(options, budget);
    check_is_a_plan(plan, options);
    CHECK_FALSE(plan.optimal);

    // With one option a building and the same surplus in each, the cheapest are the most efficient.
    std::sort(options.begin(), options.end(),
              [](auto a, auto b) { return a.outlay_eur < b.outlay_eur; });
    double bound = 0.0;
    double left = budget;
    for (const PlanOption& option : options) {
      bound += option.npv_eur * std::min(1.0, left / option.outlay_eur);
      left -= std::min(left, option.outlay_eur);
    }
    CHECK(plan.bound_eur == 10.0 * std::floor(bound / 10.0));
    CHECK(plan.gap ==
          doctest::Approx((plan.bound_eur - plan.npv_eur) / plan.bound_eur).epsilon(1e-9));
    CHECK(plan.gap > 0.0);
    CHECK(plan.gap < 2e-4);
  }

  TEST_CASE("amounts that cannot be are refused") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto plan_of = [](PlanOption option, double budget) {
      return best_plan(std::vector<PlanOption>{option}, budget);
    };
    CHECK_THROWS_AS((void)plan_of({0, -1.0, 5.0}, 10.0), ContractError);
    CHECK_THROWS_AS((void)plan_of({0, nan, 5.0}, 10.0), ContractError);
    CHECK_THROWS_AS((void)plan_of({0, 1.0, nan}, 10.0), ContractError);
    CHECK_THROWS_AS((void)plan_of({0, 1.0, 1e12}, 10.0), ContractError);
    CHECK_THROWS_AS((void)plan_of({0, 1.0, 5.0}, -10.0), ContractError);
    CHECK_THROWS_AS((void)plan_of({0, 1.0, 5.0}, nan), ContractError);
  }

  TEST_CASE("the table has the promised columns in their order") {
    std::vector<std::string_view> names;
    for (const auto& column : Schema<PlanRow>::columns()) names.push_back(column.name);
    CHECK(names == std::vector<std::string_view>{"building_id", "package", "investment_eur",
                                                 "grant_eur", "outlay_eur", "saving_kwh",
                                                 "npv_eur"});
  }
}
