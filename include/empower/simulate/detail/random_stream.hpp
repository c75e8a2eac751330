// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/stats/random.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace empower::detail {

/// What a stream of random numbers is for. A new purpose goes to the end: the number is part of
/// the key, so that adding one changes no other stream.
enum class Draw : std::uint64_t {
  regional_weather = 1,
  local_weather,
  place,
  building,
  names,
  noise,
  readings,
  events,
  faults
};

/// The random numbers of one purpose and one building or name. They depend on nothing else, so
/// building 7 is the same whether 8 or 8,000 are simulated.
class RandomStream : public Random {
public:
  RandomStream(std::uint64_t seed, Draw purpose, std::uint64_t index) noexcept
      : Random{seed, static_cast<std::uint64_t>(purpose) << 56U ^ index} {}
  RandomStream(std::uint64_t seed, Draw purpose, std::string_view name) noexcept
      : RandomStream{seed, purpose, fnv1a(name)} {}

  using Random::uniform;
  double uniform(double low, double high) noexcept { return low + (high - low) * uniform(); }
  bool chance(double probability) noexcept { return uniform() < probability; }
  /// In [low, high].
  int integer(int low, int high) noexcept {
    const int count = high - low + 1;
    return low + static_cast<int>(index(static_cast<std::size_t>(count)));
  }
  double lognormal(double median, double log_sd) noexcept {
    return median * std::exp(log_sd * normal());
  }

private:
  static constexpr std::uint64_t fnv1a(std::string_view text) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
  }
};

} // namespace empower::detail
