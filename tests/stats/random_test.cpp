// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/random.hpp>

#include <empower/stats/distribution.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

using namespace empower;

namespace {

constexpr std::size_t many = 200'000;

/// Largest distance between the empirical and the stated distribution function.
double kolmogorov_distance(std::vector<double> sample, double (*cdf)(double)) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double at = cdf(sample[i]);
    largest =
        std::max({largest, at - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - at});
  }
  return largest;
}

} // namespace

TEST_SUITE("stats/random") {
  TEST_CASE("the bits are those of the published generator") {
    Random random{0}; // seed 0 in stream 0 starts SplitMix64 at 0
    CHECK(random.bits() == 0xe220a8397b1dcdafU);
    CHECK(random.bits() == 0x6e789e6aa1b965f4U);
    CHECK(random.bits() == 0x06c45d188009454fU);
  }

  TEST_CASE("numbers can be drawn when the program is compiled") {
    constexpr double first = Random{7, 3}.uniform();
    CHECK(first == Random{7, 3}.uniform());
    static_assert(first >= 0.0 && first < 1.0);
  }

  TEST_CASE("uniform and normal variates follow their distributions") {
    Random random{11};
    std::vector<double> uniform(many), normal(many);
    for (double& u : uniform) u = random.uniform();
    for (double& z : normal) z = random.normal();
    // 1.95 / sqrt(n) is the 0.1 % point of the Kolmogorov distribution.
    const double limit = 1.95 / std::sqrt(static_cast<double>(many));
    CHECK(kolmogorov_distance(uniform, [](double u) { return u; }) < limit);
    CHECK(kolmogorov_distance(normal, [](double z) { return normal_cdf(z); }) < limit);
    CHECK(*std::max_element(normal.begin(), normal.end()) > 3.8);
  }

  TEST_CASE("normal variates are the same on every machine") {
    Random random{42};
    const std::array<double, 3> first{random.normal(), random.normal(), random.normal()};
    CHECK(first[0] == -0x1.c6e33a0fb0938p-3);
    CHECK(first[1] == -0x1.bb54dcfc6f892p-3);
    CHECK(first[2] == 0x1.3956a5ec9c735p-2);
  }

  TEST_CASE("neighbouring seeds and streams are independent") {
    for (const auto& [a, b] :
         {std::pair{Random{1, 0}, Random{1, 1}}, std::pair{Random{1, 0}, Random{2, 0}}}) {
      Random x = a;
      Random y = b;
      double product = 0.0;
      for (std::size_t i = 0; i < many; ++i) product += x.normal() * y.normal();
      CHECK(std::abs(product) < 4.0 * std::sqrt(static_cast<double>(many)));
    }
  }

  TEST_CASE("an index stays below the count and reaches every place") {
    Random random{5};
    std::array<int, 7> times{};
    for (int i = 0; i < 70'000; ++i) ++times.at(random.index(times.size()));
    for (const int count : times) CHECK(std::abs(count - 10'000) < 400); // 4.3 standard deviations
  }
}
