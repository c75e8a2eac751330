// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_grid.hpp>

#include <empower/baseline/detail/short_series.hpp>

#include <empower/stats/distribution.hpp>
#include <empower/stats/metrics.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace empower::detail {

namespace {

std::vector<double> weighted_residuals(const CaltrackRows& rows, bool billing,
                                       const CaltrackCandidate& candidate) {
  const std::vector<double> weights = row_weights(rows, billing);
  std::vector<double> residuals;
  residuals.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CaltrackLoad load = load_per_day(candidate, rows.temperatures(i));
    const double fitted = load.base + load.heating + load.cooling;
    residuals.push_back(std::sqrt(weights[i]) * (rows.energy[i] / rows.days[i] - fitted));
  }
  return residuals;
}

double sum_of_squares(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value * value;
  return sum;
}

/// Intercept, slopes and balance points.
std::size_t parameter_count(const CaltrackCandidate& candidate) {
  return 1 + 2 * candidate.slopes();
}

/// How much the periods are worth, by the residuals of the richest model.
struct Information {
  double periods;
  double inflation = 1.0;

  Information(const CaltrackRows& rows, const std::vector<double>& residuals)
      : periods{static_cast<double>(rows.size())} {
    const double r1 = lag_one_autocorrelation(residuals, rows.position);
    const double rho = std::clamp(r1 + (1.0 + 3.0 * r1) / periods, 0.0, 0.95);
    inflation = (1.0 + rho) / (1.0 - rho);
  }
  [[nodiscard]] double effective() const { return periods / inflation; }

  /// AICc or BIC, the noise variance among the parameters; missing if it cannot be afforded.
  [[nodiscard]] double criterion(double sse, std::size_t parameters) const {
    const bool is_short = periods <= static_cast<double>(short_series);
    const double m = is_short ? periods : effective();
    const double k = static_cast<double>(parameters) + 1.0;
    if (m - k - 1.0 < 1.0) return missing_value;
    const double penalty =
        is_short ? 2.0 * k + 2.0 * k * (k + 1.0) / (m - k - 1.0) : k * std::log(m);
    return m * std::log(sse / periods) + penalty;
  }
};

void widen(CaltrackRange& range, double balance_f) {
  range.low_f = std::min(range.low_f, balance_f);
  range.high_f = std::max(range.high_f, balance_f);
}

/// Balance points of the chosen shape whose fit is not worse than chance allows, the other one
/// free.
void add_ranges(const CaltrackGrid& grid, double sse, double excess, CaltrackChoice& choice) {
  const CaltrackShape shape = choice.best->shape;
  choice.heating_range = {choice.best->heating_balance_f, choice.best->heating_balance_f};
  choice.cooling_range = {choice.best->cooling_balance_f, choice.best->cooling_balance_f};
  const auto& explained = grid.explained[static_cast<std::size_t>(shape)];
  const double enough = grid.moments.variation - sse - excess;
  for (std::size_t i = 0; i < explained.size(); ++i) {
    if (std::signbit(explained[i]) || !(explained[i] >= enough)) continue;
    const auto balance = [&](std::size_t k) { return grid.lowest_f + static_cast<double>(k); };
    if (shape == CaltrackShape::hdd_only) widen(choice.heating_range, balance(i));
    if (shape == CaltrackShape::cdd_only) widen(choice.cooling_range, balance(i));
    if (shape == CaltrackShape::cdd_hdd) {
      const auto [heating, cooling] = CaltrackGrid::pair_at(i);
      widen(choice.heating_range, balance(heating));
      widen(choice.cooling_range, balance(cooling));
    }
  }
}

} // namespace

void choose_by_bic(const CaltrackRows& rows, const CaltrackSettings& settings, bool billing,
                   const CaltrackGrid& grid, CaltrackChoice& choice) {
  const Information information{rows,
                                weighted_residuals(rows, billing, choice.best_of_shape.back())};
  // Noiseless data must not make a larger shape win on its rounding.
  const double floor = 1e-20 * grid.moments.variation + 1e-280;
  double best = missing_value;
  double best_sse = 0.0;
  for (const CaltrackCandidate& candidate : choice.best_of_shape) {
    const double sse =
        std::max(sum_of_squares(weighted_residuals(rows, billing, candidate)), floor);
    const double criterion = information.criterion(sse, parameter_count(candidate));
    // A cooling leg is no larger than a heating leg.
    const bool larger = choice.best && candidate.slopes() > choice.best->slopes();
    if (std::isnan(criterion) && choice.best) continue;
    if (choice.best && !(criterion < best - (larger ? settings.bic_margin : 0.0))) continue;
    choice.best = candidate;
    best = criterion;
    best_sse = sse;
  }
  const auto p = static_cast<double>(parameter_count(*choice.best));
  if (information.periods <= p) return;
  const double degrees = std::max(information.effective() - p, 2.0);
  const double t = student_t_quantile(0.5 + 0.5 * settings.confidence, degrees);
  add_ranges(grid, best_sse, t * t * information.inflation * best_sse / (information.periods - p),
             choice);
}

} // namespace empower::detail
