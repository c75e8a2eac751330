// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>

#include <span>
#include <string_view>

namespace empower {

/// The shape of an energy signature: energy per day as a function of the day's mean temperature.
enum class SignatureShape {
  mean,            ///< 1P: a constant
  linear,          ///< 2P: one straight line, falling or rising
  heating,         ///< 3PH: base and heating leg
  cooling,         ///< 3PC: base and cooling leg
  two_slopes,      ///< 4P: both legs from one balance temperature
  heating_cooling, ///< 5P: both legs
};

[[nodiscard]] std::span<const std::string_view>
signature_shape_codes() noexcept; ///< `1P`, `2P`, `3PH`, `3PC`, `4P`, `5P`
[[nodiscard]] std::string_view code(SignatureShape shape) noexcept;

/// `E(T) = base + heating_slope * (heating_balance - T)+ + cooling_slope * (T - cooling_balance)+`
/// per day. A leg that the shape has not got has slope 0 and a missing balance temperature.
///
/// A 2P is one leg that begins at the end of the fitted temperatures: a falling line is a heating
/// leg from the warmest of them, a rising one a cooling leg from the coldest; `base` is the energy
/// there, and beyond it, where nothing was observed, the line does not go on. A 4P has one balance
/// temperature, in both places. Slopes are not negative unless `FitOptions::free_signs` allows it.
struct Signature {
  SignatureShape shape = SignatureShape::mean;
  KilowattHoursPerDay base{};
  KilowattHoursPerDegreeDay heating_slope{};
  Celsius heating_balance{missing_value};
  KilowattHoursPerDegreeDay cooling_slope{};
  Celsius cooling_balance{missing_value};

  [[nodiscard]] constexpr KilowattHours heating(Celsius t) const noexcept {
    return t < heating_balance ? heating_slope * ((heating_balance - t) * one_day)
                               : KilowattHours{};
  }
  [[nodiscard]] constexpr KilowattHours cooling(Celsius t) const noexcept {
    return t > cooling_balance ? cooling_slope * ((t - cooling_balance) * one_day)
                               : KilowattHours{};
  }
  /// Expected energy of a day with mean temperature `t`; missing if `t` is.
  [[nodiscard]] constexpr KilowattHours expected(Celsius t) const noexcept {
    if (t.missing()) return KilowattHours{missing_value};
    return base * one_day + heating(t) + cooling(t);
  }
};

} // namespace empower
