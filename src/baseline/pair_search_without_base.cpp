// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/pair_search.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace empower::detail {

namespace {

/// Sums over the days on one leg; what a leg from zero with its hinge at c explains is N^2 / D.
struct Moments {
  double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;

  [[nodiscard]] double numerator(double c) const noexcept { return c * y - xy; }
  [[nodiscard]] double denominator(double c) const noexcept { return (w * c - 2.0 * x) * c + xx; }
  [[nodiscard]] double slope(double c) const noexcept { return numerator(c) / denominator(c); }
  [[nodiscard]] double gain(double c) const noexcept {
    const double n = numerator(c);
    const double d = denominator(c);
    return n > 0.0 && d > 1e-9 * (w * c * c + xx) ? n * n / d : 0.0;
  }
  [[nodiscard]] double stationary_point() const noexcept {
    return (xy * x - y * xx) / (xy * w - y * x);
  }
};

/// Between two neighbouring edges, the days of the leg stay the same.
struct Cell {
  Moments moments;
  double balance = 0.0;
  double gain = 0.0; ///< 0: no leg
};

/// For each cell between ascending `edges`, the best hinge inside `range`; all on one axis.
std::vector<Cell> best_of_cells(const std::vector<double>& edges, const Axis& axis,
                                std::span<const double> weight, std::span<const double> energy_kwh,
                                BalanceRange range) {
  std::vector<Cell> cells(edges.size() - 1);
  Moments m;
  std::size_t next = 0;
  for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
    for (; next < axis.x.size() && axis.x[next] <= edges[e]; ++next) {
      const double x = axis.x[next];
      const double w = weight[axis.observation[next]];
      const double y = energy_kwh[axis.observation[next]];
      m.w += w;
      m.x += w * x;
      m.y += w * y;
      m.xx += w * x * x;
      m.xy += w * x * y;
    }
    Cell& cell = cells[e];
    cell.moments = m;
    for (const double c : {edges[e], edges[e + 1], m.stationary_point()}) {
      const bool inside =
          std::max(edges[e], range.low) <= c && c <= std::min(edges[e + 1], range.high);
      if (!inside || m.gain(c) <= cell.gain) continue;
      cell.gain = m.gain(c);
      cell.balance = c;
    }
  }
  return cells;
}

/// Where both hinges want to cross inside one cell they meet: the best common place, to 1e-12 of
/// the range.
double meeting_point(const Moments& heating, const Moments& cooling, BalanceRange common) {
  const auto [low, high] = common;
  const auto gain = [&](double c) { return heating.gain(c) + cooling.gain(-c); };
  double best = low;
  for (int i = 1; i <= 32; ++i) {
    const double c = low + (high - low) * i / 32.0;
    if (gain(c) > gain(best)) best = c;
  }
  double step = (high - low) / 32.0;
  while (step > 1e-12 * (high - low)) {
    const double down = std::max(low, best - step);
    const double up = std::min(high, best + step);
    if (gain(down) > gain(best))
      best = down;
    else if (gain(up) > gain(best))
      best = up;
    else
      step *= 0.5;
  }
  return best;
}

} // namespace

PairOptimum best_pair_without_base(const Design& design, std::span<const double> energy_kwh,
                                   BalanceRange heating, BalanceRange cooling) {
  if (heating.empty() || cooling.empty()) return {};
  const std::vector<double>& x = design.heating.x;
  std::vector<double> edges = x;
  edges.insert(edges.end(), {heating.low, heating.high, cooling.low, cooling.high});
  std::ranges::sort(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<double> mirrored(edges.rbegin(), edges.rend());
  for (double& edge : mirrored) edge = -edge;
  const std::size_t cells = edges.size() - 1;
  const std::vector<Cell> left =
      best_of_cells(edges, design.heating, design.weight, energy_kwh, heating);
  std::vector<Cell> right = best_of_cells(mirrored, design.cooling, design.weight, energy_kwh,
                                          {-cooling.high, -cooling.low});
  std::ranges::reverse(right);
  double total = 0.0;
  for (std::size_t i = 0; i < energy_kwh.size(); ++i)
    total += design.weight[i] * energy_kwh[i] * energy_kwh[i];

  PairOptimum best;
  double best_gain = 0.0;
  const auto keep = [&](const Cell& l, double l_balance, const Cell& r, double r_balance) {
    const double l_gain = l.moments.gain(l_balance);
    const double r_gain = r.moments.gain(-r_balance);
    if (!(l_gain > 0.0 && r_gain > 0.0 && l_gain + r_gain > best_gain)) return;
    best_gain = l_gain + r_gain;
    best = {
        l_balance,         r_balance, 0.0, l.moments.slope(l_balance), r.moments.slope(-r_balance),
        total - best_gain, false};
  };
  std::size_t best_left = cells;
  for (std::size_t j = 0; j < cells; ++j) {
    if (best_left != cells && right[j].gain > 0.0)
      keep(left[best_left], left[best_left].balance, right[j], -right[j].balance);
    if (left[j].gain > 0.0 && right[j].gain > 0.0) {
      if (left[j].balance <= -right[j].balance) {
        keep(left[j], left[j].balance, right[j], -right[j].balance);
      } else if (const BalanceRange common{std::max({edges[j], heating.low, cooling.low}),
                                           std::min({edges[j + 1], heating.high, cooling.high})};
                 !common.empty()) {
        const double both = meeting_point(left[j].moments, right[j].moments, common);
        keep(left[j], both, right[j], both);
      }
    }
    if (left[j].gain > 0.0 && (best_left == cells || left[j].gain > left[best_left].gain))
      best_left = j;
  }
  return best;
}

} // namespace empower::detail
