// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/daily_model.hpp>

#include "support/open_dsm.hpp"

#include <doctest/doctest.h>

using namespace empower;
using namespace empower::testing;

TEST_SUITE("reference/out_of_sample") {

  TEST_CASE("the daily model predicts years it has not seen better than OpenDSM does") {
    const auto data = open_dsm_data();
    if (!data) return;
    REQUIRE(data->pairs.size() == 206);
    std::vector<OpenDsmComparison> results;
    for (const OpenDsmPair& pair : data->pairs) {
      const OpenDsmComparison& result = results.emplace_back(compared(*data, pair));
      CAPTURE(pair.meter);
      CHECK(result.days_in == pair.days_in); // the same days as in the reference
      CHECK(result.days_out == pair.days_out);
    }
    const auto ratio = ratio_by_meter(data->pairs, results);
    REQUIRE(ratio.size() == 33);
    std::vector<double> ratios;
    for (const auto& [meter, middle] : ratio) {
      CAPTURE(meter);
      CHECK(middle <= 1.25);
      ratios.push_back(middle);
    }
    const auto better = std::ranges::count_if(ratios, [](double r) { return r < 1.0; });
    CHECK(static_cast<double>(better) >= 0.6 * static_cast<double>(ratios.size()));
    CHECK(median(ratios) <= 0.98);
  }
}
