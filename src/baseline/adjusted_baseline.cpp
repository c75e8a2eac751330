// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/adjusted_baseline.hpp>

#include <empower/baseline/detail/exposure.hpp>
#include <empower/core/error.hpp>

#include <algorithm>
#include <cmath>

namespace empower {

namespace {

/// The gradient's first five: as in `detail::coefficient_variance`.
void push_gradient(std::vector<double>& gradient, const Signature& s, const detail::Exposure& e) {
  for (const double slope :
       {e.days.value(), e.heating.value(), s.heating_slope.value() * e.heating_days.value(),
        e.cooling.value(), -s.cooling_slope.value() * e.cooling_days.value()})
    gradient.push_back(slope);
}

void check(const Fit& fit, std::size_t observations, const Regressors& regressors) {
  const std::size_t values = observations * fit.regressors.size();
  if (regressors.names.size() != fit.regressors.size())
    throw ShapeError("regressors", fit.regressors.size(), regressors.names.size());
  if (regressors.values.size() != values)
    throw ShapeError("values of regressors", values, regressors.values.size());
  for (std::size_t r = 0; r < fit.regressors.size(); ++r)
    EMPOWER_EXPECTS(regressors.names[r] == fit.regressors[r].name,
                    "the regressors are those of the fit, in their order");
}

} // namespace

AdjustedBaseline adjusted_baseline(const Fit& baseline, BillView observed,
                                   DailyView<Celsius> outdoor, const Regressors& regressors) {
  const std::size_t n = observed.size();
  check_order(observed, "observed");
  check(baseline, n, regressors);
  const std::size_t count = baseline.coefficient_count();
  AdjustedBaseline series;
  series.from.assign(observed.from.begin(), observed.from.end());
  series.to.assign(observed.to.begin(), observed.to.end());
  series.covariance = baseline.covariance;
  series.degrees_of_freedom = baseline.degrees_of_freedom;
  for (std::vector<double>* column :
       {&series.expected_kwh, &series.degree_days, &series.outside_days,
        &series.outside_degree_days, &series.noise_variance})
    column->reserve(n);
  series.gradient.reserve(n * count);
  for (std::size_t i = 0; i < n; ++i) {
    const DailyView<Celsius> days = outdoor.within(observed.period(i));
    const detail::Exposure exposure = detail::exposure(baseline, days);
    const AnnualEnergy expected = detail::expected_energy(baseline.signature, exposure);
    const auto length = static_cast<double>(day_count(observed.period(i)));
    const bool known = exposure.days.value() == length;
    double total = known ? expected.total.value() : missing_value;
    push_gradient(series.gradient, baseline.signature, exposure);
    for (std::size_t r = 0; r < baseline.regressors.size(); ++r) {
      const double value = regressors.values[r * n + i];
      total += baseline.regressors[r].coefficient.value * value;
      series.gradient.push_back(value);
    }
    series.expected_kwh.push_back(total);
    series.degree_days.push_back((exposure.heating + exposure.cooling).value());
    series.outside_days.push_back(exposure.outside_days.value());
    series.outside_degree_days.push_back(exposure.outside.value());
    series.noise_variance.push_back(baseline.residual_variance * length);
  }
  return series;
}

} // namespace empower
