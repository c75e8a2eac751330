// SPDX-License-Identifier: Apache-2.0
#include <empower/quality/expectation.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>
#include <empower/stats/robust.hpp>

#include <algorithm>
#include <cmath>

namespace empower {

std::vector<double> deviation_scores(BillView observed, std::span<const double> expected_kwh) {
  if (observed.size() != expected_kwh.size()) {
    throw ShapeError("expected_kwh", observed.size(), expected_kwh.size());
  }
  double energy = 0.0;
  double days = 0.0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (std::isnan(observed.energy_kwh[i]) || std::isnan(expected_kwh[i])) continue;
    energy += expected_kwh[i];
    days += static_cast<double>(day_count(observed.period(i)));
  }
  std::vector<double> scores(observed.size(), missing_value);
  if (!(energy > 0.0)) return scores;

  std::vector<double> sizes;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double usual = energy / days * static_cast<double>(day_count(observed.period(i)));
    const double level = 0.5 * (std::max(expected_kwh[i], 0.0) + usual);
    scores[i] = (observed.energy_kwh[i] - expected_kwh[i]) / level;
    if (!std::isnan(scores[i])) sizes.push_back(std::abs(scores[i]));
  }
  constexpr double floor_of_scale = 0.02;
  const double scale =
      std::max(normal_deviation_over_mad * median(std::move(sizes)), floor_of_scale);
  for (double& score : scores) score /= scale;
  return scores;
}

} // namespace empower
