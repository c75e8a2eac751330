// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit_json.hpp>

#include <empower/core/version.hpp>

#include "json_fields.hpp"

namespace empower {

namespace {

using detail::Json;
using detail::json_of;
using detail::JsonField;

// The structured bindings name every member: one that is added does not compile until it is
// written here.

Json json_of(const FitOptions& options) {
  const auto& [heating_min, heating_max, cooling_min, cooling_max, resolution, observations, days,
               bills, free_signs, robust] = options;
  return {{"heating_balance_min", json_of(heating_min.value())},
          {"heating_balance_max", json_of(heating_max.value())},
          {"cooling_balance_min", json_of(cooling_min.value())},
          {"cooling_balance_max", json_of(cooling_max.value())},
          {"resolution_kwh", json_of(resolution)},
          {"min_observations", observations},
          {"min_leg_days", days},
          {"min_leg_bills", bills},
          {"free_signs", free_signs},
          {"robust", robust}};
}

Json json_of(const Signature& signature) {
  const auto& [shape, base, heating_slope, heating_balance, cooling_slope, cooling_balance] =
      signature;
  return {{"shape", code(shape)},
          {"base", json_of(base.value())},
          {"heating_slope", json_of(heating_slope.value())},
          {"heating_balance", json_of(heating_balance.value())},
          {"cooling_slope", json_of(cooling_slope.value())},
          {"cooling_balance", json_of(cooling_balance.value())}};
}

Json json_of(const Candidate& candidate) {
  const auto& [signature, sse, criterion, admissible, search, regressors] = candidate;
  return {{"signature", json_of(signature)}, {"sse", json_of(sse)},
          {"criterion", json_of(criterion)}, {"admissible", admissible},
          {"search", code(search)},          {"regressors", json_of(regressors)}};
}

Json json_of(const RegressorEffect& effect) {
  const auto& [name, coefficient] = effect;
  return {{"name", name}, {"coefficient", json_of(coefficient)}};
}

template <class Part>
Json array_of(const std::vector<Part>& parts) {
  Json array = Json::array();
  for (const Part& part : parts) array.push_back(json_of(part));
  return array;
}

FitOptions options_of(const JsonField& json) {
  return {Celsius{double_of(json.at("heating_balance_min"))},
          Celsius{double_of(json.at("heating_balance_max"))},
          Celsius{double_of(json.at("cooling_balance_min"))},
          Celsius{double_of(json.at("cooling_balance_max"))},
          double_of(json.at("resolution_kwh")),
          json.at("min_observations").get<std::size_t>(),
          json.at("min_leg_days").get<std::size_t>(),
          json.at("min_leg_bills").get<std::size_t>(),
          json.at("free_signs").get<bool>(),
          json.at("robust").get<bool>()};
}

Signature signature_of(const JsonField& json) {
  return {enum_of(json.at("shape"), SignatureShape::heating_cooling),
          KilowattHoursPerDay{double_of(json.at("base"))},
          KilowattHoursPerDegreeDay{double_of(json.at("heating_slope"))},
          Celsius{double_of(json.at("heating_balance"))},
          KilowattHoursPerDegreeDay{double_of(json.at("cooling_slope"))},
          Celsius{double_of(json.at("cooling_balance"))}};
}

Candidate candidate_of(const JsonField& json) {
  return {signature_of(json.at("signature")),
          double_of(json.at("sse")),
          double_of(json.at("criterion")),
          json.at("admissible").get<bool>(),
          enum_of(json.at("search"), Search::multistart),
          doubles_of(json.at("regressors"))};
}

RegressorEffect effect_of(const JsonField& json) {
  return {json.at("name").get<std::string>(), estimate_of(json.at("coefficient"))};
}

Fit fit_of(const JsonField& json) {
  const JsonField record = json.at("record");
  Fit fit{
      .signature = signature_of(json.at("signature")),
      .search = enum_of(json.at("search"), Search::multistart),
      .heating_balance_at_bound = json.at("heating_balance_at_bound").get<bool>(),
      .cooling_balance_at_bound = json.at("cooling_balance_at_bound").get<bool>(),
      .period = period_of(json.at("period")),
      .base = estimate_of(json.at("base")),
      .heating_slope = estimate_of(json.at("heating_slope")),
      .heating_balance = estimate_of(json.at("heating_balance")),
      .cooling_slope = estimate_of(json.at("cooling_slope")),
      .cooling_balance = estimate_of(json.at("cooling_balance")),
      .regressors = vector_of(json.at("regressors"), effect_of),
      .temperature_min = Celsius{double_of(json.at("temperature_min"))},
      .temperature_max = Celsius{double_of(json.at("temperature_max"))},
      .observations = json.at("observations").get<std::size_t>(),
      .parameters = json.at("parameters").get<std::size_t>(),
      .sse = double_of(json.at("sse")),
      .r_squared = double_of(json.at("r_squared")),
      .cv_rmse = double_of(json.at("cv_rmse")),
      .nmbe = double_of(json.at("nmbe")),
      .autocorrelation = double_of(json.at("autocorrelation")),
      .effective_observations = double_of(json.at("effective_observations")),
      .degrees_of_freedom = double_of(json.at("degrees_of_freedom")),
      .residual_variance = double_of(json.at("residual_variance")),
      .covariance = doubles_of(json.at("covariance")),
      .candidates = vector_of(json.at("candidates"), candidate_of),
      .method = enum_of(record.at("method"), BaselineMethod::degree_hours),
      .options = options_of(record.at("settings")),
      .input_digest = digest_of(record.at("input_digest")),
  };
  const std::size_t cells = fit.coefficient_count() * fit.coefficient_count();
  if (fit.covariance.size() != cells) json.at("covariance").refuse(fmt::format("{} values", cells));
  return fit;
}

} // namespace

MethodRecord method_record(const Fit& fit) {
  const Json settings = json_of(fit.options);
  return {std::string{code(fit.method)}, settings == json_of(FitOptions{}), settings.dump(),
          detail::digest_text(fit.input_digest), std::string{version}};
}

std::string to_json(const Fit& fit) {
  const auto& [signature, search, heating_at_bound, cooling_at_bound, period, base, heating_slope,
               heating_balance, cooling_slope, cooling_balance, regressors, temperature_min,
               temperature_max, observations, parameters, sse, r_squared, cv_rmse, nmbe,
               autocorrelation, effective_observations, degrees_of_freedom, residual_variance,
               covariance, candidates, method, options, input_digest] = fit;
  static_cast<void>(method);
  static_cast<void>(options);
  static_cast<void>(input_digest);
  const Json json{
      {"record", json_of(method_record(fit))},
      {"signature", json_of(signature)},
      {"search", code(search)},
      {"heating_balance_at_bound", heating_at_bound},
      {"cooling_balance_at_bound", cooling_at_bound},
      {"period", json_of(period)},
      {"base", json_of(base)},
      {"heating_slope", json_of(heating_slope)},
      {"heating_balance", json_of(heating_balance)},
      {"cooling_slope", json_of(cooling_slope)},
      {"cooling_balance", json_of(cooling_balance)},
      {"regressors", array_of(regressors)},
      {"temperature_min", json_of(temperature_min.value())},
      {"temperature_max", json_of(temperature_max.value())},
      {"observations", observations},
      {"parameters", parameters},
      {"sse", json_of(sse)},
      {"r_squared", json_of(r_squared)},
      {"cv_rmse", json_of(cv_rmse)},
      {"nmbe", json_of(nmbe)},
      {"autocorrelation", json_of(autocorrelation)},
      {"effective_observations", json_of(effective_observations)},
      {"degrees_of_freedom", json_of(degrees_of_freedom)},
      {"residual_variance", json_of(residual_variance)},
      {"covariance", json_of(covariance)},
      {"candidates", array_of(candidates)},
  };
  return json.dump();
}

Fit fit_from_json(std::string_view text) { return detail::from_json_text(text, "fit", fit_of); }

} // namespace empower
