// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/signature.hpp>

#include "baseline/simulated.hpp"

#include <doctest/doctest.h>

using namespace empower;

TEST_SUITE("baseline/signature") {

  TEST_CASE("a day is worth its base and the leg it lies on") {
    constexpr Signature s{SignatureShape::heating_cooling, KilowattHoursPerDay{100.0},
                          KilowattHoursPerDegreeDay{5.0},  Celsius{15.0},
                          KilowattHoursPerDegreeDay{3.0},  Celsius{22.0}};
    static_assert(s.expected(Celsius{18.0}).value() == 100.0);
    static_assert(s.expected(Celsius{5.0}).value() == 150.0);
    static_assert(s.expected(Celsius{32.0}).value() == 130.0);
    CHECK(s.expected(Celsius{15.0}).value() == 100.0);
    CHECK(s.expected(Celsius{missing_value}).missing());
  }

  TEST_CASE("a leg that the shape has not got adds nothing at any temperature") {
    const Signature s = testing::signature(SignatureShape::heating);
    CHECK(s.cooling(Celsius{45.0}).value() == 0.0);
    CHECK(testing::signature(SignatureShape::mean).expected(Celsius{-20.0}).value() == 100.0);
  }

  TEST_CASE("codes are those of the baselines table") {
    REQUIRE(signature_shape_codes().size() == 6);
    CHECK(code(SignatureShape::mean) == "1P");
    CHECK(code(SignatureShape::heating) == "3PH");
    CHECK(code(SignatureShape::cooling) == "3PC");
    CHECK(code(SignatureShape::heating_cooling) == "5P");
  }
}
