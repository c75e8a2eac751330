// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>

#include <empower/stats/distribution.hpp>
#include <empower/stats/least_squares.hpp>
#include <empower/stats/metrics.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace empower::detail {

namespace {

/// The chosen model as a linear one about its optimum. Each column stands for one or, where both
/// balance temperatures move as one, two of the five coefficients of `Fit::covariance`.
struct Linearised {
  std::vector<double> columns;
  std::vector<std::vector<std::size_t>> coefficients;

  void add(const std::vector<double>& column, std::vector<std::size_t> stands_for) {
    columns.insert(columns.end(), column.begin(), column.end());
    coefficients.push_back(std::move(stands_for));
  }
};

enum Coefficient : std::size_t {
  base,
  heating_slope,
  heating_balance,
  cooling_slope,
  cooling_balance
};

double from_reference(const Design& design, Celsius c) { return c.value() - design.reference_c; }

bool at_bound(const Design& design, Celsius balance, BalanceRange range) {
  constexpr double rounding_k = 1e-9;
  const double x = from_reference(design, balance);
  return std::abs(x - range.low) < rounding_k || std::abs(x - range.high) < rounding_k;
}

std::vector<double> times(std::vector<double> column, double factor) {
  for (double& v : column) v *= factor;
  return column;
}

/// Base and slopes once more, by QR on the energies themselves.
void refine_coefficients(const Design& design, std::span<const double> energy,
                         Signature& signature) {
  Linearised linear;
  const bool has_base = signature.base.value() > 0.0;
  if (has_base) linear.add(design.days, {base});
  if (signature.heating_slope.value() > 0.0)
    linear.add(
        leg_columns(design, Hinge::heating, from_reference(design, signature.heating_balance))
            .degree_days,
        {heating_slope});
  if (signature.cooling_slope.value() > 0.0)
    linear.add(
        leg_columns(design, Hinge::cooling, from_reference(design, signature.cooling_balance))
            .degree_days,
        {cooling_slope});
  const LeastSquares fit = least_squares(linear.columns, energy, design.weight);
  for (std::size_t i = 0; i < linear.coefficients.size(); ++i) {
    const double value = fit.coefficients[i];
    switch (linear.coefficients[i].front()) {
    case base:
      signature.base = KilowattHoursPerDay{std::max(value, 0.0)};
      break;
    case heating_slope:
      signature.heating_slope = KilowattHoursPerDegreeDay{value};
      break;
    default:
      signature.cooling_slope = KilowattHoursPerDegreeDay{value};
      break;
    }
  }
}

/// No base day lies between the legs: the balance temperatures can only move together.
bool legs_touch(const Design& design, const Signature& s) {
  if (s.heating_balance == s.cooling_balance) return true;
  const auto next =
      std::ranges::lower_bound(design.heating.x, from_reference(design, s.heating_balance));
  return next == design.heating.x.end() || *next > from_reference(design, s.cooling_balance);
}

Linearised linearise(const Design& design, const Fit& fit) {
  const Signature& s = fit.signature;
  Linearised linear;
  linear.add(design.days, {base});
  const bool heats = s.heating_slope.value() > 0.0;
  const bool cools = s.cooling_slope.value() > 0.0;
  std::vector<double> heating_shift;
  std::vector<double> cooling_shift;
  if (heats) {
    LegColumns leg = leg_columns(design, Hinge::heating, from_reference(design, s.heating_balance));
    linear.add(leg.degree_days, {heating_slope});
    heating_shift = times(std::move(leg.days), s.heating_slope.value());
  }
  if (cools) {
    LegColumns leg = leg_columns(design, Hinge::cooling, from_reference(design, s.cooling_balance));
    linear.add(leg.degree_days, {cooling_slope});
    cooling_shift = times(std::move(leg.days), -s.cooling_slope.value());
  }
  const bool heating_moves = heats && !fit.heating_balance_at_bound;
  const bool cooling_moves = cools && !fit.cooling_balance_at_bound;
  if (heating_moves && cooling_moves && legs_touch(design, s)) {
    for (std::size_t i = 0; i < heating_shift.size(); ++i) heating_shift[i] += cooling_shift[i];
    linear.add(heating_shift, {heating_balance, cooling_balance});
    return linear;
  }
  if (heating_moves) linear.add(heating_shift, {heating_balance});
  if (cooling_moves) linear.add(cooling_shift, {cooling_balance});
  return linear;
}

Estimate estimate(double value, double variance, double t) {
  const double error = std::sqrt(variance);
  return {value, error, value - t * error, value + t * error};
}

} // namespace

