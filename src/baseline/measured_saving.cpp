// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/savings.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/degree_hour_regression.hpp>
#include <empower/baseline/detail/avoided.hpp>
#include <empower/baseline/fractional_savings.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/core/digest.hpp>
#include <empower/core/error.hpp>
#include <empower/core/version.hpp>
#include <empower/series/coverage.hpp>
#include <empower/series/resample.hpp>
#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <cmath>

namespace empower {

namespace {

constexpr long least_days = 28;

/// Their values for the observations inside the reporting window alone.
Regressors regressors_of(const SavingsInput& input, BillView inside) {
  Regressors part{.names = input.regressors.names, .values = {}};
  if (part.names.empty()) return part;
  const std::size_t length = input.observed.size();
  if (input.regressors.values.size() != part.names.size() * length)
    throw ShapeError{"regressors", part.names.size() * length, input.regressors.values.size()};
  const auto skipped = static_cast<std::size_t>(inside.from.data() - input.observed.from.data());
  part.values.reserve(part.names.size() * inside.size());
  for (std::size_t column = 0; column < part.names.size(); ++column) {
    const auto values =
        std::span{input.regressors.values}.subspan(column * length + skipped, inside.size());
    part.values.insert(part.values.end(), values.begin(), values.end());
  }
  return part;
}

/// An adjustment that no day of the reporting period has would count nothing.
void check_inside(std::span<const NonRoutineAdjustment> adjustments, CivilPeriod reporting) {
  const auto text = [](CivilPeriod period) {
    return date_text(period.from) + " to " + date_text(period.to);
  };
  for (std::size_t i = 0; i < adjustments.size(); ++i) {
    if (intersection(adjustments[i].period, reporting).empty())
      throw InputError{{.source = "adjustments", .line = i + 1, .field = "period"},
                       "days of the reporting period " + text(reporting),
                       text(adjustments[i].period)};
  }
}

/// The saving of one input, with what all its sums share.
class Measurement {
public:
  explicit Measurement(const SavingsInput& input)
      : input_{input}, observed_{observations_inside(input.observed, input.reporting)},
        has_parts_{input.baseline->method != BaselineMethod::degree_hours &&
                   input.baseline->regressors.empty()},
        expected_{input.baseline->method == BaselineMethod::degree_hours
                      ? adjusted_baseline(*input.baseline, observed_, input.hours, input.zone)
                      : adjusted_baseline(*input.baseline, observed_, input.outdoor,
                                          regressors_of(input, observed_))},
        t_{student_t_quantile(0.95, input.baseline->degrees_of_freedom)} {}

  [[nodiscard]] AvoidedEnergy avoided(CivilPeriod period) const {
    return detail::avoided_energy(expected_, observed_.energy_kwh, period, input_.adjustments, t_);
  }
  [[nodiscard]] std::vector<AvoidedEnergy>
  avoided(const std::vector<ReportingPeriod>& periods) const {
    std::vector<AvoidedEnergy> all;
    all.reserve(periods.size());
    for (const ReportingPeriod& period : periods) all.push_back(avoided(period.period));
    return all;
  }

  [[nodiscard]] PeriodSaving year(const ReportingPeriod& period) const {
    PeriodSaving saving{.avoided = avoided(period.period), .whole = period.whole};
    if (saving.avoided.coverage < sufficient_coverage) {
      saving.doubtful = SavingsReason::reporting_coverage;
    } else if (saving.avoided.extrapolated_share > largest_extrapolated_share) {
      saving.doubtful = SavingsReason::reporting_extrapolation;
    }
    saving.guideline_14 = guideline_14(saving.avoided);
    if (period.whole && !saving.doubtful && has_parts_) add_parts(saving);
    return saving;
  }

  [[nodiscard]] BillView observed() const noexcept { return observed_; }

  [[nodiscard]] std::vector<AvoidedEnergy> per_observation() const {
    std::vector<AvoidedEnergy> all;
    all.reserve(observed_.size());
    for (std::size_t i = 0; i < observed_.size(); ++i) all.push_back(avoided(observed_.period(i)));
    return all;
  }

private:
  [[nodiscard]] FitOutcome fit_of(CivilPeriod period) const {
    const BillView part = observations_inside(observed_, period);
    const FitOptions& options = input_.baseline->options;
    if (input_.baseline->method == BaselineMethod::bills)
      return fit_bills(part, input_.outdoor, options);
    const DailySeries days = days_known(part);
    return fit_change_point(days.view<KilowattHours>(), input_.outdoor, options);
  }

