// SPDX-License-Identifier: Apache-2.0
#include <empower/series/hourly.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("series/hourly") {
  TEST_CASE("a value covers the hour that starts at its instant") {
    const Instant first = Instant{civil_day(2024, 3, 31).time_since_epoch()};
    const HourlySeries series{first, {1.0, 2.0, missing_value}};
    const auto view = series.view<Celsius>();
    CHECK(view.values().data() == series.values.data());
    CHECK(view.instant(2) == first + std::chrono::hours{2});
    CHECK(view.period() == InstantPeriod{first, first + std::chrono::hours{3}});
    CHECK(view[1] == Celsius{2.0});
    CHECK(view[2].missing());
  }
}

} // namespace empower
