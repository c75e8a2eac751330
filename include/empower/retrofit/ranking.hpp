// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/schema.hpp>
#include <empower/core/units.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace empower {

/// Where an item of uncertain value stands among the others. Rank 1 is the largest; equal values
/// share the mean of their ranks.
struct RankEstimate {
  double expected_rank = 0.0;
  double rank_low = 0.0;          ///< 90 % interval, rounded outwards to whole ranks
  double rank_high = 0.0;
  double probability_top_k = 0.0; ///< of being among the k largest
};

/// Ranks of independent normal values with these means and standard deviations (any unit; 0 = known
/// for certain), in the order given. Pass items ordered by id: sums run in that order.
///
/// - expected rank: exact pairwise sum up to 2,000 items; above, tail sums on a grid and 7-point
///   Gauss-Hermite, error below 0.05 % of the number of items for values that overlap smoothly.
/// - probability of the top k: Monte Carlo with 10,000 fixed draws (standard error <= 0.005) below
///   300 items or for k < 10; else the tail at the threshold that k items pass in expectation
///   (root mean square error near 0.001). The probabilities sum to min(k, items).
/// - rank interval: from the same draws below 300 items, else by the normal approximation
///   described in the source.
///
/// Lin, Louis, Paddock, Ridgeway 2006, doi:10.1214/06-BA130, for what each figure is best at.
/// Throws `ShapeError` if the spans differ in length, `ContractError` for k = 0, a mean that is
/// not finite or a standard deviation that is negative or not finite.
[[nodiscard]] std::vector<RankEstimate> rank(std::span<const double> mean,
                                             std::span<const double> sd, std::size_t k);

/// A row of the table `ranking`.
struct RankingRow {
  std::int64_t rank = 0;
  std::string building_id;
  std::string package; ///< empty when buildings are ranked
  double expected_rank = missing_value;
  double rank_low = missing_value;
  double rank_high = missing_value;
  double probability_top_k = missing_value;
  std::int64_t k = 0;
};

template <>
struct Schema<RankingRow> {
  static constexpr std::string_view name = "ranking";
  [[nodiscard]] static std::span<const Column<RankingRow>> columns();
};

} // namespace empower
