// SPDX-License-Identifier: Apache-2.0
#include "pair_starts.hpp"

#include "../core/lanes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace empower::detail {

namespace {

constexpr double nothing = PairOptimum{}.sse;

/// `PairProducts` of two pairs side by side.
struct TwoPairs {
  Pair hh, cc, hc, hy, cy;

  struct Solution {
    Pair heating_slope;
    Pair cooling_slope;
    Pair gain;
  };
  [[nodiscard]] Solution solution() const noexcept {
    const Pair determinant = hh * cc - hc * hc;
    const Pair h = (hy * cc - cy * hc) / determinant;
    const Pair c = (cy * hh - hy * hc) / determinant;
    const PairMask rises = (determinant > both(1e-9) * hh * cc) & (h > both(0.0)) & (c > both(0.0));
    return {h, c, where(rises, h * hy + c * cy)};
  }
};

/// What the table needs of one kind of leg, by node, beside the days and without them.
struct Legs {
  std::vector<double> square, response, along, whole_square, whole_response;

  Legs(const LegGrid& grid, double base_product) {
    const std::size_t even = (grid.size() + 1) / 2 * 2;
    for (std::vector<double>* column : {&square, &response, &along, &whole_square, &whole_response})
      column->resize(even, 0.0);
    for (std::size_t j = 0; j < grid.size(); ++j) {
      square[j] = grid[j].square;
      response[j] = grid[j].response;
      along[j] = grid[j].along;
      whole_square[j] = grid[j].square + grid[j].along * grid[j].along;
      whole_response[j] = grid[j].response + grid[j].along * base_product;
    }
  }
};

/// SSE of all pairs of nodes, rows for heating; infinite where a leg vanishes or they cross.
class PairTable {
public:
  PairTable(const LegGrid& h, const LegGrid& c, const Projection& days)
      : columns_{(c.size() + 1) / 2 * 2}, sse_(h.size() * columns_, nothing),
        cooling_{c, base(days)}, heating_{h, base(days)}, base_product_{base(days)},
        base_sse_{days.sse()} {
    std::vector<double> both_legs;
    for (std::size_t i = 0; i < h.size(); ++i) {
      const auto first = static_cast<std::size_t>(
          std::ranges::lower_bound(c.nodes(), h[i].balance, {}, &LegGrid::Node::balance) -
          c.nodes().begin());
      h.products_with(i, c, first, both_legs);
      for (std::size_t j = first / 2 * 2; j < columns_; j += 2) fill(i, TwoRows{j}, both_legs);
      if (first % 2 == 1) sse_[i * columns_ + first - 1] = nothing;
    }
  }

  [[nodiscard]] const double* row(std::size_t i) const noexcept {
    return sse_.data() + i * columns_;
  }

private:
  static double base(const Projection& days) { return days.response_products().back(); }

  void fill(std::size_t i, TwoRows at, const std::vector<double>& both_legs) {
    const Pair product = at.of(both_legs.data());
    const Pair along = at.of(cooling_.along.data());
    const TwoPairs::Solution with_base =
        TwoPairs{both(heating_.square[i]), at.of(cooling_.square.data()), product,
                 both(heating_.response[i]), at.of(cooling_.response.data())}
            .solution();
    const Pair legs =
        with_base.heating_slope * both(heating_.along[i]) + with_base.cooling_slope * along;
    const PairMask has_base = (with_base.gain > both(0.0)) & (both(base_product_) >= legs);
    Pair sse = both(base_sse_) - with_base.gain;
    if ((has_base[0] & has_base[1]) == 0) {
      const Pair gain =
          TwoPairs{both(heating_.whole_square[i]), at.of(cooling_.whole_square.data()),
                   product + both(heating_.along[i]) * along, both(heating_.whole_response[i]),
                   at.of(cooling_.whole_response.data())}
              .solution()
              .gain;
      const double total = base_sse_ + base_product_ * base_product_;
      const Pair without_base = gain > both(0.0) ? both(total) - gain : both(nothing);
      sse = has_base ? sse : without_base;
    }
    at.put(sse_.data() + i * columns_, sse);
  }

  std::size_t columns_; ///< an even number
  std::vector<double> sse_;
  Legs cooling_;
  Legs heating_;
  double base_product_;
  double base_sse_;
};

/// The nodes of a table that none of their eight neighbours goes below.
void add_local_minima(const PairTable& table, const LegGrid& h, const LegGrid& c,
                      std::vector<PairStart>& starts) {
  const std::size_t columns = c.size();
  const std::vector<double> edge(columns, nothing);
  for (std::size_t i = 0; i < h.size(); ++i) {
    const double* const row = table.row(i);
    const double* const before = i == 0 ? edge.data() : table.row(i - 1);
    const double* const after = i + 1 == h.size() ? edge.data() : table.row(i + 1);
    for (std::size_t j = 0; j < columns; ++j) {
      const double here = row[j];
      if (!(here < nothing && here <= before[j] && here <= after[j])) continue;
      const auto none_below = [&](std::size_t k) {
        return here <= row[k] && here <= before[k] && here <= after[k];
      };
      if ((j == 0 || none_below(j - 1)) && (j + 1 == columns || none_below(j + 1)))
        starts.push_back({h[i].balance, c[j].balance});
    }
  }
}

/// The best second leg beside each single one.
void add_beside(const PairTable& table, const LegGrid& h, const LegGrid& c, SingleLegs alone,
                std::vector<PairStart>& starts) {
  if (!std::isnan(alone.heating)) {
    const double* const row = table.row(h.nearest(alone.heating));
    double least = nothing;
    PairStart best;
    for (std::size_t j = 0; j < c.size(); ++j) {
      if (!(row[j] < least && c[j].balance >= alone.heating)) continue;
      best = {alone.heating, c[j].balance};
      least = row[j];
    }
    if (least < nothing) starts.push_back(best);
  }
  if (!std::isnan(alone.cooling)) {
    const std::size_t j = c.nearest(alone.cooling);
    double least = nothing;
    PairStart best;
    for (std::size_t i = 0; i < h.size(); ++i) {
      if (!(table.row(i)[j] < least && h[i].balance <= alone.cooling)) continue;
      best = {h[i].balance, alone.cooling};
      least = table.row(i)[j];
    }
    if (least < nothing) starts.push_back(best);
  }
}

} // namespace

std::vector<PairStart> pair_starts(const LegGrid& heating, const LegGrid& cooling,
                                   const Projection& days, SingleLegs alone) {
  const PairTable table{heating, cooling, days};
  std::vector<PairStart> starts;
  starts.reserve(32);
  add_beside(table, heating, cooling, alone, starts);
  add_local_minima(table, heating, cooling, starts);
  return starts;
}

} // namespace empower::detail
