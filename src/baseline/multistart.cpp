// SPDX-License-Identifier: Apache-2.0
#include "../core/lanes.hpp"
#include "pair_starts.hpp"

#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/leg_grid.hpp>
#include <empower/baseline/detail/pair_search.hpp>

#include <empower/core/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace empower::detail {

namespace {

constexpr double nothing = PairOptimum{}.sse;
constexpr double apart_k = 0.02; ///< places nearer to each other have one bottom

/// A pair of balance temperatures with its best linear coefficients, and where both would go
/// together: within their cells the model is linear in slope and slope times balance.
struct Place {
  double heating_balance = 0.0;
  double cooling_balance = 0.0;
  double sse = nothing;
  double next_heating = 0.0;
  double next_cooling = 0.0;
};

/// Gauss-Newton from many starts: each step costs four columns and their products.
class Descent {
public:
  Descent(const Projection& days, const LegGrid& heating, const LegGrid& cooling)
      : days_{days}, heating_{heating}, cooling_{cooling}, heating_range_{heating.range()},
        cooling_range_{cooling.range()}, base_sse_{days.sse()},
        base_product_{days.response_products().back()} {}

  /// A local optimum nearby, up to steps that take no more than a share of `enough` off the SSE.
  [[nodiscard]] Place from(double heating_balance, double cooling_balance, double enough) {
    constexpr int most_steps = 8;
    Place best = at(heating_balance, cooling_balance);
    for (int step = 0; step < most_steps && best.sse < nothing; ++step) {
      const auto [h, c] = allowed(best.next_heating, best.next_cooling);
      Place next = at(h, c);
      if (!(next.sse < best.sse))
        next = at(0.5 * (best.heating_balance + h), 0.5 * (best.cooling_balance + c));
      if (!(next.sse < best.sse)) break;
      const bool settled = next.sse > best.sse * (1.0 - enough);
      best = next;
      if (settled) break;
    }
    return best;
  }

private:
  [[nodiscard]] std::pair<double, double> allowed(double h, double c) const {
    if (h > c) h = c = 0.5 * (h + c);
    // A start has its legs in their ranges and in order, so there is room for both.
    h = std::clamp(h, heating_range_.low, std::min(heating_range_.high, cooling_range_.high));
    c = std::clamp(c, std::max(cooling_range_.low, h), cooling_range_.high);
    return {h, c};
  }

  [[nodiscard]] Place at(double heating_balance, double cooling_balance) {
    Place place{.heating_balance = heating_balance, .cooling_balance = cooling_balance};
    place.next_heating = heating_balance;
    place.next_cooling = cooling_balance;
    heating_.columns(heating_balance, columns_[0], columns_[1]);
    cooling_.columns(cooling_balance, columns_[2], columns_[3]);
    take_products();
    if (!solve(true, place)) static_cast<void>(solve(false, place));
    return place;
  }

  void take_products() {
    const std::size_t n = days_.weight().size();
    const std::size_t last = days_.size() - 1;
    for (std::size_t j = 0; j < last; ++j) // the regressors
      for (std::vector<double>& column : columns_) {
        double product = 0.0;
        for (std::size_t i = 0; i < n; ++i)
          product += days_.weight()[i] * days_.basis(j)[i] * column[i];
        for (std::size_t i = 0; i < n; ++i) column[i] -= product * days_.basis(j)[i];
      }
    std::array<Pair, 10> gram{};
    std::array<Pair, 4> along{};
    std::array<Pair, 4> response{};
    const double* const basis = days_.basis(last).data();
    in_pairs(n, [&](auto at) {
      const Pair w = at.of(days_.weight().data());
      const Pair base = w * at.of(basis);
      const Pair rest = w * at.of(days_.residual().data());
      std::array<Pair, 4> row;
      for (std::size_t r = 0; r < 4; ++r) row[r] = at.of(columns_[r].data());
      std::size_t k = 0;
      for (std::size_t r = 0; r < 4; ++r) {
        along[r] += base * row[r];
        response[r] += rest * row[r];
        const Pair weighted = w * row[r];
        for (std::size_t c = 0; c <= r; ++c) gram[k++] += weighted * row[c];
      }
    });
    std::size_t k = 0;
    for (std::size_t r = 0; r < 4; ++r) {
      along_[r] = sum_of(along[r]);
      response_[r] = sum_of(response[r]) + along_[r] * base_product_;
      for (std::size_t c = 0; c <= r; ++c) gram_[4 * r + c] = sum_of(gram[k++]);
    }
  }

