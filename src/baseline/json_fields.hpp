// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/method.hpp>
#include <empower/core/error.hpp>
#include <empower/core/period.hpp>
#include <empower/core/units.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// How models are written as JSON and read back without loss: doubles in the shortest form that
// gives the same bits again, missing values as null, days as days since 1970-01-01.
namespace empower::detail {

using Json = nlohmann::ordered_json;

inline Json json_of(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

inline Json json_of(std::span<const double> values) {
  Json array = Json::array();
  for (const double value : values) array.push_back(json_of(value));
  return array;
}

inline Json json_of(CivilPeriod period) {
  return {period.from.time_since_epoch().count(), period.to.time_since_epoch().count()};
}

inline Json json_of(const MethodRecord& record) {
  return {{"method", record.method},
          {"standard", record.standard},
          {"settings", Json::parse(record.settings)},
          {"input_digest", record.input_digest},
          {"library", record.library}};
}

inline double double_of(const Json& json) {
  return json.is_null() ? missing_value : json.get<double>();
}

inline std::vector<double> doubles_of(const Json& json) {
  std::vector<double> values;
  values.reserve(json.size());
  for (const Json& value : json) values.push_back(double_of(value));
  return values;
}

inline CivilPeriod period_of(const Json& json) {
  const auto day = [&](std::size_t i) {
    return CivilDay{std::chrono::days{json.at(i).get<long>()}};
  };
  return {day(0), day(1)};
}

inline MethodRecord method_record_of(const Json& json) {
  return {json.at("method").get<std::string>(), json.at("standard").get<bool>(),
          json.at("settings").dump(), json.at("input_digest").get<std::string>(),
          json.at("library").get<std::string>()};
}

/// What `read` makes of a parsed text; anything that is not as expected becomes an `InputError`
/// about `source`.
template <class Read>
[[nodiscard]] auto from_json_text(std::string_view text, std::string_view source, Read read) {
  try {
    return read(Json::parse(text));
  } catch (const nlohmann::json::exception& error) {
    throw InputError({.source = std::string{source}}, "a model written by to_json", error.what());
  }
}

} // namespace empower::detail
