// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/io/stock_folder.hpp>

#include <cstddef>
#include <optional>

/// Buildings of a stock by day: dated changes and parts taken together.
namespace empower::detail {

/// A building as it was on a day, with its main use.
[[nodiscard]] Building building_as_on(const StockFolder& folder, std::size_t building,
                                      CivilDay day);

/// The day from which a building has had the main use that it has on `last`; nothing if always.
[[nodiscard]] std::optional<CivilDay> use_since(const StockFolder& folder, std::size_t building,
                                                CivilDay last);

} // namespace empower::detail
