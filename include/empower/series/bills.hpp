// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace empower {

/// Energy over unequal runs of civil days `[from[i], to[i])`, in order and without overlap.
/// Daily readings are bills of one day. The three spans have one length.
struct BillView {
  std::span<const CivilDay> from;
  std::span<const CivilDay> to;
  std::span<const double> energy_kwh; ///< NaN = missing

  [[nodiscard]] constexpr std::size_t size() const noexcept { return energy_kwh.size(); }
  [[nodiscard]] constexpr bool empty() const noexcept { return energy_kwh.empty(); }
  [[nodiscard]] constexpr CivilPeriod period(std::size_t i) const noexcept {
    return {from[i], to[i]};
  }
  /// From the first day of the first bill to the last day of the last.
  [[nodiscard]] constexpr CivilPeriod period() const noexcept {
    return empty() ? CivilPeriod{} : CivilPeriod{from.front(), to.back()};
  }
};

/// Index of the first bill that does not end after it starts, or starts before the one before it
/// ends; `size()` if there is none.
[[nodiscard]] std::size_t first_out_of_order(BillView bills) noexcept;

/// Throws `InputError` for the first bill that does not end after it starts, or starts before the
/// one before it ends, and `ShapeError` if the spans differ in length. `source` names the bills.
void check_order(BillView bills, std::string_view source);

/// Owner of the three columns.
struct BillSeries {
  std::vector<CivilDay> from;
  std::vector<CivilDay> to;
  std::vector<double> energy_kwh;

  [[nodiscard]] BillView view() const noexcept { return {from, to, energy_kwh}; }
  void push_back(CivilPeriod period, double kwh) {
    from.push_back(period.from);
    to.push_back(period.to);
    energy_kwh.push_back(kwh);
  }
};

/// Energy over runs of instants `[start[i], end[i])`: meter curves, hourly or finer or coarser.
struct IntervalView {
  std::span<const Instant> start;
  std::span<const Instant> end;
  std::span<const double> energy_kwh;

  [[nodiscard]] constexpr std::size_t size() const noexcept { return energy_kwh.size(); }
  [[nodiscard]] constexpr bool empty() const noexcept { return energy_kwh.empty(); }
};

} // namespace empower
