// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/retrofit/plan.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace empower {
namespace {

// NOLINTNEXTLINE(modernize-use-using): only a typedef takes __extension__
__extension__ typedef __int128 Wide;

constexpr double cost_unit_eur = 100.0;
constexpr double value_unit_eur = 10.0;
constexpr double largest_amount_eur = 1e12;
constexpr std::size_t largest_state_count = 5'000'000;
constexpr std::uint32_t no_option = std::numeric_limits<std::uint32_t>::max();

/// One thing that can be done in a building, in whole units; doing nothing is one of them.
struct Choice {
  std::int64_t cost = 0;
  std::int64_t value = 0;
  std::uint32_t option = no_option;
};

/// The choices of building b are `first[b]` ... `first[b + 1] - 1`, cost and value both ascending.
struct Problem {
  std::vector<Choice> choices;
  std::vector<std::uint32_t> first;
  std::int64_t budget = 0;

  [[nodiscard]] std::size_t buildings() const noexcept { return first.size() - 1; }
};

/// A feasible plan: the place of the choice made in each building.
struct Solution {
  std::vector<std::uint32_t> choice;
  std::int64_t cost = 0;
  std::int64_t value = 0;
};

/// Value per cost, as a fraction.
struct Price {
  std::int64_t value = 0;
  std::int64_t cost = 1;
};

struct Relaxation {
  Solution rounded;       ///< the greedy plan
  std::int64_t bound = 0; ///< no plan is worth more
  Price price{};          ///< at which the linear relaxation trades
};

Problem undominated(std::span<const PlanOption> options, std::int64_t budget) {
  std::vector<std::pair<std::size_t, Choice>> rows;
  for (std::uint32_t i = 0; i < options.size(); ++i) {
    const auto cost = static_cast<std::int64_t>(std::ceil(options[i].outlay_eur / cost_unit_eur));
    const auto value = static_cast<std::int64_t>(std::llround(options[i].npv_eur / value_unit_eur));
    if (value > 0 && cost <= budget) rows.push_back({options[i].building, {cost, value, i}});
  }
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    const auto key = [&](const auto& row) {
      const Choice& c = row.second;
      return std::tuple{
          row.first, c.cost, -c.value, -options[c.option].npv_eur, options[c.option].outlay_eur,
          c.option};
    };
    return key(a) < key(b);
  });
  Problem problem{.choices = {}, .first = {}, .budget = budget};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Choice& choice = rows[i].second;
    if (i == 0 || rows[i].first != rows[i - 1].first) {
      problem.first.push_back(static_cast<std::uint32_t>(problem.choices.size()));
      problem.choices.push_back({});
    }
    Choice& last = problem.choices.back();
    if (choice.value <= last.value) continue;
    if (choice.cost == last.cost)
      last = choice; // free: better than doing nothing
    else
      problem.choices.push_back(choice);
  }
  problem.first.push_back(static_cast<std::uint32_t>(problem.choices.size()));
  return problem;
}

