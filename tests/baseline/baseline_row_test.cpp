// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/baseline_row.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/normalisation.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

using namespace empower;

namespace {

const BaselineSubject subject{"IT001", "school", Carrier::natural_gas, BaselineMethod::daily,
                              calendar_year(2021)};

FitOutcome fit_with_noise(double deviation, double heating = 12.0) {
  Random random{3};
  const DailySeries outdoor = testing::weather(random, 365);
  const DailySeries energy =
      testing::daily_meter(testing::signature(SignatureShape::heating, 300.0, heating), outdoor,
                           {random, deviation, 0.0});
  return fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
}

} // namespace

TEST_SUITE("baseline/baseline_row") {

  TEST_CASE("columns are the product's, in its order") {
    std::vector<std::string_view> names;
    for (const auto& column : Schema<BaselineRow>::columns()) {
      names.push_back(column.name);
      CHECK_FALSE(column.meaning.empty());
    }
    const std::vector<std::string_view> first{
        "meter_id", "building_id", "carrier", "method", "model",        "search",      "status",
        "reason",   "day_types",   "start",   "end",    "observations", "base_kwh_day"};
    CHECK(std::vector(names.begin(), names.begin() + 13) == first);
    const std::vector<std::string_view> last{"r_squared",
                                             "cv_rmse",
                                             "nmbe",
                                             "autocorrelation",
                                             "effective_observations",
                                             "normal_year_kwh",
                                             "normal_year_low_kwh",
                                             "normal_year_high_kwh",
                                             "normal_year",
                                             "detail"};
    CHECK(std::vector(names.end() - 10, names.end()) == last);
    CHECK(names.size() == 37);
  }

  TEST_CASE("a fitted meter shows its model and its normal year") {
    const FitOutcome fit = fit_with_noise(20.0);
    REQUIRE(fit.has_value());
    const NormalYear normal{"mean of 2020", std::vector<double>(365, 10.0), 1.0};
    const BaselineRow row = baseline_row(subject, fit, normal);
    CHECK(row.meter_id == "IT001");
    CHECK(row.carrier == "natural_gas");
    CHECK(row.method == "empower-daily-2");
    CHECK(row.model == "3PH");
    CHECK(row.search == "exact");
    CHECK(row.status == "fitted");
    CHECK(row.reason.empty());
    CHECK(row.start == civil_day(2021, 1, 1));
    CHECK(row.end == civil_day(2022, 1, 1));
    CHECK(row.observations == 365);
    CHECK(row.heating_slope_low_kwh_kd < row.heating_slope_kwh_kd);
    CHECK(row.heating_balance_high_c == fit->heating_balance.high);
    CHECK(std::isnan(row.cooling_slope_kwh_kd));
    CHECK(row.normal_year_kwh == normal_year_energy(*fit, normal).total.value());
    CHECK(row.normal_year == "mean of 2020");
  }

  TEST_CASE("without a normal year there is no normal value") {
    const BaselineRow row = baseline_row(subject, fit_with_noise(20.0), NormalYear{});
    CHECK(std::isnan(row.normal_year_kwh));
    CHECK(row.normal_year.empty());
  }

  TEST_CASE("a model whose scatter is too large is weak and says so") {
    const BaselineRow row = baseline_row(subject, fit_with_noise(190.0, 5.0), NormalYear{});
    CHECK(row.status == "weak");
    CHECK(row.reason.empty());
    CHECK(row.detail.starts_with("CV(RMSE) 0."));
  }

  TEST_CASE("a refused meter is a row with its reason") {
    const BaselineRow row =
        baseline_row(subject, Failure{BaselineReason::unit_unknown, "The meter counts in buckets."},
                     NormalYear{});
    CHECK(row.status == "refused");
    CHECK(row.reason == "unit_unknown");
    CHECK(row.detail == "The meter counts in buckets.");
    CHECK(row.model.empty());
    CHECK_FALSE(row.observations.has_value());
    CHECK(std::isnan(row.base_kwh_day));
  }

  TEST_CASE("codes of reasons and searches are those of the closed lists") {
    CHECK(code(BaselineReason::no_temperature) == "no_temperature");
    CHECK(code(BaselineReason::unit_unknown) == "unit_unknown");
    CHECK(baseline_reason_codes().size() == 10);
    CHECK(code(Search::multistart) == "multistart");
    CHECK(code(BaselineMethod::bills) == "empower-bills-2");
  }

  TEST_CASE("a normal year far outside the fitted weather is left empty, and detail says why") {
    const FitOutcome outcome = fit_with_noise(5.0);
    REQUIRE(outcome.has_value());
    const std::vector<double> arctic(365, -30.0);
    const BaselineRow row = baseline_row(subject, outcome, NormalYear{"arctic", arctic, 1.0});
    CHECK(row.status == "fitted");
    CHECK(std::isnan(row.normal_year_kwh));
    CHECK(row.normal_year.empty());
    CHECK(row.reason.empty());
    CHECK(row.detail.starts_with("No normal year: 100 % of the days"));
  }

  TEST_CASE("regressors are named in the detail") {
    FitOutcome outcome = fit_with_noise(5.0);
    REQUIRE(outcome.has_value());
    Fit fit = *outcome;
    fit.regressors = {{"occupancy", {12.5, 1.0, 10.9, 14.1}}};
    const BaselineRow row = baseline_row(subject, fit, NormalYear{});
    CHECK(row.status == "fitted");
    CHECK(row.detail == "occupancy: 12.5 kWh per unit (10.9 to 14.1).");
  }
}