  /// With the base free, or 0. False if it would be negative.
  bool solve(bool base, Place& place) const {
    std::array<double, 16> gram = gram_;
    std::array<double, 4> response = response_;
    double sse = base_sse_ + base_product_ * base_product_;
    if (base) {
      for (std::size_t r = 0; r < 4; ++r) {
        response[r] -= along_[r] * base_product_;
        for (std::size_t c = 0; c <= r; ++c) gram[4 * r + c] -= along_[r] * along_[c];
      }
      sse = base_sse_;
    }
    const PairProducts::Solution legs =
        PairProducts{gram[0], gram[10], gram[8], response[0], response[2]}.solution();
    if (!(legs.gain > 0.0)) return false;
    if (base && base_product_ < legs.heating_slope * along_[0] + legs.cooling_slope * along_[2])
      return false;
    place.sse = sse - legs.gain;
    std::array<double, 4> all = response;
    if (!solve_in_place(gram, all)) return true;
    if (all[0] > 0.0) place.next_heating += all[1] / all[0];
    if (all[2] > 0.0) place.next_cooling -= all[3] / all[2];
    return true;
  }

  /// L D L' from the lower triangle, with L D kept there and L' above; false if a column depends on
  /// those before it.
  static bool solve_in_place(std::array<double, 16>& a, std::array<double, 4>& b) {
    std::array<double, 4> inverse{};
    for (std::size_t j = 0; j < 4; ++j) {
      double own = a[5 * j];
      for (std::size_t k = 0; k < j; ++k) own -= a[4 * j + k] * a[4 * k + j];
      if (!(own > 1e-9 * a[5 * j])) return false;
      inverse[j] = 1.0 / own;
      for (std::size_t i = j + 1; i < 4; ++i) {
        for (std::size_t k = 0; k < j; ++k) a[4 * i + j] -= a[4 * i + k] * a[4 * k + j];
        a[4 * j + i] = a[4 * i + j] * inverse[j];
      }
      for (std::size_t k = 0; k < j; ++k) b[j] -= a[4 * k + j] * b[k];
    }
    for (std::size_t j = 0; j < 4; ++j) b[j] *= inverse[j];
    for (std::size_t i = 4; i-- > 0;)
      for (std::size_t k = i + 1; k < 4; ++k) b[i] -= a[4 * i + k] * b[k];
    return true;
  }

  const Projection& days_;
  const LegGrid& heating_;
  const LegGrid& cooling_;
  BalanceRange heating_range_;
  BalanceRange cooling_range_;
  double base_sse_;
  double base_product_;
  std::array<std::vector<double>, 4> columns_; ///< degree-days and days of both legs
  std::array<double, 16> gram_{};
  std::array<double, 4> along_{};    ///< products with the basis of the days
  std::array<double, 4> response_{}; ///< products with the energy
};

/// Moves to the bottom: both hinges together, then one at a time by its exact search, the other
/// projected out.
class Alternation {
public:
  Alternation(const Projection& regressors, const Projection& days, const LegNodes& heating,
              const LegNodes& cooling)
      : regressors_{regressors}, days_{days}, heating_{heating}, cooling_{cooling},
        together_{days, heating.grid, cooling.grid} {}

  /// A place near the bottom: cheap, for starts.
  [[nodiscard]] Place near_bottom(double heating_balance, double cooling_balance) {
    return together_.from(heating_balance, cooling_balance, 1e-5);
  }

  [[nodiscard]] PairOptimum from(double heating_balance, double cooling_balance) {
    constexpr int most_rounds = 25;
    constexpr double tolerance = 1e-10;
    PairOptimum best;
    for (int round = 0; round < most_rounds; ++round) {
      const Place bottom = together_.from(heating_balance, cooling_balance, tolerance);
      PairOptimum next = best;
      next.heating_balance = bottom.heating_balance;
      next.cooling_balance = bottom.cooling_balance;
      move(Hinge::heating, next);
      move(Hinge::cooling, next);
      if (!(next.sse < best.sse)) break;
      const bool settled = !(next.sse < best.sse * (1.0 - tolerance));
      best = next;
      if (settled) break;
      heating_balance = best.heating_balance;
      cooling_balance = best.cooling_balance;
    }
    return best;
  }