/// A step along the upper hull of a building's choices.
struct Increment {
  std::int64_t cost = 0;
  std::int64_t value = 0;
  std::uint32_t building = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// Of two steps or prices: the one worth more per cost.
bool steeper(const auto& a, const auto& b) noexcept {
  return Wide{a.value} * b.cost > Wide{b.value} * a.cost;
}

std::vector<Increment> hull_increments(const Problem& problem) {
  std::vector<Increment> all;
  for (std::uint32_t building = 0; building < problem.buildings(); ++building) {
    const std::size_t start = all.size();
    std::uint32_t from = problem.first[building];
    for (std::uint32_t to = from + 1; to < problem.first[building + 1]; ++to) {
      const auto step = [&](std::uint32_t origin) {
        const Choice& a = problem.choices[origin];
        const Choice& b = problem.choices[to];
        return Increment{b.cost - a.cost, b.value - a.value, building, origin, to};
      };
      Increment next = step(from);
      while (all.size() > start && !steeper(all.back(), next)) {
        next = step(all.back().from);
        all.pop_back();
      }
      all.push_back(next);
      from = to;
    }
  }
  std::sort(all.begin(), all.end(), [](const Increment& a, const Increment& b) {
    const Wide left = Wide{a.value} * b.cost;
    const Wide right = Wide{b.value} * a.cost;
    return left != right ? left > right : a.building < b.building;
  });
  return all;
}

/// Takes increments by falling efficiency. The first that does not fit sets the price and, taken in
/// part, the bound; later ones are taken where they still fit.
Relaxation relax(const Problem& problem) {
  Relaxation result;
  Solution& plan = result.rounded;
  plan.choice.assign(problem.first.begin(), problem.first.end() - 1);
  for (const std::uint32_t free_choice : plan.choice)
    plan.value += problem.choices[free_choice].value;
  bool full = false;
  for (const Increment& step : hull_increments(problem)) {
    const std::int64_t left = problem.budget - plan.cost;
    if (step.cost > left && !full) {
      full = true;
      result.price = {step.value, step.cost};
      result.bound = plan.value + static_cast<std::int64_t>(Wide{left} * step.value / step.cost);
    }
    if (step.cost > left || plan.choice[step.building] != step.from) continue;
    plan.choice[step.building] = step.to;
    plan.cost += step.cost;
    plan.value += step.value;
  }
  if (!full) result.bound = plan.value;
  return result;
}

/// A building that the relaxation leaves open: the choices that a better plan could still make.
struct OpenBuilding {
  std::uint32_t building = 0;
  std::uint32_t favourite = 0; ///< the best choice at the critical price
  Wide regret = 0;             ///< of the second best
  std::vector<std::uint32_t> choices;
};

/// What the open buildings from some place on add at their favourites, and what a step away from a
/// favourite gains per cost at most and loses at least.
struct Rest {
  std::int64_t cost = 0;
  std::int64_t value = 0;
  std::int64_t least_cost = 0;
  Price best_gain{};
  Price least_loss{1, 0};
};

struct State {
  std::int64_t cost = 0;
  std::int64_t value = 0;
  std::uint32_t parent = 0;
  std::uint32_t choice = 0;
};

/// Merges `added` (cost ascending) into `list` and keeps what no cheaper state equals in value.
void merge(std::vector<State>& list, const std::vector<State>& added, std::vector<State>& buffer) {
  buffer.clear();
  const auto keep = [&](const State& state) {
    if (buffer.empty() || (state.value > buffer.back().value && state.cost > buffer.back().cost))
      buffer.push_back(state);
    else if (state.value > buffer.back().value)
      buffer.back() = state;
  };
  auto other = list.begin();
  for (const State& state : added) {
    for (; other != list.end() && other->cost <= state.cost; ++other) keep(*other);
    keep(state);
  }
  for (; other != list.end(); ++other) keep(*other);
  list.swap(buffer);
}

/// Looks for a better plan than `best` and improves it; true if afterwards none is better.
///
/// With the critical price P/C, the reduced value of a choice is C value - P cost, and
/// P budget + sum of reduced values >= C value for every plan within the budget. All integers, so a
/// bound below C (best + 1) is a proof and needs no tolerance.
class Search {
public:
  Search(const Problem& problem, Price price, Solution& best)
      : problem_{problem}, price_{price}, best_{best}, plan_(best.choice.size()) {
    fix();
    sum_rests();
  }

  bool close() {
    std::vector<State> list, shifted, buffer;
    std::size_t layer = 0; // where the states of the buildings so far begin
    for (std::size_t depth = 0; depth < open_.size(); ++depth) {
      const std::size_t layer_end = states_.size();
      list.clear();
      for (const std::uint32_t place : open_[depth].choices) {
        shifted.clear();
        const Choice& choice = problem_.choices[place];
        for (std::size_t i = layer; i < layer_end; ++i) {
          const State next{states_[i].cost + choice.cost, states_[i].value + choice.value,
                           static_cast<std::uint32_t>(i), place};
          if (promising(next, rests_[depth + 1])) shifted.push_back(next);
        }
        merge(list, shifted, buffer);
        if (states_.size() + list.size() > largest_state_count) return false;
      }
      layer = layer_end;
      states_.insert(states_.end(), list.begin(), list.end());
      for (std::size_t i = layer; i < states_.size(); ++i) complete(i, depth + 1);
    }
    return true;
  }

private:
  [[nodiscard]] Wide reduced(std::uint32_t place) const noexcept {
    const Choice& choice = problem_.choices[place];
    return Wide{price_.cost} * choice.value - Wide{price_.value} * choice.cost;
  }
  [[nodiscard]] bool beats_best(Wide bound) const noexcept {
    return bound >= Wide{price_.cost} * (best_.value + 1);
  }
  /// With favourites in all later buildings some budget is left, to be spent at the best gain g, or
  /// lacking, to be saved at the least loss l. As g <= critical price <= l, doing both at once, to
  /// spend more or to save more, gains nothing.
  [[nodiscard]] bool promising(const State& state, const Rest& rest) const noexcept {
    if (state.cost + rest.least_cost > problem_.budget) return false;
    const std::int64_t left = problem_.budget - state.cost - rest.cost;
    const std::int64_t more = state.value + rest.value - best_.value - 1;
    const Price& price = left < 0 ? rest.least_loss : rest.best_gain;
    return Wide{more} * price.cost + Wide{left} * price.value >= 0;
  }

