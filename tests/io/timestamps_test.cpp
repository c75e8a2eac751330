// SPDX-License-Identifier: Apache-2.0
#include <empower/io/timestamps.hpp>

#include <doctest/doctest.h>

using namespace empower;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

Timestamp stamp(const char* text, DateForm form = DateForm::iso) {
  const auto read = parse_timestamp(text, form);
  REQUIRE_MESSAGE(read, text);
  return *read;
}

/// Seconds since 1970-01-01T00:00Z of a text with its own offset.
long long unix_seconds(const char* text) {
  const auto at = instant_of(stamp(text), TimeZone{});
  REQUIRE(at);
  return at->time_since_epoch().count();
}

} // namespace

TEST_SUITE("io/timestamps") {
  TEST_CASE("a date alone is a civil day") {
    const Timestamp day = stamp("2024-02-29");
    CHECK(day.form == Timestamp::Form::date);
    CHECK(day.day() == civil_day(2024, 2, 29));
  }

  TEST_CASE("a stamp with an offset is an instant") {
    CHECK(unix_seconds("2001-09-09T01:46:40Z") == 1'000'000'000);
    CHECK(unix_seconds("2001-09-09T03:46:40+02:00") == 1'000'000'000);
    CHECK(unix_seconds("2001-09-09 03:46:40+0200") == 1'000'000'000);
    CHECK(unix_seconds("2001-09-09T03:46:40.000+02") == 1'000'000'000);
    CHECK(unix_seconds("2001-09-08T20:16:40-05:30") == 1'000'000'000);
    CHECK(unix_seconds("1970-01-01T00:00Z") == 0);
  }

  TEST_CASE("a stamp without an offset is a local time that needs a zone") {
    const Timestamp noon = stamp("2024-07-01T12:00");
    CHECK(noon.form == Timestamp::Form::local);
    CHECK(instant_of(noon, *TimeZone::named("Europe/Rome")) ==
          instant_of(stamp("2024-07-01T10:00Z"), TimeZone{}));
    CHECK(instant_of(noon, TimeZone{}) == instant_of(stamp("2024-07-01T12:00Z"), TimeZone{}));
  }

  TEST_CASE("24:00 is the midnight that ends the day") {
    CHECK(stamp("2024-12-31T24:00").local == stamp("2025-01-01T00:00").local);
    CHECK_FALSE(parse_timestamp("2024-12-31T24:01"));
  }

  TEST_CASE("dates of other forms are read only where they are announced") {
    CHECK_FALSE(parse_timestamp("29/02/2024"));
    for (const char* text : {"29/02/2024", "29.2.2024", "29-02-2024", "2024-02-29"}) {
      CHECK(stamp(text, DateForm::day_month_year).day() == civil_day(2024, 2, 29));
    }
    CHECK(stamp("12-1-2024", DateForm::day_month_year).day() == civil_day(2024, 1, 12));
    CHECK(stamp("2/29/2024", DateForm::month_day_year).day() == civil_day(2024, 2, 29));
    CHECK(stamp("29/02/24", DateForm::day_month_short_year).day() == civil_day(2024, 2, 29));
    CHECK(stamp("29/02/2024 13:30", DateForm::day_month_year).local ==
          civil_day(2024, 2, 29) + hours{13} + minutes{30});
    CHECK_FALSE(parse_timestamp("29/02/24", DateForm::day_month_year));
    CHECK_FALSE(parse_timestamp("29/02/2024", DateForm::day_month_short_year));
    CHECK_FALSE(parse_timestamp("29/02-2024", DateForm::day_month_year));
  }

  TEST_CASE("whatever is not wholly a date or stamp is refused") {
    for (const char* text : {"",
                             " ",
                             "2024",
                             "2024-2-9",
                             "2023-02-29",
                             "2024-13-01",
                             "2024-00-10",
                             "2024-01-32",
                             "2024-01-01 ",
                             " 2024-01-01",
                             "2024-01-01T",
                             "2024-01-01T1:00",
                             "2024-01-01T10",
                             "2024-01-01T10:60",
                             "2024-01-01T10:00:60",
                             "2024-01-01T25:00",
                             "2024-01-01T10:00:00.5",
                             "2024-01-01T10:00:00.",
                             "2024-01-01T10:00z",
                             "2024-01-01T10:00+",
                             "2024-01-01T10:00+1",
                             "2024-01-01T10:00+15:00",
                             "2024-01-01T10:00+01:60",
                             "2024-01-01T10:00+01:",
                             "2024-01-01T10:00ZZ",
                             "1899-12-31",
                             "2200-01-01",
                             "20240101",
                             "44561",
                             "gen-24",
                             "2024-01-01x"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_timestamp(text));
    }
  }

  TEST_CASE("a local time that the clocks skip is no instant, one that comes twice is the first") {
    const TimeZone rome = *TimeZone::named("Europe/Rome");
    CHECK_FALSE(instant_of(stamp("2024-03-31T02:30"), rome));
    const Timestamp twice = stamp("2024-10-27T02:30");
    const auto first = instant_of(twice, rome);
    REQUIRE(first);
    CHECK(*first == *instant_of(stamp("2024-10-27T02:30+02:00"), rome));
    CHECK(occurs_twice(twice, *first, rome));
    const Timestamp once = stamp("2024-10-27T03:00");
    CHECK_FALSE(occurs_twice(once, *instant_of(once, rome), rome));
    const Timestamp stated = stamp("2024-10-27T02:30+02:00");
    CHECK_FALSE(occurs_twice(stated, *instant_of(stated, rome), rome));
  }

  TEST_CASE("a date as an instant is the midnight of its zone") {
    CHECK(instant_of(stamp("2024-07-01"), *TimeZone::named("Europe/Rome")) ==
          instant_of(stamp("2024-06-30T22:00Z"), TimeZone{}));
  }

  TEST_CASE("every day of a century reads back from its text") {
    for (CivilDay day = civil_day(1999, 12, 1); day < civil_day(2100, 2, 1);
         day += std::chrono::days{1}) {
      const auto read = parse_timestamp(iso_text(day));
      REQUIRE(read);
      REQUIRE(read->day() == day);
    }
  }

  TEST_CASE("instants read back from their text") {
    CHECK(iso_text(Instant{seconds{1'000'000'000}}) == "2001-09-09T01:46:40Z");
    CHECK(iso_text(Instant{seconds{-1}}) == "1969-12-31T23:59:59Z");
    for (long long at = -100'000'000; at < 4'000'000'000; at += 7'654'321) {
      REQUIRE(unix_seconds(iso_text(Instant{seconds{at}}).c_str()) == at);
    }
  }
}
