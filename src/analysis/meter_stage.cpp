// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/meter_stage.hpp>

#include <empower/anomaly/out_of_season.hpp>
#include <empower/anomaly/outlier_building.hpp>
#include <empower/anomaly/step_change.hpp>
#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/baseline/weather_normalised.hpp>
#include <empower/baseline/windows.hpp>
#include <empower/quality/expectation.hpp>
#include <empower/quality/reading_rules.hpp>
#include <empower/series/observations.hpp>
#include <empower/series/resample.hpp>
#include <empower/stats/robust.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace empower {
namespace {

/// What the fit may rest on: credible readings inside the model's period; of a daily meter, days.
BillSeries fit_series(const MeterResult& result) {
  BillSeries kept = result.clean();
  for (std::size_t i = 0; i < kept.energy_kwh.size(); ++i) {
    const CivilPeriod period = kept.view().period(i);
    const bool inside = intersection(result.model_period, period) == period;
    const bool settled_estimate = result.daily && day_count(period) > 1;
    if (!inside || settled_estimate) kept.energy_kwh[i] = missing_value;
  }
  return kept;
}

FitOutcome fit(const MeterResult& result, const MeterInput& input) {
  if (input.meter->flow != Flow::import) {
    return Failure<BaselineReason>{BaselineReason::no_admissible_model,
                                   "only delivered energy has a baseline"};
  }
  if (input.station == nullptr || input.station->outdoor().empty()) {
    return Failure<BaselineReason>{BaselineReason::no_temperature,
                                   "no outdoor temperature for this building"};
  }
  FitOptions options;
  options.resolution_kwh = input.meter->resolution_kwh;
  const BillSeries kept = fit_series(result);
  const auto fit_on = [&](const auto& weather) {
    if (!result.daily) return fit_bills(kept.view(), weather, options);
    const DailySeries days = daily_energy(kept.view());
    return fit_change_point(days.view<KilowattHours>(), weather, options);
  };
  return input.sorted == nullptr ? fit_on(input.station->outdoor()) : fit_on(*input.sorted);
}

/// What the model expects of each observation; without a model, the meter's median day for carriers
/// that do not follow the weather by nature.
std::vector<double> expectation(const MeterResult& result, const MeterInput& input) {
  if (result.fit)
    return expected_by_observation(result.fit->signature, result.observed.view(),
                                   input.station->outdoor());
  std::vector<double> expected(result.observed.from.size(), missing_value);
  if (is_thermal(input.meter->carrier)) return expected;
  const BillView observed = result.observed.view();
  std::vector<double> per_day;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double value =
        observed.energy_kwh[i] / static_cast<double>(day_count(observed.period(i)));
    if (value > 0.0) per_day.push_back(value);
  }
  if (per_day.empty()) return expected;
  const double middle = median(std::move(per_day));
  for (std::size_t i = 0; i < observed.size(); ++i) {
    expected[i] = middle * static_cast<double>(day_count(observed.period(i)));
  }
  return expected;
}

/// What a working meter cannot read as zero: of a heating carrier the heating leg.
std::vector<double> owed(const MeterResult& result, const MeterInput& input) {
  if (!result.fit || result.fit->signature.heating_balance.missing() ||
      !is_thermal(input.meter->carrier))
    return result.expected;
  Signature heating = result.fit->signature;
  heating.base = {};
  heating.cooling_slope = {};
  return expected_by_observation(heating, result.observed.view(), input.station->outdoor());
}

/// Observations that a model can rest on: credible, with a temperature of each day.
BillSeries usable_observations(const MeterResult& result, const MeterInput& input) {
  BillSeries usable = result.clean();
  const CivilPeriod weather = input.station->outdoor().period();
  for (std::size_t i = 0; i < usable.energy_kwh.size(); ++i) {
    const CivilPeriod period = usable.view().period(i);
    if (intersection(weather, period) != period) usable.energy_kwh[i] = missing_value;
  }
  return usable;
}

/// Fits again on what the meter is now, where that is less than all readings: years that differ by
/// works may have no model together. A model of all is better than none.
void fit_recent(MeterResult& result, const MeterInput& input) {
  if (input.baseline || input.station == nullptr) return;
  const BillSeries usable = usable_observations(result, input);
  const CivilPeriod recent = model_period(usable.view(), input.works);
  const CivilPeriod all = result.model_period;
  if (measured_days(usable.view(), recent) == measured_days(usable.view(), all)) return;
  result.model_period = recent;
  FitOutcome refit = fit(result, input);
  if (!refit) {
    result.model_period = all;
    return;
  }
  result.fit = std::move(refit);
  result.expected = expectation(result, input);
}

/// A lasting fall at the time of works on file is what they were done for. Heating works of a
/// spring show when the next season begins.
void explain_by_works(Finding& finding, const StepChange& step, CivilDay day,
                      std::span<const CivilPeriod> works) {
  constexpr std::chrono::days near{120};
  if (!step.lasting || step.shift_kwh_day > 0.0) return;
  const auto explains = [&](CivilPeriod w) { return w.from - near <= day && day < w.to + near; };
  const auto found = std::ranges::find_if(works, explains);
  if (found != works.end())
    finding.action = fmt::format("Works of {} explain a fall at this time: see in the savings "
                                 "whether it is what they promised.",
                                 days_text(*found));
}

