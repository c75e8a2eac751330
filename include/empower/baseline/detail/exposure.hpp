// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

namespace empower::detail {

/// What a run of days has in common with a signature: the sums of its design's columns.
struct Exposure {
  Days days{};
  DegreeDays heating{}; ///< below the heating balance temperature
  Days heating_days{};
  DegreeDays cooling{}; ///< above the cooling balance temperature
  Days cooling_days{};

  friend Exposure operator-(const Exposure& a, const Exposure& b) noexcept;
};

/// Of the days with a temperature.
[[nodiscard]] Exposure exposure(const Signature& signature, DailyView<Celsius> days) noexcept;
/// Of an average year.
[[nodiscard]] Exposure exposure(const Signature& signature, const NormalYear& normal) noexcept;

/// Expected energy of an exposure, by part.
[[nodiscard]] AnnualEnergy expected_energy(const Signature& signature,
                                           const Exposure& exposure) noexcept;

/// g'Vg: variance of the expected energy of an exposure from the error of the coefficients, kWh2.
[[nodiscard]] double coefficient_variance(const Fit& fit, const Exposure& exposure) noexcept;

/// The same energy with the 90 % interval that a variance gives.
[[nodiscard]] AnnualEnergy with_interval(AnnualEnergy energy, double variance, const Fit& fit);

} // namespace empower::detail
