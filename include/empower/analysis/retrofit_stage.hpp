// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/factors.hpp>
#include <empower/reference/tables.hpp>
#include <empower/retrofit/end_use.hpp>
#include <empower/retrofit/package.hpp>
#include <empower/retrofit/plan.hpp>
#include <empower/retrofit/ranking.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace empower {

/// What the economics of an analysis rest on, from `economic_parameters.csv` and `prices.csv`.
struct RetrofitTerms {
  EconomicTerms economics;
  double vat = 0.0;
  std::vector<UsedReference> used;
};

/// Throws `InputError` when a parameter that every value needs has no row.
[[nodiscard]] RetrofitTerms retrofit_terms(const ReferenceTables& reference);

/// Where a building's packages rest.
struct RetrofitInput {
  const Building* building = nullptr;
  const BuildingUseOfEnergy* energy = nullptr; ///< no carriers = no model
  std::string no_energy_because;
  bool weak_model = false;
  const Factors* factors = nullptr;
  std::string not_counted = {}; ///< meters without a model beside others that have one, and why
};

/// The `measures` rows of one building: proposed packages, then refused measures.
[[nodiscard]] std::vector<MeasureRow> measure_rows(const RetrofitInput& input,
                                                   const ReferenceTables& reference,
                                                   const RetrofitTerms& terms);

/// The rows of `retrofit_measures.csv`, `bacs_factors.csv` and `assumptions.csv` that the proposed
/// measures of these buildings rest on. `measures` in the order of `buildings`.
[[nodiscard]] std::vector<UsedReference>
references_of_measures(std::span<const Building> buildings,
                       std::span<const std::vector<MeasureRow>> measures,
                       const ReferenceTables& reference);

/// The best package of each building by net present value, ranked by it.
[[nodiscard]] std::vector<RankingRow> ranking_rows(std::span<const MeasureRow> measures,
                                                   std::size_t top_k);

/// The plan for a budget with its certificate.
struct BudgetPlan {
  std::vector<PlanRow> rows;
  PlanResult result;
};

[[nodiscard]] BudgetPlan budget_plan(std::span<const MeasureRow> measures, double budget_eur);

} // namespace empower
