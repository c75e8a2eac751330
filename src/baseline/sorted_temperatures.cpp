// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/sorted_temperatures.hpp>

#include <empower/core/digest.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace empower {

/// Buckets over the range that weather has, each so small that insertion finishes the work; several
/// times faster than comparing.
SortedTemperatures::SortedTemperatures(DailyView<Celsius> outdoor) : outdoor_{outdoor} {
  constexpr double coldest = -40.0;
  constexpr double warmest = 50.0;
  const std::span<const double> temperature = outdoor.values();
  const std::size_t buckets = 2 * temperature.size() + 1;
  const double scale = static_cast<double>(buckets - 1) / (warmest - coldest);
  const auto bucket_of = [&](double t) {
    return static_cast<std::size_t>((std::clamp(t, coldest, warmest) - coldest) * scale);
  };
  std::vector<std::uint32_t> start(buckets + 1, 0);
  for (const double t : temperature)
    if (std::isfinite(t)) ++start[bucket_of(t) + 1];
  for (std::size_t b = 1; b < start.size(); ++b) start[b] += start[b - 1];
  days_.resize(start.back());
  for (std::size_t i = 0; i < temperature.size(); ++i)
    if (std::isfinite(temperature[i]))
      days_[start[bucket_of(temperature[i])]++] = {temperature[i], static_cast<std::uint32_t>(i)};
  for (std::size_t i = 1; i < days_.size(); ++i) {
    const Day day = days_[i];
    std::size_t j = i;
    for (; j > 0 && day.temperature_c < days_[j - 1].temperature_c; --j) days_[j] = days_[j - 1];
    days_[j] = day;
  }
  InputDigest digest;
  digest.add(std::int64_t{outdoor.first().time_since_epoch().count()});
  digest.add(temperature);
  digest_ = digest.value();
}

} // namespace empower
