// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit_json.hpp>

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/core/error.hpp>
#include <empower/core/version.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace empower;

namespace {

/// The same bits; any NaN is as good as another.
bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  bool equal = a.size() == b.size();
  for (std::size_t i = 0; equal && i < a.size(); ++i) equal = same(a[i], b[i]);
  return equal;
}

bool same(const Signature& a, const Signature& b) {
  return a.shape == b.shape && same(a.base.value(), b.base.value()) &&
         same(a.heating_slope.value(), b.heating_slope.value()) &&
         same(a.heating_balance.value(), b.heating_balance.value()) &&
         same(a.cooling_slope.value(), b.cooling_slope.value()) &&
         same(a.cooling_balance.value(), b.cooling_balance.value());
}

bool same(const Estimate& a, const Estimate& b) {
  return same(a.value, b.value) && same(a.standard_error, b.standard_error) && same(a.low, b.low) &&
         same(a.high, b.high);
}

bool same(const Candidate& a, const Candidate& b) {
  return same(a.signature, b.signature) && same(a.sse, b.sse) && same(a.criterion, b.criterion) &&
         a.admissible == b.admissible && a.search == b.search && same(a.regressors, b.regressors);
}

void check_same(const Fit& a, const Fit& b) {
  CHECK(same(a.signature, b.signature));
  CHECK(a.search == b.search);
  CHECK(a.heating_balance_at_bound == b.heating_balance_at_bound);
  CHECK(a.cooling_balance_at_bound == b.cooling_balance_at_bound);
  CHECK(a.period == b.period);
  CHECK(same(a.base, b.base));
  CHECK(same(a.heating_slope, b.heating_slope));
  CHECK(same(a.heating_balance, b.heating_balance));
  CHECK(same(a.cooling_slope, b.cooling_slope));
  CHECK(same(a.cooling_balance, b.cooling_balance));
  REQUIRE(a.regressors.size() == b.regressors.size());
  for (std::size_t i = 0; i < a.regressors.size(); ++i) {
    CHECK(a.regressors[i].name == b.regressors[i].name);
    CHECK(same(a.regressors[i].coefficient, b.regressors[i].coefficient));
  }
  CHECK(same(a.temperature_min.value(), b.temperature_min.value()));
  CHECK(same(a.temperature_max.value(), b.temperature_max.value()));
  CHECK(a.observations == b.observations);
  CHECK(a.parameters == b.parameters);
  CHECK(same({a.sse, a.r_squared, a.cv_rmse, a.nmbe, a.autocorrelation, a.effective_observations,
              a.degrees_of_freedom, a.residual_variance},
             {b.sse, b.r_squared, b.cv_rmse, b.nmbe, b.autocorrelation, b.effective_observations,
              b.degrees_of_freedom, b.residual_variance}));
  CHECK(same(a.covariance, b.covariance));
  REQUIRE(a.candidates.size() == b.candidates.size());
  for (std::size_t i = 0; i < a.candidates.size(); ++i)
    CHECK(same(a.candidates[i], b.candidates[i]));
  CHECK(a.method == b.method);
  CHECK(same({a.options.heating_balance_min.value(), a.options.heating_balance_max.value(),
              a.options.cooling_balance_min.value(), a.options.cooling_balance_max.value(),
              a.options.resolution_kwh},
             {b.options.heating_balance_min.value(), b.options.heating_balance_max.value(),
              b.options.cooling_balance_min.value(), b.options.cooling_balance_max.value(),
              b.options.resolution_kwh}));
  CHECK(a.options.min_observations == b.options.min_observations);
  CHECK(a.options.min_leg_days == b.options.min_leg_days);
  CHECK(a.options.min_leg_bills == b.options.min_leg_bills);
  CHECK(a.options.free_signs == b.options.free_signs);
  CHECK(a.options.robust == b.options.robust);
  CHECK(a.input_digest == b.input_digest);
}

void check_round_trip(const Fit& fit) {
  const std::string text = to_json(fit);
  const Fit again = fit_from_json(text);
  check_same(fit, again);
  CHECK(to_json(again) == text);
}

/// A fit whose members all differ from those of any other, with the doubles that text likes to
/// lose.
Fit peculiar_fit() {
  double next = 0.1;
  const auto number = [&] { return next = next * 1.7 + 1.0 / 3.0; };
  const auto estimate = [&] { return Estimate{number(), number(), number(), number()}; };
  Fit fit;
  fit.signature = testing::signature(SignatureShape::heating_cooling, 1e-308 / 3.0, number(),
                                     number(), 5e-324, number());
  fit.search = Search::multistart;
  fit.cooling_balance_at_bound = true;
  fit.period = {civil_day(1969, 12, 30), civil_day(2024, 2, 29)};
  fit.base = estimate();
  fit.heating_slope = estimate();
  fit.heating_balance = {number(), missing_value, missing_value, -0.0};
  fit.cooling_slope = estimate();
  fit.regressors = {{"sun, \"\\ kWh/m²\n", estimate()}, {"", estimate()}};
  fit.temperature_min = Celsius{-std::numeric_limits<double>::infinity()};
  fit.temperature_max = Celsius{std::numeric_limits<double>::infinity()};
  fit.observations = std::numeric_limits<std::size_t>::max();
  fit.parameters = 7;
  fit.sse = std::numeric_limits<double>::max();
  fit.r_squared = 1.0 - std::numeric_limits<double>::epsilon() / 2.0;
  fit.cv_rmse = std::numeric_limits<double>::min();
  fit.nmbe = -number();
  fit.autocorrelation = 0.1 + 0.2;
  fit.effective_observations = 9007199254740993.0;
  fit.degrees_of_freedom = number();
  for (std::size_t i = 0; i < 49; ++i) fit.covariance.push_back(i % 5 == 0 ? -0.0 : number());
  fit.candidates = {
      {testing::signature(SignatureShape::linear), number(), number(), true, Search::exact, {}},
      {testing::signature(SignatureShape::two_slopes),
       number(),
       missing_value,
       false,
       Search::multistart,
       {number(), missing_value}}};
  fit.method = BaselineMethod::bills;
  fit.options = {Celsius{number()},
                 Celsius{number()},
                 Celsius{number()},
                 Celsius{number()},
                 number(),
                 11,
                 12,
                 13,
                 true,
                 true};
  fit.input_digest = 0x00fedcba98765432U;
  return fit;
}

