// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>
#include <memory>

namespace empower::detail {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double normal_deviations = 1.4826; // standard deviation over MAD of a normal
constexpr std::size_t fewest = 8;

/// Slots sorted side by side: as many as two cache lines hold.
constexpr std::size_t width = 8;

void order(double* a, double* b) noexcept {
  for (std::size_t column = 0; column < width; column += 2) {
    const TwoRows at{column};
    const Pair x = at.of(a);
    const Pair y = at.of(b);
    at.put(a, smaller(y, x));
    at.put(b, larger(y, x));
  }
}

/// Sorts each of `width` columns of `rows` values: Batcher's merge exchange (Knuth, TAOCP 5.2.2
/// M), a sequence of comparisons that does not depend on the values, so that all columns take the
/// same.
void sort_columns(double* values, std::size_t rows) noexcept {
  if (rows < 2) return;
  const std::size_t top = std::bit_ceil(rows) / 2;
  for (std::size_t p = top; p > 0; p /= 2) {
    std::size_t q = top;
    std::size_t r = 0;
    std::size_t d = p;
    while (true) {
      for (std::size_t i = 0; i + d < rows; ++i)
        if ((i & p) == r) order(values + i * width, values + (i + d) * width);
      if (q == p) break;
      d = q - p;
      q /= 2;
      r = p;
    }
  }
}

/// Every `width`-th value from `first` on, ascending.
struct Sorted {
  const double* first;
  std::size_t count;
  [[nodiscard]] double operator[](std::size_t i) const noexcept { return first[i * width]; }
  [[nodiscard]] double median() const noexcept {
    return 0.5 * ((*this)[(count - 1) / 2] + (*this)[count / 2]);
  }
};

/// The `rank`-th smallest distance (from 0) to `middle`: the nearest rank + 1 values are
/// consecutive, so their first one is found by bisection.
double distance_of_rank(const Sorted& values, double middle, std::size_t rank) noexcept {
  std::size_t low = 0;
  std::size_t high = values.count - rank - 1;
  while (low < high) {
    const std::size_t first = (low + high) / 2;
    if (middle - values[first] > values[first + rank + 1] - middle)
      low = first + 1;
    else
      high = first;
  }
  return std::max(middle - values[low], values[low + rank] - middle);
}

double median_deviation(const Sorted& values, double middle) noexcept {
  return 0.5 * (distance_of_rank(values, middle, (values.count - 1) / 2) +
                distance_of_rank(values, middle, values.count / 2));
}

} // namespace

ClipLimits clip_limits(const WeekSlots& slots, std::span<const double> residual,
                       std::span<const double> weight, double deviations) {
  std::vector<std::size_t> count(slots.count);
  for (const SlotRun& run : slots.runs)
    for (std::uint32_t j = 0; j < run.length; ++j) ++count[run.slot + j];
  const std::size_t rows = std::ranges::max(count);
  const std::size_t strip = rows * width;
  // Strips of `width` slots, row by row; where a slot's next residual goes.
  const auto values =
      std::make_unique_for_overwrite<double[]>((slots.count + width - 1) / width * strip + width);
  std::vector<double*> next(slots.count);
  for (std::size_t p = 0; p < slots.count; ++p)
    next[p] = values.get() + p / width * strip + p % width;
  for (const SlotRun& run : slots.runs) {
    double** const to = next.data() + run.slot;
    for (std::uint32_t j = 0; j < run.length; ++j) {
      *to[j] = residual[run.row + j];
      to[j] += weight[run.row + j] > 0.0 ? width : 0;
    }
  }
  ClipLimits limits{std::vector<double>(slots.count, -infinity),
                    std::vector<double>(slots.count, infinity)};
  for (std::size_t first = 0; first < slots.count; first += width) {
    double* const columns = values.get() + first / width * strip;
    const std::size_t end = std::min(first + width, slots.count);
    std::size_t most = 0;
    for (std::size_t p = first; p < end; ++p) {
      count[p] = static_cast<std::size_t>(next[p] - (columns + (p - first))) / width;
      most = std::max(most, count[p]);
    }
    // What is not there sorts to the end.
    for (std::size_t c = 0; c < width; ++c)
      for (std::size_t r = first + c < end ? count[first + c] : 0; r < most; ++r)
        columns[r * width + c] = infinity;
    sort_columns(columns, most);
    for (std::size_t p = first; p < end; ++p) {
      if (count[p] < fewest) continue;
      const Sorted sorted{columns + (p - first), count[p]};
      const double middle = sorted.median();
      const double reach = deviations * normal_deviations * median_deviation(sorted, middle);
      if (!(reach > 0.0)) continue;
      limits.low[p] = middle - reach;
      limits.high[p] = middle + reach;
    }
  }
  return limits;
}

} // namespace empower::detail
