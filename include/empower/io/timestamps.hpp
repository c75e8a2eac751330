// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace empower {

/// How a source writes its dates. The ISO form `2024-02-29` is read whatever the form.
enum class DateForm {
  iso,                  ///< `2024-02-29`
  day_month_year,       ///< `29/02/2024`, also with `.` or `-`; a leading zero may be missing
  month_day_year,       ///< `02/29/2024`
  day_month_short_year, ///< `29/02/24`, years 2000 to 2099
};

/// A point in time as a source writes it: a civil day, a local time, or an instant.
struct Timestamp {
  enum class Form {
    date,    ///< a day alone
    local,   ///< a time without offset: an instant only together with a zone
    instant, ///< a time with its offset from UTC
  };

  Form form = Form::date;
  std::chrono::local_seconds local{}; ///< as written; midnight for a date
  std::chrono::seconds offset{0};     ///< from UTC, for `instant`

  [[nodiscard]] CivilDay day() const noexcept {
    return std::chrono::floor<std::chrono::days>(local);
  }
  friend constexpr bool operator==(Timestamp, Timestamp) noexcept = default;
};

/// Reads a date or a stamp; nothing if the text is neither, from its first character to its last.
///
/// A stamp is a date, `T` or a blank, and `hh:mm` or `hh:mm:ss`; a fraction of a second is allowed
/// if it is zero. It may end in `Z` or an offset of at most 14 hours (`+01:00`, `+0100`, `+01`).
/// `24:00` is the midnight that ends the day (ISO 8601:2004 4.2.3). Years 1900 to 2199: a meter
/// does not read before or after, so anything else is a slip of the pen.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text,
                                                       DateForm form = DateForm::iso) noexcept;

/// The instant of a stamp: by its own offset, else in `zone`. A date is the midnight that begins
/// it. Nothing if there is no such local time (clocks skip it); one that occurs twice is the first.
[[nodiscard]] std::optional<Instant> instant_of(const Timestamp& stamp,
                                                const TimeZone& zone) noexcept;

/// True for a local time that the clocks of `zone` show twice, of which `first` is the first.
[[nodiscard]] bool occurs_twice(const Timestamp& stamp, Instant first,
                                const TimeZone& zone) noexcept;

/// `2024-02-29`. Years 0 to 9999.
[[nodiscard]] std::string iso_text(CivilDay day);

/// `2024-02-29T23:00:00Z`.
[[nodiscard]] std::string iso_text(Instant at);

} // namespace empower
