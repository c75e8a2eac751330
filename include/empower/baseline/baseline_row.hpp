// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/method.hpp>
#include <empower/core/schema.hpp>
#include <empower/stock/carrier.hpp>
#include <empower/weather/normal_year.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace empower {

/// A row of the `baselines` table: a meter's model, or the reason why it has none. Missing is NaN
/// or empty; a low and a high are the ends of a 90 % interval.
struct BaselineRow {
  std::string meter_id;
  std::string building_id;
  std::string carrier;
  std::string method;
  std::string model;
  std::string search;
  std::string status; ///< `fitted`, `weak`, `refused`
  std::string reason; ///< of a refusal
  std::string day_types;
  std::optional<CivilDay> start;
  std::optional<CivilDay> end;
  std::optional<std::int64_t> observations;
  double base_kwh_day = missing_value;
  double base_low_kwh_day = missing_value;
  double base_high_kwh_day = missing_value;
  double heating_slope_kwh_kd = missing_value;
  double heating_slope_low_kwh_kd = missing_value;
  double heating_slope_high_kwh_kd = missing_value;
  double heating_balance_c = missing_value;
  double heating_balance_low_c = missing_value;
  double heating_balance_high_c = missing_value;
  double cooling_slope_kwh_kd = missing_value;
  double cooling_slope_low_kwh_kd = missing_value;
  double cooling_slope_high_kwh_kd = missing_value;
  double cooling_balance_c = missing_value;
  double cooling_balance_low_c = missing_value;
  double cooling_balance_high_c = missing_value;
  double r_squared = missing_value;
  double cv_rmse = missing_value;
  double nmbe = missing_value;
  double autocorrelation = missing_value;
  double effective_observations = missing_value;
  double normal_year_kwh = missing_value;
  double normal_year_low_kwh = missing_value;
  double normal_year_high_kwh = missing_value;
  std::string normal_year; ///< which weather that is
  std::string detail;      ///< in a sentence: why refused, why weak, what else to know
};

template <>
struct Schema<BaselineRow> {
  static constexpr std::string_view name = "baselines";
  [[nodiscard]] static std::span<const Column<BaselineRow>> columns();
};

/// What a row says about the meter, beside its model.
struct BaselineSubject {
  std::string meter_id;
  std::string building_id;
  Carrier carrier = Carrier::electricity;
  BaselineMethod method = BaselineMethod::daily;
  CivilPeriod period; ///< of the readings that were offered
};

/// The row of a fitted or refused meter.
///
/// A model is `weak` where its CV(RMSE) is above 0.50 (daily) or 0.35 (bills), or where the 90 %
/// interval of a slope includes 0: it may be shown, but nothing should be decided on it; `detail`
/// says why and `reason` stays empty. Without a normal year the normal-year columns are empty.
[[nodiscard]] BaselineRow baseline_row(const BaselineSubject& subject, const FitOutcome& outcome,
                                       const NormalYear& normal);

} // namespace empower
