// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/daily_search.hpp>

#include <empower/baseline/detail/frame.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace empower::detail {

namespace {

constexpr std::size_t most_steps = 8;
constexpr int most_halvings = 3;
/// A step that lowers the SSE by less than this share is the last.
constexpr double least_fall = 1e-7;

std::size_t constant_index(double smoothing_days) {
  return static_cast<std::size_t>(std::ranges::find(smoothing_constants, smoothing_days) -
                                  smoothing_constants.begin());
}

/// A system that grows by columns given by their products, less what a block takes of them.
class GrowingSystem {
public:
  explicit GrowingSystem(const CalendarBlock& block) : block_(&block) {}

  void add(std::span<const double> calendar, double square, double energy) {
    const std::size_t i = system_.size++;
    const std::vector<double>& column = columns_.emplace_back(block_->projected(calendar));
    for (std::size_t j = 0; j < i; ++j) system_.at(i, j) = -dot(column, columns_[j]);
    system_.at(i, i) = square - dot(column, column);
    system_.scale[i] = square;
    system_.response[i] = block_->energy_left(energy, column);
  }
  /// The product of two columns, where they share days.
  void join(std::size_t later, std::size_t earlier, double product) {
    system_.at(later, earlier) += product;
  }
  [[nodiscard]] const SmallSystem& system() const noexcept { return system_; }

private:
  const CalendarBlock* block_;
  std::vector<std::vector<double>> columns_;
  SmallSystem system_;
};

/// Adds the derivative after a balance temperature that `legs` share: their edges, weighted with
/// the slopes.
void add_edge(GrowingSystem& growing, std::span<const LegProducts> legs, std::size_t first,
              std::size_t count, std::span<const double> slopes) {
  std::vector<double> calendar(legs[first].edge_calendar.size(), 0.0);
  double square = 0.0;
  double energy = 0.0;
  for (std::size_t i = first; i < first + count; ++i) {
    for (std::size_t j = 0; j < calendar.size(); ++j)
      calendar[j] += slopes[i] * legs[i].edge_calendar[j];
    square += slopes[i] * slopes[i] * legs[i].edge_square;
    energy += slopes[i] * legs[i].edge_energy;
  }
  const std::size_t edge = growing.system().size;
  growing.add(calendar, square, energy);
  for (std::size_t i = first; i < first + count; ++i)
    growing.join(edge, i, slopes[i] * legs[i].edge_leg);
}

} // namespace

// The step solves the least squares linearised in the balance temperatures too.
DailySearch::Linearised DailySearch::at(const CalendarBlock& block,
                                        const DailyCandidate& candidate) const {
  const LegSums& sums = sums_[constant_index(candidate.terms.smoothing_days)];
  const auto types = day_types(candidate.terms.slopes_by_day_type);
  std::vector<LegProducts> legs; // by leg, then day type
  if (has_heating(candidate.terms.shape))
    for (const DayType type : types) legs.push_back(sums.heating(candidate.heating_balance, type));
  if (has_cooling(candidate.terms.shape))
    for (const DayType type : types) legs.push_back(sums.cooling(candidate.cooling_balance, type));
  GrowingSystem growing{block};
  for (const LegProducts& leg : legs) growing.add(leg.calendar, leg.square, leg.energy);
  SmallSystem slopes = growing.system();
  const double fall = slopes.factor();
  if (!(fall > 0.0)) return {};
  slopes.substitute();
  if (!slopes.positive(legs.size())) return {};

  for (std::size_t first = 0; first < legs.size(); first += types.size())
    add_edge(growing, legs, first, types.size(), slopes.response);
  Linearised result{.sse = block.sse() - fall};
  SmallSystem steps = growing.system();
  const std::size_t edges = steps.size - legs.size();
  if (!(steps.factor() > 0.0)) return result;
  steps.substitute();
  for (std::size_t e = 0; e < edges; ++e) result.step[e] = steps.response[legs.size() + e];
  return result;
}

void DailySearch::refine(DailyCandidate& candidate) const {
  if (candidate.terms.shape == SignatureShape::mean) return;
  const CalendarBlock block{products_, candidate.terms};
  const Grid& grid = grids_[constant_index(candidate.terms.smoothing_days)];
  const DailyCandidate start = candidate;
  const auto moved = [](double balance, double by, double from, std::span<const double> range) {
    return std::clamp(balance + by, std::max(from - grid_step_k, range.front()),
                      std::min(from + grid_step_k, range.back()));
  };
  Linearised now = at(block, candidate);
  for (std::size_t round = 0; round < most_steps; ++round) {
    const double before = candidate.sse;
    bool better = false;
    for (int halving = 0; halving <= most_halvings && !better; ++halving) {
      const double share = std::ldexp(1.0, -halving);
      DailyCandidate next = candidate;
      std::size_t edge = 0;
      if (has_heating(candidate.terms.shape))
        next.heating_balance = moved(candidate.heating_balance, share * now.step[edge++],
                                     start.heating_balance, grid.heating);
      if (has_cooling(candidate.terms.shape))
        next.cooling_balance = moved(candidate.cooling_balance, share * now.step[edge],
                                     start.cooling_balance, grid.cooling);
      if (next.heating_balance > next.cooling_balance) continue;
      const Linearised there = at(block, next);
      better = there.sse < candidate.sse;
      if (!better) continue;
      next.sse = there.sse;
      candidate = next;
      now = there;
    }
    if (!better || before - candidate.sse < least_fall * before) return;
  }
}

} // namespace empower::detail
