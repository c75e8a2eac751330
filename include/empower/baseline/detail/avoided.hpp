// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/savings.hpp>

#include <span>

namespace empower::detail {

/// A value with the standard error that a variance gives and an interval of `t` of them.
[[nodiscard]] Estimate estimate(double value, double variance, double t);

/// As the public function, with Student's t already looked up: it costs more than the sum.
[[nodiscard]] AvoidedEnergy avoided_energy(const AdjustedBaseline& expected,
                                           std::span<const double> observed_kwh, CivilPeriod period,
                                           std::span<const NonRoutineAdjustment> adjustments,
                                           double t);

} // namespace empower::detail
