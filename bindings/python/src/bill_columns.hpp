// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "numpy_views.hpp"

#include <empower/series/bills.hpp>
#include <empower/stock/readings.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace empower::python {

/// Bills as Python gives them: days since 1970, and kWh as a view of the array they came in.
struct BillColumns {
  std::vector<CivilDay> from;
  std::vector<CivilDay> to;
  std::span<const double> energy;

  /// Throws `ShapeError` for columns of different length.
  BillColumns(const Array<std::int64_t>& start, const Array<std::int64_t>& end,
              const Array<double>& energy_kwh)
      : from{civil_days(python::view(start))}, to{civil_days(python::view(end))},
        energy{python::view(energy_kwh)} {
    if (from.size() != energy.size()) throw ShapeError{"start", energy.size(), from.size()};
    if (to.size() != energy.size()) throw ShapeError{"end", energy.size(), to.size()};
  }
  [[nodiscard]] BillView view() const noexcept { return {from, to, energy}; }
};

/// 1 for a reading that the supplier estimated.
[[nodiscard]] inline std::vector<ReadingQuality>
qualities(std::span<const std::uint8_t> estimated) {
  std::vector<ReadingQuality> quality(estimated.size(), ReadingQuality::actual);
  std::ranges::transform(estimated, quality.begin(), [](std::uint8_t is_estimated) {
    return is_estimated != 0 ? ReadingQuality::estimated : ReadingQuality::actual;
  });
  return quality;
}

} // namespace empower::python
