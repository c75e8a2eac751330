// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/baseline_row.hpp>

#include <empower/baseline/normalisation.hpp>

#include <fmt/format.h>

#include <array>

namespace empower {

namespace {

const std::array<std::string_view, 2> search_codes{code(Search::exact), code(Search::multistart)};
constexpr std::array<std::string_view, 3> status_codes{"fitted", "weak", "refused"};

using Row = BaselineRow;

const std::array<Column<Row>, 37>& columns_of_row() {
  static const std::array<Column<Row>, 37> columns{{
      {"meter_id", "", "meter", &Row::meter_id},
      {"building_id", "", "building it serves", &Row::building_id},
      {"carrier", "", "energy carrier", &Row::carrier},
      {"method", "", "recipe with its version", &Row::method, baseline_method_codes()},
      {"model", "", "shape: mean, heating leg, cooling leg or both", &Row::model,
       signature_shape_codes()},
      {"search", "",
       "exact: the global least-squares optimum; multistart: the best of many local ones",
       &Row::search, search_codes},
      {"status", "", "weak: a model on which nothing should be decided, see detail", &Row::status,
       status_codes},
      {"reason", "", "why there is no model", &Row::reason, baseline_reason_codes()},
      {"day_types", "", "kinds of day that the model tells apart; empty: none", &Row::day_types},
      {"start", "", "first day of the readings", &Row::start},
      {"end", "", "end of the readings, exclusive", &Row::end},
      {"observations", "1", "days or bills in the fit", &Row::observations},
      {"base_kwh_day", "kWh/day", "consumption that does not depend on the weather",
       &Row::base_kwh_day},
      {"base_low_kwh_day", "kWh/day", "5 % point", &Row::base_low_kwh_day},
      {"base_high_kwh_day", "kWh/day", "95 % point", &Row::base_high_kwh_day},
      {"heating_slope_kwh_kd", "kWh/(K d)", "rise per kelvin below the heating balance temperature",
       &Row::heating_slope_kwh_kd},
      {"heating_slope_low_kwh_kd", "kWh/(K d)", "5 % point", &Row::heating_slope_low_kwh_kd},
      {"heating_slope_high_kwh_kd", "kWh/(K d)", "95 % point", &Row::heating_slope_high_kwh_kd},
      {"heating_balance_c", "degC", "daily mean outdoor temperature below which heating starts",
       &Row::heating_balance_c},
      {"heating_balance_low_c", "degC", "5 % point; empty where the search stopped at its limit",
       &Row::heating_balance_low_c},
      {"heating_balance_high_c", "degC", "95 % point", &Row::heating_balance_high_c},
      {"cooling_slope_kwh_kd", "kWh/(K d)", "rise per kelvin above the cooling balance temperature",
       &Row::cooling_slope_kwh_kd},
      {"cooling_slope_low_kwh_kd", "kWh/(K d)", "5 % point", &Row::cooling_slope_low_kwh_kd},
      {"cooling_slope_high_kwh_kd", "kWh/(K d)", "95 % point", &Row::cooling_slope_high_kwh_kd},
      {"cooling_balance_c", "degC", "daily mean outdoor temperature above which cooling starts",
       &Row::cooling_balance_c},
      {"cooling_balance_low_c", "degC", "5 % point; empty where the search stopped at its limit",
       &Row::cooling_balance_low_c},
      {"cooling_balance_high_c", "degC", "95 % point", &Row::cooling_balance_high_c},
      {"r_squared", "1", "share of the variance that the weather explains", &Row::r_squared},
      {"cv_rmse", "1", "root mean squared error over the mean, divisor n - p", &Row::cv_rmse},
      {"nmbe", "1", "mean error over the mean, divisor n - p; positive: used more than modelled",
       &Row::nmbe},
      {"autocorrelation", "1", "lag-1 correlation of the residuals, 0 to 0.95",
       &Row::autocorrelation},
      {"effective_observations", "1", "independent observations that the fit is worth",
       &Row::effective_observations},
      {"normal_year_kwh", "kWh/year", "expected energy of the normal year", &Row::normal_year_kwh},
      {"normal_year_low_kwh", "kWh/year", "5 % point of the expectation",
       &Row::normal_year_low_kwh},
      {"normal_year_high_kwh", "kWh/year", "95 % point of the expectation",
       &Row::normal_year_high_kwh},
      {"normal_year", "", "which weather the normal year is", &Row::normal_year},
      {"detail", "", "in a sentence: why refused, why weak, what else to know", &Row::detail},
  }};
  return columns;
}

double largest_good_cv_rmse(BaselineMethod method) {
  return method == BaselineMethod::daily ? 0.50 : 0.35;
}

void add_sentence(std::string& text, std::string_view sentence) {
  if (!text.empty()) text += ' ';
  text += sentence;
}

/// Sentences that say why nothing should be decided on this fit; empty if there is no reason.
std::string weakness(const Fit& fit, BaselineMethod method) {
  std::string text;
  if (fit.cv_rmse > largest_good_cv_rmse(method))
    add_sentence(text, fmt::format("CV(RMSE) {:.2f} is above {:.2f}.", fit.cv_rmse,
                                   largest_good_cv_rmse(method)));
  if (fit.heating_slope.low <= 0.0) add_sentence(text, "The heating slope cannot be told from 0.");
  if (fit.cooling_slope.low <= 0.0) add_sentence(text, "The cooling slope cannot be told from 0.");
  return text;
}

void fill(BaselineRow& row, const Fit& fit, const BaselineSubject& subject,
          const NormalYear& normal) {
  row.model = code(fit.signature.shape);
  row.search = code(fit.search);
  row.detail = weakness(fit, subject.method);
  row.status = row.detail.empty() ? "fitted" : "weak";
  if (fit.heating_balance_at_bound)
    add_sentence(row.detail, "The heating balance temperature lies at the limit of its range.");
  if (fit.cooling_balance_at_bound)
    add_sentence(row.detail, "The cooling balance temperature lies at the limit of its range.");
  row.observations = static_cast<std::int64_t>(fit.observations);
  const auto set = [](const Estimate& estimate, double& value, double& low, double& high) {
    value = estimate.value;
    low = estimate.low;
    high = estimate.high;
  };
  set(fit.base, row.base_kwh_day, row.base_low_kwh_day, row.base_high_kwh_day);
  set(fit.heating_slope, row.heating_slope_kwh_kd, row.heating_slope_low_kwh_kd,
      row.heating_slope_high_kwh_kd);
  set(fit.heating_balance, row.heating_balance_c, row.heating_balance_low_c,
      row.heating_balance_high_c);
  set(fit.cooling_slope, row.cooling_slope_kwh_kd, row.cooling_slope_low_kwh_kd,
      row.cooling_slope_high_kwh_kd);
  set(fit.cooling_balance, row.cooling_balance_c, row.cooling_balance_low_c,
      row.cooling_balance_high_c);
  row.r_squared = fit.r_squared;
  row.cv_rmse = fit.cv_rmse;
  row.nmbe = fit.nmbe;
  row.autocorrelation = fit.autocorrelation;
  row.effective_observations = fit.effective_observations;
  for (const RegressorEffect& effect : fit.regressors)
    add_sentence(row.detail, fmt::format("{}: {:.4g} kWh per unit ({:.4g} to {:.4g}).", effect.name,
                                         effect.coefficient.value, effect.coefficient.low,
                                         effect.coefficient.high));
  // What regressors are in a normal year is not known here.
  if (normal.missing() || !fit.regressors.empty()) return;
  const Prediction prediction = predict_total(fit, normal);
  if (const auto refused = refusal(prediction)) {
    add_sentence(row.detail, fmt::format("No normal year: {}", refused->detail));
    return;
  }
  const AnnualEnergy& year = prediction.expectation;
  row.normal_year_kwh = year.total.value();
  row.normal_year_low_kwh = year.low.value();
  row.normal_year_high_kwh = year.high.value();
  row.normal_year = normal.name();
}

} // namespace

std::span<const Column<BaselineRow>> Schema<BaselineRow>::columns() { return columns_of_row(); }

BaselineRow baseline_row(const BaselineSubject& subject, const FitOutcome& outcome,
                         const NormalYear& normal) {
  BaselineRow row;
  row.meter_id = subject.meter_id;
  row.building_id = subject.building_id;
  row.carrier = code(subject.carrier);
  row.method = code(subject.method);
  if (!subject.period.empty()) {
    row.start = subject.period.from;
    row.end = subject.period.to;
  }
  if (outcome) {
    fill(row, *outcome, subject, normal);
  } else {
    row.status = "refused";
    row.reason = code(outcome.failure().reason);
    row.detail = outcome.failure().detail;
  }
  return row;
}

} // namespace empower
