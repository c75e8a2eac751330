// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack_metrics.hpp>

#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <cmath>
#include <vector>

namespace empower {

namespace {

double ratio(double a, double b) { return b == 0.0 ? missing_value : a / b; }

double mean(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return ratio(sum, static_cast<double>(values.size()));
}

/// Sum of the products of what two columns deviate from their means.
double covariation(std::span<const double> a, double mean_a, std::span<const double> b,
                   double mean_b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum;
}

double correlation(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean(a);
  const double mean_b = mean(b);
  return ratio(covariation(a, mean_a, b, mean_b),
               std::sqrt(covariation(a, mean_a, a, mean_a) * covariation(b, mean_b, b, mean_b)));
}

/// Of the whole pairs.
struct Pairs {
  std::vector<double> observed;
  std::vector<double> predicted;
  std::vector<double> residual; ///< predicted - observed
};

Pairs whole_pairs(std::span<const double> observed, std::span<const double> predicted) {
  Pairs pairs;
  pairs.observed.reserve(observed.size());
  pairs.predicted.reserve(observed.size());
  pairs.residual.reserve(observed.size());
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (std::isnan(observed[i]) || std::isnan(predicted[i])) continue;
    pairs.observed.push_back(observed[i]);
    pairs.predicted.push_back(predicted[i]);
    pairs.residual.push_back(predicted[i] - observed[i]);
  }
  return pairs;
}

void add_moments(const Pairs& pairs, CaltrackMetrics& m) {
  const auto n = static_cast<double>(m.length);
  m.observed_mean = mean(pairs.observed);
  m.predicted_mean = mean(pairs.predicted);
  const double observed =
      covariation(pairs.observed, m.observed_mean, pairs.observed, m.observed_mean);
  const double predicted =
      covariation(pairs.predicted, m.predicted_mean, pairs.predicted, m.predicted_mean);
  const double both =
      covariation(pairs.observed, m.observed_mean, pairs.predicted, m.predicted_mean);
  m.observed_variance = ratio(observed, n);
  m.predicted_variance = ratio(predicted, n);
  m.observed_cvstd = ratio(std::sqrt(ratio(observed, n - 1.0)), m.observed_mean);
  m.predicted_cvstd = ratio(std::sqrt(ratio(predicted, n - 1.0)), m.predicted_mean);
  m.r_squared = ratio(both * both, observed * predicted);
  m.adjusted_r_squared =
      1.0 - ratio((1.0 - m.r_squared) * (n - 1.0), n - static_cast<double>(m.parameters) - 1.0);
}

void add_errors(const Pairs& pairs, CaltrackMetrics& m) {
  const auto n = static_cast<double>(m.length);
  double squares = 0.0;
  double absolute = 0.0;
  double bias = 0.0;
  double relative = 0.0;
  for (std::size_t i = 0; i < pairs.residual.size(); ++i) {
    const double residual = pairs.residual[i];
    squares += residual * residual;
    absolute += std::abs(residual);
    bias += residual;
    if (pairs.observed[i] == 0.0) {
      ++m.observed_zeros;
    } else {
      relative += std::abs(residual) / pairs.observed[i];
    }
  }
  const double sum = m.observed_mean * n;
  m.rmse = std::sqrt(ratio(squares, n));
  m.rmse_adjusted = std::sqrt(ratio(squares, n - static_cast<double>(m.parameters)));
  m.cv_rmse = ratio(m.rmse, m.observed_mean);
  m.cv_rmse_adjusted = ratio(m.rmse_adjusted, m.observed_mean);
  m.mape = ratio(relative, n - static_cast<double>(m.observed_zeros));
  m.nmae = ratio(absolute, sum);
  m.nmbe = ratio(bias, sum);
}

void add_autocorrelation(const Pairs& pairs, double confidence, CaltrackMetrics& m) {
  const auto n = static_cast<double>(m.length);
  const auto c = static_cast<double>(m.parameters);
  const std::span<const double> residual{pairs.residual};
  if (m.length < 2) return;
  const double rho = correlation(residual.subspan(1), residual.first(m.length - 1));
  m.autocorrelation = rho;
  m.effective_length = n * ratio(1.0 - rho, 1.0 + rho);
  m.degrees_of_freedom = std::round(m.effective_length - c);
  if (m.degrees_of_freedom > 0.0 && std::isfinite(m.degrees_of_freedom)) {
    m.t = student_t_quantile(0.5 + 0.5 * confidence, m.degrees_of_freedom);
  }
  m.autocorrelation_correction = std::sqrt(ratio(n - c, m.effective_length - c));
  m.approximation_factor = std::sqrt(1.0 + ratio(2.0, m.effective_length));
}

} // namespace

CaltrackMetrics caltrack_metrics(std::span<const double> observed,
                                 std::span<const double> predicted, std::size_t parameters,
                                 double confidence) {
  if (observed.size() != predicted.size()) {
    throw ShapeError("predicted", observed.size(), predicted.size());
  }
  const Pairs pairs = whole_pairs(observed, predicted);
  CaltrackMetrics metrics{.length = pairs.observed.size(), .parameters = parameters};
  add_moments(pairs, metrics);
  add_errors(pairs, metrics);
  add_autocorrelation(pairs, confidence, metrics);
  return metrics;
}

} // namespace empower
