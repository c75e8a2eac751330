// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/time_of_week.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace empower::detail {

/// Consecutive intervals of one civil day in consecutive slots.
struct SlotRun {
  std::uint32_t row = 0;
  std::uint32_t slot = 0;
  std::uint32_t length = 0;
  std::int32_t day = 0; ///< civil day since 1970-01-01
};

/// The slots of all intervals, as runs in order of time.
struct WeekSlots {
  std::vector<SlotRun> runs;
  std::size_t day_slots = 0;
  std::size_t count = 0; ///< of slots: those of a week, and of a closed day
};

/// Slots of `count` intervals from `first` on. A day has one run, or one more where the clocks
/// change in it.
[[nodiscard]] WeekSlots week_slots(Instant first, std::chrono::seconds step, std::size_t count,
                                   const TimeZone& zone, const DayCalendar& calendar,
                                   ClosedDays closed_days);

/// Temperature of each interval `[first + i * step, + step)`: that of the value it lies in, or the
/// mean of the values inside if at least half are there; else missing. `out` or the values
/// themselves.
[[nodiscard]] std::span<const double> align_temperature(SteppedView<Celsius> outdoor, Instant first,
                                                        std::chrono::seconds step,
                                                        std::span<double> out);

/// Columns of intervals in one block of memory: malloc returns a small block's pages to the system
/// and faults them in again at the next fit, which costs as much as the fit.
class Columns {
public:
  Columns(std::size_t rows, std::size_t columns)
      : rows_{rows}, data_{std::make_unique_for_overwrite<double[]>(rows * columns)} {}
  [[nodiscard]] std::span<double> operator[](std::size_t column) const noexcept {
    return {data_.get() + rows_ * column, rows_};
  }

private:
  std::size_t rows_;
  std::unique_ptr<double[]> data_;
};

/// The intervals of a fit. Where `used` is 0 the others are finite but mean nothing.
struct WeekRows {
  std::span<double> temperature_c;
  std::span<double> energy_kwh;                    ///< less `energy_offset`
  std::span<double> used;                          ///< 1 or 0
  std::vector<std::span<const double>> regressors; ///< finite where `used`
  double energy_offset = 0.0;
};

/// What decides whether there is enough to fit.
struct RowSums {
  std::size_t with_energy = 0;
  std::size_t used = 0;
  std::size_t negative = 0;
  double total_kwh = 0.0;
  double coldest_c = missing_value;
  double warmest_c = missing_value;
};

/// Fills `rows`, whose regressors are set; `temperature_c` may be `rows.temperature_c`.
[[nodiscard]] RowSums mark_used(std::span<const double> energy_kwh,
                                std::span<const double> temperature_c, WeekRows& rows);

} // namespace empower::detail
