// SPDX-License-Identifier: Apache-2.0
#include "pair_starts.hpp"

#include "../core/wide.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

namespace empower::detail {

namespace {

constexpr double nothing = PairOptimum{}.sse;

/// `PairProducts` of some pairs side by side, all with one heating leg.
template <class Vector>
struct PairsBeside {
  using Mask = decltype(Vector{} < Vector{});

  Mask rises;           ///< both slopes are positive
  Vector heating_slope; ///< times the determinant, as all that follows
  Vector cooling_slope;
  Vector gain;
  Vector determinant;

  PairsBeside(double hh, double hy, Vector cc, Vector cy, Vector hc) noexcept
      : heating_slope{hy * cc - cy * hc}, cooling_slope{cy * hh - hy * hc} {
    const Vector squares = hh * cc;
    determinant = squares - hc * hc;
    rises = (determinant > 1e-9 * squares) & (heating_slope > 0.0) & (cooling_slope > 0.0);
    gain = heating_slope * hy + cooling_slope * cy;
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

/// The days in a table: what they take off the SSE and the products of its legs.
struct Base {
  double sse;     ///< that is left beside them
  double product; ///< of their basis with the energy
};

template <class Vector>
void fill_row_with(const Legs& heating, std::size_t node, const Legs& cooling,
                   const double* products, Base base, std::size_t first, std::size_t last,
                   double* sse) {
  using Pairs = PairsBeside<Vector>;
  const double heating_along = heating.along()[node];
  const double total = base.sse + base.product * base.product;
  const Vector none = Vector{} + nothing;
  for (std::size_t j = first; j < last; j += lanes_of<Vector>) {
    Vector whole_product, along, square, response;
    load(products + j, whole_product);
    load(cooling.along() + j, along);
    load(cooling.nodes.square.data() + j, square);
    load(cooling.nodes.response.data() + j, response);
    const Pairs legs{heating.nodes.square[node], heating.nodes.response[node], square, response,
                     whole_product - heating_along * along};
    const typename Pairs::Mask has_base =
        legs.rises & (base.product * legs.determinant >=
                      legs.heating_slope * heating_along + legs.cooling_slope * along);
    Vector left = base.sse - legs.gain / legs.determinant;
    if (any(~has_base)) {
      load(cooling.whole_square.data() + j, square);
      load(cooling.whole_response.data() + j, response);
      const Pairs alone{heating.whole_square[node], heating.whole_response[node], square, response,
                        whole_product};
      const Vector without_base = alone.rises ? total - alone.gain / alone.determinant : none;
      left = has_base ? left : without_base;
    }
    std::memcpy(sse + j, &left, sizeof left);
  }
}
/// SSE of a heating node with the cooling nodes in [first, last), and some more up to a multiple of
/// 4; infinite where a leg vanishes. `products` are those of the legs beside the regressors.
void fill_row(const Legs& heating, std::size_t node, const Legs& cooling, const double* products,
              Base base, std::size_t first, std::size_t last, double* sse) {
  widest<Pair>([=, &heating, &cooling]<class Vector>() {
    fill_row_with<Vector>(heating, node, cooling, products, base, first, last, sse);
  });
}

template <class Vector>
std::size_t lowest_with(const double* before, const double* row, const double* after,
                        std::size_t size, std::size_t* places) {
  std::size_t count = 0;
  for (std::size_t j = 0; j < size; j += lanes_of<Vector>) {
    Vector here, up, down, left, right;
    load(row + j, here);
    load(before + j, up);
    load(after + j, down);
    load(row + j - 1, left);
    load(row + j + 1, right);
    const auto least =
        (here < nothing) & (here <= up) & (here <= down) & (here <= left) & (here <= right);
    if (!any(least)) continue;
    for (std::size_t lane = 0; lane < lanes_of<Vector>; ++lane)
      if (least[lane] != 0) places[count++] = j + lane;
  }
  return count;
}
/// Places in a row that none of their neighbours in it, in the row before and in that after goes
/// below, but for the diagonal ones; their number.
std::size_t lowest(const double* before, const double* row, const double* after, std::size_t size,
                   std::size_t* places) {
  return widest<Pair>(
      [=]<class Vector>() { return lowest_with<Vector>(before, row, after, size, places); });
}

/// SSE of all pairs of nodes, rows for heating; infinite where a leg vanishes or they cross, and
/// all around the table.
class PairTable {
public:
  PairTable(const LegNodes& heating, const LegNodes& cooling, const Projection& days)
      : columns_{cooling.beside_days.stride},
        sse_((heating.grid.size() + 2) * columns_ + 2 * margin, nothing) {
    const Legs h{heating.beside_days, days};
    const Legs c{cooling.beside_days, days};
    const std::vector<double>& balance = cooling.grid.balance();
    std::vector<double> products;
    for (std::size_t i = 0; i < heating.grid.size(); ++i) {
      const auto first = static_cast<std::size_t>(
          std::ranges::lower_bound(balance, heating.grid.balance()[i]) - balance.begin());
      if (first == balance.size()) break;
      heating.grid.products_with(i, cooling.grid, first, products);
      for (std::size_t q = 0; q + 1 < days.size(); ++q) // the regressors
        for (std::size_t j = first; j < columns_; ++j)
          products[j] -= h.nodes.along_column(q)[i] * c.nodes.along_column(q)[j];
      double* const sse = sse_.data() + place(i);
      fill_row(h, i, c, products.data(), {days.sse(), days.response_products().back()},
               first / 4 * 4, balance.size(), sse);
      std::fill(sse + first / 4 * 4, sse + first, nothing);
      std::fill(sse + balance.size(), sse + columns_, nothing);
    }
  }

  /// By cooling node, of which there is always one more; also of the row before the first and that
  /// after the last.
  [[nodiscard]] const double* row(std::size_t i) const noexcept { return sse_.data() + place(i); }
  [[nodiscard]] const double* row_before(std::size_t i) const noexcept { return row(i) - columns_; }

private:
  static constexpr std::size_t margin = 1; ///< so that the first and the last have a neighbour

  [[nodiscard]] std::size_t place(std::size_t i) const noexcept {
    return margin + (i + 1) * columns_;
  }

  std::size_t columns_; ///< a multiple of 4
  std::vector<double> sse_;
};

/// The nodes of a table that none of their eight neighbours goes below.
void add_local_minima(const PairTable& table, const LegGrid& h, const LegGrid& c,
                      std::vector<PairStart>& starts) {
  std::vector<std::size_t> places(c.size() + 4);
  for (std::size_t i = 0; i < h.size(); ++i) {
    const double* const before = table.row_before(i);
    const double* const row = table.row(i);
    const double* const after = table.row(i + 1);
    const std::size_t count = lowest(before, row, after, c.size(), places.data());
    for (const std::size_t j : std::span{places}.first(count))
      if (row[j] <= *(before + j - 1) && row[j] <= before[j + 1] && row[j] <= *(after + j - 1) &&
          row[j] <= after[j + 1])
        starts.push_back({h.balance()[i], c.balance()[j]});
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
