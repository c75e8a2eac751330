// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include <empower/baseline/detail/caltrack_rows.hpp>
#include <empower/baseline/detail/caltrack_search.hpp>
#include <empower/baseline/fractional_savings.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <chrono>
#include <cmath>
#include <limits>

namespace empower {

namespace {

double days_between(Instant from, Instant to) {
  return std::chrono::duration<double, std::chrono::days::period>(to - from).count();
}

/// The periods that a band is stated for.
struct Reported {
  std::size_t periods = 0; ///< with usage (where there is any) and prediction
  double span_days = 0.0;  ///< from the first to the last instant
  double mean_usage = 0.0; ///< per period
  double total_predicted = 0.0;
};

/// Q and M of the bands.
struct Reach {
  double periods = 0.0;
  double months = 0.0;
};

Reach reach(const CaltrackModel& model, const Reported& reported) {
  constexpr double days_of_month = 30.0;
  const auto periods = static_cast<double>(reported.periods);
  if (model.settings.corrections.reporting_energy) {
    constexpr double mean_month = 365.2425 / 12.0;
    return {periods, reported.span_days / mean_month};
  }
  if (!model.billing()) return {periods, periods / days_of_month};
  const double months = std::round(reported.span_days / days_of_month);
  return {months, months};
}

CaltrackBands bands(const CaltrackModel& model, const Reported& reported) {
  const CaltrackMetrics& m = model.totals;
  const auto n = static_cast<double>(m.length);
  const double degrees = n - static_cast<double>(m.parameters);
  const Reach at = reach(model, reported);
  if (!(at.periods > 0.0) || !(degrees > 0.0) || m.observed_mean == 0.0 ||
      !(m.observed_variance > 0.0) || !(m.effective_length > 0.0) ||
      !std::isfinite(m.effective_length)) {
    return {};
  }
  const double t = student_t_quantile(0.5 + 0.5 * model.settings.confidence, degrees);
  const SavingsPolynomial& polynomial = model.billing() ? sun_baltazar_bills : sun_baltazar_daily;
  const double share = relative_savings_band({.t = t,
                                              .cv_rmse = m.cv_rmse_adjusted,
                                              .baseline_observations = n,
                                              .effective_observations = m.effective_length,
                                              .reporting_observations = at.periods,
                                              .reporting_months = at.months},
                                             polynomial);
  CaltrackBands band;
  band.fsu = share * (model.settings.corrections.reporting_energy ? reported.total_predicted
                                                                  : m.observed_mean * n);
  const double shift = m.observed_mean - reported.mean_usage;
  band.ols_model = t * m.rmse_adjusted * at.periods / std::sqrt(n) *
                   std::sqrt(1.0 + shift * shift / m.observed_variance);
  band.ols_noise = t * m.rmse_adjusted * std::sqrt(at.periods * n / m.effective_length);
  band.ols = std::hypot(band.ols_model, band.ols_noise);
  return band;
}

/// Sum of what is not missing.
struct Sum {
  double total = 0.0;
  std::size_t count = 0;
  void add(double value) {
    if (std::isnan(value)) return;
    total += value;
    ++count;
  }
};

Sum sum_of(std::span<const double> values) {
  Sum sum;
  for (const double value : values) sum.add(value);
  return sum;
}

double fsu(const CaltrackModel& model, const Sum& predicted, double span_days) {
  const auto periods = static_cast<double>(predicted.count);
  return bands(model, {predicted.count, span_days, predicted.total / periods, predicted.total}).fsu;
}

} // namespace

CaltrackPrediction predict_caltrack(const CaltrackModel& model, std::span<const Instant> start,
                                    std::span<const Instant> end, HourlyView<Celsius> outdoor) {
  if (start.size() != end.size()) throw ShapeError("end", start.size(), end.size());
  const detail::CaltrackRows rows =
      detail::caltrack_rows(start, end, {}, outdoor, model.settings, 0);
  const std::vector<double> none(rows.size(), missing_value);
  CaltrackPrediction prediction{none, none, none, none};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows.has_temperature(i)) continue;
    const auto load = detail::load_per_day(model.best, rows.temperatures(i));
    prediction.base[i] = load.base * rows.days[i];
    prediction.heating[i] = load.heating * rows.blocks[i];
    prediction.cooling[i] = load.cooling * rows.blocks[i];
    prediction.predicted[i] = prediction.base[i] + prediction.heating[i] + prediction.cooling[i];
  }
  return prediction;
}

CaltrackSavings caltrack_savings(const CaltrackModel& baseline, IntervalView usage,
                                 HourlyView<Celsius> outdoor, Instant reporting_start) {
  detail::check_usage(usage);
  const InstantPeriod reporting = detail::reporting_window(baseline.baseline, reporting_start,
                                                           baseline.settings.reporting_days);
  const IntervalView window = detail::within(usage, reporting);
  CaltrackSavings savings;
  savings.start.assign(window.start.begin(), window.start.end());
  savings.end.assign(window.end.begin(), window.end.end());
  savings.observed = detail::clean_usage(window, baseline.settings).energy;
  savings.prediction = predict_caltrack(baseline, window.start, window.end, outdoor);
  savings.avoided.reserve(window.size());
  for (std::size_t i = 0; i < window.size(); ++i) {
    savings.avoided.push_back(savings.prediction.predicted[i] - savings.observed[i]);
    if (std::isnan(savings.avoided[i])) continue;
    ++savings.periods;
    savings.total_observed += savings.observed[i];
    savings.total_predicted += savings.prediction.predicted[i];
    savings.total_base += savings.prediction.base[i];
    savings.total_heating += savings.prediction.heating[i];
    savings.total_cooling += savings.prediction.cooling[i];
    savings.total_avoided += savings.avoided[i];
  }
  detail::check_reported(reporting, savings.periods);
  savings.bands =
      bands(baseline, {savings.periods, days_between(savings.start.front(), savings.end.back()),
                       savings.total_observed / static_cast<double>(savings.periods),
                       savings.total_predicted});
  return savings;
}

CaltrackModelledSavings caltrack_modelled_savings(const CaltrackModel& baseline,
                                                  const CaltrackModel& reporting,
                                                  std::span<const Instant> start,
                                                  std::span<const Instant> end,
                                                  HourlyView<Celsius> normal_year) {
  CaltrackModelledSavings savings{predict_caltrack(baseline, start, end, normal_year),
                                  predict_caltrack(reporting, start, end, normal_year)};
  const Sum before = sum_of(savings.baseline.predicted);
  const Sum after = sum_of(savings.reporting.predicted);
  savings.total_baseline = before.total;
  savings.total_reporting = after.total;
  savings.total_avoided = before.total - after.total;
  if (start.empty()) return savings;
  const double span_days = days_between(start.front(), end.back());
  savings.baseline_fsu = fsu(baseline, before, span_days);
  savings.reporting_fsu = fsu(reporting, after, span_days);
  savings.fsu = std::hypot(savings.baseline_fsu, savings.reporting_fsu);
  return savings;
}

} // namespace empower
