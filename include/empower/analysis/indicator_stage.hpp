// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/factors.hpp>
#include <empower/baseline/consumption.hpp>
#include <empower/benchmark/indicator_row.hpp>
#include <empower/stock/building_change.hpp>
#include <empower/stock/building_part.hpp>
#include <empower/stock/stock.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace empower {

/// What the `indicators` table rests on.
struct IndicatorStageInput {
  const Stock* stock = nullptr;
  std::span<const BuildingChange> changes;     ///< by building, then day
  std::span<const ConsumptionRow> consumption; ///< by building, in the order of `stock`
  const Factors* factors = nullptr;            ///< of every carrier and year of `consumption`
  std::string emission_set;
  std::size_t threads = 1;
  std::span<const BuildingPart> parts = {}; ///< by building, then day
};

/// The figures of every building and year by `indicators`, and their sums by site, municipality,
/// organisation, use and over the stock, for each year with consumption.
///
/// A building counts in a sum with all its carriers or not at all: it has those that it has rows of
/// in any year, each needs `sufficient_coverage` in the year. A carrier that ended counts as not
/// known. A `site_total` counts only where a building has nothing else, water only as water. A
/// factor that one building lacks leaves the sum empty. Buildings belong to the organisation and
/// the use that they have on 1 July; one with parts of several uses counts in each use by its share
/// of the floor area. Levels that no building names a key of are left out. Rows by
/// level, key and year; sums in the order of the buildings. Throws `ContractError` for consumption
/// of a building that is not in the stock.
[[nodiscard]] std::vector<IndicatorRow> indicator_rows(const IndicatorStageInput& input);

} // namespace empower
