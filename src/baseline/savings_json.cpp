// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/avoided.hpp>
#include <empower/baseline/savings.hpp>

#include "json_fields.hpp"

#include <string>
#include <vector>

namespace empower {

namespace {

using detail::double_of;
using detail::enum_of;
using detail::estimate_of;
using detail::Json;
using detail::json_of;
using detail::JsonField;
using detail::period_of;
using detail::vector_of;

Json json_of(const ComponentSavings& parts) {
  return {{"base", json_of(parts.base)},
          {"heating", json_of(parts.heating)},
          {"cooling", json_of(parts.cooling)}};
}

ComponentSavings parts_of(const JsonField& json) {
  return {double_of(json.at("base")), double_of(json.at("heating")), double_of(json.at("cooling"))};
}

Json json_of(const AvoidedEnergy& a) {
  return {{"period", json_of(a.period)},
          {"observations", a.observations},
          {"coverage", json_of(a.coverage)},
          {"observed_kwh", json_of(a.observed_kwh)},
          {"expected_kwh", json_of(a.expected_kwh)},
          {"non_routine_kwh", json_of(a.non_routine_kwh)},
          {"avoided_kwh", json_of(a.avoided)},
          {"fraction", json_of(a.fraction)},
          {"extrapolated_share", json_of(a.extrapolated_share)}};
}

AvoidedEnergy avoided_of(const JsonField& json) {
  return {.period = period_of(json.at("period")),
          .observations = json.at("observations").get<std::size_t>(),
          .coverage = double_of(json.at("coverage")),
          .observed_kwh = double_of(json.at("observed_kwh")),
          .expected_kwh = double_of(json.at("expected_kwh")),
          .non_routine_kwh = double_of(json.at("non_routine_kwh")),
          .avoided = estimate_of(json.at("avoided_kwh")),
          .fraction = estimate_of(json.at("fraction")),
          .extrapolated_share = double_of(json.at("extrapolated_share"))};
}

Json json_of(const PeriodSaving& saving) {
  Json json{{"avoided", json_of(saving.avoided)},
            {"whole", saving.whole},
            {"doubtful", nullptr},
            {"parts", nullptr},
            {"normalised", nullptr},
            {"guideline_14", json_of(saving.guideline_14)}};
  if (saving.doubtful) json["doubtful"] = code(*saving.doubtful);
  if (saving.parts) json["parts"] = json_of(*saving.parts);
  if (saving.normalised) {
    json["normalised"] = {{"saved_kwh", json_of(saving.normalised->saved)},
                          {"fraction", json_of(saving.normalised->fraction)},
                          {"parts", json_of(saving.normalised->parts)}};
  }
  return json;
}

PeriodSaving period_saving_of(const JsonField& json) {
  PeriodSaving saving{.avoided = avoided_of(json.at("avoided")),
                      .whole = json.at("whole").get<bool>(),
                      .guideline_14 = double_of(json.at("guideline_14"))};
  if (const JsonField reason = json.at("doubtful"); !reason.is_null())
    saving.doubtful = enum_of(reason, SavingsReason::small_comparison_group);
  if (const JsonField parts = json.at("parts"); !parts.is_null()) saving.parts = parts_of(parts);
  if (const JsonField normalised = json.at("normalised"); !normalised.is_null()) {
    saving.normalised = {.saved = estimate_of(normalised.at("saved_kwh")),
                         .fraction = estimate_of(normalised.at("fraction")),
                         .parts = parts_of(normalised.at("parts"))};
  }
  return saving;
}

template <class Value>
Json list_of(const std::vector<Value>& values) {
  Json array = Json::array();
  for (const Value& value : values) array.push_back(json_of(value));
  return array;
}

} // namespace

std::string to_json(const MeasuredSaving& saving) {
  const Json json{
      {"record", json_of(saving.record)},         {"option", code(saving.boundary.option)},
      {"encloses", saving.boundary.encloses},     {"baseline_method", code(saving.baseline_method)},
      {"baseline", json_of(saving.baseline)},     {"years", list_of(saving.years)},
      {"cumulative", json_of(saving.cumulative)}, {"rolling", list_of(saving.rolling)},
      {"months", list_of(saving.months)},         {"observed", list_of(saving.observed)}};
  return json.dump();
}

MeasuredSaving measured_saving_from_json(std::string_view text) {
  return detail::from_json_text(text, "measured saving", [](const JsonField& json) {
    MeasuredSaving saving;
    saving.record = detail::method_record_of(json.at("record"), {detail::savings_method_id});
    saving.boundary = {enum_of(json.at("option"), IpmvpOption::whole_facility),
                       json.at("encloses").get<std::string>()};
    saving.baseline_method = enum_of(json.at("baseline_method"), BaselineMethod::degree_hours);
    saving.baseline = period_of(json.at("baseline"));
    saving.years = vector_of(json.at("years"), period_saving_of);
    saving.cumulative = avoided_of(json.at("cumulative"));
    saving.rolling = vector_of(json.at("rolling"), avoided_of);
    saving.months = vector_of(json.at("months"), avoided_of);
    saving.observed = vector_of(json.at("observed"), avoided_of);
    return saving;
  });
}

} // namespace empower
