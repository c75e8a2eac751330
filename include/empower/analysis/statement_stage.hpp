// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/factors.hpp>
#include <empower/io/stock_folder.hpp>
#include <empower/obligation/statement.hpp>

#include <span>
#include <vector>

namespace empower {

/// The statements of a folder's organisations, with the reference rows they rest on.
struct FolderStatement {
  Statement statement;
  std::vector<UsedReference> used;
};

/// From the rows of the `consumption` table. Works count from the day they ended; days with
/// estimated readings are counted by meter, sub-meters left out.
[[nodiscard]] FolderStatement folder_statement(const StockFolder& folder,
                                               std::span<const ConsumptionRow> consumption,
                                               const ReferenceTables& reference);

} // namespace empower