Fit describe(const Design& design, std::span<const double> energy_kwh, const Candidate& chosen,
             BalanceRanges ranges, const Autocorrelation& noise,
             std::span<const Candidate> candidates) {
  Fit fit;
  fit.signature = chosen.signature;
  fit.search = chosen.search;
  fit.candidates.assign(candidates.begin(), candidates.end());
  refine_coefficients(design, energy_kwh, fit.signature);
  const Signature& s = fit.signature;
  fit.heating_balance_at_bound = at_bound(design, s.heating_balance, ranges.heating);
  fit.cooling_balance_at_bound = at_bound(design, s.cooling_balance, ranges.cooling);

  const std::vector<double> rest = residuals(design, energy_kwh, s);
  std::vector<double> expected(energy_kwh.begin(), energy_kwh.end());
  fit.sse = 0.0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    expected[i] -= rest[i];
    fit.sse += design.weight[i] * rest[i] * rest[i];
  }
  fit.temperature_min = Celsius{design.reference_c + design.heating.x.front()};
  fit.temperature_max = Celsius{design.reference_c + design.heating.x.back()};
  fit.observations = design.size();
  fit.parameters = parameter_count(s.shape);
  if (candidates.front().sse > 0.0) fit.r_squared = 1.0 - fit.sse / candidates.front().sse;
  fit.cv_rmse = cv_rmse(energy_kwh, expected, fit.parameters);
  fit.nmbe = nmbe(energy_kwh, expected, fit.parameters);
  fit.autocorrelation = noise.lag_one;
  fit.effective_observations = noise.effective_observations;
  const auto p = static_cast<double>(fit.parameters);
  fit.degrees_of_freedom = std::max(noise.effective_observations - p, 2.0);
  fit.residual_variance = noise.inflation * fit.sse / (static_cast<double>(design.size()) - p);

  const Linearised linear = linearise(design, fit);
  const LeastSquares unscaled = least_squares(linear.columns, energy_kwh, design.weight);
  const std::size_t columns = linear.coefficients.size();
  const std::size_t count = fit.coefficient_count();
  fit.covariance.assign(count * count, 0.0);
  for (std::size_t i = 0; i < columns; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      for (const std::size_t row : linear.coefficients[i])
        for (const std::size_t column : linear.coefficients[j])
          fit.covariance[row * count + column] =
              fit.residual_variance * unscaled.unscaled_covariance[i * columns + j];

  const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
  const auto of = [&](Coefficient c, double value) {
    return estimate(value, fit.covariance[c * count + c], t);
  };
  const auto balance = [&](Coefficient c, Celsius value, bool bound) {
    return bound ? Estimate{.value = value.value()} : of(c, value.value());
  };
  fit.base = of(base, s.base.value());
  if (s.heating_slope.value() > 0.0) {
    fit.heating_slope = of(heating_slope, s.heating_slope.value());
    fit.heating_balance = balance(heating_balance, s.heating_balance, fit.heating_balance_at_bound);
  }
  if (s.cooling_slope.value() > 0.0) {
    fit.cooling_slope = of(cooling_slope, s.cooling_slope.value());
    fit.cooling_balance = balance(cooling_balance, s.cooling_balance, fit.cooling_balance_at_bound);
  }
  return fit;
}

} // namespace empower::detail
