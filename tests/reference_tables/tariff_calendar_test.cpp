// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/tariff_calendar.hpp>

#include <empower/core/error.hpp>
#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>

using namespace empower;

namespace {

/// `11111111222...`: the band of each hour of a day; a point without one.
std::string bands_of(const TariffCalendar& calendar, CivilDay day) {
  std::string text;
  for (unsigned hour = 0; hour < 24; ++hour) {
    const auto band = calendar.band(day, hour);
    text += band ? code(*band)[1] : '.';
  }
  return text;
}

const TariffCalendar& of_2023() {
  static const TariffCalendar calendar{embedded_reference(), 2023, 2023};
  return calendar;
}

constexpr const char* weekday = "333333321111111111122223";
constexpr const char* saturday = "333333322222222222222223";
constexpr const char* sunday = "333333333333333333333333";

} // namespace

TEST_SUITE("reference/tariff_calendar") {
  TEST_CASE("the bands of resolution 181/06 by day of the week") {
    CHECK(bands_of(of_2023(), civil_day(2023, 3, 13)) == weekday);
    CHECK(bands_of(of_2023(), civil_day(2023, 3, 17)) == weekday);
    CHECK(bands_of(of_2023(), civil_day(2023, 3, 18)) == saturday);
    CHECK(bands_of(of_2023(), civil_day(2023, 3, 19)) == sunday);
  }

  TEST_CASE("holidays are F3 all day, also on a Saturday and when Easter moves them") {
    CHECK(bands_of(of_2023(), civil_day(2023, 4, 10)) == sunday); // Easter Monday
    CHECK(bands_of(of_2023(), civil_day(2023, 12, 26)) == sunday);
    const TariffCalendar of_2024{embedded_reference(), 2024, 2024};
    CHECK(bands_of(of_2024, civil_day(2024, 1, 6)) == sunday); // a Saturday
    CHECK(bands_of(of_2024, civil_day(2024, 4, 1)) == sunday);
    CHECK(bands_of(of_2024, civil_day(2024, 4, 10)) == weekday);
  }

  TEST_CASE("a patron day is an ordinary day: St John's in Florence") {
    CHECK(bands_of(of_2023(), civil_day(2023, 6, 26)) == weekday);
    const TariffCalendar of_2024{embedded_reference(), 2024, 2024};
    CHECK(bands_of(of_2024, civil_day(2024, 6, 24)) == weekday);
  }

  TEST_CASE("17 March 2011 was a national holiday that the bands took no notice of") {
    const TariffCalendar calendar{embedded_reference(), 2011, 2011, true};
    CHECK(bands_of(calendar, civil_day(2011, 3, 17)) == weekday);
    CHECK(calendar.undecided().empty());
  }

  TEST_CASE("4 October is undecided from 2026 on where it would matter, until somebody decides") {
    const CivilDay day = civil_day(2027, 10, 4); // a Monday; in 2026 it is a Sunday
    const TariffCalendar open{embedded_reference(), 2025, 2027};
    REQUIRE(open.undecided().size() == 1);
    CHECK(open.undecided()[0] == day);
    CHECK(bands_of(open, day) == weekday);
    CHECK(bands_of(open, civil_day(2026, 10, 4)) == sunday);
    const TariffCalendar yes{embedded_reference(), 2027, 2027, true};
    CHECK(yes.undecided().empty());
    CHECK(bands_of(yes, day) == sunday);
    const TariffCalendar no{embedded_reference(), 2027, 2027, false};
    CHECK(no.undecided().empty());
    CHECK(bands_of(no, day) == weekday);
  }

  TEST_CASE("before 2007 there are no bands") {
    const TariffCalendar calendar{embedded_reference(), 2006, 2007};
    CHECK(bands_of(calendar, civil_day(2006, 12, 31)) == std::string(24, '.'));
    CHECK(bands_of(calendar, civil_day(2007, 1, 2)) == weekday);
  }

  TEST_CASE("a row that cannot be followed is refused with its column") {
    const auto with = [](auto change) {
      ReferenceTables tables = embedded_reference();
      change(tables.tariff_bands.front());
      return tables;
    };
    CHECK_THROWS_AS(TariffCalendar(with([](auto& row) { row.band = "F4"; }), 2023, 2023),
                    InputError);
    CHECK_THROWS_AS(TariffCalendar(with([](auto& row) { row.day_type = "monday"; }), 2023, 2023),
                    InputError);
    CHECK_THROWS_AS(TariffCalendar(with([](auto& row) { row.from_hour = 8.5; }), 2023, 2023),
                    InputError);
    CHECK_THROWS_AS(TariffCalendar(with([](auto& row) { row.from_hour = 7.0; }), 2023, 2023),
                    InputError);
  }

  TEST_CASE("a day of another year is a broken precondition") {
    CHECK_THROWS_AS(static_cast<void>(of_2023().hours_of(civil_day(2024, 1, 1))), ContractError);
  }
}
