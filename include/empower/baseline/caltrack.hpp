// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack_metrics.hpp>
#include <empower/baseline/caltrack_settings.hpp>
#include <empower/baseline/caltrack_sufficiency.hpp>
#include <empower/baseline/method.hpp>
#include <empower/baseline/signature.hpp>
#include <empower/core/outcome.hpp>
#include <empower/core/period.hpp>
#include <empower/core/units.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/hourly.hpp>
#include <empower/stock/readings.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// CalTRACK 2.0 for days and bills, frozen as `caltrack-2.0-daily` and `caltrack-2.0-billing`: the
/// figures of eemeter 3.2.0, which was the last to have it, to 1e-9 and better.
///
/// A reading is the energy from its start to its end. `outdoor` has one value per hour of UTC; an
/// hour belongs to the reading in which it starts. Energies are in the unit of the readings, slopes
/// of the method in that unit per degF and day. Temperatures are turned into degF to the nearest
/// 1e-9 degF, so that degF in decimals survive the way through degC.
namespace empower {

/// Why there is no CalTRACK model.
enum class CaltrackReason {
  no_data,  ///< no reading in the window has both usage and temperature
  no_model, ///< no candidate qualifies
};

[[nodiscard]] std::span<const std::string_view> caltrack_reason_codes() noexcept;
[[nodiscard]] std::string_view code(CaltrackReason reason) noexcept;

enum class CaltrackShape { intercept_only, hdd_only, cdd_only, cdd_hdd };

[[nodiscard]] std::span<const std::string_view> caltrack_shape_codes() noexcept;
[[nodiscard]] std::string_view code(CaltrackShape shape) noexcept;

/// usage per day = intercept + beta_hdd (heating_balance_f - T)+ + beta_cdd (T -
/// cooling_balance_f)+ What the shape has not got is missing.
struct CaltrackCandidate {
  CaltrackShape shape = CaltrackShape::intercept_only;
  double heating_balance_f = missing_value; ///< degF
  double cooling_balance_f = missing_value;
  double intercept = missing_value; ///< per day
  double beta_hdd = missing_value;  ///< per degF and day
  double beta_cdd = missing_value;
  double adjusted_r_squared = missing_value; ///< weighted by days on bills; 0 for intercept_only

  /// Number of slopes.
  [[nodiscard]] std::size_t slopes() const noexcept {
    return shape == CaltrackShape::intercept_only ? 0 : shape == CaltrackShape::cdd_hdd ? 2 : 1;
  }
  /// The same model in degC and per K, for readings in kWh.
  [[nodiscard]] Signature signature() const noexcept;
};

struct CaltrackCandidateCounts {
  std::size_t qualified = 0;
  std::size_t disqualified = 0;  ///< a coefficient is negative, or not to be told from the others
  std::size_t not_attempted = 0; ///< too few degree-days
};

/// Balance points that fit about as well, at `settings.confidence`: a profile over the grid.
struct CaltrackRange {
  double low_f = missing_value;
  double high_f = missing_value;
};

/// A fitted model with all it rests on.
struct CaltrackModel {
  MethodRecord record;
  CaltrackSettings settings;
  CaltrackCandidate best;
  /// The best qualified candidate of each shape that has one, in the order of the enumeration.
  std::vector<CaltrackCandidate> best_of_shape;
  CaltrackCandidateCounts candidates;
  CaltrackRange heating_range; ///< of the balance points; only with the correction `bic`
  CaltrackRange cooling_range;
  InstantPeriod baseline;   ///< from the first to the last instant of the readings used
  std::size_t periods = 0;  ///< P, that were fitted
  CaltrackMetrics averages; ///< of usage per day
  CaltrackMetrics totals;   ///< of usage per period
  CaltrackSufficiency sufficiency;

