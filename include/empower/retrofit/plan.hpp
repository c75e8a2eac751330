// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace empower {

/// One package that could be carried out in one building.
struct PlanOption {
  std::size_t building = 0;
  double outlay_eur = 0.0; ///< what the body itself pays, after grants
  double npv_eur = 0.0;
};

/// The packages to carry out, and how far from the best they can be.
struct PlanResult {
  std::vector<std::size_t> chosen; ///< places in the options, ascending
  double budget_eur = 0.0;
  double spent_eur = 0.0; ///< outlays of the chosen, as given
  double npv_eur = 0.0;   ///< of the chosen, as given
  double bound_eur = 0.0; ///< npv_eur and what a better plan could add at most
  double gap = 0.0;       ///< (bound - npv) / bound; 0 when optimal
  bool optimal = false;
};

/// The plan of largest net present value within the budget, at most one option per building.
///
/// Exact multiple-choice knapsack in whole units: outlays of 100 EUR rounded up and the budget
/// rounded down, so that the plan never overspends; values of 10 EUR rounded to the nearest.
/// Optimum and bound are meant in these units. Options worth less than half a unit are never
/// chosen, those of negative value least of all; an option may cost nothing. What the rounding of
/// outlays leaves of the budget then buys, in the same order, options of buildings without one.
///
/// Dominance and upper hull per building, greedy bound of the linear relaxation, fixing by reduced
/// cost (in exact integer arithmetic), then dynamic programming over lists of states for the few
/// buildings left (Dyer, Riha, Walker 1995; Pisinger 1995). After 5 million states it returns the
/// best plan found with its certified gap. The result does not depend on the order of the options
/// or on the machine: ties go to the larger value and lower outlay as given, then to the lower
/// building number, and between equal options of one building to the earlier one.
///
/// Throws `ContractError` for a negative or NaN outlay or budget, a NaN value, or an amount of
/// 10^12 EUR or more in an option.
[[nodiscard]] PlanResult best_plan(std::span<const PlanOption> options, double budget_eur);

/// The plan with what the rounding of outlays left of the budget spent as well: the options of
/// largest value that still fit, for buildings without one. Value and bound rise by the same.
[[nodiscard]] PlanResult filled_up(PlanResult plan, std::span<const PlanOption> options);

/// A row of the table `plan`: one chosen package.
struct PlanRow {
  std::string building_id;
  std::string package;
  double investment_eur = missing_value;
  double grant_eur = missing_value;
  double outlay_eur = missing_value;
  double saving_kwh = missing_value;
  double npv_eur = missing_value;
};

template <>
struct Schema<PlanRow> {
  static constexpr std::string_view name = "plan";
  [[nodiscard]] static std::span<const Column<PlanRow>> columns();
};

} // namespace empower
