// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/adjusted_baseline.hpp>
#include <empower/baseline/fit.hpp>
#include <empower/baseline/method.hpp>
#include <empower/baseline/windows.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/core/outcome.hpp>
#include <empower/series/hourly.hpp>
#include <empower/weather/normal_year.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// Why a saving is not stated.
enum class SavingsReason {
  no_matching_meter,       ///< the building has no meter of the carrier that the works concern
  no_baseline_data,        ///< no reading before the works
  short_baseline,          ///< readings before the works cover less than 0.9 of a year
  no_baseline_model,       ///< the baseline fit was refused; its own reason is in the detail
  short_reporting,         ///< less than 28 days with readings after the works
  reporting_coverage,      ///< readings and temperatures cover less than 0.9 of the period
  reporting_extrapolation, ///< more than 0.1 of the period's days or degree-days are colder or
                           ///< warmer than any the baseline has seen
  changed_meter,           ///< the meter or its unit changed between baseline and reporting period
  small_comparison_group,  ///< too few meters to correct by
};

[[nodiscard]] std::span<const std::string_view> savings_reason_codes() noexcept;
[[nodiscard]] std::string_view code(SavingsReason reason) noexcept;

/// IPMVP's name for what the meter encloses.
enum class IpmvpOption {
  retrofit_isolation, ///< B: a sub-meter of what was changed, all of it measured
  whole_facility,     ///< C: the meter of the building, or of several
};

[[nodiscard]] std::span<const std::string_view> ipmvp_option_codes() noexcept; ///< `B`, `C`
[[nodiscard]] std::string_view code(IpmvpOption option) noexcept;

/// What a saving is the saving of.
struct SavingsBoundary {
  IpmvpOption option = IpmvpOption::whole_facility;
  std::string encloses; ///< in words: `all that natural gas meter 0594... of building B7 feeds`
};

/// Energy used more (positive) or less for a reason that is neither the works nor the weather, as
/// an engineer worked it out: ISO 50006's change of a static factor. It falls evenly on the days of
/// its period.
struct NonRoutineAdjustment {
  CivilPeriod period;
  double energy_kwh = 0.0; ///< over the whole period
  std::string reason;
};

/// Avoided energy of a period: expected + non-routine - observed, over the observations wholly
/// inside that have both. What is missing is never scaled up.
struct AvoidedEnergy {
  CivilPeriod period;
  std::size_t observations = 0; ///< counted
  double coverage = 0.0;        ///< share of the period's days that are counted
  double observed_kwh = 0.0;
  double expected_kwh = 0.0;
  double non_routine_kwh = 0.0;
  Estimate avoided = {};  ///< kWh
  Estimate fraction = {}; ///< over expected + non-routine
  /// Share of the days counted, or of their degree-days, outside the baseline's temperatures.
  double extrapolated_share = 0.0;
};

/// Avoided energy over the part of `expected` inside `period`.
///
/// 90 % interval: Student's t with the baseline's degrees of freedom times the root of
/// g'Vg + noise (see `AdjustedBaseline`). The fraction's ends are those of avoided, carried through
/// avoided / (avoided + observed). Adjustments have no error: they are what a person stated.
///
/// `observed_kwh` is as long as `expected`, not finite = missing; throws `ShapeError` otherwise,
/// and `InputError` for an adjustment without days or without a finite amount.
[[nodiscard]] AvoidedEnergy avoided_energy(const AdjustedBaseline& expected,
                                           std::span<const double> observed_kwh, CivilPeriod period,
                                           std::span<const NonRoutineAdjustment> adjustments = {});

/// An avoided energy as a share of what was expected with adjustments: avoided over avoided +
/// observed; the ends go through the same function. Without ends where they would not be positive.
[[nodiscard]] Estimate fraction_of_expected(const Estimate& avoided, double observed_kwh);

/// Avoided energy by part, kWh.
struct ComponentSavings {
  double base = missing_value;
  double heating = missing_value;
  double cooling = missing_value;
};

