// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include <empower/baseline/detail/caltrack_rows.hpp>
#include <empower/baseline/detail/caltrack_search.hpp>
#include <empower/core/digest.hpp>
#include <empower/core/error.hpp>
#include <empower/core/version.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace empower {

namespace {

constexpr std::array<std::string_view, 2> reason_codes{"caltrack_no_data", "caltrack_no_model"};
constexpr std::array<std::string_view, 4> shape_codes{"intercept_only", "hdd_only", "cdd_only",
                                                      "cdd_hdd"};

/// The readings of the baseline. `from` of the window moves with a bill that is kept whole.
struct Window {
  IntervalView usage;
  InstantPeriod requested;
};

Window baseline_window(IntervalView usage, Instant end, const CaltrackSettings& settings) {
  const Instant start = end - std::chrono::days{settings.baseline_days};
  Window window{detail::within(usage, {start, end}), {start, end}};
  if (!settings.corrections.overshoot) return window;
  // The bill that straddles the start, if one does.
  const auto next = std::upper_bound(usage.start.begin(), usage.start.end(), start);
  if (next == usage.start.begin()) return window;
  const auto straddling = static_cast<std::size_t>(next - usage.start.begin()) - 1;
  if (usage.start[straddling] == start || usage.end[straddling] <= start) return window;
  const bool nearer_with = start - usage.start[straddling] < usage.end[straddling] - start;
  window.requested.from = nearer_with ? usage.start[straddling] : usage.end[straddling];
  window.usage = detail::within(usage, window.requested);
  return window;
}

/// The rules of sufficiency: with a bill that is kept whole, the span may be longer by as much.
CaltrackSettings rules_for(const Window& window, CaltrackSettings settings) {
  const auto over = window.requested.length() - std::chrono::days{settings.baseline_days};
  settings.max_span_days += std::max(std::chrono::ceil<std::chrono::days>(over).count(), 0L);
  return settings;
}

/// Hours from the start of the first reading to the end of the last.
HourlyView<Celsius> weather_of(IntervalView usage, HourlyView<Celsius> outdoor) {
  if (usage.empty()) return {};
  return detail::within(outdoor, {usage.start.front(), usage.end.back()});
}

std::string digest(IntervalView usage, HourlyView<Celsius> outdoor) {
  InputDigest digest;
  for (std::size_t i = 0; i < usage.size(); ++i) {
    digest.add(std::int64_t{usage.start[i].time_since_epoch().count()});
    digest.add(std::int64_t{usage.end[i].time_since_epoch().count()});
  }
  digest.add(usage.energy_kwh);
  digest.add(std::int64_t{outdoor.instant(0).time_since_epoch().count()});
  digest.add(outdoor.values());
  return digest.text();
}

/// Observed and fitted usage, per day and per period.
void add_metrics(const detail::CaltrackRows& rows, CaltrackModel& model) {
  std::vector<double> per_day;
  std::vector<double> fitted_per_day;
  std::vector<double> fitted;
  per_day.reserve(rows.size());
  fitted_per_day.reserve(rows.size());
  fitted.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto load = detail::load_per_day(model.best, rows.temperatures(i));
    per_day.push_back(rows.energy[i] / rows.days[i]);
    fitted_per_day.push_back(load.base + load.heating + load.cooling);
    fitted.push_back(fitted_per_day.back() * rows.days[i]);
  }
  const std::size_t slopes = model.best.slopes();
  const double confidence = model.settings.confidence;
  model.averages = caltrack_metrics(per_day, fitted_per_day, slopes, confidence);
  model.totals = caltrack_metrics(rows.energy, fitted, slopes, confidence);
}

void check(const CaltrackSettings& settings) {
  EMPOWER_EXPECTS(settings.baseline_days > 0 && settings.reporting_days > 0, "windows have days");
  EMPOWER_EXPECTS(settings.lowest_balance_f <= settings.highest_balance_f &&
                      settings.highest_balance_f - settings.lowest_balance_f <= 200,
                  "balance points are a range of at most 200 degF");
  EMPOWER_EXPECTS(settings.confidence > 0.0 && settings.confidence < 1.0,
                  "confidence lies between 0 and 1");
}

