// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/published.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>

namespace empower {
namespace {

TEST_SUITE("benchmark/published") {
  TEST_CASE("a figure agrees within the wider tolerance, else its publisher is inconsistent") {
    const std::array<PublishedFigure, 5> figures{
        PublishedFigure{"exact", 100.0, 100.0}, PublishedFigure{"relative", 100.0, 101.9},
        PublishedFigure{"absolute", 1.0, 1.05}, PublishedFigure{"apart", 100.0, 50.0},
        PublishedFigure{"nothing", 100.0, missing_value}};
    const auto rows = compare_published(figures, {0.02, 0.0625});
    REQUIRE(rows.size() == 5);
    CHECK(code(rows[0].status) == "agrees");
    CHECK(code(rows[1].status) == "agrees");
    CHECK(rows[1].tolerance == 2.0);
    CHECK(code(rows[2].status) == "agrees");
    CHECK(rows[2].tolerance == 0.0625);
    CHECK(code(rows[3].status) == "publisher_inconsistent");
    CHECK(rows[3].ratio == 0.5);
    CHECK(code(rows[4].status) == "publisher_inconsistent");
    CHECK(std::isnan(rows[4].ratio));
  }

  TEST_CASE("there is nothing to compare with a published figure that is missing") {
    const std::array<PublishedFigure, 1> figures{PublishedFigure{"none", missing_value, 1.0}};
    CHECK_THROWS_AS((void)compare_published(figures, {0.02, 0.0}), ContractError);
  }
}

} // namespace
} // namespace empower
