// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>

#include <doctest/doctest.h>

#include <type_traits>

namespace empower {

namespace {

template <class A, class B>
concept adds = requires(A a, B b) { a + b; };
template <class A, class B>
concept subtracts = requires(A a, B b) { a - b; };
template <class A, class B>
concept multiplies = requires(A a, B b) { a* b; };
template <class A, class B>
concept divides = requires(A a, B b) { a / b; };
template <class A, class B>
concept compares = requires(A a, B b) { a < b; };

// What must compile, and its unit.
static_assert(std::is_same_v<decltype(Kelvins{} * Days{}), DegreeDays>);
static_assert(std::is_same_v<decltype(KilowattHoursPerDay{} * Days{}), KilowattHours>);
static_assert(std::is_same_v<decltype(KilowattHoursPerDegreeDay{} * DegreeDays{}), KilowattHours>);
static_assert(
    std::is_same_v<decltype(KilowattHoursPerSquareMetre{} * SquareMetres{}), KilowattHours>);
static_assert(std::is_same_v<decltype(KilowattHours{} * EurosPerKilowattHour{}), Euros>);
static_assert(
    std::is_same_v<decltype(KilowattHours{} * KilogramsCo2ePerKilowattHour{}), KilogramsCo2e>);
static_assert(
    std::is_same_v<decltype(KilowattHours{} / SquareMetres{}), KilowattHoursPerSquareMetre>);
static_assert(std::is_same_v<decltype(KilowattHours{} / Days{}), KilowattHoursPerDay>);
static_assert(std::is_same_v<decltype(KilowattHours{} / DegreeDays{}), KilowattHoursPerDegreeDay>);
static_assert(std::is_same_v<decltype(DegreeDays{} / Days{}), Kelvins>);
static_assert(std::is_same_v<decltype(KilowattHours{} / KilowattHours{}), double>);
static_assert(std::is_same_v<decltype(Celsius{} - Celsius{}), Kelvins>);
static_assert(std::is_same_v<decltype(Celsius{} + Kelvins{}), Celsius>);
static_assert(std::is_same_v<decltype(Celsius{} - Kelvins{}), Celsius>);

// What must not.
static_assert(!std::is_convertible_v<double, KilowattHours>);
static_assert(!std::is_convertible_v<KilowattHours, double>);
static_assert(!std::is_convertible_v<double, Celsius>);
static_assert(!std::is_convertible_v<Kelvins, Celsius>);
static_assert(!std::is_constructible_v<KilowattHours, Euros>);
static_assert(!adds<KilowattHours, SquareMetres> && !adds<KilowattHours, double>);
static_assert(!adds<Celsius, Celsius> && !adds<Kelvins, Celsius>);
static_assert(!subtracts<Kelvins, Celsius> && !subtracts<KilowattHours, Euros>);
static_assert(!multiplies<Celsius, double> && !multiplies<Celsius, Days>);
static_assert(!multiplies<KilowattHours, KilowattHours> && !multiplies<SquareMetres, SquareMetres>);
static_assert(!divides<SquareMetres, KilowattHours> && !divides<Celsius, Celsius>);
static_assert(!compares<KilowattHours, Euros> && !compares<Celsius, Kelvins> &&
              !compares<Days, double>);

// A quantity costs what a double costs.
static_assert(sizeof(KilowattHours) == sizeof(double) &&
              std::is_trivially_copyable_v<KilowattHours>);
static_assert(sizeof(Celsius) == sizeof(double) && std::is_trivially_copyable_v<Celsius>);

static_assert((Celsius{20.0} - Celsius{5.0}) * Days{2.0} == DegreeDays{30.0});
static_assert(KilowattHours{900.0} / SquareMetres{10.0} == KilowattHoursPerSquareMetre{90.0});
static_assert(2.0 * KilowattHours{3.0} - KilowattHours{1.0} == KilowattHours{5.0});
static_assert(Celsius{-1.0} < Celsius{0.0} && -Kelvins{1.0} == Kelvins{-1.0});

} // namespace

TEST_SUITE("core/units") {
  TEST_CASE("missing is NaN and goes through every operation") {
    const KilowattHours missing{missing_value};
    CHECK(missing.missing());
    CHECK((missing + KilowattHours{1.0}).missing());
    CHECK((missing / SquareMetres{1.0}).missing());
    CHECK((Celsius{missing_value} - Celsius{1.0}).missing());
    CHECK_FALSE(KilowattHours{}.missing());
  }

  TEST_CASE("a missing quantity is neither equal to, below nor above anything") {
    const Celsius missing{missing_value};
    CHECK_FALSE(missing == missing);
    CHECK_FALSE(missing < Celsius{0.0});
    CHECK_FALSE(missing >= Celsius{0.0});
  }

  TEST_CASE("a product undone by its quotient gives the quantity back") {
    const KilowattHours energy{1234.5};
    CHECK(((energy / SquareMetres{8.0}) * SquareMetres{8.0}).value() == energy.value());
    CHECK((energy / Days{16.0} * Days{16.0}).value() == energy.value());
  }
}

} // namespace empower
