// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack_hourly.hpp>

#include <empower/baseline/detail/caltrack_rows.hpp>
#include <empower/baseline/detail/caltrack_segment.hpp>
#include <empower/core/digest.hpp>
#include <empower/core/error.hpp>
#include <empower/core/version.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <utility>

namespace empower {

namespace {

constexpr std::size_t months = 12;

/// The value of the hour that starts at `at`; missing outside the series.
template <class T>
double value_at(HourlyView<T> hourly, Instant at) {
  if (!hourly.period().contains(at)) return missing_value;
  const auto hours = std::chrono::floor<std::chrono::hours>(at - hourly.instant(0)).count();
  return hourly.values()[static_cast<std::size_t>(hours)];
}

detail::CalendarHours calendar_hours(HourlyView<KilowattHours> usage, HourlyView<Celsius> outdoor,
                                     const TimeZone& zone) {
  detail::CalendarHours hours;
  for (std::size_t i = 0; i < usage.size(); ++i) {
    const Instant at = usage.instant(i);
    const double t = detail::fahrenheit(Celsius{value_at(outdoor, at)});
    if (std::isnan(t) || std::isnan(usage.values()[i])) continue;
    const auto [hour_of_week, month] = detail::calendar_hour(at, zone);
    hours.usage.push_back(usage.values()[i]);
    hours.temperature_f.push_back(t);
    hours.hour_of_week.push_back(hour_of_week);
    hours.month.push_back(month);
  }
  return hours;
}

CaltrackMetrics in_sample(const detail::CalendarHours& hours, const CaltrackHourlyModel& model) {
  std::vector<double> predicted;
  predicted.reserve(hours.size());
  for (std::size_t i = 0; i < hours.size(); ++i) {
    predicted.push_back(detail::expected_energy(model.segments[hours.month[i]],
                                                hours.hour_of_week[i], hours.temperature_f[i]));
  }
  return caltrack_metrics(hours.usage, predicted, 0, model.settings.confidence);
}

void check(const CaltrackHourlySettings& settings) {
  EMPOWER_EXPECTS(settings.baseline_days > 0 && settings.reporting_days > 0, "windows have days");
  EMPOWER_EXPECTS(
      std::is_sorted(settings.endpoints_f.begin(), settings.endpoints_f.end(), std::less_equal<>{}),
      "endpoints rise");
  EMPOWER_EXPECTS(settings.neighbour_weight >= 0.0, "weights are not negative");
  EMPOWER_EXPECTS(settings.confidence > 0.0 && settings.confidence < 1.0,
                  "confidence lies between 0 and 1");
}

} // namespace

Outcome<CaltrackHourlyModel, CaltrackReason>
fit_caltrack_hourly(HourlyView<KilowattHours> usage, HourlyView<Celsius> outdoor,
                    Instant baseline_end, const CaltrackHourlySettings& settings) {
  check(settings);
  const InstantPeriod window{baseline_end - std::chrono::days{settings.baseline_days},
                             baseline_end};
  const auto baseline = detail::within(usage, window);
  const auto weather = detail::within(outdoor, window);
  const detail::CalendarHours hours = calendar_hours(baseline, weather, settings.zone);
  if (hours.size() == 0) {
    return Failure{CaltrackReason::no_data,
                   std::string{"no hour of the baseline has usage and temperature"}};
  }
  InputDigest digest;
  digest.add(std::int64_t{baseline.instant(0).time_since_epoch().count()});
  digest.add(baseline.values());
  digest.add(std::int64_t{weather.instant(0).time_since_epoch().count()});
  digest.add(weather.values());
  CaltrackHourlyModel model;
  model.record = {std::string{code(BaselineMethod::caltrack_hourly)}, standard(settings),
                  to_json(settings), digest.text(), std::string{version}};
  model.settings = settings;
  model.segments.reserve(months);
  for (std::size_t month = 0; month < months; ++month) {
    model.segments.push_back(detail::fit_segment(hours, month, settings));
  }
  model.baseline = baseline.period();
  model.hours = hours.size();
  model.metrics = in_sample(hours, model);
  return model;
}

HourlySeries predict_caltrack(const CaltrackHourlyModel& model, HourlyView<Celsius> outdoor) {
  HourlySeries predicted{outdoor.instant(0), {}};
  predicted.values.reserve(outdoor.size());
  for (std::size_t i = 0; i < outdoor.size(); ++i) {
    const auto [hour_of_week, month] =
        detail::calendar_hour(outdoor.instant(i), model.settings.zone);
    predicted.values.push_back(detail::expected_energy(model.segments.at(month), hour_of_week,
                                                       detail::fahrenheit(outdoor[i])));
  }
  return predicted;
}

CaltrackHourlySavings caltrack_savings(const CaltrackHourlyModel& baseline,
                                       HourlyView<KilowattHours> usage, HourlyView<Celsius> outdoor,
                                       Instant reporting_start) {
  const InstantPeriod window = detail::reporting_window(baseline.baseline, reporting_start,
                                                        baseline.settings.reporting_days);
  CaltrackHourlySavings savings;
  savings.predicted = predict_caltrack(baseline, detail::within(outdoor, window));
  for (std::size_t i = 0; i < savings.predicted.values.size(); ++i) {
    const double predicted = savings.predicted.values[i];
    const double observed =
        value_at(usage, savings.predicted.first + std::chrono::hours{static_cast<long>(i)});
    if (std::isnan(predicted) || std::isnan(observed)) continue;
    ++savings.hours;
    savings.total_observed += observed;
    savings.total_predicted += predicted;
    savings.total_avoided += predicted - observed;
  }
  detail::check_reported(window, savings.hours);
  return savings;
}

} // namespace empower
