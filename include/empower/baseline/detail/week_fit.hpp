// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/week_rows.hpp>
#include <empower/baseline/time_of_week.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace empower::detail {

/// Where each temperature lies between the knots: `knots[segment]` plus `fraction` of the segment,
/// below 0 or above 1 beyond the outer knots. The hats of the two knots are 1 - fraction and
/// fraction, all others 0.
struct HatPosition {
  std::span<double> fraction;
  std::vector<std::uint8_t> segment;
};

/// Of the rows with weight.
struct TemperatureRange {
  double coldest = missing_value;
  double warmest = missing_value;
};
[[nodiscard]] TemperatureRange temperature_range(std::span<const double> temperature_c,
                                                 std::span<const double> weight);

/// Temperatures sorted into narrow bins over a range, the end bins taking what is beyond: most
/// questions are answered by the bin. Views the temperatures; a missing one is in the first bin.
class TemperatureBins {
public:
  TemperatureBins(std::span<const double> temperature_c, TemperatureRange range);

  /// Values of the `ranks`-th smallest (from 0, ascending) of the temperatures with weight, all of
  /// them in the range.
  [[nodiscard]] std::vector<double> order_statistics(std::span<const double> weight,
                                                     std::span<const std::size_t> ranks) const;
  /// Positions among `knots_c`, at most 256, which lie in the range.
  void locate(std::span<const double> knots_c, HatPosition& out) const;

private:
  double coldest_;
  double per_kelvin_;
  std::span<const double> temperature_c_;
  std::unique_ptr<std::uint16_t[]> bin_;
};

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
/// `position` and `scratch` (as long as the rows) are overwritten; `position` is then that of the
/// model's knots.
[[nodiscard]] WindowFit fit_window(const WeekSlots& slots, const WeekRows& rows,
                                   std::span<const double> weight, TemperatureRange range,
                                   const HourlyOptions& options, HatPosition& position,
                                   std::span<double> scratch);

/// What the model expects of each row, below 0 too. Rows with a missing temperature or regressor
/// become missing.
void expected(const WeekModel& model, const WeekSlots& slots, const HatPosition& position,
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
