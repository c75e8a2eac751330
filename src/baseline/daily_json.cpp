// SPDX-License-Identifier: Apache-2.0
#include "daily_json.hpp"

#include <empower/baseline/detail/daily_columns.hpp>
#include <empower/core/version.hpp>

#include "json_fields.hpp"

#include <algorithm>
#include <utility>

namespace empower {

namespace {

using detail::double_of;
using detail::doubles_of;
using detail::enum_of;
using detail::Json;
using detail::json_of;
using detail::JsonField;
using detail::vector_of;

// The structured bindings name every member: one that is added does not compile until it is
// written here.

Json json_of(const DailyOptions& options) {
  const auto& [heating_min, heating_max, cooling_min, cooling_max, resolution, observations, days,
               zero_is_missing, year_end, weekend, drift] = options;
  return {{"heating_balance_min", json_of(heating_min.value())},
          {"heating_balance_max", json_of(heating_max.value())},
          {"cooling_balance_min", json_of(cooling_min.value())},
          {"cooling_balance_max", json_of(cooling_max.value())},
          {"resolution_kwh", json_of(resolution)},
          {"min_observations", observations},
          {"min_leg_days", days},
          {"zero_is_missing", zero_is_missing},
          {"year_end", year_end},
          {"weekend", weekend},
          {"drift", json_of(drift)}};
}

Json json_of(const DailyTerms& terms) {
  const auto& [smoothing, week, by_day_type, year_end, closed_days, harmonics, shape] = terms;
  return {{"smoothing_days", json_of(smoothing)},
          {"week", code(week)},
          {"slopes_by_day_type", by_day_type},
          {"year_end", year_end},
          {"closed_days", closed_days},
          {"harmonics", harmonics},
          {"shape", code(shape)}};
}

Json json_of(const DailyMember& member) {
  const auto& [terms, weight, criterion, sse, parameters, heating_balance, cooling_balance,
               coefficients] = member;
  return {{"terms", json_of(terms)},
          {"weight", json_of(weight)},
          {"criterion", json_of(criterion)},
          {"sse", json_of(sse)},
          {"parameters", parameters},
          {"heating_balance", json_of(heating_balance.value())},
          {"cooling_balance", json_of(cooling_balance.value())},
          {"coefficients", json_of(coefficients)}};
}

DailyOptions options_of(const JsonField& json) {
  DailyOptions options{
      .heating_balance_min = Celsius{double_of(json.at("heating_balance_min"))},
      .heating_balance_max = Celsius{double_of(json.at("heating_balance_max"))},
      .cooling_balance_min = Celsius{double_of(json.at("cooling_balance_min"))},
      .cooling_balance_max = Celsius{double_of(json.at("cooling_balance_max"))},
      .resolution_kwh = double_of(json.at("resolution_kwh")),
      .min_observations = json.at("min_observations").get<std::size_t>(),
      .min_leg_days = json.at("min_leg_days").get<std::size_t>(),
      .zero_is_missing = json.at("zero_is_missing").get<bool>(),
      .year_end = json.at("year_end").get<bool>(),
      .drift = double_of(json.at("drift")),
  };
  for (std::size_t i = 0; i < options.weekend.size(); ++i)
    options.weekend[i] = json.at("weekend").at(i).get<bool>();
  return options;
}

DailyTerms terms_of(const JsonField& json) {
  if (std::ranges::find(detail::smoothing_constants, double_of(json.at("smoothing_days"))) ==
      detail::smoothing_constants.end())
    json.at("smoothing_days").refuse("a time constant of the method");
  if (json.at("harmonics").get<unsigned>() > 2) json.at("harmonics").refuse("0, 1 or 2");
  return {double_of(json.at("smoothing_days")),
          enum_of(json.at("week"), WeekTerm::each_day),
          json.at("slopes_by_day_type").get<bool>(),
          json.at("year_end").get<bool>(),
          json.at("closed_days").get<bool>(),
          json.at("harmonics").get<unsigned>(),
          enum_of(json.at("shape"), SignatureShape::heating_cooling)};
}

DailyMember member_of(const JsonField& json) {
  const DailyTerms terms = terms_of(json.at("terms"));
  if (terms.shape == SignatureShape::linear || terms.shape == SignatureShape::two_slopes)
    json.at("terms").at("shape").refuse("1P, 3PH, 3PC or 5P");
  return {terms,
          double_of(json.at("weight")),
          double_of(json.at("criterion")),
          double_of(json.at("sse")),
          json.at("parameters").get<std::size_t>(),
          Celsius{double_of(json.at("heating_balance"))},
          Celsius{double_of(json.at("cooling_balance"))},
          doubles_of(json.at("coefficients"))};
}

/// Sizes that the functions on a fit rely on.
void check_sizes(const DailyFit& fit, const JsonField& json) {
  if (fit.members.empty()) json.at("members").refuse("at least one member");
  for (std::size_t i = 0; i < fit.members.size(); ++i) {
    const std::size_t wanted = coefficient_names(fit, fit.members[i]).size();
    if (fit.members[i].coefficients.size() != wanted)
      json.at("members").at(i).at("coefficients").refuse(fmt::format("{} values", wanted));
  }
  const SignatureShape shape = fit.leader().terms.shape;
  const std::size_t balances =
      (detail::has_heating(shape) ? 1U : 0U) + (detail::has_cooling(shape) ? 1U : 0U);
  const std::size_t rows = fit.leader().coefficients.size() + balances;
  if (fit.covariance.size() != rows * rows)
    json.at("covariance").refuse(fmt::format("{} values", rows * rows));
}

DailyFit fit_of(const JsonField& json) {
  DailyFit fit{
      .period = detail::period_of(json.at("period")),
      .members = vector_of(json.at("members"), member_of),
      .closed_kinds = vector_of(json.at("closed_kinds"),
                                [](const JsonField& kind) { return kind.get<std::string>(); }),
      .temperature_min = Celsius{double_of(json.at("temperature_min"))},
      .temperature_max = Celsius{double_of(json.at("temperature_max"))},
      .observations = json.at("observations").get<std::size_t>(),
      .mean_kwh = double_of(json.at("mean_kwh")),
      .cv_rmse = double_of(json.at("cv_rmse")),
      .nmbe = double_of(json.at("nmbe")),
      .r_squared = double_of(json.at("r_squared")),
      .autocorrelation = double_of(json.at("autocorrelation")),
      .effective_observations = double_of(json.at("effective_observations")),
      .degrees_of_freedom = double_of(json.at("degrees_of_freedom")),
      .residual_variance = double_of(json.at("residual_variance")),
      .covariance = doubles_of(json.at("covariance")),
      .options = options_of(json.at("record").at("settings")),
      .record = detail::method_record_of(json.at("record"), {code(BaselineMethod::daily_calendar)}),
  };
  check_sizes(fit, json);
  return fit;
}

} // namespace

MethodRecord detail::daily_record(const DailyOptions& options, std::string input_digest) {
  const Json settings = empower::json_of(options);
  return {std::string{code(BaselineMethod::daily_calendar)},
          settings == empower::json_of(DailyOptions{}), settings.dump(), std::move(input_digest),
          std::string{version}};
}

std::string to_json(const DailyFit& fit) {
  const auto& [period, members, closed_kinds, temperature_min, temperature_max, observations,
               mean_kwh, cv_rmse, nmbe, r_squared, autocorrelation, effective_observations,
               degrees_of_freedom, residual_variance, covariance, options, record] = fit;
  static_cast<void>(options); // the settings of the record
  Json written = Json::array();
  for (const DailyMember& member : members) written.push_back(json_of(member));
  const Json json{
      {"record", json_of(record)},
      {"period", json_of(period)},
      {"members", written},
      {"closed_kinds", closed_kinds},
      {"temperature_min", json_of(temperature_min.value())},
      {"temperature_max", json_of(temperature_max.value())},
      {"observations", observations},
      {"mean_kwh", json_of(mean_kwh)},
      {"cv_rmse", json_of(cv_rmse)},
      {"nmbe", json_of(nmbe)},
      {"r_squared", json_of(r_squared)},
      {"autocorrelation", json_of(autocorrelation)},
      {"effective_observations", json_of(effective_observations)},
      {"degrees_of_freedom", json_of(degrees_of_freedom)},
      {"residual_variance", json_of(residual_variance)},
      {"covariance", json_of(covariance)},
  };
  return json.dump();
}

DailyFit daily_fit_from_json(std::string_view text) {
  return detail::from_json_text(text, "daily fit", fit_of);
}

} // namespace empower
