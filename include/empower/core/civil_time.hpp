// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// An instant with the offset of the place it belongs to; RFC 3339 writes it
/// `2024-03-01T00:00:00+01:00`.
struct ZonedInstant {
  Instant at{};
  std::chrono::seconds offset{0};
  friend constexpr bool operator==(ZonedInstant, ZonedInstant) noexcept = default;
};

/// `2023-01-05`.
[[nodiscard]] std::string date_text(CivilDay day);

/// The summer-time switches of the European Union in one year: last Sundays of March and October,
/// 01:00 UTC (directive 2000/84/EC). Equals the zone database for Europe/Rome 1996-2039.
[[nodiscard]] constexpr InstantPeriod european_summer_time(int year) noexcept {
  namespace chrono = std::chrono;
  const auto last_sunday = [&](chrono::month m) {
    return chrono::sys_days{chrono::year{year} / m / chrono::Sunday[chrono::last]};
  };
  return {last_sunday(chrono::March) + chrono::hours{1},
          last_sunday(chrono::October) + chrono::hours{1}};
}

/// Civil time of a place, without a zone database.
///
/// Zones of the European Union, the United Kingdom, Norway and Switzerland follow the EU rule and
/// are right for 1996-2039 (Cyprus from April 1998, Latvia 2001, Estonia 2002, Lithuania 2003).
/// Any other zone is given by its POSIX rule with `M` switches (`CST6CDT,M3.2.0,M11.1.0`), right as
/// long as that rule holds and within 1970-2099; a few American names are known by their rule since
/// 2007.
class TimeZone {
public:
  /// UTC.
  TimeZone() = default;

  /// By name (`Europe/Rome`), fixed offset (`UTC`, `+01:00`) or POSIX rule; nothing if unknown.
  [[nodiscard]] static std::optional<TimeZone> named(std::string_view name);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Seconds to add to UTC at `at`.
  [[nodiscard]] std::chrono::seconds offset(Instant at) const noexcept;

  [[nodiscard]] CivilDay day_of(Instant at) const noexcept {
    return std::chrono::floor<std::chrono::days>(
        std::chrono::local_seconds{at.time_since_epoch() + offset(at)});
  }

  /// The instant at which a civil day begins. A local midnight that does not exist (a zone that
  /// switches at midnight) begins at the switch; one that occurs twice, at its first.
  [[nodiscard]] Instant start_of(CivilDay day) const noexcept;

  /// The instant of a local time; nothing if the clocks skip it. One that occurs twice is the
  /// first.
  [[nodiscard]] std::optional<Instant> instant_of(std::chrono::local_seconds local) const noexcept;

  [[nodiscard]] std::chrono::seconds length_of(CivilDay day) const noexcept {
    return start_of(day + std::chrono::days{1}) - start_of(day);
  }

  [[nodiscard]] ZonedInstant zoned(Instant at) const noexcept { return {at, offset(at)}; }

private:
  enum class Rule { fixed, european, table };

  std::string name_ = "UTC";
  Rule rule_ = Rule::fixed;
  std::chrono::seconds standard_offset_{0};
  std::chrono::seconds summer_shift_{0};
  std::vector<InstantPeriod> summers_; ///< for `table`: daylight-saving periods, in order
};

} // namespace empower
