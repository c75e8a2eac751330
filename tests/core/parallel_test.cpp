// SPDX-License-Identifier: Apache-2.0
#include <empower/core/parallel.hpp>

#include <doctest/doctest.h>

#include <latch>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace empower {

TEST_SUITE("core/parallel") {
  TEST_CASE("each index is visited exactly once, for any count and any number of threads") {
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
      for (const std::size_t threads : {0U, 1U, 2U, 3U, 16U}) {
        std::vector<int> visits(count, 0);
        parallel_for(count, threads, [&](std::size_t i) { ++visits[i]; });
        CHECK(visits == std::vector<int>(count, 1));
      }
    }
  }

  TEST_CASE("one thread works in the caller, and no more threads start than there are indices") {
    const auto thread_ids = [](std::size_t count, std::size_t threads) {
      std::mutex mutex;
      std::set<std::thread::id> ids;
      parallel_for(count, threads, [&](std::size_t) {
        const std::lock_guard lock{mutex};
        ids.insert(std::this_thread::get_id());
      });
      return ids;
    };
    CHECK(thread_ids(100, 1) == std::set{std::this_thread::get_id()});
    CHECK(thread_ids(1, 8) == std::set{std::this_thread::get_id()});
    CHECK(thread_ids(3, 64).size() <= 3);
  }

  TEST_CASE("the failure of the smallest index is the one that is thrown") {
    const auto fail_at_multiples_of_37 = [](std::size_t i) {
      if (i > 0 && i % 37 == 0) throw std::runtime_error{std::to_string(i)};
    };
    for (const std::size_t threads : {1U, 2U, 4U, 8U}) {
      CHECK_THROWS_WITH_AS(parallel_for(500, threads, fail_at_multiples_of_37), "37",
                           std::runtime_error);
    }
  }

  TEST_CASE(
      "of two failures at the same moment the smaller index wins, whichever thread is first") {
    for (int repetition = 0; repetition < 300; ++repetition) {
      std::latch both{2};
      const auto fail_together = [&](std::size_t i) {
        both.arrive_and_wait();
        throw std::runtime_error{std::to_string(i)};
      };
      CHECK_THROWS_WITH_AS(parallel_for(2, 2, fail_together), "0", std::runtime_error);
    }
  }

  TEST_CASE("all that comes before a failure has been done") {
    for (const std::size_t threads : {1U, 3U}) {
      std::vector<int> done(400, 0);
      CHECK_THROWS_AS(parallel_for(400, threads,
                                   [&](std::size_t i) {
                                     if (i == 200) throw std::runtime_error{"stop"};
                                     done[i] = 1;
                                   }),
                      std::runtime_error);
      CHECK(std::accumulate(done.begin(), done.begin() + 200, 0) == 200);
    }
  }

  TEST_CASE("a call inside a call works") {
    std::vector<std::vector<int>> grid(6, std::vector<int>(5, 0));
    parallel_for(6, 2, [&](std::size_t row) {
      parallel_for(5, 2, [&](std::size_t column) {
        grid[row][column] = static_cast<int>(row * 5 + column);
      });
    });
    CHECK(grid[5][4] == 29);
    CHECK(grid[3][2] == 17);
  }
}

} // namespace empower
