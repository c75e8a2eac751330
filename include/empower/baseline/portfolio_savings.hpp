// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/savings.hpp>

#include <cstddef>
#include <span>

namespace empower {

/// How the errors of several savings hang together.
enum class SavingsCorrelation {
  independent,   ///< each meter errs by itself
  common_factor, ///< one correlation between any two, as where all share a weather station
  full,          ///< all err together: the widest
};

/// Savings of several meters, added.
struct PortfolioSaving {
  std::size_t meters = 0;
  double observed_kwh = 0.0;
  double expected_kwh = 0.0;
  double non_routine_kwh = 0.0;
  Estimate avoided;  ///< kWh
  Estimate fraction; ///< over expected + non-routine
};

/// The sum of savings with its 90 % interval. With s_i standard errors (and in the same way half
/// widths, which carry each meter's degrees of freedom) and correlation rho:
///
///   s^2 = (1 - rho) sum s_i^2 + rho (sum s_i)^2
///
/// rho is 0 for `independent`, 1 for `full`, `rho` else. Throws `ContractError` unless rho lies in
/// [0, 1]. Savings whose interval is missing make the interval missing. Meters that overlap (a
/// sub-meter and its parent) are not to be added; the caller leaves one out.
[[nodiscard]] PortfolioSaving portfolio_saving(std::span<const AvoidedEnergy> savings,
                                               SavingsCorrelation correlation, double rho = 0.0);

} // namespace empower
