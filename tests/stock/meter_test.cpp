// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/meter.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("stock/meter") {
  TEST_CASE("flows have the codes of the stock folder") {
    CHECK(code(Flow::import) == "import");
    CHECK(code(Flow::exported) == "export");
    CHECK(code(Flow::generation) == "generation");
  }
}

} // namespace empower
