// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_use.hpp>
#include <empower/stock/carrier.hpp>
#include <empower/stock/finding.hpp>
#include <empower/stock/meter.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace empower {

TEST_SUITE("property/closed_codes") {
  TEST_CASE("a code of a closed list means one thing in the whole library") {
    std::vector<std::string> codes;
    for (const auto list : {building_use_codes(), carrier_codes(), finding_kind_codes()}) {
      codes.insert(codes.end(), list.begin(), list.end());
    }
    for (const Flow flow : {Flow::import, Flow::exported, Flow::generation})
      codes.emplace_back(code(flow));
    std::sort(codes.begin(), codes.end());
    const auto twice = std::adjacent_find(codes.begin(), codes.end());
    CHECK_MESSAGE(twice == codes.end(), (twice == codes.end() ? std::string{} : *twice));
  }

  TEST_CASE("codes are lower-case words joined by underscores") {
    for (const auto list : {building_use_codes(), carrier_codes(), finding_kind_codes()}) {
      for (const std::string_view word : list) {
        CHECK_MESSAGE(
            word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos, word);
      }
    }
  }
}

} // namespace empower
