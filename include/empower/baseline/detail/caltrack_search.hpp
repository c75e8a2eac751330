// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/caltrack.hpp>
#include <empower/baseline/detail/caltrack_rows.hpp>

#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace empower::detail {

/// Energy of a day by its part.
struct CaltrackLoad {
  double base = 0.0;
  double heating = 0.0;
  double cooling = 0.0;
};

/// Mean over the days, or hours, with these temperatures.
[[nodiscard]] inline CaltrackLoad load_per_day(const CaltrackCandidate& model,
                                               std::span<const double> temperatures) noexcept {
  CaltrackLoad load{.base = model.intercept};
  if (!std::isnan(model.heating_balance_f)) {
    load.heating = model.beta_hdd * heating_degrees(temperatures, model.heating_balance_f);
  }
  if (!std::isnan(model.cooling_balance_f)) {
    load.cooling = model.beta_cdd * cooling_degrees(temperatures, model.cooling_balance_f);
  }
  return load;
}

/// What the grid of candidates comes to.
struct CaltrackChoice {
  std::optional<CaltrackCandidate> best; ///< nothing if no candidate qualifies
  std::vector<CaltrackCandidate> best_of_shape;
  CaltrackCandidateCounts counts;
  CaltrackRange heating_range; ///< with `bic`
  CaltrackRange cooling_range;
};

/// Tries all candidates on complete rows: of days by ordinary, of bills by weighted least squares.
///
/// Of days with one temperature each, all sums that a candidate needs come from one pass over the
/// days and one over the balance points, and a day is never below the heating and above the
/// cooling balance point, so that a candidate costs a 2 x 2 system. The moments are sums of
/// positive terms and carry about 1e-14; the winner is solved anew by `refine`.
[[nodiscard]] CaltrackChoice caltrack_choice(const CaltrackRows& rows,
                                             const CaltrackSettings& settings, bool billing);

/// Coefficients and adjusted R^2 of a candidate's balance points by modified Gram-Schmidt QR.
void refine(const CaltrackRows& rows, bool billing, CaltrackCandidate& candidate);

} // namespace empower::detail
