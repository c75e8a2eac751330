// SPDX-License-Identifier: Apache-2.0
#include <empower/quality/expectation.hpp>

#include "support/made_bills.hpp"

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace empower;
using empower::testing::daily_bills;
using empower::testing::monthly_bills;

namespace {

const CivilDay monday = civil_day(2024, 1, 1);

} // namespace

TEST_SUITE("quality/expectation") {
  TEST_CASE("a score is the deviation over half the sum of expected and usual energy, in MADs") {
    // Usual 100 a day; relative deviations 0.10, -0.10, 0.10, 0.40: scale 1.4826 * 0.10.
    const BillSeries days = daily_bills(monday, {110.0, 90.0, 110.0, 140.0});
    const std::vector<double> expected(4, 100.0);
    const auto scores = deviation_scores(days.view(), expected);
    const double scale = 1.4826 * 0.10;
    CHECK(scores[0] == doctest::Approx(0.10 / scale));
    CHECK(scores[1] == doctest::Approx(-0.10 / scale));
    CHECK(scores[3] == doctest::Approx(0.40 / scale));
  }

  TEST_CASE("a day that expects nothing is measured against half the usual energy") {
    const BillSeries days = daily_bills(monday, {0.0, 200.0, 50.0, 200.0});
    const std::vector<double> expected{0.0, 200.0, 0.0, 200.0}; // usual: 100 a day
    const auto scores = deviation_scores(days.view(), expected);
    constexpr double floor_of_scale = 0.02; // half the days deviate by 0
    CHECK(scores[0] == 0.0);
    CHECK(scores[2] == doctest::Approx(50.0 / 50.0 / floor_of_scale));
  }

  TEST_CASE("the scale is never below 2 %, so that a perfect meter has no scores without bound") {
    const BillSeries days = daily_bills(monday, {100.0, 100.0, 100.0, 101.0});
    const auto scores = deviation_scores(days.view(), std::vector<double>(4, 100.0));
    CHECK(scores[3] == doctest::Approx(0.5));
  }

  TEST_CASE("missing energy and missing expectation have no score and weigh nothing") {
    const BillSeries all = daily_bills(monday, {110.0, missing_value, 90.0, 500.0, 110.0});
    const std::vector<double> expected{100.0, 100.0, 100.0, missing_value, 100.0};
    const auto scores = deviation_scores(all.view(), expected);
    CHECK(std::isnan(scores[1]));
    CHECK(std::isnan(scores[3]));
    const auto without = deviation_scores(daily_bills(monday, {110.0, 90.0, 110.0}).view(),
                                          std::vector<double>(3, 100.0));
    CHECK(scores[0] == without[0]);
    CHECK(scores[4] == without[2]);
  }

  TEST_CASE("where nothing is expected there are no scores") {
    const BillSeries days = daily_bills(monday, {1.0, 2.0});
    for (const double score : deviation_scores(days.view(), std::vector<double>{0.0, 0.0}))
      CHECK(std::isnan(score));
    CHECK(deviation_scores({}, {}).empty());
  }

  TEST_CASE("scores do not depend on the unit of energy") {
    const std::vector<double> energy{110.0, 80.0, 130.0, 95.0, 60.0};
    const std::vector<double> expected{100.0, 90.0, 120.0, 100.0, 70.0};
    std::vector<double> twice_energy;
    std::vector<double> twice_expected;
    for (const double e : energy) twice_energy.push_back(2.0 * e);
    for (const double e : expected) twice_expected.push_back(2.0 * e);
    CHECK(deviation_scores(monthly_bills(2024, energy).view(), expected) ==
          deviation_scores(monthly_bills(2024, twice_energy).view(), twice_expected));
  }

  TEST_CASE("spans of different length are refused") {
    const BillSeries days = daily_bills(monday, {1.0, 2.0});
    CHECK_THROWS_AS((void)deviation_scores(days.view(), std::vector<double>{1.0}), ShapeError);
  }
}
