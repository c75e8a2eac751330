// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/savings.hpp>

#include <empower/baseline/detail/avoided.hpp>
#include <empower/baseline/detail/exposure.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>

namespace empower {

namespace {

constexpr std::array<std::string_view, 9> reason_codes{
    "no_matching_meter",       "no_baseline_data", "short_baseline",
    "no_baseline_model",       "short_reporting",  "reporting_coverage",
    "reporting_extrapolation", "changed_meter",    "small_comparison_group"};

constexpr std::array<std::string_view, 2> option_codes{"B", "C"};

/// The part of each adjustment that falls on the days of an observation.
double adjusted_on(CivilPeriod days, std::span<const NonRoutineAdjustment> adjustments) {
  double sum = 0.0;
  for (const NonRoutineAdjustment& adjustment : adjustments) {
    const long shared = day_count(intersection(adjustment.period, days));
    if (shared > 0)
      sum += adjustment.energy_kwh * static_cast<double>(shared) /
             static_cast<double>(day_count(adjustment.period));
  }
  return sum;
}

/// v' V v, not below 0.
double quadratic_form(std::span<const double> v, std::span<const double> covariance) noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < v.size(); ++i)
    for (std::size_t j = 0; j < v.size(); ++j) sum += v[i] * covariance[i * v.size() + j] * v[j];
  return std::max(sum, 0.0);
}

} // namespace

std::span<const std::string_view> savings_reason_codes() noexcept { return reason_codes; }
std::string_view code(SavingsReason reason) noexcept {
  return reason_codes[static_cast<std::size_t>(reason)];
}

std::span<const std::string_view> ipmvp_option_codes() noexcept { return option_codes; }
std::string_view code(IpmvpOption option) noexcept {
  return option_codes[static_cast<std::size_t>(option)];
}

Estimate fraction_of_expected(const Estimate& avoided, double observed) {
  const auto share = [&](double kwh) { return kwh / (kwh + observed); };
  const double whole = avoided.value + observed;
  Estimate fraction{.value = share(avoided.value),
                    .standard_error =
                        avoided.standard_error * std::abs(observed) / (whole * whole)};
  if (avoided.low + observed > 0.0) // of a meter that exported, the share falls with what is saved
    std::tie(fraction.low, fraction.high) = std::minmax({share(avoided.low), share(avoided.high)});
  return fraction;
}

namespace detail {

void check(std::span<const NonRoutineAdjustment> adjustments) {
  for (std::size_t i = 0; i < adjustments.size(); ++i) {
    const NonRoutineAdjustment& adjustment = adjustments[i];
    const auto refuse = [&](std::string_view field, std::string_view expected,
                            std::string_view got) {
      throw InputError{
          {.source = "adjustments", .line = i + 1, .field = std::string{field}}, expected, got};
    };
    if (adjustment.period.empty())
      refuse("period", "an end after the start",
             date_text(adjustment.period.from) + " to " + date_text(adjustment.period.to));
    if (!std::isfinite(adjustment.energy_kwh))
      refuse("energy_kwh", "a finite number", std::to_string(adjustment.energy_kwh));
  }
}

Estimate estimate(double value, double variance, double t) {
  const double error = std::sqrt(variance);
  return {value, error, value - t * error, value + t * error};
}

AvoidedEnergy avoided_energy(const AdjustedBaseline& expected, std::span<const double> observed_kwh,
                             CivilPeriod period, std::span<const NonRoutineAdjustment> adjustments,
                             double t) {
  const std::size_t count = expected.coefficient_count();
  std::vector<double> gradient(count, 0.0);
  double noise = 0.0;
  detail::Exposure exposure;
  long days = 0;
  AvoidedEnergy sum{.period = period};
  const auto first = std::ranges::lower_bound(expected.from, period.from);
  for (auto i = static_cast<std::size_t>(first - expected.from.begin());
       i < expected.size() && expected.to[i] <= period.to; ++i) {
    if (!std::isfinite(observed_kwh[i]) || std::isnan(expected.expected_kwh[i])) continue;
    ++sum.observations;
    days += day_count(expected.period(i));
    sum.observed_kwh += observed_kwh[i];
    sum.expected_kwh += expected.expected_kwh[i];
    sum.non_routine_kwh += adjusted_on(expected.period(i), adjustments);
    noise += expected.noise_variance[i];
    exposure.heating += DegreeDays{expected.degree_days[i]}; // the parts do not matter here
    exposure.outside_days += Days{expected.outside_days[i]};
    exposure.outside += DegreeDays{expected.outside_degree_days[i]};
    for (std::size_t k = 0; k < count; ++k) gradient[k] += expected.gradient[i * count + k];
  }
  if (!period.empty())
    sum.coverage = static_cast<double>(days) / static_cast<double>(day_count(period));
  if (sum.observations == 0) {
    sum.observed_kwh = sum.expected_kwh = sum.non_routine_kwh = missing_value;
    return sum;
  }
  exposure.days = Days{static_cast<double>(days)};
  sum.extrapolated_share = exposure.extrapolated_share();
  sum.avoided = estimate(sum.expected_kwh + sum.non_routine_kwh - sum.observed_kwh,
                         quadratic_form(gradient, expected.covariance) + noise, t);
  sum.fraction = fraction_of_expected(sum.avoided, sum.observed_kwh);
  return sum;
}

} // namespace detail

