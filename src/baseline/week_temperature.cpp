// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

namespace empower::detail {

namespace {

constexpr std::size_t bins = 1024;

/// Whole parts are bins; a missing temperature is in the first.
Pair bins_at(Pair t, double coldest, double per_kelvin) noexcept {
  const Pair place = (t - both(coldest)) * both(per_kelvin);
  return smaller(larger(place, both(0.0)), both(static_cast<double>(bins - 1)));
}

} // namespace

TemperatureBins::TemperatureBins(std::span<const double> temperature_c, TemperatureRange range)
    : coldest_{range.coldest},
      per_kelvin_{range.warmest > range.coldest
                      ? static_cast<double>(bins - 1) / (range.warmest - range.coldest)
                      : 0.0},
      temperature_c_{temperature_c},
      bin_{std::make_unique_for_overwrite<std::uint16_t[]>(temperature_c.size())} {
  std::uint16_t* const to = bin_.get();
  const double from = coldest_;
  const double scale = per_kelvin_;
  in_pairs(temperature_c.size(), [&](auto at) {
    const Pair bin = bins_at(at.of(temperature_c.data()), from, scale);
    for (std::size_t k = 0; k < at.size; ++k)
      to[at.row + k] = static_cast<std::uint16_t>(static_cast<std::int32_t>(bin[k]));
  });
}

std::vector<double> TemperatureBins::order_statistics(std::span<const double> weight,
                                                      std::span<const std::size_t> ranks) const {
  const std::size_t n = temperature_c_.size();
  const std::uint16_t* const bin = bin_.get();
  // Neighbours in time are often in one bin: more counts wait less for each other.
  std::array<std::array<std::uint32_t, bins>, 4> counts{};
  const std::size_t fours = n / 4 * 4;
  for (std::size_t i = 0; i < fours; i += 4)
    for (std::size_t k = 0; k < 4; ++k) counts[k][bin[i + k]] += weight[i + k] > 0.0 ? 1U : 0U;
  for (std::size_t i = fours; i < n; ++i) counts[0][bin[i]] += weight[i] > 0.0 ? 1U : 0U;
  const auto count = [&](std::size_t b) {
    return std::size_t{counts[0][b]} + counts[1][b] + counts[2][b] + counts[3][b];
  };
  // A rank's place among the values of its bin, and the bins that are wanted, numbered from 1.
  std::vector<std::size_t> rank_in_bin;
  std::vector<std::size_t> number;
  std::array<std::uint8_t, bins> wanted{};
  std::size_t below = 0;
  std::size_t b = 0;
  std::uint8_t numbers = 0;
  for (const std::size_t rank : ranks) {
    for (; b + 1 < bins && below + count(b) <= rank; ++b) below += count(b);
    if (wanted[b] == 0) wanted[b] = ++numbers;
    number.push_back(wanted[b] - 1U);
    rank_in_bin.push_back(rank - below);
  }
  std::vector<std::vector<double>> values(numbers);
  for (std::size_t i = 0; i < n; ++i)
    if (wanted[bin[i]] != 0 && weight[i] > 0.0)
      values[wanted[bin[i]] - 1U].push_back(temperature_c_[i]);

  std::vector<double> found;
  found.reserve(ranks.size());
  for (std::size_t r = 0; r < ranks.size(); ++r) {
    std::vector<double>& inside = values[number[r]];
    const auto place = inside.begin() + static_cast<std::ptrdiff_t>(rank_in_bin[r]);
    std::ranges::nth_element(inside, place);
    found.push_back(*place);
  }
  return found;
}

void TemperatureBins::locate(std::span<const double> knots_c, HatPosition& out) const {
  struct Segment {
    double from = 0.0;
    double per_kelvin = 0.0;
    double to = std::numeric_limits<double>::infinity();
  };
  const std::size_t segments = knots_c.size() - 1;
  std::vector<Segment> table(segments);
  // The segment by bin, or the one before where a knot lies in the bin.
  std::array<std::uint8_t, bins> first_in_bin{};
  for (std::size_t s = 0; s < segments; ++s) {
    table[s].from = knots_c[s];
    table[s].per_kelvin = 1.0 / (knots_c[s + 1] - knots_c[s]);
    if (s + 1 == segments) break;
    table[s].to = knots_c[s + 1];
    const double bin = bins_at(both(knots_c[s + 1]), coldest_, per_kelvin_)[0];
    for (std::size_t b = static_cast<std::size_t>(bin) + 1; b < bins; ++b) ++first_in_bin[b];
  }
  const std::size_t n = temperature_c_.size();
  out.segment.resize(n);
  // Plain pointers: a store of bytes might change anything else.
  std::uint8_t* const segment = out.segment.data();
  double* const fraction = out.fraction.data();
  const double* const temperature = temperature_c_.data();
  const std::uint16_t* const bin = bin_.get();
  const Segment* const all = table.data();
  for (std::size_t i = 0; i < n; ++i) {
    const double t = temperature[i];
    std::size_t s = first_in_bin[bin[i]];
    while (t > all[s].to) ++s;
    fraction[i] = (t - all[s].from) * all[s].per_kelvin;
    segment[i] = static_cast<std::uint8_t>(s);
  }
}

TemperatureRange temperature_range(std::span<const double> temperature_c,
                                   std::span<const double> weight) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Pair coldest = both(infinity);
  Pair warmest = both(-infinity);
  in_pairs(weight.size(), [&](auto at) {
    const PairMask counts = at.of(weight.data()) > both(0.0);
    const Pair t = at.of(temperature_c.data());
    coldest = smaller(counts ? t : both(infinity), coldest);
    warmest = larger(counts ? t : both(-infinity), warmest);
  });
  return {std::min(coldest[0], coldest[1]), std::max(warmest[0], warmest[1])};
}

} // namespace empower::detail
