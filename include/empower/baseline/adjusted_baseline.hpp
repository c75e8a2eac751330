// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/core/period.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>

#include <cstddef>
#include <vector>

namespace empower {

/// What a baseline expects of each observation of another period, with all that is needed to state
/// the error of any sum of them: IPMVP's adjusted-baseline energy, observation by observation. Any
/// linearised model can fill it.
///
/// The variance of observed minus expected over a set S of observations is
///
///   g' V g + sum of noise over S,   g = sum of the gradients over S
///
/// so errors of the coefficients, which all observations share, are summed before they are squared.
struct AdjustedBaseline {
  std::vector<CivilDay> from;
  std::vector<CivilDay> to;
  std::vector<double> expected_kwh; ///< NaN where a day has no temperature
  std::vector<double> degree_days;  ///< beyond the balance temperatures
  std::vector<double> outside_days; ///< colder or warmer than any day that was fitted
  std::vector<double> outside_degree_days;
  std::vector<double> gradient;       ///< d expected / d coefficient, observation by observation
  std::vector<double> covariance;     ///< V of the coefficients, row by row
  std::vector<double> noise_variance; ///< of each observation, kWh2
  double degrees_of_freedom = missing_value;

  [[nodiscard]] std::size_t size() const noexcept { return expected_kwh.size(); }
  [[nodiscard]] std::size_t coefficient_count() const noexcept {
    return size() == 0 ? 0 : gradient.size() / size();
  }
  [[nodiscard]] CivilPeriod period(std::size_t i) const noexcept { return {from[i], to[i]}; }
};

/// Of a fitted signature, on the temperatures of each observation's own days; noise grows with
/// the days of an observation (`Fit::residual_variance`). A fit with regressors wants their values
/// for these observations in `regressors`, by the same names in the same order; throws `ShapeError`
/// if the numbers do not match, `ContractError` if the names do not, and `InputError` for
/// observations that are not in order or overlap.
[[nodiscard]] AdjustedBaseline adjusted_baseline(const Fit& baseline, BillView observed,
                                                 DailyView<Celsius> outdoor,
                                                 const Regressors& regressors = {});

} // namespace empower
