// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_search.hpp>

#include <empower/baseline/detail/caltrack_moments.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace empower::detail {

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