std::vector<bool> invalid_observations(std::span<const ReadingFault> faults, std::size_t count) {
  std::vector<bool> invalid(count, false);
  for (const ReadingFault& fault : faults) {
    if (!invalidates_reading(fault.kind)) continue;
    std::fill(invalid.begin() + static_cast<std::ptrdiff_t>(fault.first),
              invalid.begin() + static_cast<std::ptrdiff_t>(fault.last), true);
  }
  return invalid;
}

std::vector<SeasonExcess> out_of_season_runs(const MeterResult& result, std::vector<double> scores,
                                             const MeterInput& input) {
  const bool heating = result.fit && is_thermal(input.meter->carrier) &&
                       !result.fit->signature.heating_balance.missing();
  if (!heating || input.off_season == nullptr) return {};
  const std::vector<double>& energy = result.observed.energy_kwh;
  for (std::size_t i = 1; i < scores.size(); ++i) { // what follows a gap may hold its energy
    if (std::isnan(energy[i - 1])) scores[i] = missing_value;
  }
  return out_of_season_heating(result.observed.view(), result.expected, scores,
                               result.fit->autocorrelation, *input.off_season);
}

/// Heating that does not follow the weather, where there is weather to follow.
bool insensitive_heating(const MeterResult& result, const MeterInput& input) {
  constexpr DegreeDays much_heating{1000.0};
  constexpr double flat = 0.5; // CV(RMSE) above it is no flat meter, but one not understood
  return result.fit && is_thermal(input.meter->carrier) && !input.normal->missing() &&
         result.fit->cv_rmse < flat && result.fit->signature.heating_balance.missing() &&
         !result.normal_year.total.missing() &&
         input.normal->heating_degree_days(Celsius{15.0}) > much_heating;
}

} // namespace

BillSeries MeterResult::clean() const {
  BillSeries kept = observed;
  for (std::size_t i = 0; i < kept.energy_kwh.size(); ++i) {
    if (left_out[i]) kept.energy_kwh[i] = missing_value;
  }
  return kept;
}

MeterResult analyse_meter(const MeterInput& input) {
  MeterResult result;
  result.daily = !input.intervals.empty() || all_one_day(input.bills);
  // An estimate is settled by the reading after it: only the two together were measured.
  const BillSeries merged = merged_estimates(input.bills, input.bill_quality);
  result.observed =
      input.intervals.empty()
          ? observations(merged.view())
          : observations(daily_energy(input.intervals, input.place.zone).view<KilowattHours>());
  const BillView observed = result.observed.view();
  if (!is_energy(input.meter->carrier)) {
    result.left_out.assign(observed.size(), false);
    result.expected.assign(observed.size(), missing_value);
    result.fit =
        Failure<BaselineReason>{BaselineReason::no_admissible_model, "only energy has a baseline"};
    return result;
  }

  result.model_period = intersection(input.baseline.value_or(observed.period()), observed.period());
  result.left_out = set_aside_extremes(observed);
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (observed.energy_kwh[i] < 0.0) result.left_out[i] = true;
  }
  std::vector<ReadingFault> faults;
  std::vector<SeasonExcess> out_of_season;
  std::vector<double> scores;
  // What the first fit shows to be wrong is left out of the second, whose expectation then shows
  // the rest. The last fit leaves out what was found before it, so that nothing is left out unsaid.
  constexpr int rounds = 3;
  for (int round = 0;; ++round) {
    result.fit = fit(result, input);
    result.expected = expectation(result, input);
    scores = result.fit ? deviation_scores(observed, result.expected)
                        : std::vector<double>(observed.size(), missing_value);
    out_of_season = out_of_season_runs(result, scores, input);
    for (const SeasonExcess& run : out_of_season) { // used, if needlessly: no reading fault
      std::fill(scores.begin() + static_cast<std::ptrdiff_t>(run.first),
                scores.begin() + static_cast<std::ptrdiff_t>(run.last), missing_value);
    }
    if (round == rounds) break;
    faults = reading_faults(observed, result.expected, scores, {}, owed(result, input));
    std::vector<bool> invalid = invalid_observations(faults, observed.size());
    if (invalid == result.left_out) break;
    result.left_out = std::move(invalid);
  }
  for (const ReadingFault& fault : faults) {
    result.findings.push_back(finding_of(fault, input.place, observed, result.expected));
  }
  if (input.intervals.empty()) {
    for (const ReadingFault& run : estimated_runs(input.bills, input.bill_quality)) {
      const std::vector<double> unknown(input.bills.size(), missing_value);
      result.findings.push_back(finding_of(run, input.place, input.bills, unknown));
    }
  }
  if (result.fit) {
    for (const SeasonExcess& run : out_of_season)
      result.findings.push_back(finding_of(run, input.place, observed, input.off_season->zone));
    for (const StepChange& step :
         step_changes(observed, result.expected, scores, result.left_out)) {
      result.findings.push_back(finding_of(step, input.place, observed));
      explain_by_works(result.findings.back(), step, observed.from[step.at], input.works);
    }
  }
  fit_recent(result, input);
  if (!result.fit) return result;

  const BillSeries kept = fit_series(result);
  for (std::size_t i = 0; i < observed.size(); ++i)
    result.used_for_fit.push_back(!std::isnan(kept.energy_kwh[i]) &&
                                  !std::isnan(result.expected[i]));
  if (!input.normal->missing()) result.normal_year = normal_year_energy(*result.fit, *input.normal);
  if (insensitive_heating(result, input)) {
    result.findings.push_back(insensitive_heating_finding(input.place, observed.period(),
                                                          result.normal_year.total.value()));
  }
  return result;
}

} // namespace empower
