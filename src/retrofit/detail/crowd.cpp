// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/detail/crowd.hpp>
#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace empower::detail {
namespace {

double square(double x) noexcept { return x * x; }

} // namespace

Crowd::Crowd(std::span<const double> mean, std::span<const double> sd) {
  std::vector<std::size_t> certain, uncertain;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    (sd[i] > 0.0 ? uncertain : certain).push_back(i);
    if (sd[i] == 0.0) certain_.push_back(mean[i]);
  }
  std::sort(certain_.begin(), certain_.end());
  certain_cells_ = gathered(mean, sd, std::move(certain));
  uncertain_cells_ = gathered(mean, sd, std::move(uncertain));
  tabulate();
}

double Crowd::Cell::above(double x, double x_sd) const noexcept {
  return normal_cdf((mean - x) / std::sqrt(square(sd) + square(x_sd)));
}

double Crowd::certain_above(double value) const noexcept {
  const auto [first, last] = std::equal_range(certain_.begin(), certain_.end(), value);
  return static_cast<double>(certain_.end() - last) + 0.5 * static_cast<double>(last - first);
}

double Crowd::expected_above(double mean, double sd) const noexcept {
  double sum = sd > 0.0 ? 0.0 : certain_above(mean);
  for (const Cell& cell : uncertain_cells_) sum += cell.count * cell.above(mean, sd);
  if (sd > 0.0)
    for (const Cell& cell : certain_cells_) sum += cell.count * cell.above(mean, sd);
  return sum;
}

std::vector<Crowd::Cell> Crowd::gathered(std::span<const double> mean, std::span<const double> sd,
                                         std::vector<std::size_t> items) {
  constexpr std::size_t bands = 8;
  constexpr std::size_t cells_in_band = 64;
  const auto at = [&](std::size_t place) {
    return items.begin() + static_cast<std::ptrdiff_t>(place);
  };
  std::vector<Cell> cells;
  std::stable_sort(items.begin(), items.end(), [&](auto a, auto b) { return sd[a] < sd[b]; });
  for (std::size_t band = 0; band < bands; ++band) {
    const std::size_t from = items.size() * band / bands;
    const std::size_t to = items.size() * (band + 1) / bands;
    std::stable_sort(at(from), at(to), [&](auto a, auto b) { return mean[a] > mean[b]; });
    const std::size_t largest = (to - from + cells_in_band - 1) / cells_in_band;
    for (std::size_t start = from; start < to;) {
      const std::size_t size = std::min(largest, 1 + (start - from) / 8); // fine at the top
      const std::span members{at(start), at(std::min(start + size, to))};
      start += size;
      Cell cell;
      cell.count = static_cast<double>(members.size());
      for (const std::size_t i : members) cell.mean += mean[i] / cell.count;
      double variance = 0.0;
      for (const std::size_t i : members)
        variance += (square(sd[i]) + square(mean[i] - cell.mean)) / cell.count;
      cell.sd = std::sqrt(variance);
      cells.push_back(cell);
    }
  }
  return cells;
}

void Crowd::tabulate() {
  constexpr std::size_t size = 1024;
  std::vector<double> places;
  for (const Cell& cell : uncertain_cells_)
    for (const double z : {0.0, 0.3, 0.6, 1.0, 1.5, 2.0, 3.0, 6.0}) {
      places.push_back(cell.mean - z * cell.sd);
      places.push_back(cell.mean + z * cell.sd);
    }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  const std::size_t points = std::min(size, places.size());
  for (std::size_t i = 0; i < points; ++i) {
    const double value = places[i * (places.size() - 1) / std::max<std::size_t>(points - 1, 1)];
    Above sum;
    for (const Cell& cell : uncertain_cells_) {
      const double above = cell.above(value, 0.0);
      sum.expected += cell.count * above;
      sum.variance += cell.count * above * (1.0 - above);
    }
    values_.push_back(value);
    sums_.push_back(sum);
  }
}

Crowd::Above Crowd::above(double value) const noexcept {
  Above result;
  if (!values_.empty()) {
    const auto next = std::upper_bound(values_.begin(), values_.end(), value);
    if (next == values_.begin()) {
      result = sums_.front();
    } else if (next == values_.end()) {
      result = sums_.back();
    } else {
      const auto right = static_cast<std::size_t>(next - values_.begin());
      const double weight = (value - values_[right - 1]) / (values_[right] - values_[right - 1]);
      result = {std::lerp(sums_[right - 1].expected, sums_[right].expected, weight),
                std::lerp(sums_[right - 1].variance, sums_[right].variance, weight)};
    }
  }
  result.expected += certain_above(value);
  return result;
}

} // namespace empower::detail
