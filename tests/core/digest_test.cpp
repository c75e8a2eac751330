// SPDX-License-Identifier: Apache-2.0
#include <empower/core/digest.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
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

  TEST_CASE("each of many values counts, wherever it stands") {
    std::vector<double> column(37);
    for (std::size_t i = 0; i < column.size(); ++i) column[i] = 0.1 * static_cast<double>(i % 5);
    const std::uint64_t whole = digest({column});
    for (std::size_t i = 0; i < column.size(); ++i) {
      std::vector<double> changed = column;
      changed[i] = std::nextafter(changed[i], 9.0);
      CHECK(digest({changed}) != whole);
      for (const std::size_t apart : {1U, 2U, 4U, 8U, 16U}) {
        if (i + apart >= column.size() || column[i] == column[i + apart]) continue;
        std::vector<double> swapped = column;
        std::swap(swapped[i], swapped[i + apart]);
        CHECK(digest({swapped}) != whole);
      }
    }
    column.back() = 7.0;
    CHECK(digest({column}) != whole);
  }

  TEST_CASE("missing is missing and zero is zero, whatever the bits") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(digest({{nan}}) == digest({{-nan}}));
    CHECK(digest({{0.0}}) == digest({{-0.0}}));
    CHECK(digest({std::vector<double>(9, nan)}) == digest({std::vector<double>(9, -nan)}));
    CHECK(digest({std::vector<double>(9, 0.0)}) == digest({std::vector<double>(9, -0.0)}));
    CHECK(digest({std::vector<double>(9, nan)}) != digest({std::vector<double>(9, 0.0)}));
  }

  TEST_CASE("the text is sixteen hexadecimal digits of the value") {
    InputDigest sum;
    sum.add(1.0);
    CHECK(std::stoull(sum.text(), nullptr, 16) == sum.value());
    CHECK(sum.text().size() == 16);
  }
}
