// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/robust.hpp>

#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>
#include <empower/stats/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace empower;

TEST_SUITE("stats/robust") {

  TEST_CASE("the median is the middle value, or the mean of the two in the middle") {
    CHECK(median({3.0}) == 3.0);
    CHECK(median({5.0, 1.0, 3.0}) == 3.0);
    CHECK(median({4.0, 1.0, 3.0, 100.0}) == 3.5);
    CHECK(median({2.0, 2.0, 2.0, 7.0}) == 2.0);
    CHECK(std::isnan(median({})));
  }

  TEST_CASE("quantiles interpolate between the sorted values") {
    Random random{1};
    std::vector<double> values;
    for (int i = 0; i < 57; ++i) values.push_back(random.normal());
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    for (std::size_t i = 0; i < sorted.size(); ++i)
      CHECK(quantile(values, static_cast<double>(i) / 56.0) ==
            doctest::Approx(sorted[i]).epsilon(1e-12));
    CHECK(quantile(values, 0.5 / 56.0) == doctest::Approx(0.5 * (sorted[0] + sorted[1])));
    CHECK(quantile(values, 1.0) == sorted.back());
    CHECK_THROWS_AS((void)quantile(values, 1.1), ContractError);
  }

  TEST_CASE("one wild value of three moves neither median nor deviation") {
    const std::vector<double> values{1.0, 2.0, 1e9, 3.0, 2.5};
    CHECK(median(values) == 2.5);
    CHECK(median_absolute_deviation(values) == 0.5);
  }

  TEST_CASE("of normal values the scaled deviation is the standard deviation") {
    CHECK(normal_deviation_over_mad == doctest::Approx(1.0 / normal_quantile(0.75)).epsilon(1e-14));
    Random random{2};
    std::vector<double> values;
    for (int i = 0; i < 20000; ++i) values.push_back(5.0 + 3.0 * random.normal());
    CHECK(normal_deviation_over_mad * median_absolute_deviation(values) ==
          doctest::Approx(3.0).epsilon(0.03));
  }
}
