// SPDX-License-Identifier: Apache-2.0
#include "caltrack_json.hpp"

#include <empower/baseline/caltrack_hourly.hpp>

namespace empower {

namespace {

using detail::Json;
using detail::json_of;
using detail::JsonField;

/// Every plain setting by name, once, for writing and for reading.
template <class Settings, class Visit>
void each_field(Settings& settings, Visit visit) {
  visit("baseline_days", settings.baseline_days);
  visit("reporting_days", settings.reporting_days);
  visit("neighbour_weight", settings.neighbour_weight);
  visit("occupied_share", settings.occupied_share);
  visit("occupancy_heating_f", settings.occupancy_heating_f);
  visit("occupancy_cooling_f", settings.occupancy_cooling_f);
  visit("min_bin_hours", settings.min_bin_hours);
  visit("confidence", settings.confidence);
}

CaltrackHourlySettings settings_of(const JsonField& json) {
  CaltrackHourlySettings settings;
  each_field(settings,
             [&]<class T>(const char* name, T& value) { value = json.at(name).get<T>(); });
  settings.endpoints_f = detail::doubles_of(json.at("endpoints_f"));
  settings.zone = detail::zone_of(json.at("zone"));
  return settings;
}

Json segment_json(const CaltrackSegment& segment) {
  Json occupied = Json::array();
  for (const bool hour : segment.occupied) occupied.push_back(hour);
  return {{"occupied", occupied},
          {"occupied_endpoints_f", json_of(segment.occupied_endpoints_f)},
          {"unoccupied_endpoints_f", json_of(segment.unoccupied_endpoints_f)},
          {"hour", json_of(segment.hour)},
          {"occupied_slope", json_of(segment.occupied_slope)},
          {"unoccupied_slope", json_of(segment.unoccupied_slope)},
          {"rank", segment.rank},
          {"metrics", json_of(segment.metrics)}};
}

CaltrackSegment segment_of(const JsonField& json) {
  CaltrackSegment segment;
  const auto occupied = json.at("occupied");
  for (std::size_t i = 0; i < occupied.size(); ++i) {
    segment.occupied.push_back(occupied.at(i).get<bool>());
  }
  segment.occupied_endpoints_f = detail::doubles_of(json.at("occupied_endpoints_f"));
  segment.unoccupied_endpoints_f = detail::doubles_of(json.at("unoccupied_endpoints_f"));
  segment.hour = detail::doubles_of(json.at("hour"));
  segment.occupied_slope = detail::doubles_of(json.at("occupied_slope"));
  segment.unoccupied_slope = detail::doubles_of(json.at("unoccupied_slope"));
  segment.rank = json.at("rank").get<std::size_t>();
  segment.metrics = detail::caltrack_metrics_of(json.at("metrics"));
  const bool whole =
      segment.hour.empty() ||
      (segment.hour.size() == hours_of_week && segment.occupied.size() == hours_of_week &&
       segment.occupied_slope.size() == segment.occupied_endpoints_f.size() + 1 &&
       segment.unoccupied_slope.size() == segment.unoccupied_endpoints_f.size() + 1);
  if (!whole) json.refuse("168 hours and one slope per bin");
  return segment;
}

} // namespace

bool standard(const CaltrackHourlySettings& settings) {
  CaltrackHourlySettings own = settings;
  const CaltrackHourlySettings defaults;
  own.zone = defaults.zone;
  return to_json(own) == to_json(defaults);
}

std::string to_json(const CaltrackHourlySettings& settings) {
  Json json = Json::object();
  each_field(settings, [&](const char* name, const auto& value) { json[name] = value; });
  json["endpoints_f"] = json_of(settings.endpoints_f);
  json["zone"] = settings.zone.name();
  return json.dump();
}

CaltrackHourlySettings caltrack_hourly_settings_from_json(std::string_view text) {
  return detail::from_json_text(text, "CalTRACK hourly settings", settings_of);
}

std::string to_json(const CaltrackHourlyModel& model) {
  Json segments = Json::array();
  for (const CaltrackSegment& segment : model.segments) segments.push_back(segment_json(segment));
  const Json json{{"record", json_of(model.record)},
                  {"segments", segments},
                  {"baseline", json_of(model.baseline)},
                  {"hours", model.hours},
                  {"metrics", json_of(model.metrics)}};
  return json.dump();
}

CaltrackHourlyModel caltrack_hourly_from_json(std::string_view text) {
  return detail::from_json_text(text, "CalTRACK hourly model", [](const JsonField& json) {
    CaltrackHourlyModel model;
    model.record =
        detail::method_record_of(json.at("record"), {code(BaselineMethod::caltrack_hourly)});
    model.settings = settings_of(json.at("record").at("settings"));
    model.segments = detail::vector_of(json.at("segments"), segment_of);
    if (model.segments.size() != 12) json.at("segments").refuse("12 segments");
    model.baseline = detail::instant_period_of(json.at("baseline"));
    model.hours = json.at("hours").get<std::size_t>();
    model.metrics = detail::caltrack_metrics_of(json.at("metrics"));
    return model;
  });
}

} // namespace empower
