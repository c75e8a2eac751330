// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_grid.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace empower::detail {

namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U;
constexpr double smallest = std::numeric_limits<double>::min();
/// A system whose determinant is smaller than this share of its diagonal tells no coefficients.
constexpr double singular = 1e-12;

class Candidates {
public:
  Candidates(const CaltrackMoments& moments, const CaltrackRows& rows,
             const CaltrackSettings& settings, bool billing)
      : moments_{moments}, settings_{settings}, billing_{billing} {
    if (settings.corrections.bic) sorted_f_ = rows.temperature_f;
    std::sort(sorted_f_.begin(), sorted_f_.end());
  }

  /// Is there enough weather on this side of balance point `k`?
  [[nodiscard]] bool attempted(const HingeMoments& hinge, std::size_t k) const {
    return hinge.sum[k] >= settings_.min_degree_days_f &&
           (billing_ || hinge.count[k] >= settings_.min_degree_day_periods) &&
           (!settings_.corrections.bic || inside(hinge, k));
  }

  /// With `bic`: are there days enough on this side of balance point `k`, and one on the other?
  [[nodiscard]] bool inside(const HingeMoments& hinge, std::size_t k) const {
    const double balance = static_cast<double>(settings_.lowest_balance_f) + static_cast<double>(k);
    const auto colder = static_cast<std::size_t>(
        std::lower_bound(sorted_f_.begin(), sorted_f_.end(), balance) - sorted_f_.begin());
    const std::size_t warmer = sorted_f_.size() - colder;
    const bool heating = &hinge == &moments_.heating;
    return (heating ? colder : warmer) >= settings_.min_degree_day_periods &&
           (heating ? warmer : colder) > 0;
  }

  [[nodiscard]] std::vector<double> one_slope(const HingeMoments& hinge) const {
    std::vector<double> explained(moments_.balances, not_attempted);
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
  [[nodiscard]] std::vector<double> two_slopes() const {
    const std::size_t balances = moments_.balances;
    std::vector<double> explained(balances * (balances + 1) / 2, not_attempted);
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
  std::vector<double> sorted_f_; ///< temperatures, with `bic`
};

} // namespace

CaltrackGrid::CaltrackGrid(const CaltrackRows& rows, const CaltrackSettings& settings, bool billing)
    : moments{rows, settings, billing}, lowest_f{static_cast<double>(settings.lowest_balance_f)} {
  const Candidates candidates{moments, rows, settings, billing};
  explained[0] = {moments.mean >= 0.0 ? 0.0 : disqualified};
  explained[1] = candidates.one_slope(moments.heating);
  if (settings.fuel == CaltrackFuel::gas) return;
  explained[2] = candidates.one_slope(moments.cooling);
  explained[3] = candidates.two_slopes();
}

CaltrackCandidate CaltrackGrid::candidate(CaltrackShape shape, std::size_t index) const {
  const double explained_by = explained[static_cast<std::size_t>(shape)][index];
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
    const auto [h, c] = pair_at(index);
    const double a = moments.heating.variation[h];
    const double b = moments.cross_variation(h, c);
    const double d = moments.cooling.variation[c];
    const double g = moments.heating.covariation[h];
    const double e = moments.cooling.covariation[c];
    candidate.heating_balance_f = balance(h);
    candidate.cooling_balance_f = balance(c);
    candidate.beta_hdd = (d * g - b * e) / (a * d - b * b);
    candidate.beta_cdd = (a * e - b * g) / (a * d - b * b);
    candidate.intercept -= (candidate.beta_hdd * moments.heating.sum[h] +
                            candidate.beta_cdd * moments.cooling.sum[c]) /
                           moments.weight;
  }
  if (shape != CaltrackShape::intercept_only) {
    const auto free = static_cast<double>(moments.periods) - 1.0;
    candidate.adjusted_r_squared = 1.0 - (1.0 - explained_by / moments.variation) * free /
                                             (free - static_cast<double>(candidate.slopes()));
  }
  return candidate;
}

} // namespace empower::detail
