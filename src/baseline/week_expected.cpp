// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/week_fit.hpp>

#include <array>
#include <cstddef>

namespace empower::detail {

void expected(const WeekModel& model, const WeekSlots& slots, std::span<const std::uint32_t> cell,
              std::span<const double> temperature_c,
              std::span<const std::span<const double>> regressors, std::span<double> out) {
  struct Line {
    double at_zero = missing_value;
    double slope = 0.0;
  };
  const std::vector<double>& knots = model.curve[0].knots_c;
  const std::size_t segments = knots.size() - 1;
  std::array<std::vector<Line>, 2> curves{std::vector<Line>(segments), std::vector<Line>(segments)};
  for (std::size_t m = 0; m < 2; ++m) {
    const std::vector<double>& at = model.curve[m].energy_kwh;
    for (std::size_t s = 0; s + 1 < at.size(); ++s) {
      const double slope = (at[s + 1] - at[s]) / (knots[s + 1] - knots[s]);
      curves[m][s] = {at[s] - slope * knots[s], slope};
    }
  }
  // Each slot's curve with its level.
  std::vector<Line> lines;
  lines.reserve(slots.count * segments);
  for (std::size_t p = 0; p < slots.count; ++p)
    for (const auto& [at_zero, slope] : curves[model.occupied[p]])
      lines.push_back({model.slot_kwh[p] + at_zero, slope});
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Line& line = lines[cell[i]];
    out[i] = line.at_zero + line.slope * temperature_c[i];
  }
  for (std::size_t r = 0; r < regressors.size(); ++r)
    for (const SlotRun& run : slots.runs)
      for (std::uint32_t j = 0; j < run.length; ++j) {
        const TemperatureCurve& curve = model.curve[model.occupied[run.slot + j]];
        const double effect = curve.regressors_kwh.empty() ? 0.0 : curve.regressors_kwh[r];
        out[run.row + j] += effect * regressors[r][run.row + j];
      }
}

} // namespace empower::detail
