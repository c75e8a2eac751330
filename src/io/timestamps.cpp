// SPDX-License-Identifier: Apache-2.0
#include <empower/io/timestamps.hpp>

#include <fmt/format.h>

namespace empower {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads a text from its front; every step says whether what it wanted was there.
class Cursor {
public:
  explicit Cursor(std::string_view text) noexcept : text_{text} {}

  [[nodiscard]] bool done() const noexcept { return text_.empty(); }
  [[nodiscard]] char front() const noexcept { return text_.empty() ? '\0' : text_.front(); }
  void skip() noexcept { text_.remove_prefix(1); }

  bool take(char wanted) noexcept {
    if (front() != wanted) return false;
    skip();
    return true;
  }

  /// A number of `least` to `most` digits.
  bool digits(std::size_t least, std::size_t most, int& value) noexcept {
    value = 0;
    std::size_t count = 0;
    while (count < most && front() >= '0' && front() <= '9') {
      value = value * 10 + (front() - '0');
      skip();
      ++count;
    }
    return count >= least;
  }

private:
  std::string_view text_;
};

struct YearMonthDay {
  int year = 0;
  int month = 0;
  int day = 0;
};

bool iso_date(Cursor& text, YearMonthDay& date) noexcept {
  return text.digits(4, 4, date.year) && text.take('-') && text.digits(2, 2, date.month) &&
         text.take('-') && text.digits(2, 2, date.day);
}

bool local_date(Cursor& text, DateForm form, YearMonthDay& date) noexcept {
  const bool month_first = form == DateForm::month_day_year;
  const bool short_year = form == DateForm::day_month_short_year;
  if (!text.digits(1, 2, month_first ? date.month : date.day)) return false;
  const char mark = text.front();
  if (mark != '/' && mark != '.' && mark != '-') return false;
  text.skip();
  if (!text.digits(1, 2, month_first ? date.day : date.month) || !text.take(mark)) return false;
  const std::size_t width = short_year ? 2 : 4;
  if (!text.digits(width, width, date.year)) return false;
  if (short_year) date.year += 2000;
  return true;
}

bool time_of_day(Cursor& text, seconds& since_midnight) noexcept {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!text.digits(2, 2, hour) || !text.take(':') || !text.digits(2, 2, minute)) return false;
  if (text.take(':')) {
    if (!text.digits(2, 2, second)) return false;
    if (text.take('.')) {
      if (!text.take('0')) return false;
      while (text.take('0')) {
      }
    }
  }
  since_midnight = hours{hour} + minutes{minute} + seconds{second};
  return minute < 60 && second < 60 && since_midnight <= hours{24};
}

bool utc_offset(Cursor& text, seconds& offset) noexcept {
  if (text.take('Z')) return true;
  const bool west = text.take('-');
  if (!west && !text.take('+')) return false;
  int hour = 0;
  int minute = 0;
  if (!text.digits(2, 2, hour)) return false;
  if (!text.done()) {
    text.take(':');
    if (!text.digits(2, 2, minute)) return false;
  }
  offset = hours{hour} + minutes{minute};
  if (minute >= 60 || offset > hours{14}) return false;
  if (west) offset = -offset;
  return true;
}

} // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text, DateForm form) noexcept {
  const bool iso = form == DateForm::iso || text.find_first_not_of("0123456789") == 4;
  Cursor cursor{text};
  YearMonthDay date;
  if (!(iso ? iso_date(cursor, date) : local_date(cursor, form, date))) return std::nullopt;
  const auto day = std::chrono::year{date.year} / date.month / date.day;
  if (!day.ok() || date.year < 1900 || date.year > 2199) return std::nullopt;

  Timestamp stamp;
  stamp.local = CivilDay{day};
  if (cursor.done()) return stamp;
  if (!cursor.take('T') && !cursor.take(' ')) return std::nullopt;
  seconds since_midnight{0};
  if (!time_of_day(cursor, since_midnight)) return std::nullopt;
  stamp.local += since_midnight;
  stamp.form = Timestamp::Form::local;
  if (cursor.done()) return stamp;
  if (!utc_offset(cursor, stamp.offset) || !cursor.done()) return std::nullopt;
  stamp.form = Timestamp::Form::instant;
  return stamp;
}

std::optional<Instant> instant_of(const Timestamp& stamp, const TimeZone& zone) noexcept {
  switch (stamp.form) {
  case Timestamp::Form::date:
    return zone.start_of(stamp.day());
  case Timestamp::Form::local:
    return zone.instant_of(stamp.local);
  case Timestamp::Form::instant:
    break;
  }
  return Instant{stamp.local.time_since_epoch() - stamp.offset};
}

bool occurs_twice(const Timestamp& stamp, Instant first, const TimeZone& zone) noexcept {
  return stamp.form == Timestamp::Form::local &&
         zone.offset(first + hours{1}) == zone.offset(first) - hours{1};
}

std::string iso_text(CivilDay day) { return date_text(day); }

std::string iso_text(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso_text(CivilDay{day.time_since_epoch()}),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

} // namespace empower
