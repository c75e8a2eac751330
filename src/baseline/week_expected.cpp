// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/week_fit.hpp>

#include <cmath>
#include <cstddef>

namespace empower::detail {

void expected(const WeekModel& model, const WeekSlots& slots, const HatPosition& position,
              std::span<const std::span<const double>> regressors, std::span<double> out) {
  // Both modes' curves in one table, a mode without slots as zeros that no slot points to.
  struct Line {
    double from = 0.0;
    double rise = 0.0;
  };
  const std::size_t segments = model.curve[0].knots_c.size() - 1;
  std::vector<Line> lines(2 * segments);
  for (std::size_t m = 0; m < 2; ++m) {
    const std::vector<double>& at = model.curve[m].energy_kwh;
    for (std::size_t s = 0; s + 1 < at.size(); ++s)
      lines[m * segments + s] = {at[s], at[s + 1] - at[s]};
  }
  std::vector<const Line*> lines_of_slot(slots.count);
  for (std::size_t p = 0; p < slots.count; ++p)
    lines_of_slot[p] = lines.data() + model.occupied[p] * segments;
  const std::uint8_t* const segment = position.segment.data();
  const double* const fraction = position.fraction.data();
  double* const to = out.data();
  for (const SlotRun& run : slots.runs) {
    const double* const level = model.slot_kwh.data() + run.slot;
    const Line* const* const curve = lines_of_slot.data() + run.slot;
    for (std::uint32_t j = 0; j < run.length; ++j) {
      const std::size_t i = run.row + j;
      const Line& line = curve[j][segment[i]];
      to[i] = level[j] + line.from + fraction[i] * line.rise;
    }
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
