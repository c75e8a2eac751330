// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/documents.hpp>

#include <empower/core/version.hpp>
#include <empower/stock/finding.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <ranges>
#include <span>

namespace empower {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json day(const std::optional<CivilDay>& value) {
  return value ? Json(date_text(*value)) : Json(nullptr);
}

/// By output table and reference table, the rows in words.
Json vintage(std::span<const ReferenceRow> rows) {
  Json tables = Json::object();
  for (const ReferenceRow& row : rows) {
    const std::string held = fmt::format(
        "{} ({} to {}, {})", row.key, row.valid_from ? date_text(*row.valid_from) : "...",
        row.valid_to ? date_text(*row.valid_to) : "...", row.confidence);
    if (row.used_in.empty()) continue;
    for (const auto part : std::views::split(row.used_in, '|'))
      tables[std::string(part.begin(), part.end())][row.table].push_back(held);
  }
  return tables;
}

} // namespace

std::string run_document(const StockFolder& folder, const AnalysisOptions& options,
                         const ReferenceReport& references) {
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
      {"undecided_as_f3", options.undecided_as_f3 ? Json(*options.undecided_as_f3) : Json(nullptr)},
      {"reference", options.reference == nullptr ? "embedded" : "given by the caller"},
  };
  run["inputs"] = Json::array();
  for (const FileDigest& file : folder.digests)
    run["inputs"].push_back({{"file", file.file}, {"fnv1a_64", file.digest}});

  run["reference_rows"] = Json::array();
  for (const ReferenceRow& row : references.rows) {
    run["reference_rows"].push_back({{"table", row.table},
                                     {"key", row.key},
                                     {"value", number(row.value)},
                                     {"unit", row.unit},
                                     {"valid_from", day(row.valid_from)},
                                     {"valid_to", day(row.valid_to)},
                                     {"source", row.source},
                                     {"confidence", row.confidence}});
  }
  run["warnings"] = Json::array();
  for (const ReferenceWarning& warning : references.warnings) {
    run["warnings"].push_back({{"code", warning.code},
                               {"table", warning.table},
                               {"keys", warning.keys},
                               {"text", warning.text},
                               {"used_in", warning.used_in}});
  }
  run["vintage"] = vintage(references.rows);
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
