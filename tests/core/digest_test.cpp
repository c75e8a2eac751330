// SPDX-License-Identifier: Apache-2.0
#include <empower/core/digest.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace empower;

namespace {

std::uint64_t digest(const std::vector<std::vector<double>>& columns) {
  InputDigest sum;
  for (const std::vector<double>& column : columns) sum.add(column);
  return sum.value();
}

} // namespace

TEST_SUITE("core/digest") {

  TEST_CASE("values, their order and the ends of columns all count") {
    CHECK(digest({{1.0, 2.0}}) == digest({{1.0, 2.0}}));
    CHECK(digest({{1.0, 2.0}}) != digest({{2.0, 1.0}}));
    CHECK(digest({{1.0, 2.0}}) != digest({{1.0}, {2.0}}));
    CHECK(digest({{1.0, 2.0}}) != digest({{1.0, std::nextafter(2.0, 3.0)}}));
    CHECK(digest({{0.0}}) != digest({{0.0, 0.0}}));
  }

  TEST_CASE("missing is missing and zero is zero, whatever the bits") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(digest({{nan}}) == digest({{-nan}}));
    CHECK(digest({{0.0}}) == digest({{-0.0}}));
  }

  TEST_CASE("the text is sixteen hexadecimal digits of the value") {
    InputDigest sum;
    sum.add(1.0);
    CHECK(std::stoull(sum.text(), nullptr, 16) == sum.value());
    CHECK(sum.text().size() == 16);
  }
}
