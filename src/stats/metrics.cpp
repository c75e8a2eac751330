// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/metrics.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>

#include <cmath>

namespace empower {

namespace {

ErrorSums error_sums(std::span<const double> observed, std::span<const double> expected) {
  if (observed.size() != expected.size())
    throw ShapeError("expected", observed.size(), expected.size());
  ErrorSums sums{.observations = observed.size()};
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double error = observed[i] - expected[i];
    sums.observed += observed[i];
    sums.error += error;
    sums.squared_error += error * error;
  }
  return sums;
}

/// (n - parameters) times the mean of what was observed; missing if one of them is nothing.
double free_mean(const ErrorSums& sums, std::size_t parameters) noexcept {
  if (sums.observations <= parameters || sums.observed == 0.0) return missing_value;
  return static_cast<double>(sums.observations - parameters) * sums.observed /
         static_cast<double>(sums.observations);
}

} // namespace

double r_squared(std::span<const double> observed, std::span<const double> expected) {
  const ErrorSums sums = error_sums(observed, expected);
  const double mean = sums.observed / static_cast<double>(sums.observations);
  double total = 0.0;
  for (const double y : observed) total += (y - mean) * (y - mean);
  return total > 0.0 ? 1.0 - sums.squared_error / total : missing_value;
}

double cv_rmse(const ErrorSums& sums, std::size_t parameters) noexcept {
  const auto free = static_cast<double>(sums.observations) - static_cast<double>(parameters);
  return std::sqrt(sums.squared_error * free) / free_mean(sums, parameters);
}

double cv_rmse(std::span<const double> observed, std::span<const double> expected,
               std::size_t parameters) {
  return cv_rmse(error_sums(observed, expected), parameters);
}

double nmbe(const ErrorSums& sums, std::size_t parameters) noexcept {
  return sums.error / free_mean(sums, parameters);
}

double nmbe(std::span<const double> observed, std::span<const double> expected,
            std::size_t parameters) {
  return nmbe(error_sums(observed, expected), parameters);
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