  /// `caltrack-2.0-billing`?
  [[nodiscard]] bool billing() const noexcept;
};

/// Fits the days from `settings.baseline_days` before `baseline_end`, where the blackout begins, to
/// `baseline_end`. Readings that are not wholly inside are not used.
///
/// Up to 2,014 candidates (gas 62) by ordinary least squares. The winner is computed anew by QR:
/// relative error of its coefficients about 1e-13 for a year of days.
[[nodiscard]] Outcome<CaltrackModel, CaltrackReason>
fit_caltrack_daily(IntervalView usage, HourlyView<Celsius> outdoor, Instant baseline_end,
                   const CaltrackSettings& settings = {});

/// The same for monthly and two-monthly bills, by least squares weighted with the days of a bill.
[[nodiscard]] Outcome<CaltrackModel, CaltrackReason>
fit_caltrack_billing(IntervalView usage, HourlyView<Celsius> outdoor, Instant baseline_end,
                     const CaltrackSettings& settings = {});

/// The same where the supplier says which bills are estimates. A run of them is joined to the
/// reading that follows it without a gap: days and energy add, for only the sum was measured
/// [2.2.3.1]. The joined bill is fitted up to `max_bimonthly_bill_days`, also beside monthly ones;
/// a longer one, and estimates that no reading follows, count as missing. For sufficiency the
/// estimated days count as missing in any case. `quality` is as long as `usage`, or `ShapeError`.
[[nodiscard]] Outcome<CaltrackModel, CaltrackReason>
fit_caltrack_billing_with_estimates(IntervalView usage, std::span<const ReadingQuality> quality,
                                    HourlyView<Celsius> outdoor, Instant baseline_end,
                                    const CaltrackSettings& settings = {});

/// Expected energy of periods; all four missing in one whose temperature is not known well enough.
struct CaltrackPrediction {
  std::vector<double> predicted; ///< base + heating + cooling
  std::vector<double> base;
  std::vector<double> heating;
  std::vector<double> cooling;
};

/// For `[start[i], end[i])`. Throws `ShapeError` if the spans differ in length.
[[nodiscard]] CaltrackPrediction predict_caltrack(const CaltrackModel& model,
                                                  std::span<const Instant> start,
                                                  std::span<const Instant> end,
                                                  HourlyView<Celsius> outdoor);

/// Half widths at `settings.confidence`, in the unit of the energy; missing with too
/// few fitted periods.
struct CaltrackBands {
  double fsu = missing_value; ///< fractional savings uncertainty, as energy
  double ols = missing_value; ///< sqrt(model^2 + noise^2); rests on mean usages, dubious
  double ols_model = missing_value;
  double ols_noise = missing_value;
};

/// Avoided energy, positive where less was used than the baseline expects. Sums are over periods
/// with usage and temperature; CalTRACK refuses to annualise [4.1.2].
struct CaltrackSavings {
  std::vector<Instant> start; ///< the periods of the reporting window
  std::vector<Instant> end;
  std::vector<double> observed;
  CaltrackPrediction prediction;
  std::vector<double> avoided; ///< predicted - observed, missing where either is

  std::size_t periods = 0; ///< Q, that have both
  double total_observed = 0.0;
  double total_predicted = 0.0; ///< the counterfactual
  double total_base = 0.0;
  double total_heating = 0.0;
  double total_cooling = 0.0;
  double total_avoided = 0.0;
  CaltrackBands bands;
};

/// Metered savings of the `settings.reporting_days` from `reporting_start` on. Throws `InputError`
/// where they overlap the baseline, and `CoverageError` where no reading of them has both usage and
/// temperature.
[[nodiscard]] CaltrackSavings caltrack_savings(const CaltrackModel& baseline, IntervalView usage,
                                               HourlyView<Celsius> outdoor,
                                               Instant reporting_start);

/// What two models differ by on the weather of a normal year.
struct CaltrackModelledSavings {
  CaltrackPrediction baseline;
  CaltrackPrediction reporting;
  double total_baseline = 0.0;
  double total_reporting = 0.0;
  double total_avoided = 0.0;
  double baseline_fsu = missing_value; ///< band of each, as for metered savings
  double reporting_fsu = missing_value;
  double fsu = missing_value; ///< the two in quadrature
};

[[nodiscard]] CaltrackModelledSavings caltrack_modelled_savings(const CaltrackModel& baseline,
                                                                const CaltrackModel& reporting,
                                                                std::span<const Instant> start,
                                                                std::span<const Instant> end,
                                                                HourlyView<Celsius> normal_year);

/// Without loss: `caltrack_from_json(to_json(model))` is the same to the last bit.
[[nodiscard]] std::string to_json(const CaltrackModel& model);
[[nodiscard]] CaltrackModel caltrack_from_json(std::string_view text);

} // namespace empower
