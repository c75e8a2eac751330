// SPDX-License-Identifier: Apache-2.0
#include "../../src/core/wide.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

using namespace empower::detail;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// What a loop makes of a column: each value clamped to -1 .. 1 or 0 where missing, their sum, and
/// the whole parts of ten times them.
struct Clamped {
  std::vector<double> values;
  std::vector<std::uint16_t> tenths;
  double total = 0.0;
  double least = 0.0;
  double most = 0.0;

  explicit Clamped(std::size_t size) : values(size), tenths(size) {}
};

template <class Lanes>
void clamp(const std::vector<double>& column, Clamped& out) {
  Lanes total{};
  Lanes least{};
  Lanes most{};
  by_fours<Lanes>(column.size(), [&](auto at) {
    const Lanes value = at.of(column.data());
    const Lanes inside = larger(smaller(value, all<Lanes>(1.0)), all<Lanes>(-1.0));
    const Lanes clamped = kept(finite(value) & at.present(), inside);
    at.put(out.values.data(), clamped);
    at.put_whole(out.tenths.data(), clamped * clamped * all<Lanes>(10.0));
    total += clamped;
    least = smaller(clamped, least);
    most = larger(clamped, most);
  });
  out.total = sum(total);
  out.least = smallest(least);
  out.most = largest(most);
}

std::vector<double> column(std::size_t size) {
  std::vector<double> values(size);
  for (std::size_t i = 0; i < size; ++i)
    values[i] = i % 7 == 3 ? nan : 0.37 * static_cast<double>(i % 11) - 1.7;
  return values;
}

} // namespace

TEST_SUITE("core/wide") {

  TEST_CASE("each row is done once, those after the last four too") {
    for (std::size_t size = 0; size < 20; ++size) {
      const std::vector<double> values = column(size);
      Clamped out{size};
      clamp<Four>(values, out);
      double least = 0.0;
      double most = 0.0;
      for (std::size_t i = 0; i < size; ++i) {
        const double expected =
            values[i] == values[i] ? std::fmax(std::fmin(values[i], 1.0), -1.0) : 0.0;
        CHECK(out.values[i] == expected);
        CHECK(out.tenths[i] == static_cast<std::uint16_t>(expected * expected * 10.0));
        least = std::fmin(least, expected);
        most = std::fmax(most, expected);
      }
      CHECK(out.total ==
            doctest::Approx(std::accumulate(out.values.begin(), out.values.end(), 0.0)));
      CHECK(out.least == least);
      CHECK(out.most == most);
    }
  }

  TEST_CASE("the bits do not depend on the registers") {
    for (std::size_t size = 0; size < 40; ++size) {
      const std::vector<double> values = column(size);
      Clamped fours{size};
      Clamped widest_there{size};
      in_lanes<Four>([&]<class Lanes>() { clamp<Lanes>(values, fours); });
      widest([&]<class Lanes>() { clamp<Lanes>(values, widest_there); });
      CHECK(widest_there.values == fours.values);
      CHECK(widest_there.tenths == fours.tenths);
      CHECK(std::bit_cast<std::uint64_t>(widest_there.total) ==
            std::bit_cast<std::uint64_t>(fours.total));
      CHECK(widest_there.least == fours.least);
      CHECK(widest_there.most == fours.most);
    }
  }
}
