// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/pair_search.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace empower::detail {

namespace {

constexpr double grid_step_k = 0.5;

std::vector<double> grid(BalanceRange range) {
  std::vector<double> balances;
  for (double c = range.low; c < range.high; c += grid_step_k) balances.push_back(c);
  balances.push_back(range.high);
  return balances;
}

/// Degree-days of each balance temperature with the days projected out.
struct Legs {
  std::vector<double> balances;
  std::vector<std::vector<double>> columns; ///< times the root of the weight
  std::vector<double> square;
  std::vector<double> response;
  std::vector<double> along; ///< product with the basis vector of the days

  Legs(const Design& design, Hinge hinge, BalanceRange range, const Projection& fixed)
      : balances{grid(range)} {
    for (const double c : balances) {
      std::vector<double> column = degree_days(design, hinge, c);
      double product = 0.0;
      for (std::size_t i = 0; i < column.size(); ++i) product += fixed.weight()[i] * fixed.basis(0, i) * column[i];
      double with_energy = 0.0;
      double with_itself = 0.0;
      for (std::size_t i = 0; i < column.size(); ++i) {
        const double rest = column[i] - product * fixed.basis(0, i);
        with_energy += fixed.weight()[i] * rest * fixed.residual()[i];
        column[i] = std::sqrt(fixed.weight()[i]) * rest;
        with_itself += column[i] * column[i];
      }
      columns.push_back(std::move(column));
      square.push_back(with_itself);
      response.push_back(with_energy);
      along.push_back(product);
    }
  }
};

/// What both legs explain beyond the days; nothing where a sign is wrong.
double pair_gain(const Legs& heating, std::size_t h, const Legs& cooling, std::size_t c, const Projection& fixed) {
  double product = 0.0;
  for (std::size_t i = 0; i < heating.columns[h].size(); ++i)
    product += heating.columns[h][i] * cooling.columns[c][i];
  const double determinant = heating.square[h] * cooling.square[c] - product * product;
  if (!(determinant > 1e-9 * heating.square[h] * cooling.square[c])) return 0.0;
  const double heating_slope =
      (heating.response[h] * cooling.square[c] - cooling.response[c] * product) / determinant;
  const double cooling_slope =
      (cooling.response[c] * heating.square[h] - heating.response[h] * product) / determinant;
  const double base =
      fixed.response_products()[0] - heating_slope * heating.along[h] - cooling_slope * cooling.along[c];
  if (!(heating_slope > 0.0 && cooling_slope > 0.0 && base >= 0.0)) return 0.0;
  return heating_slope * heating.response[h] + cooling_slope * cooling.response[c];
}

/// Moves one hinge at a time to its optimum, the other projected out.
class Alternation {
public:
  Alternation(const Design& design, std::span<const double> energy, BalanceRange heating, BalanceRange cooling)
      : design_{design}, energy_{energy}, heating_{heating}, cooling_{cooling} {}

  /// The first move finds the heating side, so a start is a cooling balance temperature.
  [[nodiscard]] PairOptimum from(double cooling_balance_c) const {
    PairOptimum best{.cooling_balance_c = cooling_balance_c};
    for (int round = 0; round < 50; ++round) {
      const double before = best.sse;
      const HingeOptimum h = beside(Hinge::heating, best.cooling_balance_c);
      if (!h.found()) break;
      best = {h.balance_c, best.cooling_balance_c, h.fixed[0], h.slope, h.fixed[1], h.sse};
      const HingeOptimum c = beside(Hinge::cooling, best.heating_balance_c);
      if (!c.found()) break;
      if (c.sse <= best.sse) best = {best.heating_balance_c, c.balance_c, c.fixed[0], c.fixed[1], c.slope, c.sse};
      if (!(best.sse < before * (1.0 - 1e-10))) break;
    }
    return best.found() ? best : PairOptimum{};
  }

private:
  [[nodiscard]] HingeOptimum beside(Hinge hinge, double other) const {
    const bool heating = hinge == Hinge::heating;
    Projection fixed{design_.weight, energy_};
    fixed.add(design_.days);
    fixed.add(degree_days(design_, heating ? Hinge::cooling : Hinge::heating, other));
    const BalanceRange range = heating ? BalanceRange{heating_.low, std::min(heating_.high, other)}
                                       : BalanceRange{std::max(cooling_.low, other), cooling_.high};
    return best_hinge(design_, hinge, range, fixed);
  }

  const Design& design_;
  std::span<const double> energy_;
  BalanceRange heating_;
  BalanceRange cooling_;
};

} // namespace

PairOptimum best_pair_multistart(const Design& design, std::span<const double> energy_kwh,
                                 BalanceRange heating, BalanceRange cooling) {
  if (heating.empty() || cooling.empty()) return {};
  Projection fixed{design.weight, energy_kwh};
  fixed.add(design.days);
  const Legs h{design, Hinge::heating, heating, fixed};
  const Legs c{design, Hinge::cooling, cooling, fixed};
  const std::size_t rows = h.balances.size();
  const std::size_t columns = c.balances.size();
  std::vector<double> gain(rows * columns, 0.0);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      if (h.balances[i] <= c.balances[j]) gain[i * columns + j] = pair_gain(h, i, c, j, fixed);

  const auto is_local_optimum = [&](std::size_t i, std::size_t j) {
    const double here = gain[i * columns + j];
    if (!(here > 0.0)) return false;
    for (std::size_t k = i == 0 ? 0 : i - 1; k <= std::min(i + 1, rows - 1); ++k)
      for (std::size_t l = j == 0 ? 0 : j - 1; l <= std::min(j + 1, columns - 1); ++l)
        if (gain[k * columns + l] > here) return false;
    return true;
  };
  const Alternation alternation{design, energy_kwh, heating, cooling};
  PairOptimum best;
  for (std::size_t j = 0; j < columns; ++j) {
    bool start = false;
    for (std::size_t i = 0; i < rows; ++i) start = start || is_local_optimum(i, j);
    if (!start) continue;
    const PairOptimum local = alternation.from(c.balances[j]);
    if (local.sse < best.sse) best = local;
  }
  return best;
}

} // namespace empower::detail
