// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_search.hpp>

#include <empower/baseline/detail/caltrack_moments.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace empower::detail {

namespace {

/// `explained` of a candidate that was not attempted. That of a disqualified one is any other
/// value with the sign bit set.
constexpr double not_attempted = -std::numeric_limits<double>::infinity();
constexpr double disqualified = -1.0;
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U;
constexpr double smallest = std::numeric_limits<double>::min();
/// A system whose determinant is smaller than this share of its diagonal tells no coefficients.
constexpr double singular = 1e-12;

/// Variation explained by each candidate of a shape, in the order of the method, or as above.
using Explained = std::vector<double>;

constexpr std::array shapes{CaltrackShape::intercept_only, CaltrackShape::hdd_only,
                            CaltrackShape::cdd_only, CaltrackShape::cdd_hdd};

class Grid {
public:
  Grid(const CaltrackMoments& moments, const CaltrackSettings& settings, bool billing)
      : moments_{moments}, settings_{settings}, billing_{billing} {}

  /// Is there enough weather on this side of balance point `k`?
  [[nodiscard]] bool attempted(const HingeMoments& hinge, std::size_t k) const {
    return hinge.sum[k] >= settings_.min_degree_days_f &&
           (billing_ || hinge.count[k] >= settings_.min_degree_day_periods);
  }

  [[nodiscard]] Explained one_slope(const HingeMoments& hinge) const {
    Explained explained(moments_.balances, not_attempted);
    const bool free = moments_.periods > 2;
    for (std::size_t k = 0; k < moments_.balances; ++k) {
      if (!attempted(hinge, k)) continue;
      const double square_sum = hinge.variation[k] + hinge.sum[k] * hinge.sum[k] / moments_.weight;
      const double slope = hinge.covariation[k] / hinge.variation[k];
      const bool qualified = free && hinge.variation[k] > singular * square_sum && slope >= 0.0 &&
                             moments_.mean - slope * hinge.sum[k] / moments_.weight >= 0.0;
      explained[k] = qualified ? slope * hinge.covariation[k] : disqualified;
    }
    return explained;
  }

  /// All pairs with heating balance <= cooling balance, cooling outside, heating inside.
  [[nodiscard]] Explained two_slopes() const {
    const std::size_t balances = moments_.balances;
    Explained explained(balances * (balances + 1) / 2, not_attempted);
    std::size_t coldest = 0; // heating balance with enough weather below it: it only gets more
    while (coldest < balances && !attempted(moments_.heating, coldest)) ++coldest;
    std::vector<double> cross(balances);
    for (std::size_t c = coldest; c < balances && attempted(moments_.cooling, c); ++c) {
      double* const first = explained.data() + c * (c + 1) / 2;
      if (moments_.periods > 3) {
        pairs_with(c, coldest, cross, first);
      } else { // no degree of freedom left
        std::fill(first + coldest, first + c + 1, disqualified);
      }
    }
    return explained;
  }

private:
  /// Cramer's rule without a comparison, which compilers take for a branch, so that several balance
  /// points are worked on at once: a candidate is disqualified by the sign bit of what may not be
  /// negative. Adding 0 turns -0, which may be, into 0.
  void pairs_with(std::size_t c, std::size_t coldest, std::vector<double>& cross,
                  double* explained) const {
    const double* a = moments_.heating.variation.data();
    const double* g = moments_.heating.covariation.data();
    const double* sum = moments_.heating.sum.data();
    const double d = moments_.cooling.variation[c];
    const double e = moments_.cooling.covariation[c];
    const double mean_cooling = moments_.cooling.sum[c] / moments_.weight;
    const double per_weight = 1.0 / moments_.weight;
    const double mean = moments_.mean;
    for (std::size_t h = coldest; h <= c; ++h) {
      cross[h] = moments_.cross_variation(h, c);
    }
    const double* b = cross.data();
    for (std::size_t h = coldest; h <= c; ++h) {
      const double determinant = a[h] * d - b[h] * b[h];
      const double heating = d * g[h] - b[h] * e;
      const double cooling = a[h] * e - b[h] * g[h];
      const double intercept =
          mean * determinant - heating * sum[h] * per_weight - cooling * mean_cooling;
      const double room = determinant - singular * a[h] * d - smallest;
      const double value = (heating * g[h] + cooling * e) / determinant;
      const std::uint64_t negative =
          (bits(heating + 0.0) | bits(cooling + 0.0) | bits(intercept + 0.0) | bits(room)) &
          sign_bit;
      explained[h] = std::bit_cast<double>(bits(value) | negative);
    }
  }

  static std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

