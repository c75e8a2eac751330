// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/stock.hpp>

#include <empower/core/error.hpp>

#include <doctest/doctest.h>

namespace empower {

namespace {

Building building(std::string id) {
  Building b;
  b.id = std::move(id);
  return b;
}

Meter meter(std::string id, std::vector<MeterShare> serves) {
  Meter m;
  m.id = std::move(id);
  m.serves = std::move(serves);
  return m;
}

Stock two_schools() {
  return {{building("B1"), building("B2")},
          {meter("E1", {{0, 1.0}}), meter("G1", {{0, 0.6}, {1, 0.4}})}};
}

} // namespace

TEST_SUITE("stock/stock") {
  TEST_CASE("a building and a meter are found by id") {
    const Stock stock = two_schools();
    CHECK(stock.find_building("B2") == 1U);
    CHECK(stock.find_meter("G1") == 1U);
    CHECK_FALSE(stock.find_building("B3").has_value());
    CHECK_FALSE(stock.find_meter("").has_value());
  }

  TEST_CASE("a sound stock passes, and thirds written with four digits are shares of a whole") {
    Stock stock = two_schools();
    CHECK_NOTHROW(stock.check());
    stock.meters[1].serves = {{0, 0.3333}, {1, 0.3333}, {0, 0.3333}};
    CHECK_NOTHROW(stock.check());
    CHECK_NOTHROW(Stock{}.check());
  }

  TEST_CASE("ids out of order or twice are refused by name") {
    Stock stock = two_schools();
    stock.buildings[1].id = "B1";
    CHECK_THROWS_WITH_AS(
        stock.check(),
        R"(Expected an id after "B1" in byte order, got "B1" (stock, column building_id).)",
        InputError);
    stock = two_schools();
    std::swap(stock.meters[0], stock.meters[1]);
    CHECK_THROWS_WITH_AS(stock.check(), doctest::Contains(R"(got "E1" (stock, column meter_id))"),
                         InputError);
  }

  TEST_CASE("shares that point nowhere or do not add up are refused with the meter's id") {
    Stock stock = two_schools();
    stock.meters[1].serves[1].building = 2;
    CHECK_THROWS_WITH_AS(stock.check(), doctest::Contains("served by meter G1"), InputError);
    stock = two_schools();
    stock.meters[1].serves[1].share = 0.5;
    CHECK_THROWS_WITH_AS(stock.check(), doctest::Contains("shares of meter G1 that add up to 1"),
                         InputError);
    stock.meters[1].serves[1].share = missing_value;
    CHECK_THROWS_AS(stock.check(), InputError);
    stock.meters[1].serves.clear();
    CHECK_THROWS_AS(stock.check(), InputError);
  }

  TEST_CASE("a parent that is not there is refused with both ids") {
    Stock stock = two_schools();
    stock.meters[0].parent = "G1";
    CHECK_NOTHROW(stock.check());
    stock.meters[0].parent = "G9";
    CHECK_THROWS_WITH_AS(stock.check(), doctest::Contains(R"(parent of meter E1, got "G9")"),
                         InputError);
  }
}

} // namespace empower