  void add_parts(PeriodSaving& saving) const {
    const CivilPeriod period = saving.avoided.period;
    const FitOutcome reporting = fit_of(period);
    if (!reporting) return;
    // With a missing day the avoided energy is not that of all the period's weather.
    if (saving.avoided.coverage == 1.0)
      saving.parts = component_savings(*input_.baseline, *reporting, input_.outdoor.within(period),
                                       saving.avoided.avoided.value);
    if (input_.normal == nullptr) return;
    const NormalisedSaving normalised =
        normalised_saving(*input_.baseline, *reporting, *input_.normal);
    if (!std::isnan(normalised.saved.value)) saving.normalised = normalised;
  }

  [[nodiscard]] double guideline_14(const AvoidedEnergy& avoided) const {
    const Fit& fit = *input_.baseline;
    constexpr double days_of_month = 365.25 / 12.0;
    constexpr double upper_68 = 0.84;
    const auto observations = static_cast<double>(fit.observations);
    const bool bills = static_cast<double>(day_count(fit.period)) > 2.0 * observations;
    SavingsUncertaintyInput input;
    input.t = student_t_quantile(upper_68, fit.degrees_of_freedom);
    input.cv_rmse = fit.cv_rmse;
    input.baseline_observations = observations;
    input.effective_observations = fit.effective_observations;
    input.reporting_observations = static_cast<double>(avoided.observations);
    input.reporting_months = static_cast<double>(day_count(avoided.period)) / days_of_month;
    return fractional_savings_uncertainty(avoided.fraction.value, input,
                                          bills ? sun_baltazar_bills : sun_baltazar_daily);
  }

  const SavingsInput& input_;
  BillView observed_;
  bool has_parts_; ///< a model of temperature alone, on days
  AdjustedBaseline expected_;
  double t_;
};

MethodRecord record_of(const SavingsInput& input) {
  InputDigest digest;
  digest.add(static_cast<std::int64_t>(input.baseline->input_digest));
  for (std::size_t i = 0; i < input.observed.size(); ++i) {
    digest.add(static_cast<std::int64_t>(input.observed.from[i].time_since_epoch().count()));
    digest.add(static_cast<std::int64_t>(input.observed.to[i].time_since_epoch().count()));
  }
  digest.add(input.observed.energy_kwh);
  digest.add(static_cast<std::int64_t>(input.outdoor.first().time_since_epoch().count()));
  digest.add(input.outdoor.values());
  digest.add(static_cast<std::int64_t>(input.hours.period().from.time_since_epoch().count()));
  digest.add(input.hours.values());
  if (!input.regressors.names.empty()) digest.add(input.regressors.values);
  for (const NonRoutineAdjustment& a : input.adjustments) {
    digest.add(static_cast<std::int64_t>(a.period.from.time_since_epoch().count()));
    digest.add(static_cast<std::int64_t>(a.period.to.time_since_epoch().count()));
    digest.add(a.energy_kwh);
  }
  return {.method = std::string{detail::savings_method_id},
          .settings = fmt::format(R"({{"baseline":"{}","confidence":0.9,"adjustments":{}}})",
                                  code(input.baseline->method), input.adjustments.size()),
          .input_digest = digest.text(),
          .library = std::string{version}};
}

} // namespace

SavingsOutcome measured_saving(const SavingsInput& input) {
  EMPOWER_EXPECTS(input.baseline != nullptr, "a saving is measured against a baseline");
  EMPOWER_EXPECTS(input.baseline->period.to <= input.reporting.from,
                  "the reporting period begins after the baseline period");
  check_order(input.observed, "observed");
  detail::check(input.adjustments);
  check_inside(input.adjustments, input.reporting);
  const Measurement measurement{input};
  const std::vector<ReportingPeriod> years = reporting_periods(input.observed, input.reporting);
  const CivilPeriod all = years.empty()
                              ? CivilPeriod{}
                              : CivilPeriod{years.front().period.from, years.back().period.to};
  MeasuredSaving saving{.boundary = input.boundary,
                        .baseline_method = input.baseline->method,
                        .baseline = input.baseline->period,
                        .cumulative = measurement.avoided(all)};
  const double counted = saving.cumulative.coverage * static_cast<double>(day_count(all));
  if (counted < static_cast<double>(least_days)) {
    return Failure{SavingsReason::short_reporting,
                   fmt::format("{:.0f} days with readings and temperature after the works, of at "
                               "least {}",
                               counted, least_days)};
  }
  saving.years.reserve(years.size());
  for (const ReportingPeriod& year : years) saving.years.push_back(measurement.year(year));
  saving.rolling = measurement.avoided(rolling_years(input.observed, input.reporting));
  saving.months = measurement.avoided(calendar_months(input.observed, input.reporting));
  saving.observed = measurement.per_observation();
  saving.record = record_of(input);
  return saving;
}

} // namespace empower
