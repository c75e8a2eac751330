// SPDX-License-Identifier: Apache-2.0
#include <empower/core/outcome.hpp>

#include <doctest/doctest.h>

namespace empower {

namespace {

enum class Reason { too_short, no_variation };
using Slope = Outcome<double, Reason>;

} // namespace

TEST_SUITE("core/outcome") {
  TEST_CASE("an outcome is a value or the reason why there is none") {
    const Slope fitted = 2.5;
    const Slope refused = Failure<Reason>{Reason::no_variation, "all days at 12 °C"};
    CHECK(fitted.has_value());
    CHECK(*fitted == 2.5);
    CHECK_FALSE(refused);
    CHECK(refused.failure().reason == Reason::no_variation);
    CHECK(refused.failure().detail == "all days at 12 °C");
  }

  TEST_CASE("reading the side that is not there is a bug of the caller") {
    const Slope fitted = 2.5;
    const Slope refused = Failure<Reason>{Reason::too_short, ""};
    CHECK_THROWS_AS((void)refused.value(), ContractError);
    CHECK_THROWS_AS((void)*refused, ContractError);
    CHECK_THROWS_AS((void)fitted.failure(), ContractError);
  }

  TEST_CASE("the arrow reaches into the value in place") {
    const Outcome<std::string, Reason> name{std::string{"metano"}};
    CHECK(name->size() == 6);
    CHECK(name.operator->() == &name.value());
  }
}

} // namespace empower
