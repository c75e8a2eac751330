// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/caltrack.hpp>

#include "baseline/caltrack_made.hpp"

#include <empower/baseline/detail/caltrack_rows.hpp>
#include <empower/baseline/detail/caltrack_search.hpp>
#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <set>
#include <string_view>
#include <vector>

using namespace empower;
using namespace empower::testing;

namespace {

double heating(double t, double balance) { return std::max(balance - t, 0.0); }
double cooling(double t, double balance) { return std::max(t - balance, 0.0); }

/// Bills whose days all have one temperature, and a usage that only matters in their sum.
MeterSample constant_bills(const std::vector<long>& days, const std::vector<double>& usage_per_day,
                           const std::vector<double>& fahrenheit) {
  std::vector<std::size_t> bill_of;
  for (std::size_t i = 0; i < days.size(); ++i) {
    bill_of.insert(bill_of.end(), static_cast<std::size_t>(days[i]), i);
  }
  return {made_usage(days, [&](std::size_t day) { return usage_per_day[bill_of[day]]; }),
          made_weather(bill_of.size(), [&](std::size_t day) { return fahrenheit[bill_of[day]]; })};
}

/// One balance point, and no wish for many degree-days: for fits on a handful of days.
CaltrackSettings tiny(int balance_f) {
  CaltrackSettings settings;
  settings.lowest_balance_f = settings.highest_balance_f = balance_f;
  settings.min_degree_days_f = 0.0;
  settings.min_degree_day_periods = 0;
  return settings;
}

/// What a model expects of 365 days of 2011 whose hours rise evenly from 50 to 80 degF.
double ramp_year(const CaltrackModel& model) {
  HourlySeries outdoor{utc(2011, 1, 1), {}};
  constexpr std::size_t hours = 8760;
  for (std::size_t i = 0; i < hours; ++i) {
    const double t = 50.0 + 30.0 * static_cast<double>(i) / static_cast<double>(hours);
    outdoor.values.push_back(detail::celsius(t).value());
  }
  std::vector<Instant> stamps;
  for (long day = 0; day <= 365; ++day) stamps.push_back(utc(2011, 1, 1) + std::chrono::days{day});
  const std::span<const Instant> all{stamps};
  double year = 0.0;
  for (const double predicted :
       predict_caltrack(model, all.first(365), all.subspan(1), outdoor.view<Celsius>()).predicted) {
    year += predicted;
  }
  return year;
}

/// A fit to days of given usage and temperature, and what it expects of the year above.
struct TinyFit {
  CaltrackCandidate best;
  double year = 0.0;
};

TinyFit tiny_fit(const std::vector<double>& usage, const std::vector<double>& fahrenheit,
                 CaltrackShape shape) {
  const MeterSample sample{
      made_usage(std::vector<long>(usage.size(), 1), [&](std::size_t i) { return usage[i]; }),
      made_weather(usage.size(), [&](std::size_t i) { return fahrenheit[i]; })};
  const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(),
                                        sample.usage.stamps.back(), tiny(65));
  REQUIRE(model);
  CaltrackModel chosen = *model;
  const auto found = std::find_if(model->best_of_shape.begin(), model->best_of_shape.end(),
                                  [&](const CaltrackCandidate& c) { return c.shape == shape; });
  REQUIRE(found != model->best_of_shape.end());
  chosen.best = *found;
  return {chosen.best, ramp_year(chosen)};
}

double mean_degrees(const detail::CaltrackRows& rows,
                    double (*degrees)(std::span<const double>, double), double balance) {
  double sum = 0.0;
  double count = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows.has_temperature(i)) continue;
    sum += degrees(rows.temperatures(i), balance);
    count += 1.0;
  }
  return sum / count;
}

} // namespace

