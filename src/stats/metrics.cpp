// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/metrics.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>

#include <cmath>

namespace empower {

namespace {

struct Sums {
  double mean = 0.0;
  double bias = 0.0; ///< sum of observed - expected
  double sse = 0.0;
};

Sums sums(std::span<const double> observed, std::span<const double> expected) {
  if (observed.size() != expected.size())
    throw ShapeError("expected", observed.size(), expected.size());
  Sums s;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double residual = observed[i] - expected[i];
    s.mean += observed[i];
    s.bias += residual;
    s.sse += residual * residual;
  }
  s.mean /= static_cast<double>(observed.size());
  return s;
}

} // namespace

double r_squared(std::span<const double> observed, std::span<const double> expected) {
  const Sums s = sums(observed, expected);
  double total = 0.0;
  for (const double y : observed) total += (y - s.mean) * (y - s.mean);
  return total > 0.0 ? 1.0 - s.sse / total : missing_value;
}

double cv_rmse(std::span<const double> observed, std::span<const double> expected,
               std::size_t parameters) {
  const Sums s = sums(observed, expected);
  if (observed.size() <= parameters || s.mean == 0.0) return missing_value;
  return std::sqrt(s.sse / static_cast<double>(observed.size() - parameters)) / s.mean;
}

double nmbe(std::span<const double> observed, std::span<const double> expected,
            std::size_t parameters) {
  const Sums s = sums(observed, expected);
  if (observed.size() <= parameters || s.mean == 0.0) return missing_value;
  return s.bias / (static_cast<double>(observed.size() - parameters) * s.mean);
}

double lag_one_autocorrelation(std::span<const double> residuals, std::span<const long> position) {
  if (residuals.size() != position.size())
    throw ShapeError("position", residuals.size(), position.size());
  double squares = 0.0;
  double products = 0.0;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    squares += residuals[i] * residuals[i];
    if (i == 0 || position[i] != position[i - 1] + 1) continue;
    products += residuals[i - 1] * residuals[i];
    ++pairs;
  }
  if (pairs == 0 || squares == 0.0) return 0.0;
  return products / squares * static_cast<double>(residuals.size() - 1) /
         static_cast<double>(pairs);
}

} // namespace empower
