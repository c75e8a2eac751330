// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/options.hpp>
#include <empower/analysis/result.hpp>
#include <empower/io/stock_folder.hpp>

namespace empower {

/// The whole job: a stock folder in, every table out. Rows are in order of their ids; the result is
/// the same to the last bit for any number of threads.
[[nodiscard]] Analysis analyse(const StockFolder& folder, const AnalysisOptions& options = {});

} // namespace empower
