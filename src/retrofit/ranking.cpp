// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/retrofit/detail/crowd.hpp>
#include <empower/retrofit/ranking.hpp>
#include <empower/stats/distribution.hpp>
#include <empower/stats/random.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <tuple>
#include <utility>

namespace empower {
namespace {

using Values = std::span<const double>;

constexpr std::size_t draw_count = 10'000;
constexpr std::uint64_t draw_seed = 1;
constexpr std::size_t most_items_drawn = 299;   ///< above, the threshold form is as good
constexpr std::size_t fewest_ranks_closed = 10; ///< k below which it is not
constexpr std::size_t most_ranks_drawn = 99;
constexpr std::size_t most_items_paired = 2'000;

/// Equally likely points of the standard normal distribution, ascending. Draws from 4,096 points
/// err far less than 10,000 draws do, and each costs one look-up.
const std::array<double, 4096>& normal_points() {
  static const auto points = [] {
    std::array<double, 4096> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] = normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(all.size()));
    return all;
  }();
  return points;
}

class Draws {
public:
  Draws(Values mean, Values sd) : mean_{mean}, sd_{sd}, points_{normal_points()} {}

  void next(std::span<double> values) noexcept {
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = mean_[i] + sd_[i] * points_[random_.bits() >> 52U];
  }

private:
  Values mean_;
  Values sd_;
  const std::array<double, 4096>& points_;
  Random random_{draw_seed};
};

/// One at the k largest values, a fair share at a tie across the edge, added to `sum`.
void add_membership(Values values, std::size_t k, std::vector<double>& ordered,
                    std::vector<double>& sum) {
  ordered.assign(values.begin(), values.end());
  const auto edge = ordered.begin() + static_cast<std::ptrdiff_t>(k) - 1;
  std::nth_element(ordered.begin(), edge, ordered.end(), std::greater<>{});
  double above = 0.0;
  double level = 0.0;
  for (const double value : values) {
    above += value > *edge ? 1.0 : 0.0;
    level += value == *edge ? 1.0 : 0.0;
  }
  const double share = (static_cast<double>(k) - above) / level;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] > *edge) sum[i] += 1.0;
    if (values[i] == *edge) sum[i] += share;
  }
}

std::vector<double> drawn_top_k(Values mean, Values sd, std::size_t k) {
  // An item whose best draw stays below the worst draws of k others can be left out unseen.
  const double reach = normal_points().back();
  std::vector<double> worst(mean.size());
  for (std::size_t i = 0; i < mean.size(); ++i) worst[i] = mean[i] - reach * sd[i];
  const auto edge = worst.begin() + static_cast<std::ptrdiff_t>(k) - 1;
  std::nth_element(worst.begin(), edge, worst.end(), std::greater<>{});
  std::vector<std::size_t> candidates;
  std::vector<double> means, sds;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (mean[i] + reach * sd[i] < *edge) continue;
    candidates.push_back(i);
    means.push_back(mean[i]);
    sds.push_back(sd[i]);
  }
  Draws draws{means, sds};
  std::vector<double> values(means.size()), ordered, sum(means.size());
  for (std::size_t draw = 0; draw < draw_count; ++draw) {
    draws.next(values);
    add_membership(values, k, ordered, sum);
  }
  std::vector<double> probability(mean.size(), 0.0);
  for (std::size_t i = 0; i < candidates.size(); ++i)
    probability[candidates[i]] = sum[i] / static_cast<double>(draw_count);
  return probability;
}

/// How many items pass a threshold in expectation; certain items on it are counted apart.
struct Passing {
  double above = 0.0;
  double level = 0.0;
  double density = 0.0;
};

Passing passing(Values mean, Values sd, double threshold) noexcept {
  Passing result;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (sd[i] > 0.0) {
      const double z = (mean[i] - threshold) / sd[i];
      result.above += normal_cdf(z);
      result.density += std::exp(-0.5 * z * z) / (sd[i] * std::sqrt(2.0 * std::numbers::pi));
    } else {
      result.above += mean[i] > threshold ? 1.0 : 0.0;
      result.level += mean[i] == threshold ? 1.0 : 0.0;
    }
  }
  return result;
}

