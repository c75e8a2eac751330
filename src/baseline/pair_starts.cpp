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
    PairMask rises;     ///< both slopes are positive
    Pair heating_slope; ///< times the determinant, as all that follows
    Pair cooling_slope;
    Pair gain;
    Pair determinant;
  };
  [[nodiscard]] Solution solution() const noexcept {
    const Pair squares = hh * cc;
    const Pair determinant = squares - hc * hc;
    const Pair h = hy * cc - cy * hc;
    const Pair c = cy * hh - hy * hc;
    const PairMask rises = (determinant > both(1e-9) * squares) & (h > both(0.0)) & (c > both(0.0));
    return {rises, h, c, h * hy + c * cy, determinant};
  }
};

/// What the table needs of one kind of leg, by node, beside the days and without them.
struct Legs {
  const NodeProducts& nodes;
  std::vector<double> whole_square, whole_response;

  Legs(const NodeProducts& beside_days, const Projection& days)
      : nodes{beside_days}, whole_square{nodes.square}, whole_response{nodes.response} {
    for (std::size_t j = 0; j < nodes.stride; ++j) {
      whole_square[j] += along()[j] * along()[j];
      whole_response[j] += along()[j] * days.response_products().back();
    }
  }
  /// The days.
  [[nodiscard]] const double* along() const noexcept {
    return nodes.along.data() + nodes.along.size() - nodes.stride;
  }
};

/// SSE of all pairs of nodes, rows for heating; infinite where a leg vanishes or they cross, and
/// all around the table.
class PairTable {
public:
  PairTable(const LegNodes& heating, const LegNodes& cooling, const Projection& days)
      : heating_{heating.beside_days, days}, cooling_{cooling.beside_days, days},
        columns_{cooling_.nodes.stride},
        sse_((heating.grid.size() + 2) * columns_ + margin, nothing), basis_size_{days.size()},
        base_product_{days.response_products().back()}, base_sse_{days.sse()} {
    const LegGrid& h = heating.grid;
    const LegGrid& c = cooling.grid;
    std::vector<double> both_legs;
    for (std::size_t i = 0; i < h.size(); ++i) {
      const auto first = static_cast<std::size_t>(
          std::ranges::lower_bound(c.balance(), h.balance()[i]) - c.balance().begin());
      if (first == c.size()) break;
      h.products_with(i, c, first, both_legs);
      double* const sse = sse_.data() + place(i);
      for (TwoRows at{first / 2 * 2}; at.row < c.size(); at.row += TwoRows::size)
        at.put(sse, of_two(i, at, both_legs));
      if (first % 2 == 1) sse[first - 1] = nothing;
      if (c.size() % 2 == 1) sse[c.size()] = nothing;
    }
  }

  /// By cooling node, of which there is always one more; also of the row before the first and that
  /// after the last.
  [[nodiscard]] const double* row(std::size_t i) const noexcept { return sse_.data() + place(i); }
  [[nodiscard]] const double* row_before(std::size_t i) const noexcept { return row(i) - columns_; }

private:
  static constexpr std::size_t margin = 1; ///< so that the first has one before it

  [[nodiscard]] std::size_t place(std::size_t i) const noexcept {
    return margin + (i + 1) * columns_;
  }

