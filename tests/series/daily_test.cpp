// SPDX-License-Identifier: Apache-2.0
#include <empower/series/daily.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("series/daily") {
  TEST_CASE("a view is a view: the owner's own memory, whole or in part") {
    const DailySeries series{civil_day(2024, 2, 27), {1.0, 2.0, 3.0, 4.0, 5.0}};
    const auto view = series.view<KilowattHours>();
    CHECK(view.values().data() == series.values.data());
    CHECK(view.within({civil_day(2024, 2, 29), civil_day(2024, 3, 2)}).values().data() ==
          &series.values[2]);
    CHECK(view.period() == CivilPeriod{civil_day(2024, 2, 27), civil_day(2024, 3, 3)});
  }

  TEST_CASE("a day is found by its date and missing outside the series") {
    const DailySeries series{civil_day(2024, 2, 27), {1.0, 2.0, 3.0}};
    const auto view = series.view<KilowattHours>();
    CHECK(view.at(civil_day(2024, 2, 29)) == KilowattHours{3.0});
    CHECK(view.at(civil_day(2024, 3, 1)).missing());
    CHECK(view.at(civil_day(2024, 2, 26)).missing());
  }

  TEST_CASE("a part is no longer than the series and keeps its dates") {
    const DailySeries series{civil_day(2024, 1, 10), std::vector<double>(10, 1.0)};
    const auto part =
        series.view<Celsius>().within({civil_day(2024, 1, 1), civil_day(2024, 1, 13)});
    CHECK(part.first() == civil_day(2024, 1, 10));
    CHECK(part.size() == 3);
    CHECK(series.view<Celsius>().within(calendar_year(2020)).empty());
  }
}

} // namespace empower