/// The threshold that `k` < items pass in expectation. The number passing falls in steps at certain
/// items and smoothly between: first the step or the stretch between two, then Newton's method
/// there, which falls back on bisection where it leaves the bracket.
double threshold_of(Values mean, Values sd, double k) {
  std::vector<double> steps;
  double low = mean[0];
  double high = mean[0];
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (sd[i] == 0.0) steps.push_back(mean[i]);
    low = std::min(low, mean[i] - 9.0 * sd[i]);
    high = std::max(high, mean[i] + 9.0 * sd[i]);
  }
  std::sort(steps.begin(), steps.end());
  for (auto first = steps.begin(), last = steps.end(); first < last;) {
    const auto middle = first + (last - first) / 2;
    const Passing at = passing(mean, sd, *middle);
    if (at.above > k) {
      low = *middle;
      first = middle + 1;
    } else if (at.above + at.level < k) {
      high = *middle;
      last = middle;
    } else {
      return *middle;
    }
  }
  double threshold = 0.5 * (low + high);
  for (int iteration = 0; iteration < 200; ++iteration) {
    const Passing at = passing(mean, sd, threshold);
    const double excess = at.above - k;
    if (std::abs(excess) <= 1e-10 * k) break;
    (excess > 0.0 ? low : high) = threshold;
    const double newton = threshold + excess / at.density;
    threshold = newton > low && newton < high ? newton : 0.5 * (low + high);
  }
  return threshold;
}

std::vector<double> closed_top_k(Values mean, Values sd, std::size_t k) {
  const double threshold = threshold_of(mean, sd, static_cast<double>(k));
  const Passing at = passing(mean, sd, threshold);
  std::vector<double> probability(mean.size());
  for (std::size_t i = 0; i < mean.size(); ++i) {
    if (sd[i] > 0.0)
      probability[i] = normal_cdf((mean[i] - threshold) / sd[i]);
    else if (mean[i] == threshold)
      probability[i] = (static_cast<double>(k) - at.above) / at.level;
    else
      probability[i] = mean[i] > threshold ? 1.0 : 0.0;
  }
  return probability;
}

std::vector<double> paired_expected_ranks(Values mean, Values sd) {
  std::vector<double> ranks(mean.size(), 1.0);
  for (std::size_t i = 0; i < mean.size(); ++i) {
    for (std::size_t j = i + 1; j < mean.size(); ++j) {
      const double spread = std::sqrt(sd[i] * sd[i] + sd[j] * sd[j]);
      const double difference = mean[i] - mean[j];
      const double i_larger = difference == 0.0 ? 0.5
                              : spread > 0.0    ? normal_cdf(difference / spread)
                                                : (difference > 0.0 ? 1.0 : 0.0);
      ranks[i] += 1.0 - i_larger;
      ranks[j] += i_larger;
    }
  }
  return ranks;
}

/// Given the item's value x, its rank is 1 + a sum of independent indicators: mean 1 + S(x) and
/// variance V(x), near normal for many items. S falls with x, so over x alone the 5 % point of the
/// rank is 1 + S(x_95) exactly, skew and all. The two sources are combined as for a normal:
/// distances from the middle 1 + S(mean) add in squares. S and V leave out the item itself, which
/// the crowd counts with the probability that a fresh copy of it is above x.
std::pair<double, double> closed_interval(const detail::Crowd& crowd, double mean, double sd,
                                          std::size_t items) noexcept {
  const auto others = [&](double z) {
    detail::Crowd::Above at = crowd.above(mean + z * sd);
    const double self = sd > 0.0 ? normal_cdf(-z) : 0.5;
    at.expected -= self;
    if (sd > 0.0) at.variance = std::max(0.0, at.variance - self * (1.0 - self));
    return at;
  };
  const auto [middle, variance] = others(0.0);
  const double noise = normal_quantile_95 * std::sqrt(variance);
  const double low = 1.0 + middle - std::hypot(middle - others(normal_quantile_95).expected, noise);
  const double high =
      1.0 + middle + std::hypot(others(-normal_quantile_95).expected - middle, noise);
  return {std::max(1.0, std::floor(low)), std::min(static_cast<double>(items), std::ceil(high))};
}

