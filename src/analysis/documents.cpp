// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/documents.hpp>

#include <empower/core/version.hpp>
#include <empower/stock/finding.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

namespace empower {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json day(const std::optional<CivilDay>& value) {
  return value ? Json(date_text(*value)) : Json(nullptr);
}

} // namespace

std::string run_document(const StockFolder& folder, const AnalysisOptions& options,
                         std::span<const UsedReference> used) {
  Json run;
  run["empower"] = version;
  run["settings"] = {
      {"heating_base_c", options.heating_rule.base.value()},
      {"heating_threshold_c", options.heating_rule.threshold.value()},
      {"cooling_base_c", options.cooling_rule.base.value()},
      {"cooling_threshold_c", options.cooling_rule.threshold.value()},
      {"emission_set", options.emission_set},
      {"reference_station", options.reference_station},
      {"budget_eur", options.budget_eur ? number(*options.budget_eur) : Json(nullptr)},
      {"top_k", options.top_k},
      {"reference", options.reference == nullptr ? "embedded" : "given by the caller"},
  };
  run["inputs"] = Json::array();
  for (const FileDigest& file : folder.digests)
    run["inputs"].push_back({{"file", file.file}, {"fnv1a_64", file.digest}});

  std::map<std::pair<std::string, std::string>, const UsedReference*> ordered; // each row once
  for (const UsedReference& row : used) ordered.emplace(std::pair{row.table, row.key}, &row);
  run["reference_rows"] = Json::array();
  for (const auto& [key, row] : ordered) {
    run["reference_rows"].push_back({{"table", row->table},
                                     {"key", row->key},
                                     {"value", number(row->value)},
                                     {"valid_from", day(row->provenance.valid_from)},
                                     {"valid_to", day(row->provenance.valid_to)},
                                     {"source", row->provenance.source},
                                     {"confidence", code(row->provenance.confidence)}});
  }
  return run.dump(2) + "\n";
}

std::string plan_document(const PlanResult& plan) {
  const Json document{{"budget_eur", number(plan.budget_eur)},
                      {"spent_eur", number(plan.spent_eur)},
                      {"npv_eur", number(plan.npv_eur)},
                      {"bound_eur", number(plan.bound_eur)},
                      {"gap", number(plan.gap)},
                      {"optimal", plan.optimal},
                      {"packages", plan.chosen.size()}};
  return document.dump(2) + "\n";
}

} // namespace empower
