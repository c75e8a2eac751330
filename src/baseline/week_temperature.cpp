// SPDX-License-Identifier: Apache-2.0
#include "../core/wide.hpp"

#include <empower/baseline/detail/week_fit.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>

namespace empower::detail {

namespace {

// Bins of 0.12 K over the weather of the earth.
constexpr double coldest_bin_c = -60.0;
constexpr double bins_per_kelvin = static_cast<double>(TemperatureBins::count - 1) / 120.0;
constexpr auto last_bin = static_cast<double>(TemperatureBins::count - 1);

std::size_t bin_of(double temperature_c) noexcept {
  const double place = (temperature_c - coldest_bin_c) * bins_per_kelvin;
  return static_cast<std::size_t>(std::clamp(place, 0.0, last_bin));
}

/// 0 or 1, without a comparison of doubles.
std::uint32_t counts_if_positive(double weight) noexcept {
  return std::bit_cast<std::uint64_t>(weight) != 0 ? 1U : 0U;
}

using Bins = std::uint16_t __attribute__((vector_size(16)));
constexpr std::size_t bins_at_once = sizeof(Bins) / sizeof(std::uint16_t);

/// Calls `row` with each row whose bin is one of `wanted`, each of them eight times.
template <class Row>
void rows_in(std::span<const Bins> wanted, const std::uint16_t* bin, std::size_t count, Row row) {
  std::size_t i = 0;
  for (; i + bins_at_once <= count; i += bins_at_once) {
    Bins bins;
    std::memcpy(&bins, bin + i, sizeof bins);
    auto found = bins == wanted[0];
    for (const Bins& other : wanted.subspan(1)) found |= bins == other;
    std::array<std::uint64_t, 2> any{};
    std::memcpy(any.data(), &found, sizeof found);
    if ((any[0] | any[1]) == 0) continue;
    for (std::size_t k = 0; k < bins_at_once; ++k)
      if (found[k] != 0) row(i + k);
  }
  for (; i < count; ++i)
    if (std::ranges::any_of(wanted, [&](const Bins& w) { return w[0] == bin[i]; })) row(i);
}

} // namespace

TemperatureBins::TemperatureBins(std::span<const double> temperature_c)
    : temperature_c_{temperature_c},
      bin_{std::make_unique_for_overwrite<std::uint16_t[]>(temperature_c.size())} {
  widest(
      [from = temperature_c.data(), size = temperature_c.size(), to = bin_.get()]<class Lanes>() {
        const auto coldest = all<Lanes>(coldest_bin_c);
        const auto per_kelvin = all<Lanes>(bins_per_kelvin);
        const auto last = all<Lanes>(last_bin);
        by_fours<Lanes>(size, [=](auto at) {
          const Lanes place = (at.of(from) - coldest) * per_kelvin;
          // A missing temperature is not larger than 0.
          at.put_whole(to, smaller(larger(place, Lanes{}), last));
        });
      });
}

std::vector<double> TemperatureBins::quantiles(std::span<const double> weight,
                                               std::size_t parts) const {
  const std::size_t n = temperature_c_.size();
  const std::uint16_t* const bin = bin_.get();
  // Neighbours in time are often in one bin: more counts wait less for each other.
  std::array<std::array<std::uint32_t, count>, 4> counts{};
  const std::size_t fours = n / 4 * 4;
  for (std::size_t i = 0; i < fours; i += 4)
    for (std::size_t k = 0; k < 4; ++k) counts[k][bin[i + k]] += counts_if_positive(weight[i + k]);
  for (std::size_t i = fours; i < n; ++i) counts[0][bin[i]] += counts_if_positive(weight[i]);
  std::size_t total = 0;
  for (std::size_t b = 0; b < count; ++b) {
    counts[0][b] += counts[1][b] + counts[2][b] + counts[3][b];
    total += counts[0][b];
  }
  struct Wanted {
    std::size_t bin;
    std::size_t rank_in_bin;
  };
  std::vector<Wanted> wanted;
  std::vector<Bins> wanted_bins;
  std::size_t below = 0;
  std::size_t b = 0;
  for (std::size_t part = 1; part < parts; ++part) {
    const std::size_t rank = total * part / parts;
    if (rank == 0) continue;
    for (; below + counts[0][b] < rank; ++b) below += counts[0][b];
    if (wanted_bins.empty() || wanted_bins.back()[0] != b)
      wanted_bins.push_back(Bins{} + static_cast<std::uint16_t>(b));
    wanted.push_back({wanted_bins.size() - 1, rank - below - 1});
  }
  std::vector<double> found;
  if (wanted.empty()) return found;
  std::vector<std::vector<double>> inside(wanted_bins.size());
  for (std::size_t k = 0; k < inside.size(); ++k) inside[k].reserve(counts[0][wanted_bins[k][0]]);
  rows_in(wanted_bins, bin, n, [&](std::size_t i) {
    if (!(weight[i] > 0.0)) return;
    std::size_t k = 0;
    while (wanted_bins[k][0] != bin[i]) ++k;
    inside[k].push_back(temperature_c_[i]);
  });
  found.reserve(wanted.size());
  for (const Wanted& w : wanted) {
    const auto place = inside[w.bin].begin() + static_cast<std::ptrdiff_t>(w.rank_in_bin);
    std::ranges::nth_element(inside[w.bin], place);
    found.push_back(*place);
  }
  return found;
}

HatPositions::HatPositions(const TemperatureBins& bins, std::span<const double> knots_c)
    : HatView{bins.temperature_c().data(), bins.bin(), nullptr, knots_c.size() - 1},
      owned_{std::make_unique<Table>()} {
  table = owned_.get();
  for (std::size_t s = 0; s < segments; ++s) {
    owned_->from[s] = knots_c[s];
    owned_->per_kelvin[s] = 1.0 / (knots_c[s + 1] - knots_c[s]);
    owned_->to[s] = std::numeric_limits<double>::infinity();
    if (s + 1 == segments) break;
    owned_->to[s] = knots_c[s + 1];
    for (std::size_t b = bin_of(knots_c[s + 1]) + 1; b < TemperatureBins::count; ++b)
      ++owned_->first_in_bin[b];
  }
}

void set_cells(const WeekSlots& slots, const HatView& at, std::span<std::uint32_t> cell) {
  for (const SlotRun& run : slots.runs)
    for (std::size_t j = 0; j < run.length; ++j)
      cell[run.row + j] =
          static_cast<std::uint32_t>((run.slot + j) * at.segments + at.segment(run.row + j));
}

TemperatureRange temperature_range(std::span<const double> temperature_c,
                                   std::span<const double> weight) {
  return widest([temperatures = temperature_c.data(), weights = weight.data(),
                 count = weight.size()]<class Lanes>() {
    const auto infinity = all<Lanes>(std::numeric_limits<double>::infinity());
    Lanes coldest = infinity;
    Lanes warmest = Lanes{} - infinity;
    by_fours<Lanes>(count, [&](auto at) {
      const auto counts = at.of(weights) > Lanes{};
      const Lanes t = at.of(temperatures);
      coldest = smaller(choose(counts, t, infinity), coldest);
      warmest = larger(choose(counts, t, Lanes{} - infinity), warmest);
    });
    return TemperatureRange{smallest(coldest), largest(warmest)};
  });
}

} // namespace empower::detail
