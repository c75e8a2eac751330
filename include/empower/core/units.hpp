// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <concepts>
#include <limits>

/// A closed algebra of the quantities of building energy.
///
/// A `Quantity` holds a double in one stated unit and converts to nothing by itself. Products and
/// quotients between units exist only where they are declared below; the quotient of two quantities
/// of one unit is a plain number. Missing is NaN. Other units (MWh, Smc, kBtu, degrees Fahrenheit)
/// are converted where data enter, by named factors with a source, never here.
namespace empower {

inline constexpr double missing_value = std::numeric_limits<double>::quiet_NaN();

template <class Unit>
class Quantity {
public:
  constexpr Quantity() noexcept = default;
  explicit constexpr Quantity(double value) noexcept : value_{value} {}

  [[nodiscard]] constexpr double value() const noexcept { return value_; }
  [[nodiscard]] constexpr bool missing() const noexcept { return value_ != value_; }

  constexpr Quantity& operator+=(Quantity other) noexcept {
    value_ += other.value_;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) noexcept {
    value_ -= other.value_;
    return *this;
  }

  friend constexpr Quantity operator+(Quantity a, Quantity b) noexcept { return a += b; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) noexcept { return a -= b; }
  friend constexpr Quantity operator-(Quantity a) noexcept { return Quantity{-a.value_}; }
  friend constexpr Quantity operator*(Quantity a, double factor) noexcept {
    return Quantity{a.value_ * factor};
  }
  friend constexpr Quantity operator*(double factor, Quantity a) noexcept { return a * factor; }
  friend constexpr Quantity operator/(Quantity a, double divisor) noexcept {
    return Quantity{a.value_ / divisor};
  }
  friend constexpr double operator/(Quantity a, Quantity b) noexcept { return a.value_ / b.value_; }
  friend constexpr auto operator<=>(Quantity, Quantity) noexcept = default;

private:
  double value_ = 0.0;
};

struct KilowattHourUnit {};
struct SquareMetreUnit {};
struct CubicMetreUnit {};
struct KelvinUnit {};
struct DayUnit {};
struct DegreeDayUnit {};
struct EuroUnit {};
struct KilogramCo2eUnit {};
struct EnergyIntensityUnit {};
struct DailyEnergyUnit {};
struct HeatingSlopeUnit {};
struct EnergyPriceUnit {};
struct EmissionFactorUnit {};

using KilowattHours = Quantity<KilowattHourUnit>;
using SquareMetres = Quantity<SquareMetreUnit>;
using CubicMetres = Quantity<CubicMetreUnit>;
using Kelvins = Quantity<KelvinUnit>;
using Days = Quantity<DayUnit>;
using DegreeDays = Quantity<DegreeDayUnit>; ///< K·d
using Euros = Quantity<EuroUnit>;
using KilogramsCo2e = Quantity<KilogramCo2eUnit>;
using KilowattHoursPerSquareMetre = Quantity<EnergyIntensityUnit>;
using KilowattHoursPerDay = Quantity<DailyEnergyUnit>;
using KilowattHoursPerDegreeDay = Quantity<HeatingSlopeUnit>; ///< kWh/(K·d)
using EurosPerKilowattHour = Quantity<EnergyPriceUnit>;
using KilogramsCo2ePerKilowattHour = Quantity<EmissionFactorUnit>;

inline constexpr Days one_day{1.0};

// clang-format off
/// The declared products: `Product<A, B>::Unit` is the unit of A times B.
template <class A, class B>
struct Product {};
template <>
struct Product<KelvinUnit, DayUnit> { using Unit = DegreeDayUnit; };
template <>
struct Product<DailyEnergyUnit, DayUnit> { using Unit = KilowattHourUnit; };
template <>
struct Product<HeatingSlopeUnit, DegreeDayUnit> { using Unit = KilowattHourUnit; };
template <>
struct Product<EnergyIntensityUnit, SquareMetreUnit> { using Unit = KilowattHourUnit; };
template <>
struct Product<KilowattHourUnit, EnergyPriceUnit> { using Unit = EuroUnit; };
template <>
struct Product<KilowattHourUnit, EmissionFactorUnit> { using Unit = KilogramCo2eUnit; };
// clang-format on

template <class A, class B>
  requires requires { typename Product<A, B>::Unit; }
constexpr auto operator*(Quantity<A> a, Quantity<B> b) noexcept {
  return Quantity<typename Product<A, B>::Unit>{a.value() * b.value()};
}

// clang-format off
/// The declared quotients: `Quotient<A, B>::Unit` is the unit of A over B.
template <class A, class B>
struct Quotient {};
template <>
struct Quotient<KilowattHourUnit, SquareMetreUnit> { using Unit = EnergyIntensityUnit; };
template <>
struct Quotient<KilowattHourUnit, DayUnit> { using Unit = DailyEnergyUnit; };
template <>
struct Quotient<KilowattHourUnit, DegreeDayUnit> { using Unit = HeatingSlopeUnit; };
template <>
struct Quotient<DegreeDayUnit, DayUnit> { using Unit = KelvinUnit; };
// clang-format on

template <class A, class B>
  requires requires { typename Quotient<A, B>::Unit; }
constexpr auto operator/(Quantity<A> a, Quantity<B> b) noexcept {
  return Quantity<typename Quotient<A, B>::Unit>{a.value() / b.value()};
}

/// A temperature on the Celsius scale: a point, not an amount. Two never add; their difference is
/// in kelvin.
class Celsius {
public:
  constexpr Celsius() noexcept = default;
  explicit constexpr Celsius(double degrees) noexcept : degrees_{degrees} {}

  [[nodiscard]] constexpr double value() const noexcept { return degrees_; }
  [[nodiscard]] constexpr bool missing() const noexcept { return degrees_ != degrees_; }

  friend constexpr Kelvins operator-(Celsius a, Celsius b) noexcept {
    return Kelvins{a.degrees_ - b.degrees_};
  }
  friend constexpr Celsius operator+(Celsius a, Kelvins step) noexcept {
    return Celsius{a.degrees_ + step.value()};
  }
  friend constexpr Celsius operator-(Celsius a, Kelvins step) noexcept {
    return Celsius{a.degrees_ - step.value()};
  }
  friend constexpr auto operator<=>(Celsius, Celsius) noexcept = default;

private:
  double degrees_ = 0.0;
};

} // namespace empower
