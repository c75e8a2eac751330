// SPDX-License-Identifier: Apache-2.0
#include "../core/wide.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

namespace empower::detail {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double normal_deviations = 1.4826; // standard deviation over MAD of a normal
constexpr std::size_t fewest = 8;

/// Slots sorted side by side: two cache lines of each row.
constexpr std::size_t width = 16;
/// From row to row of what is sorted. Rows 4,096 bytes apart would wait for each other.
constexpr std::size_t pitch = width + 4;

template <class Lanes>
void order(double* a, double* b) noexcept {
  whole_fours<Lanes>(width / 4, [=](auto at) {
    const Lanes x = at.of(a);
    const Lanes y = at.of(b);
    at.put(a, smaller(y, x));
    at.put(b, larger(y, x));
  });
}

/// Sorts each of `width` columns: Batcher's merge exchange (Knuth, TAOCP 5.2.2 M), a sequence of
/// comparisons that does not depend on the values, so that all columns take the same.
template <class Lanes>
void sort_columns(double* values, std::size_t rows) noexcept {
  if (rows < 2) return;
  const std::size_t top = std::bit_ceil(rows) / 2;
  for (std::size_t p = top; p > 0; p /= 2) {
    std::size_t q = top;
    std::size_t r = 0;
    std::size_t d = p;
    while (true) {
      for (std::size_t block = r; block + d < rows; block += 2 * p)
        for (std::size_t i = block; i < std::min(block + p, rows - d); ++i)
          order<Lanes>(values + i * pitch, values + (i + d) * pitch);
      if (q == p) break;
      d = q - p;
      q /= 2;
      r = p;
    }
  }
}

/// A sorted column.
struct Sorted {
  const double* first;
  std::size_t count;
  [[nodiscard]] double operator[](std::size_t i) const noexcept { return first[i * pitch]; }
  [[nodiscard]] double median() const noexcept {
    return 0.5 * ((*this)[(count - 1) / 2] + (*this)[count / 2]);
  }
};

/// Median distance to `middle`. The nearest values are consecutive, so the first of the nearer half
/// is found by bisection; of an even number, the nearest of the others counts too.
double median_deviation(const Sorted& values, double middle) noexcept {
  const std::size_t reach = (values.count - 1) / 2;
  std::size_t low = 0;
  std::size_t high = values.count - reach - 1;
  while (low < high) {
    const std::size_t first = (low + high) / 2;
    if (middle - values[first] > values[first + reach + 1] - middle)
      low = first + 1;
    else
      high = first;
  }
  const double nearer = std::max(middle - values[low], values[low + reach] - middle);
  if (values.count % 2 == 1) return nearer;
  const std::size_t next = low + reach + 1;
  const double below = low > 0 ? middle - values[low - 1] : infinity;
  const double above = next < values.count ? values[next] - middle : infinity;
  return 0.5 * (nearer + std::min(below, above));
}

/// Residuals of weight by slot, infinite where there is none. Each run has a row of its day's.
class Residuals {
public:
  Residuals(const WeekSlots& slots, std::span<const double> residual,
            std::span<const double> weight)
      : stride_{(slots.count + width - 1) / width * width}, count_(stride_) {
    std::vector<std::size_t> rows(slots.count / slots.day_slots);
    std::vector<std::size_t> row;
    row.reserve(slots.runs.size());
    for (const SlotRun& run : slots.runs) {
      const std::span<const double> weights = weight.subspan(run.row, run.length);
      const bool counts = std::ranges::any_of(weights, [](double w) { return w > 0.0; });
      row.push_back(counts ? rows[run.slot / slots.day_slots]++ : no_row);
    }
    rows_ = std::ranges::max(rows);
    values_ = std::make_unique_for_overwrite<double[]>(rows_ * stride_);
    std::fill_n(values_.get(), rows_ * stride_, infinity);
    sorted_.resize(rows_ * pitch);
    widest([runs = std::span{slots.runs}, row = row.data(), stride = stride_,
            residuals = residual.data(), weights = weight.data(), values = values_.get(),
            counts = count_.data()]<class Lanes>() {
      const auto none = all<Lanes>(infinity);
      const auto one = all<Lanes>(1.0);
      for (std::size_t k = 0; k < runs.size(); ++k) {
        if (row[k] == no_row) continue;
        const SlotRun& run = runs[k];
        double* const to = values + row[k] * stride + run.slot;
        double* const count = counts + run.slot;
        by_fours<Lanes>(run.length, [=](auto at) {
          const auto weighs = at.of(weights + run.row) > Lanes{};
          at.put(to, choose(weighs, at.of(residuals + run.row), none));
          at.put(count, at.of(count) + kept(weighs, one));
        });
      }
    });
  }

  /// Those of slot `first` and as many as are sorted side by side.
  void sort_from(std::size_t first) noexcept {
    for (std::size_t r = 0; r < rows_; ++r)
      std::copy_n(values_.get() + r * stride_ + first, width, sorted_.data() + r * pitch);
    widest([columns = sorted_.data(), rows = rows_]<class Lanes>() {
      sort_columns<Lanes>(columns, rows);
    });
  }
  /// One of those sorted last.
  [[nodiscard]] Sorted of(std::size_t slot) const noexcept {
    return {sorted_.data() + slot % width, static_cast<std::size_t>(count_[slot])};
  }

private:
  static constexpr auto no_row = static_cast<std::size_t>(-1);
  std::size_t stride_;
  std::size_t rows_ = 0;
  std::vector<double> count_; ///< of residuals, by slot
  std::unique_ptr<double[]> values_;
  std::vector<double> sorted_;
};

} // namespace

ClipLimits clip_limits(const WeekSlots& slots, std::span<const double> residual,
                       std::span<const double> weight, double deviations) {
  Residuals residuals{slots, residual, weight};
  ClipLimits limits{std::vector<double>(slots.count, -infinity),
                    std::vector<double>(slots.count, infinity)};
  for (std::size_t p = 0; p < slots.count; ++p) {
    if (p % width == 0) residuals.sort_from(p);
    const Sorted sorted = residuals.of(p);
    if (sorted.count < fewest) continue;
    const double middle = sorted.median();
    const double reach = deviations * normal_deviations * median_deviation(sorted, middle);
    if (!(reach > 0.0)) continue;
    limits.low[p] = middle - reach;
    limits.high[p] = middle + reach;
  }
  return limits;
}

} // namespace empower::detail
