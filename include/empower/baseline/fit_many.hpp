// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/baseline_row.hpp>
#include <empower/baseline/fit.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>
#include <empower/weather/normal_year.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace empower {

/// The day of a reading that came without one. Not `CivilDay::min()`: spans from it do not
/// overflow.
inline constexpr CivilDay undated{std::chrono::days{std::numeric_limits<std::int32_t>::min()}};

/// Readings of many meters in common columns, one meter after another: those of meter m are
/// `[offsets[m], offsets[m + 1])`, in order of time and without overlap; `undated` = no date.
struct MeterColumns {
  std::span<const std::size_t> offsets; ///< one more than meters, ascending
  std::span<const CivilDay> from;
  std::span<const CivilDay> to;
  std::span<const double> energy_kwh;     ///< NaN = missing
  std::span<const std::uint32_t> station; ///< per meter: index of its outdoor temperatures

  [[nodiscard]] constexpr std::size_t size() const noexcept { return station.size(); }
  [[nodiscard]] constexpr BillView readings(std::size_t meter) const noexcept {
    const std::size_t first = offsets[meter];
    const std::size_t count = offsets[meter + 1] - first;
    return {from.subspan(first, count), to.subspan(first, count), energy_kwh.subspan(first, count)};
  }
};

/// Fits each meter by itself: `fit_change_point` where all its readings are of one day, else
/// `fit_bills`. One outcome per meter, in the order of the columns, equal to the last bit to that
/// of the single call, for any number of threads (0 = as many as the machine has).
///
/// A meter whose `station` is no index of `outdoor` is refused with `no_temperature`; one whose
/// readings are not in order, overlap, or have no date with `unordered_readings`, and the detail
/// names the first of them. Throws `ShapeError` where the columns do not belong together.
[[nodiscard]] std::vector<FitOutcome> fit_many(const MeterColumns& meters,
                                               std::span<const DailyView<Celsius>> outdoor,
                                               const FitOptions& options = {},
                                               std::size_t threads = 0);

/// The outcomes of `fit_many` as rows of the table `baselines`, without ids and carrier: those are
/// not known here. `normal` has one per station.
[[nodiscard]] std::vector<BaselineRow> baseline_rows(const MeterColumns& meters,
                                                     std::span<const FitOutcome> outcomes,
                                                     std::span<const NormalYear> normal);

} // namespace empower
