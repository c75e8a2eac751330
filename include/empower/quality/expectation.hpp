// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/series/bills.hpp>

#include <span>
#include <vector>

namespace empower {

/// How far each observation is from what is expected, in units of the meter's own usual deviation.
///
/// The deviation is taken relative to the mean of the expected energy and the meter's average
/// energy over the same days: heating meters scatter in proportion in winter and by a constant in
/// summer. Scale: 1.4826 times the median absolute deviation, at least 2 %.
/// `expected_kwh` is as long as the observations, NaN where nothing is expected; the score is NaN
/// there and where energy is missing.
[[nodiscard]] std::vector<double> deviation_scores(BillView observed,
                                                   std::span<const double> expected_kwh);

} // namespace empower
