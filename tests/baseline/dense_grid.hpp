// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

/// An oracle that knows nothing of the search: every pair of balance temperatures of a grid, the
/// linear problem solved for every set of coefficients that may be 0.
namespace empower::testing {

/// Observations as their daily temperatures; a daily reading has one.
struct Sample {
  std::vector<std::vector<double>> temperature_c;
  std::vector<double> energy_kwh;
  std::vector<std::vector<double>> regressors{}; ///< each with a value per observation
};

struct Range {
  double low = 1.0;
  double high = 0.0;
};

/// Heating temperatures with `min_leg` observations and two distinct temperatures strictly below;
/// for cooling, on mirrored temperatures.
inline Range allowed(const Sample& sample, bool heating, const FitOptions& options,
                     std::size_t min_leg) {
  const double sign = heating ? 1.0 : -1.0;
  std::set<double> distinct;
  std::vector<double> coldest;
  for (const auto& days : sample.temperature_c) {
    std::vector<double> mirrored;
    for (const double t : days) mirrored.push_back(sign * t);
    coldest.push_back(*std::ranges::min_element(mirrored));
    distinct.insert(mirrored.begin(), mirrored.end());
  }
  const double low =
      heating ? options.heating_balance_min.value() : -options.cooling_balance_max.value();
  const double high =
      heating ? options.heating_balance_max.value() : -options.cooling_balance_min.value();
  std::size_t below = 0;
  for (const double t : distinct) {
    const auto observations =
        static_cast<std::size_t>(std::ranges::count_if(coldest, [&](double c) { return c < t; }));
    if (below++ < 2 || observations < min_leg) continue;
    Range range{std::max(low, t), std::min(high, *distinct.rbegin())};
    return heating ? range : Range{-range.high, -range.low};
  }
  return {};
}

/// Least squares of y on up to three columns with no coefficient below 0: the best of all subsets.
inline double constrained_sse(const std::array<std::array<double, 4>, 4>& gram) {
  double best = gram[3][3];
  for (unsigned subset = 1; subset < 8; ++subset) {
    std::array<std::size_t, 3> in{};
    std::size_t p = 0;
    for (std::size_t j = 0; j < 3; ++j)
      if ((subset >> j & 1U) != 0) in[p++] = j;
    std::array<std::array<double, 4>, 3> a{};
    for (std::size_t r = 0; r < p; ++r) {
      for (std::size_t c = 0; c < p; ++c) a[r][c] = gram[in[r]][in[c]];
      a[r][p] = gram[in[r]][3];
    }
    bool solvable = true;
    for (std::size_t k = 0; k < p && solvable; ++k) {
      solvable = a[k][k] > 1e-9 * gram[in[k]][in[k]];
      for (std::size_t r = 0; r < p && solvable; ++r) {
        if (r == k) continue;
        const double factor = a[r][k] / a[k][k];
        for (std::size_t c = k; c <= p; ++c) a[r][c] -= factor * a[k][c];
      }
    }
    if (!solvable) continue;
    double sse = gram[3][3];
    for (std::size_t k = 0; k < p; ++k) {
      const double coefficient = a[k][p] / a[k][k];
      solvable = solvable && coefficient >= 0.0;
      sse -= coefficient * gram[in[k]][3];
    }
    if (solvable) best = std::min(best, sse);
  }
  return best;
}

struct GridOptimum {
  double linear = 0.0;
  double heating = 0.0;
  double cooling = 0.0;
  double vertex = 0.0; ///< both legs from one balance temperature
  double both = 0.0;
};

/// Which ends a straight line may start from as a leg.
struct Lines {
  bool falling = true;
  bool rising = true;
};

/// What columns that may have any coefficient leave of others (Frisch-Waugh-Lovell).
class Remainder {
public:
  explicit Remainder(const std::vector<std::vector<double>>& columns) {
    for (std::vector<double> column : columns) {
      of(column); // twice, against rounding
      of(column);
      const double length = std::sqrt(dot(column, column));
      for (double& value : column) value /= length;
      basis_.push_back(std::move(column));
    }
  }
  void of(std::vector<double>& column) const {
    for (const std::vector<double>& unit : basis_) {
      const double along = dot(unit, column);
      for (std::size_t i = 0; i < column.size(); ++i) column[i] -= along * unit[i];
    }
  }

private:
  static double dot(const std::vector<double>& x, const std::vector<double>& y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
  }
  std::vector<std::vector<double>> basis_;
};

/// The least SSE (weights 1 / days) of each shape over a grid of `steps` per range, with the
/// sample's regressors beside.
inline GridOptimum dense_grid(const Sample& sample, Range heating, Range cooling, Lines lines,
                              std::size_t steps) {
  double coldest = sample.temperature_c[0][0];
  double warmest = coldest;
  for (const auto& days : sample.temperature_c) {
    coldest = std::min(coldest, *std::ranges::min_element(days));
    warmest = std::max(warmest, *std::ranges::max_element(days));
  }
  const std::size_t n = sample.energy_kwh.size();
  const auto grid = [&](Range range) {
    std::vector<double> balances;
    if (range.low > range.high) return balances;
    for (std::size_t i = 0; i <= steps; ++i)
      balances.push_back(range.low + (range.high - range.low) * static_cast<double>(i) /
                                         static_cast<double>(steps));
    balances.back() = range.high;
    return balances;
  };
  // Columns times the root of the weight; products of a leg with days, itself and the energy.
  std::vector<double> root(n);
  std::vector<double> days(n);
  std::vector<double> energy(n);
  for (std::size_t i = 0; i < n; ++i) {
    days[i] = std::sqrt(static_cast<double>(sample.temperature_c[i].size()));
    root[i] = 1.0 / days[i];
    energy[i] = root[i] * sample.energy_kwh[i];
  }
  std::vector<std::vector<double>> regressors = sample.regressors;
  for (std::vector<double>& column : regressors)
    for (std::size_t i = 0; i < n; ++i) column[i] *= root[i];
  const Remainder beside{regressors};
  beside.of(days);
  beside.of(energy);
  const auto dot = [](const std::vector<double>& x, const std::vector<double>& y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
  };
  struct Leg {
    std::vector<double> column;
    double days = 0.0, square = 0.0, energy = 0.0;
  };
  const auto leg = [&](double balance, double sign) {
    Leg made{std::vector<double>(n, 0.0)};
    for (std::size_t i = 0; i < n; ++i)
      for (const double t : sample.temperature_c[i])
        made.column[i] += root[i] * std::max(0.0, sign * (balance - t));
    beside.of(made.column);
    made.days = dot(made.column, days);
    made.square = dot(made.column, made.column);
    made.energy = dot(made.column, energy);
    return made;
  };
  const auto legs = [&](const std::vector<double>& balances, double sign) {
    std::vector<Leg> all;
    for (const double balance : balances) all.push_back(leg(balance, sign));
    return all;
  };
  const double days_square = dot(days, days);
  const double days_energy = dot(days, energy);
  const double energy_square = dot(energy, energy);
  const auto sse = [&](const Leg& h, const Leg& c) {
    const double both = h.column.empty() || c.column.empty() ? 0.0 : dot(h.column, c.column);
    return constrained_sse({{{days_square, h.days, c.days, days_energy},
                             {h.days, h.square, both, h.energy},
                             {c.days, both, c.square, c.energy},
                             {days_energy, h.energy, c.energy, energy_square}}});
  };
  const auto h = grid(heating);
  const auto c = grid(cooling);
  const std::vector<Leg> heating_legs = legs(h, 1.0);
  const std::vector<Leg> cooling_legs = legs(c, -1.0);
  const Leg none;
  const double mean = sse(none, none);
  GridOptimum best{mean, mean, mean, mean, mean};
  if (lines.falling) best.linear = std::min(best.linear, sse(leg(warmest, 1.0), none));
  if (lines.rising) best.linear = std::min(best.linear, sse(none, leg(coldest, -1.0)));
  for (const Leg& heating_leg : heating_legs)
    best.heating = std::min(best.heating, sse(heating_leg, none));
  for (const Leg& cooling_leg : cooling_legs)
    best.cooling = std::min(best.cooling, sse(none, cooling_leg));
  const Range common{std::max(heating.low, cooling.low), std::min(heating.high, cooling.high)};
  for (const double balance : grid(common))
    best.vertex = std::min(best.vertex, sse(leg(balance, 1.0), leg(balance, -1.0)));
  best.both = std::min({best.heating, best.cooling, best.vertex});
  for (std::size_t i = 0; i < h.size(); ++i)
    for (std::size_t j = 0; j < c.size(); ++j)
      if (h[i] <= c[j]) best.both = std::min(best.both, sse(heating_legs[i], cooling_legs[j]));
  return best;
}

} // namespace empower::testing
