// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/savings.hpp>

#include <span>
#include <string_view>

namespace empower::detail {

inline constexpr std::string_view savings_method_id = "empower-savings-1";

/// Throws `InputError` for an adjustment without days or without an amount.
void check(std::span<const NonRoutineAdjustment> adjustments);

/// A value with the standard error that a variance gives and an interval of `t` of them.
[[nodiscard]] Estimate estimate(double value, double variance, double t);

/// As the public function, with Student's t already looked up: it costs more than the sum.
[[nodiscard]] AvoidedEnergy avoided_energy(const AdjustedBaseline& expected,
                                           std::span<const double> observed_kwh, CivilPeriod period,
                                           std::span<const NonRoutineAdjustment> adjustments,
                                           double t);

} // namespace empower::detail
