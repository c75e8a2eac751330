// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace empower {

/// How a result was made: a recipe with a version, frozen once released, so that a figure can be
/// made again.
enum class BaselineMethod {
  daily,            ///< `empower-daily-2`: `fit_change_point`
  bills,            ///< `empower-bills-2`: `fit_bills`
  daily_calendar,   ///< `empower-daily-calendar-1`: `fit_daily`
  hourly,           ///< `empower-hourly-1`: `fit_hourly`
  caltrack_daily,   ///< `caltrack-2.0-daily`
  caltrack_billing, ///< `caltrack-2.0-billing`
  caltrack_hourly,  ///< `caltrack-2.0-hourly`
  degree_hours,     ///< `empower-degree-hours-1`: `fit_degree_hours`
};

[[nodiscard]] std::span<const std::string_view> baseline_method_codes() noexcept;
[[nodiscard]] std::string_view code(BaselineMethod method) noexcept;

/// What a result rests on. Part of every model's JSON.
struct MethodRecord {
  std::string method;       ///< `code(BaselineMethod)`
  bool standard = true;     ///< false if any setting differs from the method's own
  std::string settings;     ///< all of them, a JSON object
  std::string input_digest; ///< `InputDigest::text` of the data as the method was given them
  std::string library;      ///< version that made it

  bool operator==(const MethodRecord&) const = default;
};

} // namespace empower
