// SPDX-License-Identifier: Apache-2.0
#include "caltrack_json.hpp"

#include <empower/baseline/caltrack.hpp>

namespace empower {

namespace detail {

namespace {

/// Every figure by name, once, for writing and for reading.
template <class Metrics, class Count, class Value>
void each_metric(Metrics& m, Count count, Value value) {
  count("length", m.length);
  count("parameters", m.parameters);
  value("observed_mean", m.observed_mean);
  value("predicted_mean", m.predicted_mean);
  value("observed_variance", m.observed_variance);
  value("predicted_variance", m.predicted_variance);
  value("observed_cvstd", m.observed_cvstd);
  value("predicted_cvstd", m.predicted_cvstd);
  value("r_squared", m.r_squared);
  value("adjusted_r_squared", m.adjusted_r_squared);
  value("rmse", m.rmse);
  value("rmse_adjusted", m.rmse_adjusted);
  value("cv_rmse", m.cv_rmse);
  value("cv_rmse_adjusted", m.cv_rmse_adjusted);
  value("mape", m.mape);
  value("nmae", m.nmae);
  value("nmbe", m.nmbe);
  count("observed_zeros", m.observed_zeros);
  value("autocorrelation", m.autocorrelation);
  value("effective_length", m.effective_length);
  value("degrees_of_freedom", m.degrees_of_freedom);
  value("t", m.t);
  value("autocorrelation_correction", m.autocorrelation_correction);
  value("approximation_factor", m.approximation_factor);
}

Json candidate_json(const CaltrackCandidate& candidate) {
  const auto& [shape, heating_balance, cooling_balance, intercept, hdd, cdd, adjusted] = candidate;
  return {{"shape", code(shape)},
          {"heating_balance_f", json_of(heating_balance)},
          {"cooling_balance_f", json_of(cooling_balance)},
          {"intercept", json_of(intercept)},
          {"beta_hdd", json_of(hdd)},
          {"beta_cdd", json_of(cdd)},
          {"adjusted_r_squared", json_of(adjusted)}};
}

CaltrackCandidate candidate_of(const JsonField& json) {
  return {enum_of(json.at("shape"), CaltrackShape::cdd_hdd),
          double_of(json.at("heating_balance_f")),
          double_of(json.at("cooling_balance_f")),
          double_of(json.at("intercept")),
          double_of(json.at("beta_hdd")),
          double_of(json.at("beta_cdd")),
          double_of(json.at("adjusted_r_squared"))};
}

Json range_json(CaltrackRange range) { return {json_of(range.low_f), json_of(range.high_f)}; }

CaltrackRange range_of(const JsonField& json) {
  return {double_of(json.at(std::size_t{0})), double_of(json.at(std::size_t{1}))};
}

Json findings_json(const std::vector<CaltrackFinding>& findings) {
  Json array = Json::array();
  for (const CaltrackFinding& finding : findings) {
    Json values = Json::object();
    for (const CaltrackFigure& figure : finding.values) values[figure.name] = json_of(figure.value);
    array.push_back({{"code", code(finding.code)}, {"detail", finding.detail}, {"values", values}});
  }
  return array;
}

std::vector<CaltrackFinding> findings_of(const JsonField& json) {
  return vector_of(json, [](const JsonField& element) {
    CaltrackFinding finding{enum_of(element.at("code"), CaltrackFindingCode::estimated_bills),
                            element.at("detail").get<std::string>(),
                            {}};
    const JsonField values = element.at("values");
    const Json& object = values;
    if (!object.is_object()) values.refuse("an object");
    for (const auto& [name, value] : object.items()) {
      finding.values.push_back({name, double_of(values.at(name))});
    }
    return finding;
  });
}

} // namespace

Json json_of(const CaltrackMetrics& metrics) {
  Json json = Json::object();
  each_metric(
      metrics, [&](const char* name, std::size_t count) { json[name] = count; },
      [&](const char* name, double value) { json[name] = json_of(value); });
  return json;
}

CaltrackMetrics caltrack_metrics_of(const JsonField& json) {
  CaltrackMetrics metrics;
  each_metric(
      metrics,
      [&](const char* name, std::size_t& count) { count = json.at(name).get<std::size_t>(); },
      [&](const char* name, double& value) { value = double_of(json.at(name)); });
  return metrics;
}

} // namespace detail

std::string to_json(const CaltrackModel& model) {
  detail::Json shapes = detail::Json::array();
  for (const CaltrackCandidate& candidate : model.best_of_shape) {
    shapes.push_back(detail::candidate_json(candidate));
  }
  const detail::Json json{{"record", detail::json_of(model.record)},
                          {"best", detail::candidate_json(model.best)},
                          {"best_of_shape", shapes},
                          {"candidates",
                           {{"qualified", model.candidates.qualified},
                            {"disqualified", model.candidates.disqualified},
                            {"not_attempted", model.candidates.not_attempted}}},
                          {"heating_range_f", detail::range_json(model.heating_range)},
                          {"cooling_range_f", detail::range_json(model.cooling_range)},
                          {"baseline", detail::json_of(model.baseline)},
                          {"periods", model.periods},
                          {"averages", detail::json_of(model.averages)},
                          {"totals", detail::json_of(model.totals)},
                          {"sufficiency",
                           {{"critical", detail::findings_json(model.sufficiency.critical)},
                            {"warnings", detail::findings_json(model.sufficiency.warnings)}}}};
  return json.dump();
}

CaltrackModel caltrack_from_json(std::string_view text) {
  return detail::from_json_text(text, "CalTRACK model", [](const detail::JsonField& json) {
    CaltrackModel model;
    model.record =
        detail::method_record_of(json.at("record"), {code(BaselineMethod::caltrack_daily),
                                                     code(BaselineMethod::caltrack_billing)});
    model.settings = detail::caltrack_settings_of(json.at("record").at("settings"));
    model.best = detail::candidate_of(json.at("best"));
    model.best_of_shape = detail::vector_of(json.at("best_of_shape"), detail::candidate_of);
    const auto counts = json.at("candidates");
    model.candidates = {counts.at("qualified").get<std::size_t>(),
                        counts.at("disqualified").get<std::size_t>(),
                        counts.at("not_attempted").get<std::size_t>()};
    model.heating_range = detail::range_of(json.at("heating_range_f"));
    model.cooling_range = detail::range_of(json.at("cooling_range_f"));
    model.baseline = detail::instant_period_of(json.at("baseline"));
    model.periods = json.at("periods").get<std::size_t>();
    model.averages = detail::caltrack_metrics_of(json.at("averages"));
    model.totals = detail::caltrack_metrics_of(json.at("totals"));
    model.sufficiency = {detail::findings_of(json.at("sufficiency").at("critical")),
                         detail::findings_of(json.at("sufficiency").at("warnings"))};
    return model;
  });
}

} // namespace empower
