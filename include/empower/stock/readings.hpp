// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/series/bills.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace empower {

enum class ReadingQuality : std::uint8_t { actual, estimated, corrected };

/// All readings of a stock in columns, one slice per meter in the order of `Stock::meters`, each in
/// order of time and without overlap. A meter has bills (civil days) or intervals (instants), not
/// both. Energy is in kWh; a meter of water has cubic metres in its place.
struct Readings {
  std::vector<std::size_t> bill_offsets{0}; ///< meters + 1 entries
  std::vector<CivilDay> bill_from;
  std::vector<CivilDay> bill_to;
  std::vector<double> bill_energy_kwh;
  std::vector<ReadingQuality> bill_quality;

  std::vector<std::size_t> interval_offsets{0};
  std::vector<Instant> interval_start;
  std::vector<Instant> interval_end;
  std::vector<double> interval_energy_kwh;
  std::vector<ReadingQuality> interval_quality;

  [[nodiscard]] std::size_t meter_count() const noexcept { return bill_offsets.size() - 1; }
  [[nodiscard]] BillView bills(std::size_t meter) const noexcept;
  [[nodiscard]] std::span<const ReadingQuality> bill_qualities(std::size_t meter) const noexcept;
  [[nodiscard]] IntervalView intervals(std::size_t meter) const noexcept;
  [[nodiscard]] std::span<const ReadingQuality>
  interval_qualities(std::size_t meter) const noexcept;

  /// Appends the next meter. Throws `ContractError` if the bills are not in order.
  void add_meter(BillView bills, std::span<const ReadingQuality> quality = {});
  void add_meter(IntervalView intervals, std::span<const ReadingQuality> quality = {});
};

} // namespace empower
