// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

#include <cstddef>
#include <cstdint>

namespace empower {

struct BootstrapOptions {
  std::size_t replications = 200;
  std::size_t block = 0; ///< observations; 0: 14 days, or 3 bills
  std::uint64_t seed = 1;
};

/// Intervals of the chosen shape by resampling: value = the fit's own, low and high = 5 and 95 %
/// points, standard error = standard deviation over the replications that have the shape.
struct BootstrapIntervals {
  Estimate base;
  Estimate heating_slope;
  Estimate heating_balance;
  Estimate cooling_slope;
  Estimate cooling_balance;
  Estimate normal_year;         ///< missing without a normal year
  std::size_t replications = 0; ///< in which the shape could be fitted
};

/// Moving-block bootstrap of the residuals (Künsch 1989): blocks of consecutive residuals, scaled
/// by sqrt(n / (n - p)) and the root of the days, are put on the fitted values and the shape is
/// searched anew. It assumes no form of autocorrelation beyond the block and no linearisation: a
/// check on the intervals of `Fit`, a few hundred times as dear. Blocks that join two runs of
/// consecutive observations are not avoided. The same options give the same bits.
///
/// `fit` is a fit of these very data without regressors; throws `ContractError` otherwise.
[[nodiscard]] BootstrapIntervals block_bootstrap(const Fit& fit, DailyView<KilowattHours> energy,
                                                 DailyView<Celsius> outdoor,
                                                 const NormalYear& normal = {},
                                                 const BootstrapOptions& options = {});
[[nodiscard]] BootstrapIntervals block_bootstrap(const Fit& fit, BillView bills,
                                                 DailyView<Celsius> outdoor,
                                                 const NormalYear& normal = {},
                                                 const BootstrapOptions& options = {});

} // namespace empower