/// What is wrong with a text, as `field: expected`.
std::string refusal(std::string_view text) {
  try {
    static_cast<void>(fit_from_json(text));
  } catch (const InputError& error) {
    CHECK(error.place().source == "fit");
    return error.place().field + ": " + error.expected();
  }
  return "accepted";
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

} // namespace

TEST_SUITE("baseline/fit_json") {

  TEST_CASE("every member of a fit comes back to the last bit") {
    check_round_trip(peculiar_fit());
  }

  TEST_CASE("fits of every shape, on days and on bills, come back and predict the same") {
    Random random{44};
    const DailySeries outdoor = testing::weather(random, 800);
    const auto first_year = outdoor.view<Celsius>();
    for (const SignatureShape shape : testing::all_shapes) {
      CAPTURE(code(shape));
      const Signature truth = testing::signature(shape);
      const DailySeries days = testing::daily_meter(truth, outdoor, {random, 10.0, 0.3});
      const BillSeries bills = testing::billed_meter(random, truth, outdoor, 24, 10.0);
      const FitOutcome fits[]{fit_change_point(days.view<KilowattHours>(), outdoor.view<Celsius>()),
                              fit_bills(bills.view(), outdoor.view<Celsius>())};
      for (const FitOutcome& outcome : fits) {
        REQUIRE(outcome);
        check_round_trip(*outcome);
        const AnnualEnergy before = expected_energy(*outcome, first_year);
        const AnnualEnergy after = expected_energy(fit_from_json(to_json(*outcome)), first_year);
        CHECK(before.total.value() == after.total.value());
        CHECK(before.low.value() == after.low.value());
        CHECK(before.heating.value() == after.heating.value());
      }
    }
  }

  TEST_CASE("the record names method, options, digest and version, and says what is standard") {
    Fit fit;
    fit.covariance.assign(25, 0.0);
    fit.input_digest = 0xabcU;
    const MethodRecord standard = method_record(fit);
    CHECK(standard.method == "empower-daily-2");
    CHECK(standard.standard);
    CHECK(standard.input_digest == "0000000000000abc");
    CHECK(standard.library == version);
    CHECK(standard.settings ==
          R"({"heating_balance_min":5.0,"heating_balance_max":25.0,"cooling_balance_min":12.0,)"
          R"("cooling_balance_max":30.0,"resolution_kwh":0.0,"min_observations":10,)"
          R"("min_leg_days":10,"min_leg_bills":3,"free_signs":false,"robust":false})");
    fit.options.min_leg_bills = 4;
    CHECK_FALSE(method_record(fit).standard);
  }

  TEST_CASE("a text that is not a fit is refused with the field that is wrong") {
    const std::string text = to_json(peculiar_fit());
    CHECK(refusal("") == ": a model written by to_json");
    CHECK(refusal("{\"record\"") == ": a model written by to_json");
    CHECK(refusal("7") == ": an object");
    CHECK(refusal("{}") == "record: a value");
    CHECK(refusal(R"({"record":{"method":"caltrack-2.0-daily"}})") == "signature: a value");
    CHECK(refusal(replaced(text, "\"multistart\"", "\"many\"")) ==
          "search: one of 2 codes from exact to multistart");
    CHECK(refusal(replaced(text, "\"4P\"", "\"6P\"")) ==
          "candidates[1].signature.shape: one of 6 codes from 1P to 5P");
    CHECK(refusal(replaced(text, "\"min_leg_days\":12", "\"min_leg_days\":-12")) ==
          "record.settings.min_leg_days: a count");
    CHECK(refusal(replaced(text, "\"min_leg_days\":12", "\"min_leg_days\":12.5")) ==
          "record.settings.min_leg_days: a count");
    CHECK(refusal(replaced(text, "\"robust\":true", "\"robust\":1")) ==
          "record.settings.robust: true or false");
    CHECK(refusal(replaced(text, "\"sse\":", "\"sse\":\"0\",\"was\":")) == "sse: a number");
    CHECK(refusal(replaced(text, "00fedcba98765432", "0xfedcba98765432")) ==
          "record.input_digest: sixteen hexadecimal digits");
    CHECK(refusal(replaced(text, "\"period\":[-2,", "\"period\":[-99999999,")) ==
          "period[0]: a day of the calendar");
    CHECK(refusal(replaced(text, "\"period\":[-2,", "\"period\":[],\"was\":[")) ==
          "period: an array of at least 1 values");
    CHECK(refusal(replaced(text, "\"covariance\":[", "\"covariance\":[0.0,")) ==
          "covariance: 49 values");
    CHECK(refusal(replaced(text, "\"name\":\"\"", "\"name\":null")) ==
          "regressors[1].name: a text");
  }
}
