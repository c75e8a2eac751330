// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/factors.hpp>
#include <empower/analysis/options.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/retrofit/plan.hpp>

#include <span>
#include <string>

namespace empower {

/// `run.json`: version, settings, input digests, the rows that prices, factors, economics,
/// measures and assumptions came from, with their vintage.
[[nodiscard]] std::string run_document(const StockFolder& folder, const AnalysisOptions& options,
                                       std::span<const UsedReference> used);

/// `plan.json`: budget, the body's own outlay, NPV, bound and gap.
[[nodiscard]] std::string plan_document(const PlanResult& plan);

} // namespace empower
