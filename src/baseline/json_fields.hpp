// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/method.hpp>
#include <empower/core/error.hpp>
#include <empower/core/period.hpp>
#include <empower/core/units.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// How models are written as JSON and read back without loss: doubles in the shortest form that
// gives the same bits again, missing values as null, infinite ones as text, days as days since
// 1970-01-01, digests as sixteen hexadecimal digits, members of an enumeration by their code.
namespace empower::detail {

using Json = nlohmann::ordered_json;

inline Json json_of(double value) {
  if (std::isnan(value)) return nullptr;
  if (std::isinf(value)) return value < 0.0 ? "-inf" : "inf";
  return value;
}

inline Json json_of(std::span<const double> values) {
  Json array = Json::array();
  for (const double value : values) array.push_back(json_of(value));
  return array;
}

inline Json json_of(CivilPeriod period) {
  return {period.from.time_since_epoch().count(), period.to.time_since_epoch().count()};
}

inline Json json_of(const Estimate& estimate) {
  const auto& [value, standard_error, low, high] = estimate;
  return {{"value", json_of(value)},
          {"standard_error", json_of(standard_error)},
          {"low", json_of(low)},
          {"high", json_of(high)}};
}

inline Json json_of(const MethodRecord& record) {
  return {{"method", record.method},
          {"standard", record.standard},
          {"settings", Json::parse(record.settings)},
          {"input_digest", record.input_digest},
          {"library", record.library}};
}

/// The text of a digest kept as a number, as `InputDigest::text` writes it.
inline std::string digest_text(std::uint64_t digest) { return fmt::format("{:016x}", digest); }

/// Something in a text that is not as `to_json` writes it; `from_json_text` makes an `InputError`
/// of it.
struct JsonFault {
  std::string field; ///< `candidates[2].signature.base`
  std::string expected;
  std::string got;
};

/// A value of a parsed text that knows its place, so that what is wrong with it can be told.
class JsonField {
public:
  JsonField(const Json& value, std::string path = {}) : value_(&value), path_(std::move(path)) {}
  operator const Json&() const noexcept { return *value_; }

  [[noreturn]] void refuse(std::string_view expected) const {
    constexpr std::size_t shown = 60;
    std::string got = value_->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (got.size() > shown) got = got.substr(0, shown) + " ...";
    throw JsonFault{path_, std::string{expected}, std::move(got)};
  }

  [[nodiscard]] JsonField at(std::string_view name) const {
    if (!value_->is_object()) refuse("an object");
    const auto member = value_->find(name);
    std::string path = path_.empty() ? std::string{name} : fmt::format("{}.{}", path_, name);
    if (member == value_->end()) throw JsonFault{std::move(path), "a value", ""};
    return {*member, std::move(path)};
  }
  [[nodiscard]] JsonField at(std::size_t index) const {
    if (index >= size()) refuse(fmt::format("an array of at least {} values", index + 1));
    return {(*value_)[index], fmt::format("{}[{}]", path_, index)};
  }
  /// Elements of an array.
  [[nodiscard]] std::size_t size() const {
    if (!value_->is_array()) refuse("an array");
    return value_->size();
  }
  [[nodiscard]] bool is_null() const noexcept { return value_->is_null(); }

  /// A truth value, text, finite number, or whole number that `T` can hold; nothing is converted.
  template <class T>
  [[nodiscard]] T get() const {
    if constexpr (std::same_as<T, bool>) {
      if (!value_->is_boolean()) refuse("true or false");
    } else if constexpr (std::same_as<T, std::string>) {
      if (!value_->is_string()) refuse("a text");
    } else if constexpr (std::floating_point<T>) {
      if (!value_->is_number()) refuse("a number");
    } else if constexpr (std::unsigned_integral<T>) {
      if (!value_->is_number_unsigned() ||
          value_->get<std::uint64_t>() > std::numeric_limits<T>::max())
        refuse("a count");
    } else {
      static_assert(std::signed_integral<T>);
      const bool fits =
          value_->is_number_unsigned()
              ? std::in_range<T>(value_->get<std::uint64_t>())
              : value_->is_number_integer() && std::in_range<T>(value_->get<std::int64_t>());
      if (!fits) refuse("a whole number");
    }
    return value_->get<T>();
  }

private:
  const Json* value_;
  std::string path_;
};

inline double double_of(const JsonField& json) {
  if (json.is_null()) return missing_value;
  const Json& value = json;
  if (value == "inf") return std::numeric_limits<double>::infinity();
  if (value == "-inf") return -std::numeric_limits<double>::infinity();
  return json.get<double>();
}

/// What `read` makes of each element of an array.
template <class Read>
[[nodiscard]] auto vector_of(const JsonField& json, Read read) {
  std::vector<decltype(read(json))> values;
  values.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) values.push_back(read(json.at(i)));
  return values;
}

inline std::vector<double> doubles_of(const JsonField& json) { return vector_of(json, double_of); }

/// The member of an enumeration that has this code; `last` is the last of them.
template <class Enum>
[[nodiscard]] Enum enum_of(const JsonField& json, Enum last) {
  const auto text = json.get<std::string>();
  for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i)
    if (code(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  json.refuse(fmt::format("one of {} codes from {} to {}", static_cast<std::size_t>(last) + 1,
                          code(Enum{}), code(last)));
}

inline CivilPeriod period_of(const JsonField& json) {
  const auto day = [&](std::size_t i) {
    const CivilDay value{std::chrono::days{json.at(i).get<std::int64_t>()}};
    using std::chrono::year;
    if (value < CivilDay{year::min() / 1 / 1} || value > CivilDay{year::max() / 12 / 31})
      json.at(i).refuse("a day of the calendar");
    return value;
  };
  return {day(0), day(1)};
}

inline Estimate estimate_of(const JsonField& json) {
  return {double_of(json.at("value")), double_of(json.at("standard_error")),
          double_of(json.at("low")), double_of(json.at("high"))};
}

inline std::uint64_t digest_of(const JsonField& json) {
  const auto text = json.get<std::string>();
  if (text.size() != 16 || text.find_first_not_of("0123456789abcdef") != std::string::npos)
    json.refuse("sixteen hexadecimal digits");
  return std::stoull(text, nullptr, 16);
}

/// The record of a result of one of these methods; another method's text would predict otherwise.
inline MethodRecord method_record_of(const JsonField& json,
                                     std::initializer_list<std::string_view> methods) {
  const JsonField method = json.at("method");
  if (std::ranges::find(methods, method.get<std::string>()) == methods.end())
    method.refuse(fmt::format("{}", fmt::join(methods, " or ")));
  const Json& settings = json.at("settings");
  return {method.get<std::string>(), json.at("standard").get<bool>(), settings.dump(),
          digest_text(digest_of(json.at("input_digest"))), json.at("library").get<std::string>()};
}

/// What `read` makes of a parsed text, given as a `JsonField`; anything that is not as expected
/// becomes an `InputError` about `source` that names the field.
template <class Read>
[[nodiscard]] auto from_json_text(std::string_view text, std::string_view source, Read read) {
  try {
    const Json json = Json::parse(text);
    return read(JsonField{json});
  } catch (const JsonFault& fault) {
    throw InputError({.source = std::string{source}, .field = fault.field}, fault.expected,
                     fault.got);
  } catch (const nlohmann::json::exception& error) {
    throw InputError({std::string{source}, 0, {}}, "a model written by to_json", error.what());
  }
}

} // namespace empower::detail
