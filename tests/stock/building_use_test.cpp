// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_use.hpp>

#include <support/shared_data.hpp>

#include <doctest/doctest.h>

namespace empower {

TEST_SUITE("stock/building_use") {
  TEST_CASE("the codes are those of the reference table, in its order") {
    const auto table =
        testing::text_column(EMPOWER_SOURCE_DIR "/data/reference/it/building_uses.csv", "use_id");
    const auto codes = building_use_codes();
    CHECK(table == std::vector<std::string>(codes.begin(), codes.end()));
  }

  TEST_CASE("a code is read back as its use, anything else is nothing") {
    CHECK(parse_building_use("school_primary") == BuildingUse::school_primary);
    CHECK(parse_building_use(code(BuildingUse::cemetery)) == BuildingUse::cemetery);
    CHECK(code(BuildingUse::other_public) == "other_public");
    CHECK_FALSE(parse_building_use("school").has_value());
    CHECK_FALSE(parse_building_use("").has_value());
  }
}

} // namespace empower