std::vector<std::pair<double, double>> drawn_intervals(Values mean, Values sd) {
  const std::size_t items = mean.size();
  Draws draws{mean, sd};
  std::vector<double> values(items);
  std::vector<std::size_t> order(items);
  std::iota(order.begin(), order.end(), std::size_t{0});
  // How often each item had each rank, in half steps from 1: the mean rank where values tie.
  std::vector<std::size_t> times(items * 2 * items, 0);
  for (std::size_t draw = 0; draw < draw_count; ++draw) {
    draws.next(values);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] > values[b]; });
    for (std::size_t first = 0, last = 0; first < items; first = last) {
      while (last < items && values[order[last]] == values[order[first]]) ++last;
      for (std::size_t i = first; i < last; ++i) ++times[order[i] * 2 * items + first + last - 1];
    }
  }
  std::vector<std::pair<double, double>> intervals;
  for (std::size_t i = 0; i < items; ++i) {
    const auto quantile = [&](double level) {
      std::size_t place = 0;
      for (auto seen = times[i * 2 * items]; static_cast<double>(seen) < level * draw_count;)
        seen += times[i * 2 * items + ++place];
      return 1.0 + 0.5 * static_cast<double>(place);
    };
    intervals.emplace_back(std::floor(quantile(0.05)), std::ceil(quantile(0.95)));
  }
  return intervals;
}

} // namespace

std::vector<RankEstimate> rank(std::span<const double> mean, std::span<const double> sd,
                               std::size_t k) {
  const std::size_t items = mean.size();
  if (sd.size() != items) throw ShapeError("sd", items, sd.size());
  EMPOWER_EXPECTS(k > 0, "the top of a ranking has one item at least");
  for (std::size_t i = 0; i < items; ++i)
    EMPOWER_EXPECTS(std::abs(mean[i]) < 1e150 && sd[i] < 1e150 && (sd[i] == 0.0 || sd[i] > 1e-150),
                    "a ranked value has a mean and a standard deviation whose squares are doubles");
  std::vector<RankEstimate> result(items);
  if (items == 0) return result;

  const std::vector<double> top = k >= items ? std::vector<double>(items, 1.0)
                                  : items <= most_items_drawn || k < fewest_ranks_closed
                                      ? drawn_top_k(mean, sd, k)
                                      : closed_top_k(mean, sd, k);
  for (std::size_t i = 0; i < items; ++i) result[i].probability_top_k = top[i];
  if (items <= most_items_paired) {
    const std::vector<double> expected = paired_expected_ranks(mean, sd);
    for (std::size_t i = 0; i < items; ++i) result[i].expected_rank = expected[i];
  }
  if (items <= most_ranks_drawn) {
    const auto intervals = drawn_intervals(mean, sd);
    for (std::size_t i = 0; i < items; ++i)
      std::tie(result[i].rank_low, result[i].rank_high) = intervals[i];
    return result;
  }
  const detail::Crowd crowd{mean, sd};
  for (std::size_t i = 0; i < items; ++i) {
    if (items > most_items_paired) // the item itself is in the crowd and counts half
      result[i].expected_rank = 0.5 + crowd.expected_above(mean[i], sd[i]);
    std::tie(result[i].rank_low, result[i].rank_high) =
        closed_interval(crowd, mean[i], sd[i], items);
  }
  return result;
}

std::span<const Column<RankingRow>> Schema<RankingRow>::columns() {
  static constexpr Column<RankingRow> all[] = {
      {"rank", "", "place by expected rank, 1 = first to do", &RankingRow::rank},
      {"building_id", "", "building", &RankingRow::building_id},
      {"package", "", "retrofit package; empty when buildings are ranked", &RankingRow::package},
      {"expected_rank", "", "mean of the rank over all that is uncertain",
       &RankingRow::expected_rank},
      {"rank_low", "", "lower end of the 90 % interval of the rank", &RankingRow::rank_low},
      {"rank_high", "", "upper end of the 90 % interval of the rank", &RankingRow::rank_high},
      {"probability_top_k", "", "probability of being among the first k",
       &RankingRow::probability_top_k},
      {"k", "", "number of places that probability_top_k is about", &RankingRow::k},
  };
  return all;
}

} // namespace empower
