// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/retrofit_stage.hpp>

#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <ranges>
#include <set>
#include <tuple>
#include <utility>

namespace empower {
namespace {

/// Weakest confidence among the prices of the carriers that a building uses.
std::string_view price_confidence(const RetrofitInput& input) {
  Confidence weakest = Confidence::verified;
  for (const CarrierUse& use : input.energy->carriers) {
    if (use.total() > 0.0)
      weakest = std::max(weakest, input.factors->price(use.carrier).confidence);
  }
  return code(weakest);
}

std::string_view data_quality(const MeasureRow& row, const RetrofitInput& input) {
  if (input.weak_model || !input.not_counted.empty()) return "poor";
  return row.assumptions.empty() ? "good" : "fair";
}

} // namespace

RetrofitTerms retrofit_terms(const ReferenceTables& reference) {
  RetrofitTerms terms;
  const auto value = [&](std::string_view parameter, std::string_view perspective,
                         std::string_view group) {
    const auto row = reference.economic(parameter, perspective, group);
    if (!row)
      throw InputError({"economic_parameters.csv", 0, std::string{parameter}}, "a row with a value",
                       row.failure().detail);
    terms.used.push_back({"economic_parameters.csv", std::string{parameter}, (*row)->value,
                          (*row)->provenance, (*row)->unit});
    return (*row)->value;
  };
  terms.economics.valuation = {value("discount_rate_real", "financial", "all"),
                               static_cast<int>(value("calculation_period", "all", "public"))};
  terms.economics.price_growth = 0.5 * (value("price_escalation_real_low", "all", "all") +
                                        value("price_escalation_real_high", "all", "all"));
  terms.vat = value("vat_ordinary", "financial", "all");
  return terms;
}

std::vector<MeasureRow> measure_rows(const RetrofitInput& input, const ReferenceTables& reference,
                                     const RetrofitTerms& terms) {
  std::vector<MeasureRow> rows;
  if (input.energy->carriers.empty()) {
    MeasureRow& row = rows.emplace_back();
    row.building_id = input.building->id;
    row.status = "refused";
    row.reason = input.no_energy_because;
    return rows;
  }
  std::vector<SizedMeasure> sized;
  std::vector<MeasureRow> refused;
  std::map<std::string_view, double> known;
  for (const MeasureRule& rule : reference.measures) {
    MeasureOutcome outcome =
        size_measure(rule, *input.building, *input.energy, {&reference, terms.vat, &known});
    if (outcome) {
      sized.push_back(*outcome);
    } else {
      refused.push_back(refused_measure_row(*input.building, rule, outcome.failure()));
    }
  }
  const std::string_view confidence = price_confidence(input);
  for (const Package& package : packages(sized, *input.energy, terms.economics)) {
    MeasureRow& row = rows.emplace_back(measure_row(*input.building, package, sized));
    row.price_confidence = confidence;
    row.data_quality = data_quality(row, input);
    row.reason = input.not_counted;
  }
  std::ranges::move(refused, std::back_inserter(rows));
  return rows;
}

std::vector<UsedReference> references_of_measures(std::span<const Building> buildings,
                                                  std::span<const std::vector<MeasureRow>> measures,
                                                  const ReferenceTables& reference) {
  std::vector<UsedReference> used;
  std::set<std::tuple<std::string, std::string, std::optional<int>>> seen; // what was looked up
  std::set<std::tuple<std::string_view, std::string_view, BuildingUse, std::optional<int>>>
      rows_seen;
  const auto once = [&](std::string what, std::string use, std::optional<int> storeys) {
    return seen.emplace(std::move(what), std::move(use), storeys).second;
  };
  const auto assumption = [&](const std::string& quantity, const Building& building) {
    const std::string use{code(building.use)};
    if (!once(quantity, use, building.storeys)) return;
    const auto row = reference.assumption(quantity, use, building.storeys);
    if (!row) return;
    const Assumption& found = **row;
    std::string key = quantity + " " + found.use;
    if (found.storeys_from) key += " from " + std::to_string(*found.storeys_from) + " storeys";
    if (!found.text_value.empty()) key += " " + found.text_value;
    used.push_back({"assumptions.csv", std::move(key), found.value, found.provenance, found.unit});
  };
  const auto automation = [&](const std::string& present, const std::string& measure,
                              const Building& building) {
    const auto use = reference.use(code(building.use));
    if (!use || !once(present + measure, (*use)->bacs_use, {})) return;
    const std::string after(1, static_cast<char>(measure.back() - 'a' + 'A'));
    for (const std::string_view kind : {"thermal", "electric"}) {
      for (const std::string& bacs_class : {present, after}) {
        const auto row = reference.bacs_factor((*use)->bacs_use, kind, bacs_class);
        if (row)
          used.push_back({"bacs_factors.csv",
                          (*use)->bacs_use + " " + std::string{kind} + " " + bacs_class,
                          (*row)->factor, (*row)->provenance, "1"});
      }
    }
  };
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    for (const MeasureRow& row : measures[b]) {
      // Combinations rest on the same rows as their measures alone, and like buildings on the same.
      if (row.status != "proposed" || row.package != row.measures) continue;
      if (!rows_seen.emplace(row.measures, row.assumptions, buildings[b].use, buildings[b].storeys)
               .second)
        continue;
      assumption("hot_water_share_of_thermal_base", buildings[b]);
      assumption("lighting_share_of_electricity_base", buildings[b]);
      for (const auto part : std::views::split(row.assumptions, '|')) {
        const std::string text(part.begin(), part.end());
        const std::string quantity = text.substr(0, text.find('='));
        assumption(quantity, buildings[b]);
        if (quantity == "bacs_class_present")
          automation(text.substr(text.find('=') + 1), row.measures, buildings[b]);
      }
      if (!once(row.measures, "measure", {})) continue;
      const auto rule = std::ranges::find(reference.measures, row.measures, &MeasureRule::id);
      if (rule != reference.measures.end())
        used.push_back({"retrofit_measures.csv", rule->id, rule->unit_cost_eur.mid,
                        rule->provenance, "EUR/" + rule->cost_unit});
    }
  }
  return used;
}

