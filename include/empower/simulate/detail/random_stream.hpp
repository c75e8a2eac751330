// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string_view>

namespace empower::detail {

/// What a stream of random numbers is for. A new purpose goes to the end: the number is part of
/// the key, so that adding one changes no other stream.
enum class Draw : std::uint64_t { regional_weather = 1, local_weather, place, building, names, noise, readings, events };

/// Random numbers from a counter: the k-th draw depends on (seed, purpose, index, k) and on nothing
/// else, so building 7 is the same whether 8 or 8,000 are simulated. The mixer is the finaliser of
/// SplitMix64 (Steele, Lea, Flood 2014, doi 10.1145/2714064.2660195).
class RandomStream {
public:
  RandomStream(std::uint64_t seed, Draw purpose, std::uint64_t index) noexcept
      : key_{mix(mix(mix(seed) ^ static_cast<std::uint64_t>(purpose)) ^ index)} {}
  RandomStream(std::uint64_t seed, Draw purpose, std::string_view name) noexcept
      : RandomStream{seed, purpose, fnv1a(name)} {}

  /// In [0, 1).
  double uniform() noexcept {
    return static_cast<double>(mix(key_ + golden * ++counter_) >> 11) * 0x1p-53;
  }
  double uniform(double low, double high) noexcept { return low + (high - low) * uniform(); }
  bool chance(double probability) noexcept { return uniform() < probability; }
  /// In [0, count).
  std::size_t index(std::size_t count) noexcept {
    return static_cast<std::size_t>(uniform() * static_cast<double>(count));
  }
  /// In [low, high].
  int integer(int low, int high) noexcept {
    return low + static_cast<int>(index(static_cast<std::size_t>(high - low + 1)));
  }
  /// Standard normal (Box and Muller 1958).
  double normal() noexcept {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }
  double lognormal(double median, double log_sd) noexcept { return median * std::exp(log_sd * normal()); }

private:
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;

  static constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
  }

  static constexpr std::uint64_t fnv1a(std::string_view text) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
  }

  std::uint64_t key_;
  std::uint64_t counter_ = 0;
};

} // namespace empower::detail
