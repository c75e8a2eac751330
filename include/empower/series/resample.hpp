// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>
#include <empower/series/hourly.hpp>

namespace empower {

/// A day counts when more than this share of its hours has data (CalTRACK 2.0: more than 12 of 24).
inline constexpr double sufficient_day_share = 0.5;

/// Energy per civil day of `zone`, in kWh. An interval that crosses midnight is shared by time.
///
/// Energy adds, so a day that is not wholly covered is missing (NaN), never a smaller day.
/// Throws `ContractError` if readings are out of order, overlap or are empty. One pass.
[[nodiscard]] DailySeries daily_energy(IntervalView readings, const TimeZone& zone);

/// Mean temperature of each civil day of `zone` over the hours present; missing where at most
/// `sufficient_day_share` of the day's hours are.
[[nodiscard]] DailySeries daily_mean(HourlyView<Celsius> outdoor, const TimeZone& zone);

/// Bills of one day each, as a daily series; days without a bill are missing, and those of a longer
/// one without energy, as `observations` makes of a gap. Throws `ContractError` if a bill with
/// energy is longer or the bills are not in order.
[[nodiscard]] DailySeries daily_energy(BillView one_day_bills);

/// The same where a bill may be longer: of its days only the sum is known, so they are missing.
[[nodiscard]] DailySeries days_known(BillView bills);

/// True when there are bills and each covers one day.
[[nodiscard]] bool all_one_day(BillView bills) noexcept;

} // namespace empower