std::vector<RankingRow> ranking_rows(std::span<const MeasureRow> measures, std::size_t top_k) {
  std::vector<const MeasureRow*> best; // one per building, in the order of the rows
  for (const MeasureRow& row : measures) {
    if (!(row.npv_eur > 0.0)) continue;
    if (best.empty() || best.back()->building_id != row.building_id) {
      best.push_back(&row);
    } else if (row.npv_eur > best.back()->npv_eur) {
      best.back() = &row;
    }
  }
  if (best.empty()) return {};
  std::vector<double> mean;
  std::vector<double> sd;
  mean.reserve(best.size());
  sd.reserve(best.size());
  for (const MeasureRow* row : best) {
    mean.push_back(row->npv_eur);
    sd.push_back((row->npv_high_eur - row->npv_low_eur) / (2.0 * normal_quantile_95));
  }
  const std::size_t k = std::max<std::size_t>(1, std::min(top_k, best.size()));
  const std::vector<RankEstimate> ranks = rank(mean, sd, k);
  std::vector<std::size_t> order(best.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return ranks[i].expected_rank; });
  std::vector<RankingRow> rows;
  rows.reserve(order.size());
  for (const std::size_t i : order) {
    rows.push_back({static_cast<std::int64_t>(rows.size() + 1), best[i]->building_id,
                    best[i]->package, ranks[i].expected_rank, ranks[i].rank_low, ranks[i].rank_high,
                    ranks[i].probability_top_k, static_cast<std::int64_t>(k)});
  }
  return rows;
}

BudgetPlan budget_plan(std::span<const MeasureRow> measures, double budget_eur) {
  std::vector<PlanOption> options;
  std::vector<const MeasureRow*> rows;
  std::size_t building = 0;
  for (const MeasureRow& row : measures) {
    if (!(row.npv_eur > 0.0)) continue;
    if (!rows.empty() && rows.back()->building_id != row.building_id) ++building;
    options.push_back({building, row.investment_eur, row.npv_eur});
    rows.push_back(&row);
  }
  BudgetPlan plan{{}, filled_up(best_plan(options, budget_eur), options)};
  for (const std::size_t i : plan.result.chosen) {
    const MeasureRow& row = *rows[i];
    plan.rows.push_back({row.building_id, row.package, row.investment_eur, missing_value,
                         row.investment_eur, row.saving_kwh, row.npv_eur});
  }
  return plan;
}

} // namespace empower
