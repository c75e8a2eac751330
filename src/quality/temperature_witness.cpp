// SPDX-License-Identifier: Apache-2.0
#include "temperature_witness.hpp"

#include <empower/stats/robust.hpp>

#include <numeric>

namespace empower {

Scales season_scales(std::span<const double> values, const Months& months, std::size_t least) {
  std::array<std::vector<double>, 12> by_month;
  for (std::size_t i = 1; i + 1 < values.size(); ++i) {
    const double deviation = values[i] - 0.5 * (values[i - 1] + values[i + 1]);
    if (!std::isnan(deviation)) by_month[months[i]].push_back(std::abs(deviation));
  }
  const auto scale = [&](std::span<const std::size_t> of) {
    std::vector<double> some;
    for (const std::size_t m : of) some.insert(some.end(), by_month[m].begin(), by_month[m].end());
    // About 0, where deviations from the middle of two neighbours lie by symmetry.
    return some.size() < least ? missing_value
                               : normal_deviation_over_mad * median(std::move(some));
  };
  std::array<std::size_t, 12> all{};
  std::iota(all.begin(), all.end(), std::size_t{0});
  double whole_year = missing_value; // looked up when a season has too few
  Scales scales{};
  for (std::size_t m = 0; m < scales.size(); ++m) {
    const std::array<std::size_t, 3> season{(m + 11) % 12, m, (m + 1) % 12};
    scales[m] = scale(season);
    if (!std::isnan(scales[m])) continue;
    if (std::isnan(whole_year)) whole_year = scale(all);
    scales[m] = whole_year;
  }
  return scales;
}

} // namespace empower
