// SPDX-License-Identifier: Apache-2.0
#include "baseline/exactness_study.hpp"

#include <doctest/doctest.h>

#include <cstddef>

using namespace empower;

TEST_SUITE("baseline/exactness") {

  TEST_CASE("no candidate of a dense grid beats the search on daily data") {
    Random random{20240301};
    testing::Exactness sum;
    for (int round = 0; round < 400; ++round) testing::compare_daily(random, round, 60, sum);
    for (std::size_t shape = 0; shape < 6; ++shape) {
      CAPTURE(shape);
      CHECK(sum.beaten[shape] == 0);
      CHECK(sum.misstated[shape] == 0);
    }
    CHECK(sum.fitted > 350);
    CHECK(sum.with_shape[4] > 50);
    CHECK(sum.without_base[4] >= 3);
    CHECK(sum.with_shape[5] > 80);
    CHECK(sum.without_base[5] >= 2);
  }

  TEST_CASE("no candidate of a dense grid beats the search on bills, but rarely the 5P") {
    Random random{7};
    testing::Exactness sum;
    for (int round = 0; round < 300; ++round) testing::compare_bills(random, 60, sum);
    for (std::size_t shape = 0; shape < 6; ++shape) {
      CAPTURE(shape);
      if (shape < 5) CHECK(sum.beaten[shape] == 0);
      CHECK(sum.misstated[shape] == 0);
    }
    CHECK(sum.pairs > 100);
    CHECK(sum.pairs_beaten * 100 <= sum.pairs);
    CHECK(sum.worst_pair < 0.005);
    CHECK(sum.without_base[4] >= 3);
  }
}
