// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_search.hpp>

#include <empower/baseline/detail/caltrack_moments.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace empower::detail {

namespace {

/// `explained` of a candidate that was not attempted, or that is disqualified.
constexpr double not_attempted = -2.0;
constexpr double disqualified = -1.0;
/// A system whose determinant is smaller than this share of its diagonal tells no coefficients.
constexpr double singular = 1e-12;

/// Variation explained by each candidate of a shape, in the order of the method, and the codes
/// above.
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
      pairs_with(c, coldest, cross, explained.data() + c * (c + 1) / 2);
    }
    return explained;
  }

private:
  /// Cramer's rule without a branch, so that several balance points are worked on at once.
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
    const double free = moments_.periods > 3 ? 0.0 : 1.0;
    for (std::size_t h = coldest; h <= c; ++h) {
      cross[h] = moments_.cross.empty() ? -sum[h] * mean_cooling
                                        : moments_.cross[c * moments_.balances + h];
    }
    const double* b = cross.data();
    for (std::size_t h = coldest; h <= c; ++h) {
      const double determinant = a[h] * d - b[h] * b[h];
      const double heating = d * g[h] - b[h] * e;
      const double cooling = a[h] * e - b[h] * g[h];
      const double intercept =
          mean * determinant - heating * sum[h] * per_weight - cooling * mean_cooling;
      const double least = std::min(std::min(heating, cooling), intercept);
      const double room = determinant - singular * a[h] * d;
      const double value = (heating * g[h] + cooling * e) / determinant;
      explained[h] = least >= 0.0 && room > 0.0 && free == 0.0 ? value : disqualified;
    }
  }

  const CaltrackMoments& moments_;
  const CaltrackSettings& settings_;
  bool billing_;
};

/// The first candidate that explains as much as any of its shape, but for `tie`.
std::optional<std::size_t> first_highest(const Explained& explained, double tie) {
  double best = disqualified;
  for (const double value : explained) best = value > best ? value : best;
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
    attempted += value >= disqualified ? 1 : 0;
  }
  counts.qualified += qualified;
  counts.disqualified += attempted - qualified;
  counts.not_attempted += explained.size() - attempted;
}

/// The balance points of the `index`-th candidate of a shape.
CaltrackCandidate candidate_at(CaltrackShape shape, std::size_t index, int lowest_f) {
  CaltrackCandidate candidate{.shape = shape};
  const auto balance = [&](std::size_t k) { return lowest_f + static_cast<double>(k); };
  if (shape == CaltrackShape::hdd_only) candidate.heating_balance_f = balance(index);
  if (shape == CaltrackShape::cdd_only) candidate.cooling_balance_f = balance(index);
  if (shape == CaltrackShape::cdd_hdd) {
    std::size_t c = 0;
    for (; index > c; ++c) index -= c + 1;
    candidate.heating_balance_f = balance(index);
    candidate.cooling_balance_f = balance(c);
  }
  return candidate;
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
    CaltrackCandidate candidate = candidate_at(shapes[i], *first, settings.lowest_balance_f);
    refine(rows, billing, candidate);
    choice.best_of_shape.push_back(candidate);
  }
  for (const CaltrackCandidate& candidate : choice.best_of_shape) {
    if (!choice.best ||
        candidate.adjusted_r_squared > choice.best->adjusted_r_squared + settings.tie) {
      choice.best = candidate;
    }
  }
  return choice;
}

namespace {

/// Four partial sums: the additions need not wait for each other.
double dot(std::span<const double> a, std::span<const double> b) {
  std::array<double, 4> sums{};
  std::size_t i = 0;
  for (; i + 4 <= a.size(); i += 4) {
    for (std::size_t j = 0; j < 4; ++j) sums[j] += a[i + j] * b[i + j];
  }
  for (; i < a.size(); ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Square roots of the weights times: 1, degree-days of the shape, usage per day.
std::vector<std::vector<double>> weighted_columns(const CaltrackRows& rows, bool billing,
                                                  const CaltrackCandidate& candidate) {
  std::vector<std::vector<double>> columns(candidate.slopes() + 2,
                                           std::vector<double>(rows.size(), 1.0));
  const std::vector<double> weights = row_weights(rows, billing);
  const bool heating = !std::isnan(candidate.heating_balance_f);
  const bool cooling = !std::isnan(candidate.cooling_balance_f);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double root = std::sqrt(weights[i]);
    const auto temperatures = rows.temperatures(i);
    std::size_t column = 0;
    columns[column++][i] = root;
    if (heating) {
      columns[column++][i] = root * heating_degrees(temperatures, candidate.heating_balance_f);
    }
    if (cooling) {
      columns[column++][i] = root * cooling_degrees(temperatures, candidate.cooling_balance_f);
    }
    columns[column][i] = root * (rows.energy[i] / rows.days[i]);
  }
  return columns;
}

} // namespace

void refine(const CaltrackRows& rows, bool billing, CaltrackCandidate& candidate) {
  // Björck 1967: modified Gram-Schmidt with the response as last column is as stable as
  // Householder.
  auto columns = weighted_columns(rows, billing, candidate);
  const std::size_t p = columns.size() - 1;
  std::array<std::array<double, 4>, 3> r{};
  double variation = 0.0; // what the mean leaves of the usage
  for (std::size_t j = 0; j < p; ++j) {
    r[j][j] = std::sqrt(dot(columns[j], columns[j]));
    for (double& q : columns[j]) q /= r[j][j];
    for (std::size_t k = j + 1; k <= p; ++k) {
      r[j][k] = dot(columns[j], columns[k]);
      for (std::size_t i = 0; i < rows.size(); ++i) columns[k][i] -= r[j][k] * columns[j][i];
    }
    if (j == 0) variation = dot(columns[p], columns[p]);
  }
  std::array<double, 3> coefficient{};
  for (std::size_t j = p; j-- > 0;) {
    double rest = r[j][p];
    for (std::size_t k = j + 1; k < p; ++k) rest -= r[j][k] * coefficient[k];
    coefficient[j] = rest / r[j][j];
  }
  std::size_t column = 0;
  candidate.intercept = coefficient[column++];
  if (!std::isnan(candidate.heating_balance_f)) candidate.beta_hdd = coefficient[column++];
  if (!std::isnan(candidate.cooling_balance_f)) candidate.beta_cdd = coefficient[column++];
  const auto periods = static_cast<double>(rows.size());
  const double left = dot(columns[p], columns[p]) / (periods - static_cast<double>(p));
  candidate.adjusted_r_squared = p == 1 ? 0.0 : 1.0 - left / (variation / (periods - 1.0));
}

} // namespace empower::detail
