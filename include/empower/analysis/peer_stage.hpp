// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/building_stage.hpp>
#include <empower/benchmark/score.hpp>
#include <empower/stock/finding.hpp>

#include <optional>
#include <span>
#include <vector>

namespace empower {

/// What the comparison needs of one building.
struct PeerInput {
  const Building* building = nullptr;
  std::span<const ConsumptionRow> consumption; ///< of this building
  FindingPlace place;                          ///< without meter and carrier
  const Factors* factors = nullptr;
  bool heated_by_electricity = false;     ///< an electricity model has a heating leg
  std::optional<CivilDay> use_since = {}; ///< years that began before it had another use
};

struct PeerResult {
  std::vector<BenchmarkRow> benchmarks; ///< by building, then carrier
  std::vector<Finding> findings;
};

/// Compares the buildings of one use by carrier: the mean over the years of the normalised
/// intensity where there is one, else of the measured intensity; the two are never compared with
/// each other. Years that began with another use do not count. A use with fewer than `least_peers`
/// buildings joins the others of its benchmark group.
[[nodiscard]] PeerResult compare_peers(std::span<const PeerInput> buildings,
                                       const ReferenceTables& reference, std::size_t threads = 1);

} // namespace empower
