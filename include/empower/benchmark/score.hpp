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

/// One building among others of its kind: yearly energy per floor area and how sure it is.
struct PeerIntensity {
  double kwh_m2 = missing_value;
  double low_kwh_m2 = missing_value; ///< 90 % interval of the figure itself; missing = exact
  double high_kwh_m2 = missing_value;
};

/// Where a building stands among its peers, itself included. Higher percentile = uses more.
struct PeerScore {
  std::size_t peers = 0;
  double percentile =
      missing_value; ///< mid-rank share below, 0 to 100; missing below `least_peers`
  double percentile_low = missing_value;
  double percentile_high = missing_value;
  double robust_score = missing_value; ///< (ln x - median ln) / (1.4826 MAD), at least 10 % scale
  double peer_median_kwh_m2 = missing_value;
};

/// Fewer peers than this say nothing about a percentile.
inline constexpr std::size_t least_peers = 5;

/// Scores every member of one peer group. Missing intensities are not peers and get no score.
///
/// The interval of a percentile joins both uncertainties: the building's own interval moves its
/// rank, and a rank among n peers is a binomial share (Jeffreys interval, 90 %).
[[nodiscard]] std::vector<PeerScore> peer_scores(std::span<const PeerIntensity> group);

/// A row of the `benchmarks` table.
struct BenchmarkRow {
  std::string building_id;
  std::string carrier;
  std::string peer_group;
  std::int64_t peers = 0;
  double percentile = missing_value;
  double percentile_low = missing_value;
  double percentile_high = missing_value;
  double score = missing_value;
  double gap_kwh = missing_value;
  double intensity_kwh_m2 = missing_value;
  double peer_median_kwh_m2 = missing_value;
};

template <>
struct Schema<BenchmarkRow> {
  static constexpr std::string_view name = "benchmarks";
  [[nodiscard]] static std::span<const Column<BenchmarkRow>> columns();
};

} // namespace empower