  /// Where a leg would be better in its whole range if the other could move a little with it, to
  /// first order; missing if nowhere.
  [[nodiscard]] double elsewhere(Hinge hinge, const PairOptimum& best) const {
    constexpr double worthwhile = 1e-6;
    const bool heats = hinge == Hinge::heating;
    const double other = heats ? best.cooling_balance : best.heating_balance;
    std::vector<double> leg;
    std::vector<double> days;
    (heats ? cooling_ : heating_).grid.columns(other, leg, days);
    const bool base = best.base > 0.0;
    Projection fixed = base ? days_ : regressors_;
    fixed.add(leg);
    fixed.add(days, Sign::free);
    const LegNodes& mine = heats ? heating_ : cooling_;
    const NodeProducts nodes =
        base ? mine.grid.beside(fixed, mine.beside_days) : mine.grid.beside(fixed);
    const double place =
        mine.grid.best_hinge_in(range_of(hinge, other), fixed, nodes, best.sse * (1.0 - worthwhile))
            .balance;
    const double here = heats ? best.heating_balance : best.cooling_balance;
    return std::abs(place - here) < apart_k ? missing_value : place;
  }

private:
  [[nodiscard]] BalanceRange range_of(Hinge hinge, double other) const {
    BalanceRange range = (hinge == Hinge::heating ? heating_ : cooling_).grid.range();
    if (hinge == Hinge::heating)
      range.high = std::min(range.high, other);
    else
      range.low = std::max(range.low, other);
    return range;
  }

  void move(Hinge hinge, PairOptimum& best) const {
    constexpr double reach_k = 1.0;
    const bool heats = hinge == Hinge::heating;
    const LegGrid& mine = (heats ? heating_ : cooling_).grid;
    const LegGrid& its = (heats ? cooling_ : heating_).grid;
    const double here = heats ? best.heating_balance : best.cooling_balance;
    const double other = heats ? best.cooling_balance : best.heating_balance;
    BalanceRange range = range_of(hinge, other);
    range.low = std::max(range.low, here - reach_k);
    range.high = std::min(range.high, here + reach_k);
    std::vector<double> leg;
    std::vector<double> days;
    its.columns(other, leg, days);
    for (const bool base : {true, false}) {
      Projection fixed = base ? days_ : regressors_;
      fixed.add(leg);
      const HingeOptimum found = mine.best_hinge_from_node(range, fixed);
      if (found.sse < best.sse) take(found, heats, base, best);
      if (!found.constrained && regressors_.size() == 0) break;
    }
  }

  void take(const HingeOptimum& found, bool heats, bool base, PairOptimum& best) const {
    (heats ? best.heating_balance : best.cooling_balance) = found.balance;
    (heats ? best.heating_slope : best.cooling_slope) = found.slope;
    (heats ? best.cooling_slope : best.heating_slope) = found.fixed.back();
    best.base = base ? found.fixed[regressors_.size()] : 0.0;
    best.sse = found.sse;
    best.regressors.assign(found.fixed.begin(),
                           found.fixed.begin() + static_cast<std::ptrdiff_t>(regressors_.size()));
  }

  const Projection& regressors_;
  const Projection& days_;
  const LegNodes& heating_;
  const LegNodes& cooling_;
  Descent together_;
};

} // namespace

PairOptimum best_pair_multistart(const Projection& regressors, const Projection& days,
                                 const LegNodes& h, const LegNodes& c, SingleLegs alone) {
  const std::vector<PairStart> starts = pair_starts(h, c, days, alone);
  Alternation alternation{regressors, days, h, c};
  std::vector<Place> places;
  places.reserve(starts.size());
  for (const PairStart& start : starts)
    places.push_back(alternation.near_bottom(start.heating_balance, start.cooling_balance));
  std::ranges::stable_sort(places, {}, &Place::sse);
  // What lies this near to the best may still pass it on the way to the bottom.
  constexpr double near = 1.01;
  constexpr std::size_t most = 4;
  std::vector<PairOptimum> bottoms;
  bottoms.reserve(most);
  PairOptimum best;
  for (const Place& place : places) {
    if (bottoms.size() == most || !(bottoms.empty() || place.sse < near * places.front().sse))
      break;
    const auto is_same = [&](const PairOptimum& bottom) {
      return std::abs(place.heating_balance - bottom.heating_balance) < apart_k &&
             std::abs(place.cooling_balance - bottom.cooling_balance) < apart_k;
    };
    if (std::ranges::any_of(bottoms, is_same)) continue;
    bottoms.push_back(alternation.from(place.heating_balance, place.cooling_balance));
    if (bottoms.back().sse < best.sse) best = bottoms.back();
  }
  // Beside a strong leg a weak one has many local optima, each with the strong one elsewhere by a
  // little.
  constexpr int most_times = 3;
  for (int time = 0; time < most_times && best.found(); ++time) {
    const double place = alternation.elsewhere(alone.weaker, best);
    if (std::isnan(place)) break;
    const bool heats = alone.weaker == Hinge::heating;
    const PairOptimum next = heats ? alternation.from(place, best.cooling_balance)
                                   : alternation.from(best.heating_balance, place);
    if (!(next.sse < best.sse)) break;
    best = next;
  }
  return best;
}

} // namespace empower::detail
