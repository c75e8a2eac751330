// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/week_rows.hpp>
#include <empower/baseline/time_of_week.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace empower::detail {

/// Of the rows with weight.
struct TemperatureRange {
  double coldest = missing_value;
  double warmest = missing_value;
};
[[nodiscard]] TemperatureRange temperature_range(std::span<const double> temperature_c,
                                                 std::span<const double> weight);

/// Temperatures sorted into narrow bins, the end bins taking what is beyond: most questions are
/// answered by the bin. Views the temperatures; a missing one is in the first bin.
class TemperatureBins {
public:
  static constexpr std::size_t count = 1024;

  explicit TemperatureBins(std::span<const double> temperature_c);

  [[nodiscard]] std::span<const double> temperature_c() const noexcept { return temperature_c_; }
  [[nodiscard]] const std::uint16_t* bin() const noexcept { return bin_.get(); }

  /// The ends of `parts` parts of equally many of the temperatures with weight, but for the last.
  [[nodiscard]] std::vector<double> quantiles(std::span<const double> weight,
                                              std::size_t parts) const;

private:
  std::span<const double> temperature_c_;
  std::unique_ptr<std::uint16_t[]> bin_;
};

/// Where temperatures lie between knots: a fraction of a segment above its lower knot, below 0 or
/// above 1 beyond the outer knots. The hats of the segment's knots are 1 - fraction and fraction,
/// all others 0. A missing temperature has some segment and no fraction.
struct HatView {
  static constexpr std::size_t most_segments = 256;
  struct Table {
    std::array<double, most_segments> from;
    std::array<double, most_segments> per_kelvin;
    std::array<double, most_segments> to;
    /// Or the segment before where a knot lies in the bin.
    std::array<std::uint8_t, TemperatureBins::count> first_in_bin;
  };
  const double* temperature_c;
  const std::uint16_t* bin;
  const Table* table;
  std::size_t segments;

  [[nodiscard]] std::size_t segment(std::size_t row) const noexcept {
    std::size_t s = table->first_in_bin[bin[row]];
    while (temperature_c[row] > table->to[s]) ++s;
    return s;
  }
  [[nodiscard]] double fraction(std::size_t row, std::size_t at) const noexcept {
    return (temperature_c[row] - table->from[at]) * table->per_kelvin[at];
  }
};

/// Views the bins.
class HatPositions : public HatView {
public:
  HatPositions(const TemperatureBins& bins, std::span<const double> knots_c);

private:
  std::unique_ptr<Table> owned_;
};

/// Sets the cell of each row: its slot times the number of segments, plus its segment.
void set_cells(const WeekSlots& slots, const HatView& at, std::span<std::uint32_t> cell);

/// 1 for each slot in which more than `share` of the weight lies above a weighted regression on the
/// 50 and 65 °F hinges.
[[nodiscard]] std::vector<std::uint8_t> occupied_slots(const WeekSlots& slots, const WeekRows& rows,
                                                       std::span<const double> weight,
                                                       std::span<const double> slot_weight,
                                                       double share);

/// Lowest and highest residual that stays as it is, slot by slot: median -+ `deviations` * 1.4826 *
/// median absolute deviation; no limits for slots with fewer than 8 residuals or no deviation.
struct ClipLimits {
  std::vector<double> low;
  std::vector<double> high;
};
[[nodiscard]] ClipLimits clip_limits(const WeekSlots& slots, std::span<const double> residual,
                                     std::span<const double> weight, double deviations);

/// One window's model and how many residuals were clipped for it.
struct WindowFit {
  WeekModel model;
  std::size_t clipped = 0;
};

/// Weighted least squares over the rows whose weight is above 0, at least one; `range` is theirs.
/// `cell` and `scratch`, as long as the rows, are overwritten; `cell` is then that of the model's
/// knots.
[[nodiscard]] WindowFit fit_window(const WeekSlots& slots, const WeekRows& rows,
                                   const TemperatureBins& bins, std::span<const double> weight,
                                   TemperatureRange range, const HourlyOptions& options,
                                   std::span<std::uint32_t> cell, std::span<double> scratch);

/// What the model expects of each row, below 0 too. Rows with a missing temperature or regressor
/// become missing.
void expected(const WeekModel& model, const WeekSlots& slots, std::span<const std::uint32_t> cell,
              std::span<const double> temperature_c,
              std::span<const std::span<const double>> regressors, std::span<double> out);

/// Number of windows; sets `centres` for fortnights.
[[nodiscard]] std::size_t place_windows(HourlyFit& fit, const WeekSlots& slots);
/// Weight of a day's intervals when a window is fitted.
[[nodiscard]] double window_weight(const HourlyFit& fit, std::size_t window, CivilDay day);
/// Share of a window in what is expected of a day; they add up to 1.
[[nodiscard]] double window_share(const HourlyFit& fit, std::size_t window, CivilDay day);

/// Regressors by column.
[[nodiscard]] std::vector<std::span<const double>> columns_of(const Regressors& regressors,
                                                              std::size_t rows);

} // namespace empower::detail
