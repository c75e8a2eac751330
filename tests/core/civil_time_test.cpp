// SPDX-License-Identifier: Apache-2.0
#include <empower/core/civil_time.hpp>

#include <doctest/doctest.h>

namespace empower {

namespace {

using std::chrono::hours;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant utc(int year, unsigned month, unsigned day, int hour) {
  return Instant{civil_day(year, month, day).time_since_epoch()} + hours{hour};
}

constexpr InstantPeriod years_of_the_rule{utc(1996, 1, 1, 0), utc(2040, 1, 1, 0)};

TimeZone zone(std::string_view name) {
  const auto found = TimeZone::named(name);
  REQUIRE_MESSAGE(found.has_value(), name);
  return *found;
}

local_seconds local(const TimeZone& place, Instant at) {
  return local_seconds{at.time_since_epoch() + place.offset(at)};
}

long hours_that_differ(const TimeZone& a, const TimeZone& b) {
  long count = 0;
  for (Instant t = years_of_the_rule.from; t < years_of_the_rule.to; t += hours{1}) {
    count += a.offset(t) != b.offset(t);
  }
  return count;
}

} // namespace

TEST_SUITE("core/civil_time") {
  TEST_CASE("summer time of the Union starts and ends at 01:00 UTC on last Sundays") {
    static_assert(european_summer_time(2024).from == utc(2024, 3, 31, 1));
    static_assert(european_summer_time(2024).to == utc(2024, 10, 27, 1));
    static_assert(european_summer_time(2021).from == utc(2021, 3, 28, 1));
    static_assert(european_summer_time(2021).to == utc(2021, 10, 31, 1));
    static_assert(european_summer_time(1996).from == utc(1996, 3, 31, 1));
    static_assert(european_summer_time(2039).to == utc(2039, 10, 30, 1));
  }

  TEST_CASE("the offset changes at the switch and not a second before") {
    const TimeZone rome = zone("Europe/Rome");
    CHECK(rome.offset(utc(2024, 3, 31, 1) - seconds{1}) == hours{1});
    CHECK(rome.offset(utc(2024, 3, 31, 1)) == hours{2});
    CHECK(rome.offset(utc(2024, 10, 27, 1) - seconds{1}) == hours{2});
    CHECK(rome.offset(utc(2024, 10, 27, 1)) == hours{1});
    CHECK(zone("Europe/London").offset(utc(2024, 7, 1, 0)) == hours{1});
    CHECK(zone("Europe/Athens").offset(utc(2024, 7, 1, 0)) == hours{3});
  }

  TEST_CASE("the rule of the Union equals its POSIX form at every hour 1996-2039") {
    CHECK(hours_that_differ(zone("Europe/Rome"), zone("CET-1CEST,M3.5.0,M10.5.0/3")) == 0);
    CHECK(hours_that_differ(zone("Europe/Helsinki"), zone("EET-2EEST,M3.5.0/3,M10.5.0/4")) == 0);
    CHECK(hours_that_differ(zone("Europe/Rome"), zone("Europe/Athens")) > 0);
  }

  TEST_CASE("Irish time is the same as a summer that adds and as a winter that subtracts") {
    CHECK(hours_that_differ(zone("Europe/Dublin"), zone("IST-1GMT0,M10.5.0,M3.5.0/1")) == 0);
  }

  TEST_CASE(
      "every hour of 1996-2039 returns from local time, but for the second of a repeated one") {
    const TimeZone rome = zone("Europe/Rome");
    long repeated = 0;
    long wrong = 0;
    for (Instant t = years_of_the_rule.from; t < years_of_the_rule.to; t += hours{1}) {
      const auto back = rome.instant_of(local(rome, t));
      if (back == t) continue;
      ++(back == t - hours{1} ? repeated : wrong);
    }
    CHECK(wrong == 0);
    CHECK(repeated == 44);
  }

  TEST_CASE("days join without gap, are 24 hours long, and 23 or 25 once a year") {
    const TimeZone rome = zone("Europe/Rome");
    long short_days = 0;
    long long_days = 0;
    long wrong = 0;
    for (CivilDay day = civil_day(1996, 1, 1); day < civil_day(2040, 1, 1);
         day += std::chrono::days{1}) {
      const seconds length = rome.length_of(day);
      short_days += length == hours{23};
      long_days += length == hours{25};
      wrong += length != hours{23} && length != hours{24} && length != hours{25};
      wrong += rome.day_of(rome.start_of(day)) != day;
      wrong += rome.day_of(rome.start_of(day) - seconds{1}) != day - std::chrono::days{1};
    }
    CHECK(short_days == 44);
    CHECK(long_days == 44);
    CHECK(wrong == 0);
    CHECK(rome.length_of(civil_day(2024, 3, 31)) == hours{23});
    CHECK(rome.length_of(civil_day(2024, 10, 27)) == hours{25});
  }

  TEST_CASE(
      "a local time that the clocks skip has no instant, one that occurs twice is the first") {
    const TimeZone rome = zone("Europe/Rome");
    const local_seconds skipped = civil_day(2024, 3, 31) + hours{2} + minutes{30};
    const local_seconds twice = civil_day(2024, 10, 27) + hours{2} + minutes{30};
    CHECK_FALSE(rome.instant_of(skipped).has_value());
    CHECK(rome.instant_of(twice) == utc(2024, 10, 27, 0) + minutes{30});
  }

  TEST_CASE("American zones follow their rule") {
    const TimeZone chicago = zone("America/Chicago");
    CHECK(chicago.offset(utc(2024, 3, 10, 8) - seconds{1}) == -hours{6});
    CHECK(chicago.offset(utc(2024, 3, 10, 8)) == -hours{5});
    CHECK(chicago.offset(utc(2024, 11, 3, 7) - seconds{1}) == -hours{5});
    CHECK(chicago.offset(utc(2024, 11, 3, 7)) == -hours{6});
    CHECK(zone("America/Phoenix").offset(utc(2024, 7, 1, 0)) == -hours{7});
  }

  TEST_CASE("south of the equator summer spans the new year") {
    const TimeZone sydney = zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
    CHECK(sydney.offset(utc(2024, 1, 1, 0)) == hours{11});
    CHECK(sydney.offset(utc(2024, 4, 6, 16)) == hours{10});
    CHECK(sydney.offset(utc(2024, 7, 1, 0)) == hours{10});
    CHECK(sydney.offset(utc(2024, 10, 5, 16)) == hours{11});
  }

  TEST_CASE("where the clocks skip midnight the day begins at the switch") {
    const TimeZone santiago = zone("<-04>4<-03>,M9.1.6/24,M4.1.6/24");
    const CivilDay spring = civil_day(2024, 9, 8);
    CHECK_FALSE(santiago.instant_of(spring).has_value());
    CHECK(santiago.start_of(spring) == utc(2024, 9, 8, 4));
    CHECK(santiago.day_of(utc(2024, 9, 8, 4)) == spring);
    CHECK(santiago.day_of(utc(2024, 9, 8, 4) - seconds{1}) == spring - std::chrono::days{1});
    CHECK(santiago.length_of(spring) == hours{23});
    CHECK(santiago.length_of(civil_day(2024, 4, 6)) == hours{25});
  }

  TEST_CASE("fixed offsets and UTC never change") {
    CHECK(zone("UTC").offset(utc(2024, 7, 1, 0)) == seconds{0});
    CHECK(zone("Z").name() == "Z");
    CHECK(zone("Etc/UTC").offset(utc(2024, 7, 1, 0)) == seconds{0});
    CHECK(zone("+01:00").offset(utc(2024, 7, 1, 0)) == hours{1});
    CHECK(zone("-03:30").offset(utc(2024, 1, 1, 0)) == -(hours{3} + minutes{30}));
    CHECK(TimeZone{}.name() == "UTC");
  }

  TEST_CASE("a name that is not known, or a rule that is not whole, is nothing") {
    for (const char* name :
         {"", "Europe/Nowhere", "CET", "C6", "+", "+25:00", "+01:00x", "+01:60", "CST6CDT",
          "CST6CDT,M3.2.0", "CST6CDT,M13.2.0,M11.1.0", "CST6CDT,M3.6.0,M11.1.0",
          "CST6CDT,M3.2.7,M11.1.0", "CST6CDT,M3.2.0,M11.1.0x", "<-04"}) {
      CHECK_MESSAGE(!TimeZone::named(name).has_value(), name);
    }
  }

  TEST_CASE("an instant knows the offset of its place") {
    CHECK(zone("Europe/Rome").zoned(utc(2024, 7, 1, 0)) ==
          ZonedInstant{utc(2024, 7, 1, 0), hours{2}});
  }
}

} // namespace empower
