// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/table.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace empower {

/// All tables of an analysis, in the order of the product's list, and the two JSON documents.
struct Analysis {
  std::vector<Table> tables; ///< consumption, baselines, findings, benchmarks, measures, ranking,
                             ///< plan, savings, statement, obligations, indicators, weather, load,
                             ///< school_indicators, rejects, inputs, `expected` on request, and
                             ///< references
  std::string plan_json;     ///< budget, spent, NPV, bound, gap; empty without a budget
  std::string run_json;      ///< version, settings, input digests, reference rows used, with
                             ///< warnings and the vintage of each table

  /// Throws `ContractError` if there is no table of that name.
  [[nodiscard]] const Table& table(std::string_view name) const;
};

/// Writes `<table>.csv`, `tables.json`, `run.json` and `plan.json` into a folder, which is made.
void write_analysis(const Analysis& analysis, const std::filesystem::path& folder);

} // namespace empower
