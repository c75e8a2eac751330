// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace empower {

/// Reproducible random numbers: the same seed and stream give the same bits on every machine,
/// which the distributions of `<random>` do not promise.
///
/// SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195): the n-th number is a hash of
/// seed, stream and n, so streams (one per building, say) need no order among them. Not for
/// cryptography.
class Random {
public:
  explicit constexpr Random(std::uint64_t seed, std::uint64_t stream = 0) noexcept
      : state_{hash(hash(seed) ^ stream)} {}

  /// 64 random bits.
  constexpr std::uint64_t bits() noexcept { return hash(state_ += 0x9e3779b97f4a7c15U); }

  /// Uniform on [0, 1), a multiple of 2^-53.
  constexpr double uniform() noexcept { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }

  /// Uniform on 0 ... count - 1; unequal by at most count * 2^-53.
  constexpr std::size_t index(std::size_t count) noexcept {
    return static_cast<std::size_t>(uniform() * static_cast<double>(count));
  }

  /// Standard normal, by the ratio of uniforms with Leva's quadratic bounds (1992,
  /// doi:10.1145/138351.138364). The variate is one quotient of exact doubles; the logarithm only
  /// decides acceptance near the edge, so another libm changes a number once in 10^16.
  double normal() noexcept;

private:
  static constexpr std::uint64_t hash(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

} // namespace empower
