// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/bootstrap.hpp>

#include <doctest/doctest.h>

#include <vector>

using namespace empower;

TEST_SUITE("stats/bootstrap") {

  TEST_CASE("a resample is made of whole runs of neighbours, cut to the length of the series") {
    Random random{3};
    for (int repeat = 0; repeat < 200; ++repeat) {
      const std::vector<std::size_t> indices = moving_blocks(random, 31, 7);
      REQUIRE(indices.size() == 31);
      for (std::size_t i = 0; i < indices.size(); ++i) {
        CHECK(indices[i] < 31);
        if (i % 7 != 0) CHECK(indices[i] == indices[i - 1] + 1);
      }
    }
  }

  TEST_CASE("every block is as likely as any other") {
    Random random{4};
    std::vector<int> started(5, 0);
    for (int repeat = 0; repeat < 5000; ++repeat) ++started[moving_blocks(random, 8, 4)[0]];
    for (const int count : started) CHECK(count == doctest::Approx(1000).epsilon(0.12));
  }

  TEST_CASE("a length is brought to 1 at least and the whole series at most") {
    Random random{5};
    CHECK(moving_blocks(random, 0, 3).empty());
    CHECK(moving_blocks(random, 4, 0).size() == 4);
    CHECK(moving_blocks(random, 4, 9) == std::vector<std::size_t>{0, 1, 2, 3});
  }
}
