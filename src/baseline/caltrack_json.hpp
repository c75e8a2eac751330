// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack_metrics.hpp>
#include <empower/baseline/caltrack_settings.hpp>
#include <empower/core/civil_time.hpp>
#include <empower/core/period.hpp>

#include "json_fields.hpp"

#include <cstdint>
#include <optional>

// What the JSON of the CalTRACK models has in common.
namespace empower::detail {

[[nodiscard]] Json json_of(const CaltrackSettings& settings);
[[nodiscard]] CaltrackSettings caltrack_settings_of(const JsonField& json);

[[nodiscard]] Json json_of(const CaltrackMetrics& metrics);
[[nodiscard]] CaltrackMetrics caltrack_metrics_of(const JsonField& json);

/// Seconds since 1970-01-01T00:00Z.
[[nodiscard]] inline Json json_of(InstantPeriod period) {
  return {period.from.time_since_epoch().count(), period.to.time_since_epoch().count()};
}
[[nodiscard]] inline InstantPeriod instant_period_of(const JsonField& json) {
  const auto instant = [&](std::size_t i) {
    return Instant{std::chrono::seconds{json.at(i).get<std::int64_t>()}};
  };
  return {instant(0), instant(1)};
}

[[nodiscard]] inline TimeZone zone_of(const JsonField& json) {
  const auto zone = TimeZone::named(json.get<std::string>());
  if (!zone) json.refuse("a time zone");
  return *zone;
}

} // namespace empower::detail
