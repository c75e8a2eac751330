// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/options.hpp>
#include <empower/analysis/references.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/retrofit/plan.hpp>

#include <string>

namespace empower {

/// `run.json`: version, settings, input digests, the reference rows that figures rest on,
/// `warnings` about them, and the `vintage` of each table: by reference table the rows it rests on
/// with their validity and confidence.
[[nodiscard]] std::string run_document(const StockFolder& folder, const AnalysisOptions& options,
                                       const ReferenceReport& references);

/// `plan.json`: budget, the body's own outlay, NPV, bound and gap.
[[nodiscard]] std::string plan_document(const PlanResult& plan);

} // namespace empower