  /// Gives every building its favourite and opens those where another choice is not ruled out.
  void fix() {
    Wide bound = Wide{price_.value} * problem_.budget;
    for (std::uint32_t building = 0; building < problem_.buildings(); ++building) {
      std::uint32_t favourite = problem_.first[building];
      for (std::uint32_t i = favourite + 1; i < problem_.first[building + 1]; ++i)
        if (reduced(i) > reduced(favourite)) favourite = i;
      plan_[building] = favourite;
      bound += reduced(favourite);
    }
    State fixed;
    for (std::uint32_t building = 0; building < problem_.buildings(); ++building) {
      OpenBuilding open{
          .building = building, .favourite = plan_[building], .regret = bound, .choices = {}};
      for (std::uint32_t i = problem_.first[building]; i < problem_.first[building + 1]; ++i) {
        const Wide regret = reduced(open.favourite) - reduced(i);
        if (!beats_best(bound - regret)) continue;
        if (i != open.favourite) open.regret = std::min(open.regret, regret);
        open.choices.push_back(i);
      }
      if (open.choices.size() > 1) {
        open_.push_back(std::move(open));
      } else {
        fixed.cost += problem_.choices[open.favourite].cost;
        fixed.value += problem_.choices[open.favourite].value;
      }
    }
    states_.push_back(fixed);
    std::stable_sort(open_.begin(), open_.end(), [](const OpenBuilding& a, const OpenBuilding& b) {
      return a.regret < b.regret;
    });
  }

  void sum_rests() {
    rests_.resize(open_.size() + 1);
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Choice& favourite = problem_.choices[open_[i].favourite];
      Rest& rest = rests_[i] = rests_[i + 1];
      rest.cost += favourite.cost;
      rest.value += favourite.value;
      rest.least_cost += problem_.choices[open_[i].choices.front()].cost;
      for (const std::uint32_t place : open_[i].choices) {
        const Choice& other = problem_.choices[place];
        const Price step{other.value - favourite.value, other.cost - favourite.cost};
        if (step.cost > 0 && steeper(step, rest.best_gain)) rest.best_gain = step;
        if (step.cost < 0 && steeper(rest.least_loss, Price{-step.value, -step.cost}))
          rest.least_loss = {-step.value, -step.cost};
      }
    }
  }

  /// The plan that a state becomes with favourites in all later buildings, if it is a better one.
  void complete(std::size_t index, std::size_t depth) {
    const State& state = states_[index];
    const std::int64_t cost = state.cost + rests_[depth].cost;
    const std::int64_t value = state.value + rests_[depth].value;
    if (cost > problem_.budget || value <= best_.value) return;
    best_ = {plan_, cost, value};
    for (std::size_t i = index; depth > 0; i = states_[i].parent)
      best_.choice[open_[--depth].building] = states_[i].choice;
  }

  const Problem& problem_;
  Price price_;
  Solution& best_;
  std::vector<std::uint32_t> plan_; ///< the favourites
  std::vector<OpenBuilding> open_;
  std::vector<Rest> rests_;
  std::vector<State> states_;
};

} // namespace

PlanResult best_plan(std::span<const PlanOption> options, double budget_eur) {
  EMPOWER_EXPECTS(budget_eur >= 0.0, "a budget is a number and not negative");
  EMPOWER_EXPECTS(options.size() < no_option / 2, "at most two thousand million options");
  for (const PlanOption& option : options) {
    EMPOWER_EXPECTS(option.outlay_eur >= 0.0 && option.outlay_eur < largest_amount_eur,
                    "an outlay is a number from 0 to 10^12 EUR");
    EMPOWER_EXPECTS(std::abs(option.npv_eur) < largest_amount_eur,
                    "a net present value is a number below 10^12 EUR");
  }
  const Problem problem = undominated(
      options, static_cast<std::int64_t>(std::min(std::floor(budget_eur / cost_unit_eur), 9e17)));
  auto [plan, bound, price] = relax(problem);

  PlanResult result;
  result.optimal = plan.value == bound || Search{problem, price, plan}.close();
  if (result.optimal) bound = plan.value;
  for (const std::uint32_t place : plan.choice)
    if (const auto option = problem.choices[place].option; option != no_option)
      result.chosen.push_back(option);
  std::sort(result.chosen.begin(), result.chosen.end());
  result.budget_eur = budget_eur;
  for (const std::size_t i : result.chosen) {
    result.spent_eur += options[i].outlay_eur;
    result.npv_eur += options[i].npv_eur;
  }
  result.bound_eur = result.npv_eur + value_unit_eur * static_cast<double>(bound - plan.value);
  result.gap = result.optimal ? 0.0 : 1.0 - result.npv_eur / result.bound_eur;
  return result;
}

PlanResult filled_up(PlanResult plan, std::span<const PlanOption> options) {
  std::set<std::size_t> buildings;
  for (const std::size_t i : plan.chosen) buildings.insert(options[i].building);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < options.size(); ++i)
    if (options[i].npv_eur > 0.0) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple{-options[a].npv_eur, options[a].outlay_eur, options[a].building, a} <
           std::tuple{-options[b].npv_eur, options[b].outlay_eur, options[b].building, b};
  });
  for (const std::size_t i : order) {
    const bool fits = plan.spent_eur + options[i].outlay_eur <= plan.budget_eur;
    if (!fits || !buildings.insert(options[i].building).second) continue;
    plan.chosen.push_back(i);
    plan.spent_eur += options[i].outlay_eur;
    plan.npv_eur += options[i].npv_eur;
    plan.bound_eur += options[i].npv_eur;
  }
  std::sort(plan.chosen.begin(), plan.chosen.end());
  return plan;
}

} // namespace empower
