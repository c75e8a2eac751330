// SPDX-License-Identifier: Apache-2.0
#include <empower/series/coverage.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("series/coverage") {
  TEST_CASE("the share of nothing is 0, not NaN") {
    static_assert(Coverage{}.share() == 0.0);
    CHECK(Coverage{4.0, 3.0}.share() == 0.75);
  }

  TEST_CASE("coverages add in days, so a short period weighs less than a long one") {
    Coverage year{365.0, 365.0};
    year += Coverage{28.0, 0.0};
    CHECK(year.share() == doctest::Approx(365.0 / 393.0));
  }
}

} // namespace empower
