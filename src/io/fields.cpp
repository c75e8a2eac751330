// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/fields.hpp>

#include <fast_float/fast_float.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace empower::detail {
namespace {

/// Parsers of the standard know `-` but not `+`.
std::string_view without_plus(std::string_view number) noexcept {
  if (number.size() > 1 && number[0] == '+' && number[1] != '-') number.remove_prefix(1);
  return number;
}

/// The digits as a number; nothing if one of them is none.
std::optional<int> digits(std::string_view text) noexcept {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

} // namespace

std::string_view trimmed(std::string_view field) noexcept {
  const std::size_t first = field.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return field.substr(first, field.find_last_not_of(" \t") - first + 1);
}

std::optional<double> parse_number(std::string_view field, char decimal) noexcept {
  const std::string_view text = without_plus(trimmed(field));
  const char* const end = text.data() + text.size();
  double value = 0.0;
  const auto result = fast_float::from_chars_advanced(
      text.data(), end, value,
      fast_float::parse_options{fast_float::chars_format::general, decimal});
  if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_integer(std::string_view field) noexcept {
  const std::string_view text = without_plus(trimmed(field));
  const char* const end = text.data() + text.size();
  std::int64_t value = 0;
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return value;
}

std::optional<CivilDay> parse_date(std::string_view field) noexcept {
  const std::string_view text = trimmed(field);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const auto date = std::chrono::year{*year} / *month / *day;
  if (!date.ok()) return std::nullopt;
  return CivilDay{date};
}

} // namespace empower::detail