TEST_SUITE("baseline/caltrack") {
  TEST_CASE("a noiseless signature on whole degrees is recovered exactly") {
    const MeterSample sample =
        made_year([](double t) { return 12.0 + 1.25 * heating(t, 53.0) + 2.5 * cooling(t, 66.0); });
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::cdd_hdd);
    CHECK(model->best.heating_balance_f == 53.0);
    CHECK(model->best.cooling_balance_f == 66.0);
    CHECK(agrees(model->best.intercept, 12.0, 1e-12));
    CHECK(agrees(model->best.beta_hdd, 1.25, 1e-12));
    CHECK(agrees(model->best.beta_cdd, 2.5, 1e-12));
    CHECK(model->candidates.qualified + model->candidates.disqualified +
              model->candidates.not_attempted ==
          2014);
    const Signature signature = model->best.signature();
    CHECK(signature.shape == SignatureShape::heating_cooling);
    CHECK(agrees(signature.heating_balance.value(), (53.0 - 32.0) / 1.8, 1e-15));
    CHECK(agrees(signature.heating_slope.value(), 1.25 * 1.8, 1e-12));
    CHECK(agrees(signature.expected(Celsius{0.0}).value(), 12.0 + 1.25 * 21.0, 1e-12));
  }

  TEST_CASE("gas is never cooling: 62 candidates") {
    const MeterSample sample = made_year([](double t) { return 1.0 + 0.1 * cooling(t, 60.0); });
    CaltrackSettings gas;
    gas.fuel = CaltrackFuel::gas;
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, gas);
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::intercept_only);
    CHECK(model->best.adjusted_r_squared == 0.0);
    CHECK(model->candidates.qualified + model->candidates.disqualified +
              model->candidates.not_attempted ==
          62);
    CHECK(model->record.standard);
  }

  TEST_CASE("a constant meter has no slopes, and no savings where nothing changed") {
    const MeterSample sample = made_year([](double) { return 7.3; });
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::intercept_only);
    const MeterSample after = a_year_later(sample);
    const auto savings =
        caltrack_savings(*model, after.usage.view(), after.weather(), after.usage.stamps.front());
    CHECK(savings.periods == 365);
    CHECK(std::abs(savings.total_avoided) < 1e-9);
  }

  TEST_CASE("twelve bills of CalTRACK's issue 133") {
    const MeterSample sample = constant_bills({31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
                                              {52, 42, 38, 33, 34, 35, 35, 54, 35, 37, 52, 45},
                                              {30, 29, 35, 47, 57, 66, 70, 69, 63, 57, 42, 37});
    const auto model = fit_caltrack_billing(sample.usage.view(), sample.weather(), made_end);
    REQUIRE(model);
    CHECK(model->billing());
    CHECK(model->periods == 12);
    CHECK(model->best.heating_balance_f == 58.0);
    CHECK(model->best.cooling_balance_f == 64.0);
    CHECK(std::abs(model->best.intercept - 35.02456) < 5.1e-6);
    CHECK(std::abs(model->best.beta_hdd - 0.409029) < 5.1e-7);
    CHECK(std::abs(model->best.beta_cdd - 1.459549) < 5.1e-7);
    CHECK(std::abs(model->best.adjusted_r_squared - 0.14022) < 5.1e-6);
  }

  TEST_CASE("fits on four days, as published") {
    const TinyFit cdd = tiny_fit({1, 1, 1, 6}, {65, 65.1, 65, 70}, CaltrackShape::cdd_only);
    CHECK(std::abs(cdd.best.beta_cdd - 1.01) < 0.0051);
    CHECK(std::abs(cdd.best.intercept - 0.97) < 0.0051);
    CHECK(std::abs(cdd.year - 1730.04) < 0.0051);
    const TinyFit hdd = tiny_fit({1, 1, 1, 6}, {65, 64.9, 65, 60}, CaltrackShape::hdd_only);
    CHECK(std::abs(hdd.best.beta_hdd - 1.01) < 0.0051);
    CHECK(std::abs(hdd.year - 1730.67) < 0.0051);
  }

  TEST_CASE("a fit with both legs in one day, as published") {
    detail::CaltrackRows rows;
    rows.days = rows.kept = rows.blocks = {1, 1, 1, 1};
    rows.energy = {6, 1, 1, 6};
    rows.temperature_f = {70, 64.9, 64.8, 65.2, 60};
    rows.first = {0, 1, 2, 4, 5};
    CaltrackModel model;
    model.best = {CaltrackShape::cdd_hdd, 65, 65};
    detail::refine(rows, false, model.best);
    CHECK(std::abs(model.best.beta_hdd - 1.03) < 0.0051);
    CHECK(std::abs(model.best.beta_cdd - 1.03) < 0.0051);
    CHECK(std::abs(model.best.intercept - 0.85) < 0.0051);
    CHECK(std::abs(ramp_year(model) - 3130.31) < 0.0051);
  }

  TEST_CASE("what is not to be told from the base is disqualified") {
    // Two temperatures: degree-days below 65 and above 40 add up to a constant.
    const MeterSample sample{
        made_usage(std::vector<long>(365, 1),
                   [](std::size_t i) { return i % 2 == 0 ? 10.0 : 20.0; }),
        made_weather(365, [](std::size_t i) { return i % 2 == 0 ? 70.0 : 40.0; })};
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    REQUIRE(model);
    CHECK(model->best.shape == CaltrackShape::hdd_only);
    CHECK(model->best.heating_balance_f == 41.0); // all explain everything: the first
    CHECK(agrees(model->best.adjusted_r_squared, 1.0, 1e-12));
  }

  TEST_CASE("a meter that exports has no model") {
    const MeterSample sample = made_year([](double t) { return -5.0 - 0.01 * t; });
    const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
    REQUIRE_FALSE(model);
    CHECK(model.failure().reason == CaltrackReason::no_model);
    CHECK(code(model.failure().reason) == "caltrack_no_model");
  }

  TEST_CASE("without weather or readings there are no data") {
    const MeterSample sample = made_year([](double t) { return t; });
    const auto without = fit_caltrack_daily(sample.usage.view(), {}, made_end);
    REQUIRE_FALSE(without);
    CHECK(without.failure().reason == CaltrackReason::no_data);
    const auto outside = fit_caltrack_daily(sample.usage.view(), sample.weather(), utc(2019, 1, 1));
    REQUIRE_FALSE(outside);
    CHECK(outside.failure().reason == CaltrackReason::no_data);
  }

  TEST_CASE("a day needs more than twelve hours of temperature") {
    for (const std::size_t missing : {11UL, 12UL}) {
      MeterSample sample = made_year([](double t) { return t; });
      std::fill_n(sample.outdoor.values.begin(), missing, missing_value);
      const auto model = fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end);
      REQUIRE(model);
      CHECK(model->periods == (missing == 11 ? 365 : 364));
    }
  }

  TEST_CASE("a bill needs nine tenths of its hours, and drops days with half of theirs") {
    const std::vector<double> usage{40, 35, 30, 25, 22, 20, 24, 26, 21, 24, 31, 38};
    const std::vector<double> warmth{30, 35, 41, 47, 57, 66, 70, 69, 63, 57, 42, 37};
    for (const std::size_t missing : {72UL, 73UL}) { // of 720
      MeterSample sample = constant_bills(std::vector<long>(12, 30), usage, warmth);
      std::fill_n(sample.outdoor.values.begin(), missing, missing_value);
      const auto model = fit_caltrack_billing(sample.usage.view(), sample.weather(), made_end);
      REQUIRE(model);
      CHECK(model->periods == (missing == 72 ? 12 : 11));
    }
    MeterSample sample = constant_bills({30}, {40}, {30});
    std::fill_n(sample.outdoor.values.begin(), 12, missing_value);
    std::fill_n(sample.outdoor.values.begin() + 24, 11, missing_value);
    const IntervalView bill = sample.usage.view();
    const auto rows =
        detail::caltrack_rows(bill.start, bill.end, bill.energy_kwh, sample.weather(), {}, 35);
    CHECK(rows.kept.at(0) == 29.0);
    CHECK(rows.blocks.at(0) == 30.0);
  }

  TEST_CASE("a day of 25 hours has two blocks, one of them dropped; by the calendar one") {
    const HourlySeries outdoor{utc(2021, 11, 7, 5), std::vector<double>(25, 10.0)};
    const std::vector<Instant> start{utc(2021, 11, 7, 5)};
    const std::vector<Instant> end{utc(2021, 11, 8, 6)};
    CaltrackSettings settings;
    const auto exact = detail::caltrack_rows(start, end, {}, outdoor.view<Celsius>(), settings, 0);
    CHECK(exact.kept.at(0) == 1.0);
    CHECK(exact.blocks.at(0) == 2.0);
    CHECK(agrees(exact.days.at(0), 25.0 / 24.0, 1e-15));
    settings.corrections.calendar_days = true;
    settings.zone = *TimeZone::named("America/Chicago");
    const auto civil = detail::caltrack_rows(start, end, {}, outdoor.view<Celsius>(), settings, 0);
    CHECK(civil.blocks.at(0) == 1.0);
    CHECK(civil.days.at(0) == 1.0);
  }

  TEST_CASE("a bill across the change of clocks is cut at civil midnights by the calendar") {
    // 6 November, 00:00 CDT to 9 November, 00:00 CST, each day at its own temperature.
    HourlySeries outdoor{utc(2021, 11, 6, 5), std::vector<double>(24, 0.0)};
    outdoor.values.insert(outdoor.values.end(), 25, 10.0);
    outdoor.values.insert(outdoor.values.end(), 24, 20.0);
    CaltrackSettings settings;
    settings.corrections.calendar_days = true;
    settings.zone = *TimeZone::named("America/Chicago");
    const std::vector<Instant> start{utc(2021, 11, 6, 5)};
    const std::vector<Instant> end{utc(2021, 11, 9, 6)};
    const auto rows = detail::caltrack_rows(start, end, {}, outdoor.view<Celsius>(), settings, 0);
    CHECK(rows.days.at(0) == 3.0);
    CHECK(rows.blocks.at(0) == 3.0);
    REQUIRE(rows.temperatures(0).size() == 3);
    CHECK(rows.temperatures(0)[0] == 32.0);
    CHECK(rows.temperatures(0)[1] == 50.0);
    CHECK(rows.temperatures(0)[2] == 68.0);
  }

  TEST_CASE("degF with decimals survive the way through degC to the bit") {
    for (int hundredths = -6000; hundredths <= 13000; ++hundredths) {
      const double f = hundredths / 100.0;
      REQUIRE(detail::fahrenheit(Celsius{(f - 32.0) / 1.8}) == f);
      REQUIRE(detail::fahrenheit(Celsius{(f - 32.0) * 5.0 / 9.0}) == f);
    }
    CHECK(std::isnan(detail::fahrenheit(Celsius{missing_value})));
  }

  TEST_CASE("features of the Illinois sample, as published") {
    const auto rows_of = [](std::string_view name, bool shift, const CaltrackSettings& settings) {
      const auto sample = illinois_sample(name, shift);
      if (!sample) return detail::CaltrackRows{};
      const IntervalView usage = sample->usage.view();
      return detail::caltrack_rows(usage.start, usage.end, usage.energy_kwh, sample->weather(),
                                   settings, 0);
    };
    // Means of HDD 60, HDD 61, CDD 65, CDD 66 and, of bills, kept blocks.
    const auto check = [](const detail::CaltrackRows& rows, std::array<double, 5> published) {
      if (rows.size() == 0) return;
      CHECK(std::abs(mean_degrees(rows, detail::heating_degrees, 60) - published[0]) < 0.0051);
      CHECK(std::abs(mean_degrees(rows, detail::heating_degrees, 61) - published[1]) < 0.0051);
      CHECK(std::abs(mean_degrees(rows, detail::cooling_degrees, 65) - published[2]) < 0.0051);
      CHECK(std::abs(mean_degrees(rows, detail::cooling_degrees, 66) - published[3]) < 0.0051);
      const double kept = std::accumulate(rows.kept.begin(), rows.kept.end(), 0.0);
      CHECK(std::abs(kept / static_cast<double>(rows.size()) - published[4]) < 0.0051);
    };
    check(rows_of("il-electricity-cdd-hdd-daily", true, {}), {11.05, 11.61, 3.61, 3.25, 1.0});
    check(rows_of("il-electricity-cdd-hdd-billing_monthly", false, {}),
          {10.83, 11.39, 3.68, 3.31, 30.38});
    check(rows_of("il-electricity-cdd-hdd-billing_bimonthly", false, {}),
          {10.94, 11.51, 3.65, 3.28, 61.62});
    CaltrackSettings hours;
    hours.corrections.degree_hours = true;
    check(rows_of("il-electricity-cdd-hdd-daily", true, hours), {11.44, 12.02, 4.05, 3.70, 1.0});
  }

  TEST_CASE("settings, digest and model survive JSON") {
    MeterSample sample = made_year(
        [](double t) { return 12.0 + 1.25 * heating(t, 53.0) + 0.3 * std::sin(100.0 * t); });
    sample.usage.energy[3] = missing_value;
    sample.usage.energy[7] = 500.0;
    CaltrackSettings settings;
    settings.corrections.bic = true;
    settings.zone = *TimeZone::named("Europe/Rome");
    const auto model =
        fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, settings);
    REQUIRE(model);
    const std::string json = to_json(*model);
    const CaltrackModel back = caltrack_from_json(json);
    CHECK(to_json(back) == json);
    CHECK(back.record == model->record);
    CHECK(back.best.intercept == model->best.intercept);
    CHECK(to_json(back.settings) == to_json(settings));
    CHECK(back.sufficiency.warnings.size() == model->sufficiency.warnings.size());
    CHECK_THROWS_AS((void)caltrack_from_json("{}"), InputError);
    CHECK_THROWS_AS((void)caltrack_from_json("nothing"), InputError);
    CHECK(to_json(caltrack_settings_from_json(to_json(settings))) == to_json(settings));

    sample.usage.energy[200] += 0.001;
    const auto other =
        fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, settings);
    CHECK(other->record.input_digest != model->record.input_digest);
  }

  TEST_CASE("any setting but the fuel and the exact span makes a result non-standard") {
    CaltrackSettings settings;
    CHECK(standard(settings));
    settings.fuel = CaltrackFuel::gas;
    settings.exact_span = true;
    CHECK(standard(settings));
    CaltrackSettings other = settings;
    other.min_degree_days_f = 21.0;
    CHECK_FALSE(standard(other));
    for (bool CaltrackCorrections::*correction :
         {&CaltrackCorrections::calendar_days, &CaltrackCorrections::full_bimonthly,
          &CaltrackCorrections::overshoot, &CaltrackCorrections::degree_hours,
          &CaltrackCorrections::bic, &CaltrackCorrections::reporting_energy,
          &CaltrackCorrections::exact_balance}) {
      other = settings;
      other.corrections.*correction = true;
      CHECK_FALSE(standard(other));
    }
  }

  TEST_CASE("settings without sense are refused") {
    const MeterSample sample = made_year([](double t) { return t; });
    CaltrackSettings settings;
    settings.lowest_balance_f = 91;
    CHECK_THROWS_AS(
        (void)fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, settings),
        ContractError);
    settings = {};
    settings.confidence = 1.0;
    CHECK_THROWS_AS(
        (void)fit_caltrack_daily(sample.usage.view(), sample.weather(), made_end, settings),
        ContractError);
  }

  TEST_CASE("codes are unique") {
    std::set<std::string_view> codes;
    for (const auto list : {caltrack_reason_codes(), caltrack_shape_codes(), caltrack_fuel_codes()})
      codes.insert(list.begin(), list.end());
    CHECK(codes.size() == 8);
  }
}
