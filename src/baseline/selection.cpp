// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>

#include <empower/baseline/detail/short_series.hpp>
#include <empower/stats/metrics.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {

namespace {

/// m ln(SSE / n) + penalty, with the noise variance among the parameters; missing if not
/// admissible.
double criterion(double sse, std::size_t observations, double effective_observations,
                 std::size_t parameters) {
  const auto n = static_cast<double>(observations);
  const bool is_short = observations <= short_series;
  const double m = is_short ? n : effective_observations;
  const double k = static_cast<double>(parameters) + 1.0;
  if (m - k - 1.0 < 1.0) return missing_value;
  const double penalty = is_short ? 2.0 * k + 2.0 * k * (k + 1.0) / (m - k - 1.0) : k * std::log(m);
  return m * std::log(sse / n) + penalty;
}

} // namespace

Autocorrelation autocorrelation(const Design& design, std::span<const double> residuals_kwh) {
  std::vector<double> scaled(residuals_kwh.begin(), residuals_kwh.end());
  for (std::size_t i = 0; i < scaled.size(); ++i) scaled[i] *= std::sqrt(design.weight[i]);
  const auto n = static_cast<double>(scaled.size());
  const double r1 = lag_one_autocorrelation(scaled, design.position);
  Autocorrelation noise;
  noise.lag_one = std::clamp(r1 + (1.0 + 3.0 * r1) / n, 0.0, 0.95);
  noise.inflation = (1.0 + noise.lag_one) / (1.0 - noise.lag_one);
  noise.effective_observations = n / noise.inflation;
  return noise;
}

std::size_t select(std::span<Candidate> candidates, const Design& design,
                   std::span<const double> energy_kwh, double resolution_kwh,
                   double effective_observations) {
  // No fit is believed to be better than the register's steps or the arithmetic allow: the
  // rounding of a constant meter must not look like a leg.
  const double mean_square = candidates.front().sse;
  double steps = 0.0;
  double whole = 0.0;
  for (std::size_t i = 0; i < design.size(); ++i) {
    steps += design.weight[i] * resolution_kwh * resolution_kwh / 12.0;
    whole += design.weight[i] * energy_kwh[i] * energy_kwh[i];
  }
  const double floor = std::max({steps, 1e-20 * mean_square, 1e-24 * whole, 1e-280});

  std::size_t best = candidates.size();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& candidate = candidates[i];
    candidate.criterion =
        criterion(std::max(candidate.sse, floor), design.size(), effective_observations,
                  parameter_count(candidate.signature.shape) + design.regressor_count());
    candidate.admissible = candidate.admissible && !std::isnan(candidate.criterion);
    if (!candidate.admissible) continue;
    if (best == candidates.size() || candidate.criterion < candidates[best].criterion - 1e-9)
      best = i;
  }
  return best;
}

} // namespace empower::detail
