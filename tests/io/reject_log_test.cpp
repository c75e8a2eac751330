// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/reject_log.hpp>

#include <doctest/doctest.h>

using namespace empower;
using detail::Merge;
using detail::RejectLog;

TEST_SUITE("io/reject_log") {
  TEST_CASE("neighbouring lines of one fault are one reject, a good line between makes two") {
    RejectLog log{"f.csv"};
    for (const std::size_t line : {2u, 3u, 4u, 6u})
      log.add(line, {"value", "a number", "x", "left out"});
    const auto rejects = log.rejects();
    REQUIRE(rejects.size() == 2);
    CHECK(rejects[0].file == "f.csv");
    CHECK(rejects[0].line == 2);
    CHECK(rejects[0].line_end == 4);
    CHECK(rejects[1].line == 6);
  }

  TEST_CASE("faults that alternate by column still run") {
    RejectLog log{"f.csv"};
    for (const std::size_t line : {2u, 3u, 4u}) {
      log.add(line, {"latitude", "a number", "x", "left empty"});
      log.add(line, {"longitude", "a number", "y", "left empty"});
    }
    CHECK(log.rejects().size() == 2);
  }

  TEST_CASE("names must be the same to run, numbers need not") {
    RejectLog log{"f.csv"};
    log.add(2, {"meter_id", "a meter", "m1", "left out", Merge::same_neighbours});
    log.add(3, {"meter_id", "a meter", "m2", "left out", Merge::same_neighbours});
    log.add(4, {"meter_id", "a meter", "m2", "left out", Merge::same_neighbours});
    CHECK(log.rejects().size() == 2);
  }

  TEST_CASE("a long cell is quoted by its beginning, not cut inside a character") {
    RejectLog log{"f.csv"};
    log.add(2, {"name", "a name", std::string(79, 'a') + "èèè", "left out"});
    CHECK(log.rejects()[0].found == std::string(79, 'a') + "…");
  }

  TEST_CASE("rejects are in order of lines") {
    RejectLog log{"f.csv"};
    log.add(9, {"a", "b", "", ""});
    log.add(3, {"c", "d", "", ""});
    CHECK(log.rejects()[0].line == 3);
  }
}
