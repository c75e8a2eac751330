// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/weather/degree_days.hpp>

#include <span>
#include <string_view>

namespace empower {

/// Why two totals cannot be divided.
enum class DegreeDayReason {
  different_rules,   ///< base or threshold
  different_methods, ///< daily means against hours …
  different_lengths, ///< days counted and missing, by more than the one day of 29 February
  different_seasons, ///< first or last day of another date, 29 February counting as the 28th
  low_coverage,      ///< one has less than `sufficient_coverage` of its days
  no_degree_days,    ///< the denominator is zero
  no_legal_value,    ///< the decree has no degree-days for the municipality
  no_legal_season,   ///< zone F has no limits
  no_altitude,       ///< of the municipality
};

[[nodiscard]] std::span<const std::string_view> degree_day_reason_codes() noexcept;
[[nodiscard]] std::string_view code(DegreeDayReason reason) noexcept;

/// `a / b`, each per day counted, so that a missing day weighs nothing; refused where the two are
/// not of one kind. Heating over cooling does not compile.
[[nodiscard]] Outcome<double, DegreeDayReason> ratio(const DegreeDaySum<HeatingRule>& a,
                                                     const DegreeDaySum<HeatingRule>& b);
[[nodiscard]] Outcome<double, DegreeDayReason> ratio(const DegreeDaySum<CoolingRule>& a,
                                                     const DegreeDaySum<CoolingRule>& b);

} // namespace empower
