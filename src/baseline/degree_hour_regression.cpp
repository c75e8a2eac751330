// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_hour_regression.hpp>

#include <empower/baseline/degree_day_regression.hpp>
#include <empower/core/error.hpp>

#include <algorithm>
#include <cstddef>

namespace empower {

namespace {

constexpr double hours_of_day = 24.0;

/// Hours in the place of days: observation i runs over the places [from[i], to[i]) of a column of
/// hours that begins at place 0, so that what is written for days does the work.
struct HourlyPlaces {
  BillSeries observed;
  DailyView<Celsius> hours;

  HourlyPlaces(BillView days, HourlyView<Celsius> outdoor, const TimeZone& zone)
      : hours{CivilDay{}, outdoor.values()} {
    const auto place = [&](CivilDay day) {
      const auto since = zone.start_of(day) - outdoor.period().from;
      return CivilDay{std::chrono::days{std::chrono::floor<std::chrono::hours>(since).count()}};
    };
    for (std::size_t i = 0; i < days.size(); ++i)
      observed.push_back({place(days.from[i]), place(days.to[i])}, days.energy_kwh[i]);
  }
};

void scale(Estimate& estimate, double factor) {
  for (double* value : {&estimate.value, &estimate.standard_error, &estimate.low, &estimate.high})
    *value *= factor;
}

void scale(Signature& signature, double factor) {
  signature.base = signature.base * factor;
  signature.heating_slope = signature.heating_slope * factor;
  signature.cooling_slope = signature.cooling_slope * factor;
}

/// Base and slopes per hour of a fit on hours become those per day, or back.
void scale_time(Fit& fit, double factor) {
  scale(fit.signature, factor);
  for (Candidate& candidate : fit.candidates) {
    scale(candidate.signature, factor);
    candidate.sse *= factor;
  }
  for (Estimate* estimate : {&fit.base, &fit.heating_slope, &fit.cooling_slope})
    scale(*estimate, factor);
  fit.sse *= factor;
  fit.residual_variance *= factor;
  const std::size_t count = fit.coefficient_count();
  // Of base, heating slope, heating balance, cooling slope, cooling balance.
  const double factors[] = {factor, factor, 1.0, factor, 1.0};
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < count; ++j)
      fit.covariance[i * count + j] *= factors[i] * factors[j];
}

bool single_days(BillView observed) {
  for (std::size_t i = 0; i < observed.size(); ++i)
    if (day_count(observed.period(i)) != 1) return false;
  return true;
}

} // namespace

FitOutcome fit_degree_hours(BillView observed, HourlyView<Celsius> outdoor, const TimeZone& zone,
                            const FitOptions& options) {
  check_order(observed, "observed");
  const HourlyPlaces places{observed, outdoor, zone};
  FitOptions inner = options;
  if (single_days(observed)) inner.min_leg_bills = options.min_leg_days;
  FitOutcome outcome = fit_bills(places.observed.view(), places.hours, inner);
  if (!outcome) return outcome;
  Fit fit = *outcome;
  scale_time(fit, hours_of_day);
  fit.period = observed.period();
  fit.method = BaselineMethod::degree_hours;
  fit.options = options;
  return fit;
}

AdjustedBaseline adjusted_baseline(const Fit& baseline, BillView observed,
                                   HourlyView<Celsius> outdoor, const TimeZone& zone) {
  EMPOWER_EXPECTS(baseline.method == BaselineMethod::degree_hours,
                  "a model of daily means does not predict from hours");
  check_order(observed, "observed");
  const HourlyPlaces places{observed, outdoor, zone};
  Fit per_hour = baseline;
  scale_time(per_hour, 1.0 / hours_of_day);
  AdjustedBaseline series = adjusted_baseline(per_hour, places.observed.view(), places.hours);
  series.from.assign(observed.from.begin(), observed.from.end());
  series.to.assign(observed.to.begin(), observed.to.end());
  for (std::vector<double>* column :
       {&series.degree_days, &series.outside_days, &series.outside_degree_days})
    std::ranges::transform(*column, column->begin(),
                           [](double value) { return value / hours_of_day; });
  return series;
}

} // namespace empower
