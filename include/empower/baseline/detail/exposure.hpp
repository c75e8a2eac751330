// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

#include <span>

namespace empower::detail {

/// What a run of days has in common with a fit: the sums of its design's columns, and how much of
/// them falls on days colder or warmer than any fitted.
struct Exposure {
  Days days{};
  DegreeDays heating{}; ///< below the heating balance temperature
  Days heating_days{};
  DegreeDays cooling{}; ///< above the cooling balance temperature
  Days cooling_days{};
  Days outside_days{};
  DegreeDays outside{};

  /// The larger of the shares of days and of degree-days; 0 without days.
  [[nodiscard]] double extrapolated_share() const noexcept;
};

/// Of the days with a temperature.
[[nodiscard]] Exposure exposure(const Fit& fit, DailyView<Celsius> days) noexcept;
/// Of an average year.
[[nodiscard]] Exposure exposure(const Fit& fit, const NormalYear& normal) noexcept;

/// What `a` has more than `b` of the design's columns; nothing outside.
[[nodiscard]] Exposure difference(const Exposure& a, const Exposure& b) noexcept;

/// Expected energy of an exposure, by part.
[[nodiscard]] AnnualEnergy expected_energy(const Signature& signature,
                                           const Exposure& exposure) noexcept;

/// All missing.
[[nodiscard]] AnnualEnergy no_energy() noexcept;

/// g'Vg: variance of the expected energy of an exposure from the error of the coefficients, kWh2.
[[nodiscard]] double coefficient_variance(const Fit& fit, const Exposure& exposure,
                                          std::span<const double> regressor_totals = {});

} // namespace empower::detail