  Pair of_two(std::size_t i, TwoRows at, const std::vector<double>& both_legs) const {
    Pair whole_product = at.of(both_legs.data());
    for (std::size_t q = 0; q + 1 < basis_size_; ++q) // the regressors
      whole_product -=
          both(heating_.nodes.along_column(q)[i]) * at.of(cooling_.nodes.along_column(q));
    const Pair along = at.of(cooling_.along());
    const Pair product = whole_product - both(heating_.along()[i]) * along;
    const TwoPairs::Solution legs =
        TwoPairs{both(heating_.nodes.square[i]), at.of(cooling_.nodes.square.data()), product,
                 both(heating_.nodes.response[i]), at.of(cooling_.nodes.response.data())}
            .solution();
    const PairMask has_base =
        both(base_product_) * legs.determinant >=
        legs.heating_slope * both(heating_.along()[i]) + legs.cooling_slope * along;
    const Pair with_base =
        legs.rises ? both(base_sse_) - legs.gain / legs.determinant : both(nothing);
    const PairMask wants_less = ~(legs.rises & has_base);
    if ((wants_less[0] | wants_less[1]) == 0) return with_base;
    const TwoPairs::Solution alone =
        TwoPairs{both(heating_.whole_square[i]), at.of(cooling_.whole_square.data()), whole_product,
                 both(heating_.whole_response[i]), at.of(cooling_.whole_response.data())}
            .solution();
    const double total = base_sse_ + base_product_ * base_product_;
    const Pair without_base = both(total) - alone.gain / alone.determinant;
    return wants_less ? (alone.rises ? without_base : both(nothing)) : with_base;
  }

  Legs heating_;
  Legs cooling_;
  std::size_t columns_;
  std::vector<double> sse_;
  std::size_t basis_size_;
  double base_product_;
  double base_sse_;
};

/// The nodes of a table that none of their eight neighbours goes below.
void add_local_minima(const PairTable& table, const LegGrid& h, const LegGrid& c,
                      std::vector<PairStart>& starts) {
  for (std::size_t i = 0; i < h.size(); ++i) {
    const double* const before = table.row_before(i);
    const double* const row = table.row(i);
    const double* const after = table.row(i + 1);
    const auto none_below = [&](std::size_t j) {
      return row[j] <= *(before + j - 1) && row[j] <= before[j + 1] && row[j] <= *(after + j - 1) &&
             row[j] <= after[j + 1];
    };
    for (TwoRows at{0}; at.row < c.size(); at.row += TwoRows::size) {
      const Pair here = at.of(row);
      const PairMask least = (here < both(nothing)) & (here <= at.of(before)) &
                             (here <= at.of(after)) & (here <= at.of(row - 1)) &
                             (here <= at.of(row + 1));
      if ((least[0] | least[1]) == 0) continue;
      for (std::size_t lane = 0; lane < TwoRows::size; ++lane)
        if (least[lane] != 0 && none_below(at.row + lane))
          starts.push_back({h.balance()[i], c.balance()[at.row + lane]});
    }
  }
}

/// The best second leg beside each single one.
void add_beside(const PairTable& table, const LegGrid& h, const LegGrid& c, SingleLegs alone,
                std::vector<PairStart>& starts) {
  const auto add = [&](PairStart best, double least) {
    if (least < nothing) starts.push_back(best);
  };
  if (!std::isnan(alone.heating)) {
    const double* const row = table.row(h.nearest(alone.heating));
    double least = nothing;
    PairStart best;
    for (std::size_t j = 0; j < c.size(); ++j) {
      if (!(row[j] < least && c.balance()[j] >= alone.heating)) continue;
      best = {alone.heating, c.balance()[j]};
      least = row[j];
    }
    add(best, least);
  }
  if (!std::isnan(alone.cooling)) {
    const std::size_t j = c.nearest(alone.cooling);
    double least = nothing;
    PairStart best;
    for (std::size_t i = 0; i < h.size(); ++i) {
      if (!(table.row(i)[j] < least && h.balance()[i] <= alone.cooling)) continue;
      best = {h.balance()[i], alone.cooling};
      least = table.row(i)[j];
    }
    add(best, least);
  }
}

} // namespace

std::vector<PairStart> pair_starts(const LegNodes& heating, const LegNodes& cooling,
                                   const Projection& days, SingleLegs alone) {
  const PairTable table{heating, cooling, days};
  std::vector<PairStart> starts;
  starts.reserve(32);
  add_beside(table, heating.grid, cooling.grid, alone, starts);
  add_local_minima(table, heating.grid, cooling.grid, starts);
  return starts;
}

} // namespace empower::detail