AvoidedEnergy avoided_energy(const AdjustedBaseline& expected, std::span<const double> observed_kwh,
                             CivilPeriod period,
                             std::span<const NonRoutineAdjustment> adjustments) {
  if (observed_kwh.size() != expected.size())
    throw ShapeError("observed_kwh", expected.size(), observed_kwh.size());
  detail::check(adjustments);
  return detail::avoided_energy(expected, observed_kwh, period, adjustments,
                                student_t_quantile(0.95, expected.degrees_of_freedom));
}

ComponentSavings component_savings(const Fit& baseline, const Fit& reporting,
                                   DailyView<Celsius> days, double avoided_kwh) {
  const AnnualEnergy before =
      detail::expected_energy(baseline.signature, detail::exposure(baseline, days));
  const AnnualEnergy after =
      detail::expected_energy(reporting.signature, detail::exposure(reporting, days));
  ComponentSavings parts;
  parts.heating = (before.heating - after.heating).value();
  parts.cooling = (before.cooling - after.cooling).value();
  parts.base = avoided_kwh - parts.heating - parts.cooling;
  return parts;
}

NormalisedSaving normalised_saving(const Fit& baseline, const Fit& reporting,
                                   const NormalYear& normal) {
  if (normal.missing()) return {};
  const auto variance_of = [&](const Fit& fit) {
    return detail::coefficient_variance(fit, detail::exposure(fit, normal));
  };
  const AnnualEnergy before = normal_year_energy(baseline, normal);
  const AnnualEnergy after = normal_year_energy(reporting, normal);
  if (before.total.missing() || after.total.missing()) return {};
  const double a = variance_of(baseline);
  const double b = variance_of(reporting);
  const double freedom =
      a + b > 0.0 ? (a + b) * (a + b) /
                        (a * a / baseline.degrees_of_freedom + b * b / reporting.degrees_of_freedom)
                  : std::min(baseline.degrees_of_freedom, reporting.degrees_of_freedom);
  NormalisedSaving saving;
  saving.saved = detail::estimate((before.total - after.total).value(), a + b,
                                  student_t_quantile(0.95, freedom));
  const double whole = before.total.value();
  saving.fraction = {saving.saved.value / whole, saving.saved.standard_error / whole,
                     saving.saved.low / whole, saving.saved.high / whole};
  saving.parts = {(before.base - after.base).value(), (before.heating - after.heating).value(),
                  (before.cooling - after.cooling).value()};
  return saving;
}

} // namespace empower
