// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/civil_time.hpp>
#include <empower/core/outcome.hpp>
#include <empower/core/units.hpp>
#include <empower/reference/tariff_calendar.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/coverage.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

/// Electricity by the hours it is used in: bands, peak, base.
namespace empower {

/// The highest mean power of one interval; the first of several equal ones.
struct PeakDemand {
  double kw = missing_value; ///< missing = no reading
  Instant at{};              ///< start of the interval
  std::chrono::seconds length{0};
};

/// What was used in the hours of one band.
struct BandLoad {
  KilowattHours energy{missing_value}; ///< of the hours present; missing when there are none
  Coverage hours;
  PeakDemand peak;
};

/// A stretch of civil days, by the hours of the day.
struct TariffBands {
  CivilPeriod period;
  std::array<BandLoad, tariff_band_count> bands; ///< F1, F2, F3
  BandLoad all;                                  ///< hours without a band included
  double load_factor = missing_value;            ///< mean power of the hours present / peak
  double base_load_kw = missing_value;           ///< see `base_load_share`
  double night_share = missing_value;            ///< of the energy, in the night hours
  std::size_t left_out = 0;                      ///< intervals that lie in no single hour
  KilowattHours left_out_energy{0.0};
  std::vector<CivilDay> undecided; ///< of the calendar, in the period

  [[nodiscard]] const BandLoad& operator[](TariffBand band) const noexcept {
    return bands[static_cast<std::size_t>(band)];
  }
};

/// The base load is the mean power that this share of the complete hours does not exceed (nearest
/// rank: the ceil(share n)-th smallest of n).
inline constexpr double base_load_share = 0.05;

/// Night: local hours from 23 to 7, those of F3 on working days.
inline constexpr unsigned night_from_hour = 23;
inline constexpr unsigned night_to_hour = 7;

/// Why there are no bands.
enum class LoadReason {
  no_intervals,       ///< no reading in the period
  intervals_too_long, ///< every reading is longer than an hour or crosses one
};

[[nodiscard]] std::span<const std::string_view> load_reason_codes() noexcept;
[[nodiscard]] std::string_view code(LoadReason reason) noexcept;

/// Energy by band, peak, load factor and base load of the civil days `period` of `zone`.
///
/// Each interval belongs to the hour of local time that it lies in: quarters of an hour, hours, or
/// anything that nests in an hour. A longer one, or one that crosses a full hour, is left out and
/// counted: its energy cannot be placed. Nothing is filled in: hours without reading are missing
/// from the coverage. A day of 23 or 25 hours has the bands of its hours, the repeated one twice.
/// Peaks are means over an interval: hours hide what quarters of an hour show, and `length` says
/// which it is.
///
/// One pass over the intervals. Sums of n terms of one sign are right to n * 2^-53. Throws
/// `ContractError` if the period is not inside the calendar's, or intervals are out of order,
/// overlap or are empty.
[[nodiscard]] Outcome<TariffBands, LoadReason> tariff_bands(IntervalView energy,
                                                            const TimeZone& zone,
                                                            CivilPeriod period,
                                                            const TariffCalendar& calendar);

/// The calendar months that a period is made of; the first and last may be cut short.
[[nodiscard]] std::vector<CivilPeriod> months_of(CivilPeriod period);

} // namespace empower
