// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/score.hpp>

#include <empower/stats/robust.hpp>

#include <boost/math/distributions/beta.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace empower {
namespace {

/// Members below `x`, those equal counted half.
double mid_rank(std::span<const double> sorted, double x) {
  const auto [first, last] = std::ranges::equal_range(sorted, x);
  return static_cast<double>(first - sorted.begin()) + 0.5 * static_cast<double>(last - first);
}

double jeffreys(double below, double n, double probability) {
  return boost::math::quantile(boost::math::beta_distribution<>{below + 0.5, n - below + 0.5},
                               probability);
}

} // namespace

std::vector<PeerScore> peer_scores(std::span<const PeerIntensity> group) {
  std::vector<double> sorted;
  for (const PeerIntensity& member : group) {
    if (member.kwh_m2 > 0.0) sorted.push_back(member.kwh_m2);
  }
  std::ranges::sort(sorted);
  std::vector<PeerScore> scores(group.size());
  for (PeerScore& score : scores) score.peers = sorted.size();
  if (sorted.size() < least_peers) return scores;

  const double centre = median(sorted);
  std::vector<double> spread;
  spread.reserve(sorted.size());
  for (const double x : sorted) spread.push_back(std::abs(std::log(x / centre)));
  constexpr double least_scale = 0.10;
  const double scale = std::max(normal_deviation_over_mad * median(std::move(spread)), least_scale);
  const auto n = static_cast<double>(sorted.size());

  for (std::size_t i = 0; i < group.size(); ++i) {
    const PeerIntensity& member = group[i];
    PeerScore& score = scores[i];
    score.peer_median_kwh_m2 = centre;
    if (!(member.kwh_m2 > 0.0)) continue;
    const double low = std::isnan(member.low_kwh_m2) ? member.kwh_m2 : member.low_kwh_m2;
    const double high = std::isnan(member.high_kwh_m2) ? member.kwh_m2 : member.high_kwh_m2;
    score.percentile = 100.0 * mid_rank(sorted, member.kwh_m2) / n;
    score.percentile_low = 100.0 * jeffreys(mid_rank(sorted, low), n, 0.05);
    score.percentile_high = 100.0 * jeffreys(mid_rank(sorted, high), n, 0.95);
    score.robust_score = std::log(member.kwh_m2 / centre) / scale;
  }
  return scores;
}

std::span<const Column<BenchmarkRow>> Schema<BenchmarkRow>::columns() {
  using Row = BenchmarkRow;
  static constexpr std::array<Column<Row>, 11> all{{
      {"building_id", "", "building", &Row::building_id},
      {"carrier", "", "energy carrier", &Row::carrier},
      {"peer_group", "", "what the peers have in common, and which figure is compared",
       &Row::peer_group},
      {"peers", "1", "buildings compared, this one included", &Row::peers},
      {"percentile", "%", "share of peers that use less per floor area; empty below 5 peers",
       &Row::percentile},
      {"percentile_low", "%", "5 % point, from the building's own interval and the number of peers",
       &Row::percentile_low},
      {"percentile_high", "%", "95 % point", &Row::percentile_high},
      {"score", "1", "100 - percentile: higher is better", &Row::score},
      {"gap_kwh", "kWh", "yearly energy above the peers' median; 0 when below", &Row::gap_kwh},
      {"intensity_kwh_m2", "kWh/m2", "the figure compared", &Row::intensity_kwh_m2},
      {"peer_median_kwh_m2", "kWh/m2", "its median over the peers", &Row::peer_median_kwh_m2},
  }};
  return all;
}

} // namespace empower
