// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>

namespace empower {

/// Fits the four shapes to bills of unequal length on the degree-days of their own days
/// (variable-base degree-days, weights 1/days) and selects one. A bill with a missing temperature
/// or energy is left out.
[[nodiscard]] FitOutcome fit_bills(BillView bills, DailyView<Celsius> outdoor,
                                   const FitOptions& options = {});

} // namespace empower
