// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/bootstrap.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/baseline/selection.hpp>
#include <empower/baseline/weather_normalised.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/bootstrap.hpp>
#include <empower/stats/robust.hpp>

#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace empower {

namespace {

enum Figure : std::size_t {
  base,
  heating_slope,
  heating_balance,
  cooling_slope,
  cooling_balance,
  normal_year,
  figure_count
};
using Figures = std::array<double, figure_count>;

Figures figures(const Fit& fit, const Signature& signature, const NormalYear& normal) {
  Fit with = fit;
  with.signature = signature;
  return {signature.base.value(),
          signature.heating_slope.value(),
          signature.heating_balance.value(),
          signature.cooling_slope.value(),
          signature.cooling_balance.value(),
          predict_total(with, normal).expectation.total.value()};
}

Estimate interval(double value, const std::vector<Figures>& drawn, Figure figure) {
  if (std::isnan(value) || drawn.size() < 2) return {};
  std::vector<double> values;
  values.reserve(drawn.size());
  double mean = 0.0;
  for (const Figures& one : drawn) {
    values.push_back(one[figure]);
    mean += one[figure] / static_cast<double>(drawn.size());
  }
  double squares = 0.0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return {value, std::sqrt(squares / static_cast<double>(drawn.size() - 1)), quantile(values, 0.05),
          quantile(values, 0.95)};
}

/// `refit` fits the energies it is given in the place of the observed ones.
template <class Refit>
BootstrapIntervals bootstrap(const Fit& fit, std::span<const double> observed,
                             std::span<const double> expected, std::span<const double> days,
                             const NormalYear& normal, const BootstrapOptions& options,
                             std::size_t block, Refit refit) {
  EMPOWER_EXPECTS(fit.regressors.empty(), "a model with regressors is not resampled");
  std::vector<std::size_t> used;
  std::vector<double> scaled;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double residual = (observed[i] - expected[i]) / std::sqrt(days[i]);
    if (!std::isfinite(residual)) continue;
    used.push_back(i);
    scaled.push_back(residual);
  }
  EMPOWER_EXPECTS(scaled.size() == fit.observations, "the data are those of the fit");
  const auto n = static_cast<double>(scaled.size());
  const double widen = std::sqrt(n / (n - static_cast<double>(fit.parameters)));

  std::vector<Figures> drawn;
  Random random{options.seed};
  for (std::size_t r = 0; r < options.replications; ++r) {
    const std::vector<std::size_t> from = moving_blocks(random, scaled.size(), block);
    std::vector<double> energy(observed.size(), missing_value);
    for (std::size_t i = 0; i < used.size(); ++i)
      energy[used[i]] = expected[used[i]] + widen * scaled[from[i]] * std::sqrt(days[used[i]]);
    const FitOutcome again = refit(energy);
    if (!again) continue;
    const Candidate* same = candidate_of(*again, fit.signature.shape);
    if (same != nullptr && same->admissible) drawn.push_back(figures(fit, same->signature, normal));
  }

  const Figures own = figures(fit, fit.signature, normal);
  const auto of = [&](Figure figure) { return interval(own[figure], drawn, figure); };
  BootstrapIntervals all{.base = of(base),
                         .heating_slope = {},
                         .heating_balance = {},
                         .cooling_slope = {},
                         .cooling_balance = {},
                         .normal_year = of(normal_year),
                         .replications = drawn.size()};
  if (!fit.signature.heating_balance.missing()) {
    all.heating_slope = of(heating_slope);
    all.heating_balance = of(heating_balance);
  }
  if (!fit.signature.cooling_balance.missing()) {
    all.cooling_slope = of(cooling_slope);
    all.cooling_balance = of(cooling_balance);
  }
  return all;
}

} // namespace

BootstrapIntervals block_bootstrap(const Fit& fit, DailyView<KilowattHours> energy,
                                   DailyView<Celsius> outdoor, const NormalYear& normal,
                                   const BootstrapOptions& options) {
  constexpr std::size_t fortnight = 14;
  std::vector<double> temperature;
  std::vector<double> expected;
  temperature.reserve(energy.size());
  expected.reserve(energy.size());
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const Celsius t = outdoor.at(energy.day(i));
    temperature.push_back(t.value());
    expected.push_back(fit.signature.expected(t).value());
  }
  const std::vector<double> days(energy.size(), 1.0);
  return bootstrap(fit, energy.values(), expected, days, normal, options,
                   options.block == 0 ? fortnight : options.block,
                   [&](std::span<const double> resampled) {
                     return fit_change_point(temperature, resampled, fit.options);
                   });
}

BootstrapIntervals block_bootstrap(const Fit& fit, BillView bills, DailyView<Celsius> outdoor,
                                   const NormalYear& normal, const BootstrapOptions& options) {
  constexpr std::size_t quarter = 3;
  const std::vector<double> expected = expected_by_observation(fit.signature, bills, outdoor);
  std::vector<double> days;
  days.reserve(bills.size());
  for (std::size_t i = 0; i < bills.size(); ++i)
    days.push_back(static_cast<double>(day_count(bills.period(i))));
  return bootstrap(fit, bills.energy_kwh, expected, days, normal, options,
                   options.block == 0 ? quarter : options.block,
                   [&](std::span<const double> resampled) {
                     BillView again = bills;
                     again.energy_kwh = resampled;
                     return fit_bills(again, outdoor, fit.options);
                   });
}

} // namespace empower