/// Heating and cooling: what the baseline expects of `days` less what a model of the reporting
/// period does. Base: the rest of `avoided_kwh`, so that the three add up to it; non-routine
/// adjustments and what no model explains are in the base.
[[nodiscard]] ComponentSavings component_savings(const Fit& baseline, const Fit& reporting,
                                                 DailyView<Celsius> days, double avoided_kwh);

/// Saving of a normal year: the baseline's energy less that of a model of the reporting period.
struct NormalisedSaving {
  Estimate saved; ///< kWh/year
  Estimate fraction;
  ComponentSavings parts;
};

/// Variances add, as the two models rest on different readings; degrees of freedom by
/// Welch-Satterthwaite. The fraction's interval is that of saved over the baseline's energy. All
/// missing without a normal year, or where one of the models would be extrapolated to it.
[[nodiscard]] NormalisedSaving normalised_saving(const Fit& baseline, const Fit& reporting,
                                                 const NormalYear& normal);

/// One reporting period with everything that is known of it.
struct PeriodSaving {
  AvoidedEnergy avoided;
  bool whole = false;                         ///< 12 months
  std::optional<SavingsReason> doubtful = {}; ///< set: the figures are there, but not to be stated
  std::optional<ComponentSavings> parts = {}; ///< nothing = no model of the period
  std::optional<NormalisedSaving> normalised = {};
  double guideline_14 = missing_value; ///< fractional savings uncertainty at 68 % confidence
};

/// A saving of one meter. Every figure is the meter's, not a building's share of it.
struct MeasuredSaving {
  SavingsBoundary boundary;
  BaselineMethod baseline_method = BaselineMethod::daily;
  CivilPeriod baseline;
  std::vector<PeriodSaving> years = {}; ///< 12 months each, the last as far as it goes
  AvoidedEnergy cumulative = {};        ///< all of the reporting window; not the sum of intervals
  std::vector<AvoidedEnergy> rolling = {};  ///< 12 months, a month apart
  std::vector<AvoidedEnergy> months = {};   ///< calendar months
  std::vector<AvoidedEnergy> observed = {}; ///< per observation
  MethodRecord record = {};
};

using SavingsOutcome = Outcome<MeasuredSaving, SavingsReason>;

/// What a saving is measured with.
struct SavingsInput {
  const Fit* baseline = nullptr; ///< `fit_change_point`, `fit_bills` or `fit_degree_hours`
  BillView observed;             ///< all readings of the meter; NaN = missing or not credible
  DailyView<Celsius> outdoor;
  CivilPeriod reporting;
  std::span<const NonRoutineAdjustment> adjustments;
  const NormalYear* normal = nullptr; ///< nothing = no normalised saving
  SavingsBoundary boundary;
  HourlyView<Celsius> hours = {}; ///< for a baseline on degree-hours; `outdoor` may then be empty
  TimeZone zone = {};             ///< of the hours
  /// Of a baseline with regressors: their values for each of `observed`, as `adjusted_baseline`
  /// wants them.
  Regressors regressors = {};
};

/// The saving of one meter in a reporting window, by all the rules above. Refused with
/// `short_reporting` for less than 28 days with readings and temperature; everything else that is
/// wrong with a single period stands in its `doubtful`. A baseline on degree-hours or with
/// regressors gives no parts and no normalised saving: the normal year has neither hours nor
/// regressors. Throws `ShapeError` or `ContractError` for regressors that are not the baseline's,
/// `ContractError` for a reporting period that begins within the baseline's, and `InputError` for
/// readings that are not in order or overlap and adjustments without days or a finite amount, or
/// wholly outside the reporting period.
[[nodiscard]] SavingsOutcome measured_saving(const SavingsInput& input);

/// Without loss: the text read back gives the same bits. `measured_saving_from_json` throws
/// `InputError` for a text that `to_json` did not write.
[[nodiscard]] std::string to_json(const MeasuredSaving& saving);
[[nodiscard]] MeasuredSaving measured_saving_from_json(std::string_view text);

} // namespace empower
