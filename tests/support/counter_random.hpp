// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace empower::testing {

/// The i-th number in [0, 1) of a seed: splitmix64, the same on every platform.
[[nodiscard]] constexpr double uniform(std::uint64_t seed, std::uint64_t i) noexcept {
  std::uint64_t z = seed * 0xD1342543DE82EF95U + (i + 1) * 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1.0p-53;
}

} // namespace empower::testing
