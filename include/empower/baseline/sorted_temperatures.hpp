// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/series/daily.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace empower {

/// The daily temperatures of a station in order of temperature: sorted once, they serve all fits of
/// all its meters, by days or by bills, and save each a third of its time. A fit on them is equal,
/// to the last bit, to one on the series itself.
///
/// The series must outlive them. Reading them from several threads at once is safe.
class SortedTemperatures {
public:
  struct Day {
    double temperature_c;
    std::uint32_t place; ///< in the series
  };

  SortedTemperatures() = default;
  explicit SortedTemperatures(DailyView<Celsius> outdoor);

  [[nodiscard]] DailyView<Celsius> outdoor() const noexcept { return outdoor_; }
  /// Days with a temperature from the coldest on, those of one temperature in order of time.
  [[nodiscard]] std::span<const Day> days() const noexcept { return days_; }

  /// `InputDigest` of the series.
  [[nodiscard]] std::uint64_t digest() const noexcept { return digest_; }

private:
  DailyView<Celsius> outdoor_;
  std::vector<Day> days_;
  std::uint64_t digest_ = 0;
};

} // namespace empower
