// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/station.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

namespace empower {

namespace {

constexpr Coordinates firenze{43.7696, 11.2558};
constexpr Coordinates prato{43.8777, 11.1022};
constexpr Coordinates roma{41.8967, 12.4822};

Station station(std::string id, Coordinates place) {
  Station s;
  s.id = std::move(id);
  s.place = place;
  return s;
}

} // namespace

TEST_SUITE("weather/station") {
  TEST_CASE("the normal year that is given prevails over that of the readings") {
    Station s = station("s", firenze);
    s.daily_mean = {civil_day(2022, 1, 1), std::vector<double>(730, 12.0)};
    CHECK(normal_year_of(s, std::nullopt).name() == "mean of 2022, 2023");
    CHECK(normal_year_of(s, 1).name() == "mean of 2023");
    s.given_normal_year = {"typical year", std::vector<double>(365, 10.0), 1.0};
    CHECK(normal_year_of(s, 1).name() == "typical year");
    CHECK(normal_year_of(station("t", firenze), 1).missing());
  }

  TEST_CASE("a degree of a great circle is 111.195 km, along a meridian and along the equator") {
    constexpr double degree = 6371.0088 * std::numbers::pi / 180.0;
    CHECK(distance_km({40.0, 11.0}, {41.0, 11.0}) == doctest::Approx(degree).epsilon(1e-12));
    CHECK(distance_km({0.0, 11.0}, {0.0, 12.0}) == doctest::Approx(degree).epsilon(1e-12));
    CHECK(distance_km({90.0, 0.0}, {-90.0, 0.0}) == doctest::Approx(180.0 * degree).epsilon(1e-12));
  }

  TEST_CASE("distance is symmetric, zero to oneself, and shorter over the date line") {
    CHECK(distance_km(firenze, roma) == doctest::Approx(distance_km(roma, firenze)).epsilon(1e-14));
    CHECK(distance_km(firenze, firenze) == 0.0);
    CHECK(distance_km({0.0, 179.5}, {0.0, -179.5}) ==
          doctest::Approx(distance_km({0.0, 0.0}, {0.0, 1.0})));
  }

  TEST_CASE("the distance to a missing place is missing") {
    CHECK(std::isnan(distance_km(firenze, {})));
    CHECK(std::isnan(distance_km({43.0, missing_value}, firenze)));
  }

  TEST_CASE("near points keep their digits") {
    CHECK(distance_km({43.0, 11.0}, {43.0 + 1e-7, 11.0}) ==
          doctest::Approx(1.1119508e-5).epsilon(1e-6));
  }

  TEST_CASE("a station is found by its id") {
    const Weather weather{{station("IT001", firenze), station("IT002", roma)}};
    CHECK(weather.find("IT002") == 1U);
    CHECK_FALSE(weather.find("IT003").has_value());
    CHECK_FALSE(weather.find("").has_value());
  }

  TEST_CASE("the nearest station is taken among those with coordinates") {
    const Weather weather{{station("A", {}), station("B", roma), station("C", firenze)}};
    CHECK(weather.nearest(prato) == 2U);
    CHECK_FALSE(weather.nearest({}).has_value());
    CHECK_FALSE(Weather{{station("A", {})}}.nearest(prato).has_value());
  }

  TEST_CASE("of two stations at one place the first by id is nearest") {
    const Weather weather{{station("A", firenze), station("B", firenze)}};
    CHECK(weather.nearest(prato) == 0U);
  }
}

} // namespace empower