Outcome<CaltrackModel, CaltrackReason> fit(IntervalView usage, HourlyView<Celsius> outdoor,
                                           Instant baseline_end, const CaltrackSettings& settings,
                                           BaselineMethod method,
                                           std::span<const double> estimated_days = {}) {
  check(settings);
  detail::check_usage(usage);
  const bool billing = method == BaselineMethod::caltrack_billing;
  const Window window = baseline_window(usage, baseline_end, settings);
  const HourlyView<Celsius> weather = weather_of(window.usage, outdoor);
  if (!estimated_days.empty()) {
    estimated_days = estimated_days.subspan(
        static_cast<std::size_t>(window.usage.start.data() - usage.start.data()),
        window.usage.size());
  }
  const std::vector<double> energy =
      detail::clean_usage(window.usage, settings, estimated_days).energy;
  const long limit =
      billing && !settings.corrections.full_bimonthly ? settings.fitted_bill_days : 0;
  const detail::CaltrackRows rows = detail::complete_rows(detail::caltrack_rows(
      window.usage.start, window.usage.end, energy, weather, settings, limit));
  if (rows.size() == 0) {
    return Failure{CaltrackReason::no_data,
                   std::string{"no reading of the baseline has usage and temperature"}};
  }
  detail::CaltrackChoice choice = detail::caltrack_choice(rows, settings, billing);
  if (!choice.best) {
    return Failure{CaltrackReason::no_model,
                   std::string{"every candidate has a negative coefficient"}};
  }
  CaltrackModel model;
  model.record = {std::string{code(method)}, standard(settings), to_json(settings),
                  digest(window.usage, weather), std::string{version}};
  model.settings = settings;
  model.best = *choice.best;
  model.best_of_shape = std::move(choice.best_of_shape);
  model.candidates = choice.counts;
  model.heating_range = choice.heating_range;
  model.cooling_range = choice.cooling_range;
  model.baseline = {window.usage.start.front(), window.usage.end.back()};
  model.periods = rows.size();
  model.sufficiency = caltrack_sufficiency(window.usage, weather, window.requested,
                                           rules_for(window, settings), estimated_days);
  add_metrics(rows, model);
  return model;
}

} // namespace

std::span<const std::string_view> caltrack_reason_codes() noexcept { return reason_codes; }
std::string_view code(CaltrackReason reason) noexcept {
  return reason_codes[static_cast<std::size_t>(reason)];
}
std::span<const std::string_view> caltrack_shape_codes() noexcept { return shape_codes; }
std::string_view code(CaltrackShape shape) noexcept {
  return shape_codes[static_cast<std::size_t>(shape)];
}

Signature CaltrackCandidate::signature() const noexcept {
  constexpr std::array shapes{SignatureShape::mean, SignatureShape::heating,
                              SignatureShape::cooling, SignatureShape::heating_cooling};
  constexpr double fahrenheit_per_kelvin = 1.8;
  Signature signature;
  signature.shape = shapes[static_cast<std::size_t>(shape)];
  signature.base = KilowattHoursPerDay{intercept};
  if (!std::isnan(heating_balance_f)) {
    signature.heating_slope = KilowattHoursPerDegreeDay{beta_hdd * fahrenheit_per_kelvin};
    signature.heating_balance = detail::celsius(heating_balance_f);
  }
  if (!std::isnan(cooling_balance_f)) {
    signature.cooling_slope = KilowattHoursPerDegreeDay{beta_cdd * fahrenheit_per_kelvin};
    signature.cooling_balance = detail::celsius(cooling_balance_f);
  }
  return signature;
}

bool CaltrackModel::billing() const noexcept {
  return record.method == code(BaselineMethod::caltrack_billing);
}

Outcome<CaltrackModel, CaltrackReason> fit_caltrack_daily(IntervalView usage,
                                                          HourlyView<Celsius> outdoor,
                                                          Instant baseline_end,
                                                          const CaltrackSettings& settings) {
  return fit(usage, outdoor, baseline_end, settings, BaselineMethod::caltrack_daily);
}

Outcome<CaltrackModel, CaltrackReason> fit_caltrack_billing(IntervalView usage,
                                                            HourlyView<Celsius> outdoor,
                                                            Instant baseline_end,
                                                            const CaltrackSettings& settings) {
  return fit(usage, outdoor, baseline_end, settings, BaselineMethod::caltrack_billing);
}

Outcome<CaltrackModel, CaltrackReason>
fit_caltrack_billing_with_estimates(IntervalView usage, std::span<const ReadingQuality> quality,
                                    HourlyView<Celsius> outdoor, Instant baseline_end,
                                    const CaltrackSettings& settings) {
  detail::check_usage(usage);
  const detail::JoinedBills bills{usage, quality};
  return fit(bills.view(), outdoor, baseline_end, settings, BaselineMethod::caltrack_billing,
             bills.estimated_days);
}

} // namespace empower
