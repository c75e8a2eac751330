// SPDX-License-Identifier: Apache-2.0
#include <empower/reference/holidays.hpp>

#include <empower/core/error.hpp>
#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

using namespace empower;

namespace {

const Holiday* find(const std::vector<Holiday>& holidays, std::string_view id) {
  const auto found = std::ranges::find(holidays, id, &Holiday::id);
  return found == holidays.end() ? nullptr : &*found;
}

} // namespace

TEST_SUITE("reference/holidays") {
  TEST_CASE("Easter falls where almanacs have it, its earliest and latest day among them") {
    const std::array almanac{civil_day(1818, 3, 22), civil_day(1943, 4, 25), civil_day(2000, 4, 23),
                             civil_day(2008, 3, 23), civil_day(2024, 3, 31), civil_day(2025, 4, 20),
                             civil_day(2038, 4, 25)};
    for (const CivilDay day : almanac) CHECK(easter_sunday(year_of(day)) == day);
  }

  TEST_CASE("Easter is a Sunday from 22 March to 25 April in every year") {
    for (int year = 1583; year < 2600; ++year) {
      const CivilDay easter = easter_sunday(year);
      CHECK(std::chrono::weekday{easter} == std::chrono::Sunday);
      CHECK(easter >= civil_day(year, 3, 22));
      CHECK(easter <= civil_day(year, 4, 25));
    }
  }

  TEST_CASE("an ordinary year has twelve holidays in order, all of band F3") {
    const auto holidays = national_holidays(embedded_reference(), 2024);
    CHECK(holidays.size() == 12);
    CHECK(std::ranges::is_sorted(holidays, {}, &Holiday::day));
    CHECK(holidays.front().day == civil_day(2024, 1, 1));
    CHECK(holidays.back().day == civil_day(2024, 12, 26));
    REQUIRE(find(holidays, "easter_monday") != nullptr);
    CHECK(find(holidays, "easter_monday")->day == civil_day(2024, 4, 1));
    for (const Holiday& holiday : holidays) {
      CHECK(holiday.national);
      CHECK(holiday.counts_as_f3 == true);
    }
  }

  TEST_CASE("17 March was a holiday in 2011 only, and not in the bands") {
    CHECK(find(national_holidays(embedded_reference(), 2010), "unification_150_years") == nullptr);
    CHECK(find(national_holidays(embedded_reference(), 2012), "unification_150_years") == nullptr);
    const auto year = national_holidays(embedded_reference(), 2011);
    const Holiday* unification = find(year, "unification_150_years");
    REQUIRE(unification != nullptr);
    CHECK(unification->day == civil_day(2011, 3, 17));
    CHECK(unification->counts_as_f3 == false);
  }

  TEST_CASE("4 October is a holiday from 2026; whether bands follow is not known") {
    CHECK(find(national_holidays(embedded_reference(), 2025), "st_francis") == nullptr);
    const auto year = national_holidays(embedded_reference(), 2026);
    const Holiday* francis = find(year, "st_francis");
    REQUIRE(francis != nullptr);
    CHECK(francis->day == civil_day(2026, 10, 4));
    CHECK_FALSE(francis->counts_as_f3.has_value());
  }

  TEST_CASE("a rule that cannot be understood is refused, not left out") {
    ReferenceTables own = embedded_reference();
    own.tariff_holidays.front().rule = "full_moon";
    CHECK_THROWS_AS(std::ignore = national_holidays(own, 2024), InputError);
    own.tariff_holidays.front().rule = "fixed";
    own.tariff_holidays.front().month_day.reset();
    CHECK_THROWS_AS(std::ignore = national_holidays(own, 2024), InputError);
  }

  TEST_CASE("a municipality's patron day is a closing day outside the bands") {
    const auto firenze = patron_holiday(embedded_reference(), "048017", 2024);
    REQUIRE(firenze.has_value());
    CHECK(firenze->day == civil_day(2024, 6, 24));
    CHECK_FALSE(firenze->national);
    CHECK(firenze->counts_as_f3 == false);
    const auto prato = patron_holiday(embedded_reference(), "100005", 2024);
    REQUIRE(prato.has_value()); // its other local feast is no patron day
    CHECK(prato->day == civil_day(2024, 12, 26));
    CHECK_FALSE(patron_holiday(embedded_reference(), "001168", 2024).has_value());
  }

  TEST_CASE("the bands of a day follow weekday and holidays") {
    const auto bands = [](CivilDay day) {
      const auto rows = tariff_bands_on(embedded_reference(), day);
      REQUIRE(rows.has_value());
      std::string words;
      double hour = 0.0;
      for (const TariffBandRow* row : *rows) {
        CHECK(row->from_hour == hour); // no hole, no overlap
        hour = row->to_hour;
        words += row->band + " ";
      }
      CHECK(hour == 24.0);
      return words;
    };
    CHECK(bands(civil_day(2024, 3, 6)) == "F3 F2 F1 F2 F3 "); // a Wednesday
    CHECK(bands(civil_day(2024, 3, 9)) == "F3 F2 F3 ");
    CHECK(bands(civil_day(2024, 3, 10)) == "F3 ");
    CHECK(bands(civil_day(2024, 4, 1)) == "F3 ");              // Easter Monday
    CHECK(bands(civil_day(2024, 4, 25)) == "F3 ");             // a Thursday
    CHECK(bands(civil_day(2024, 6, 24)) == "F3 F2 F1 F2 F3 "); // patron of Firenze, a Monday
    CHECK(bands(civil_day(2011, 3, 17)) == "F3 F2 F1 F2 F3 "); // holiday, not applied to bands
  }

  TEST_CASE("bands are refused where no row says them") {
    const auto reason = [](CivilDay day) {
      return tariff_bands_on(embedded_reference(), day).failure().reason;
    };
    CHECK(reason(civil_day(2006, 12, 31)) == ReferenceReason::not_valid_then);
    CHECK(reason(civil_day(2027, 10, 4)) == ReferenceReason::no_figure); // San Francesco, a Monday
    CHECK(tariff_bands_on(embedded_reference(), civil_day(2026, 10, 4)).has_value()); // a Sunday
  }
}