  const CaltrackMoments& moments_;
  const CaltrackSettings& settings_;
  bool billing_;
};

/// The first candidate that explains as much as any of its shape, but for `tie`.
std::optional<std::size_t> first_highest(const Explained& explained, double tie) {
  std::array<double, 4> highest{disqualified, disqualified, disqualified, disqualified};
  for (std::size_t i = 0; i < explained.size(); ++i) {
    double& lane = highest[i % 4]; // four, which need not wait for each other
    lane = explained[i] > lane ? explained[i] : lane;
  }
  const double best = *std::max_element(highest.begin(), highest.end());
  if (best < 0.0) return std::nullopt;
  std::size_t first = 0;
  while (explained[first] < best - tie) ++first;
  return first;
}

void count(const Explained& explained, CaltrackCandidateCounts& counts) {
  std::size_t qualified = 0;
  std::size_t attempted = 0;
  for (const double value : explained) {
    qualified += value >= 0.0 ? 1 : 0;
    attempted += value == not_attempted ? 0 : 1;
  }
  counts.qualified += qualified;
  counts.disqualified += attempted - qualified;
  counts.not_attempted += explained.size() - attempted;
}

/// The `index`-th candidate of a shape, solved from the moments.
CaltrackCandidate candidate_at(const CaltrackMoments& moments, CaltrackShape shape,
                               std::size_t index, double explained, int lowest_f) {
  CaltrackCandidate candidate{.shape = shape, .intercept = moments.mean, .adjusted_r_squared = 0.0};
  const auto balance = [&](std::size_t k) { return lowest_f + static_cast<double>(k); };
  if (shape == CaltrackShape::hdd_only) {
    candidate.heating_balance_f = balance(index);
    candidate.beta_hdd = moments.heating.covariation[index] / moments.heating.variation[index];
    candidate.intercept -= candidate.beta_hdd * moments.heating.sum[index] / moments.weight;
  } else if (shape == CaltrackShape::cdd_only) {
    candidate.cooling_balance_f = balance(index);
    candidate.beta_cdd = moments.cooling.covariation[index] / moments.cooling.variation[index];
    candidate.intercept -= candidate.beta_cdd * moments.cooling.sum[index] / moments.weight;
  } else if (shape == CaltrackShape::cdd_hdd) {
    std::size_t c = 0;
    for (; index > c; ++c) index -= c + 1;
    const double a = moments.heating.variation[index];
    const double b = moments.cross_variation(index, c);
    const double d = moments.cooling.variation[c];
    const double g = moments.heating.covariation[index];
    const double e = moments.cooling.covariation[c];
    candidate.heating_balance_f = balance(index);
    candidate.cooling_balance_f = balance(c);
    candidate.beta_hdd = (d * g - b * e) / (a * d - b * b);
    candidate.beta_cdd = (a * e - b * g) / (a * d - b * b);
    candidate.intercept -= (candidate.beta_hdd * moments.heating.sum[index] +
                            candidate.beta_cdd * moments.cooling.sum[c]) /
                           moments.weight;
  }
  if (shape != CaltrackShape::intercept_only) {
    const auto free = static_cast<double>(moments.periods) - 1.0;
    candidate.adjusted_r_squared = 1.0 - (1.0 - explained / moments.variation) * free /
                                             (free - static_cast<double>(candidate.slopes()));
  }
  return candidate;
}

/// The first of the highest criterion.
CaltrackCandidate& best_of(std::vector<CaltrackCandidate>& candidates, double tie) {
  const auto lower = [](const CaltrackCandidate& a, const CaltrackCandidate& b) {
    return a.adjusted_r_squared < b.adjusted_r_squared;
  };
  const double highest =
      std::max_element(candidates.begin(), candidates.end(), lower)->adjusted_r_squared;
  return *std::find_if(candidates.begin(), candidates.end(), [&](const CaltrackCandidate& c) {
    return c.adjusted_r_squared >= highest - tie;
  });
}

} // namespace

CaltrackChoice caltrack_choice(const CaltrackRows& rows, const CaltrackSettings& settings,
                               bool billing) {
  const CaltrackMoments moments{rows, settings, billing};
  const Grid grid{moments, settings, billing};
  const bool electricity = settings.fuel == CaltrackFuel::electricity;
  const std::array<Explained, shapes.size()> explained{
      Explained{moments.mean >= 0.0 ? 0.0 : disqualified}, grid.one_slope(moments.heating),
      electricity ? grid.one_slope(moments.cooling) : Explained{},
      electricity ? grid.two_slopes() : Explained{}};

  CaltrackChoice choice;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    count(explained[i], choice.counts);
    if (i > 0 && !moments.varied()) continue; // nothing to explain
    const auto first = first_highest(explained[i], settings.tie * moments.variation);
    if (!first) continue;
    choice.best_of_shape.push_back(
        candidate_at(moments, shapes[i], *first, explained[i][*first], settings.lowest_balance_f));
  }
  if (choice.best_of_shape.empty()) return choice;
  CaltrackCandidate& best = best_of(choice.best_of_shape, settings.tie);
  refine(rows, billing, best);
  choice.best = best;
  return choice;
}

} // namespace empower::detail
