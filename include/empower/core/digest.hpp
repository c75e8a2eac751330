// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace empower {

/// Fingerprint of numeric input, to tell whether two results rest on the same data: 64 bits that
/// take in every value, its place, and where one column ends. Two data sets that differ have the
/// same one by accident once in 10^19; it is no protection against forgery. Missing values are
/// equal whatever their bits, and -0 equals 0.
class InputDigest {
public:
  constexpr void add(double value) noexcept { take(bits(value)); }
  constexpr void add(std::int64_t value) noexcept { take(static_cast<std::uint64_t>(value)); }
  void add(std::span<const double> column) noexcept;

  [[nodiscard]] constexpr std::uint64_t value() const noexcept { return state_; }
  /// Sixteen hexadecimal digits.
  [[nodiscard]] std::string text() const {
    constexpr std::array<char, 17> digits{"0123456789abcdef"};
    std::string hexadecimal(16, '0');
    for (std::size_t i = 0; i < 16; ++i) hexadecimal[i] = digits[(state_ >> (60U - 4U * i)) & 15U];
    return hexadecimal;
  }

private:
  static constexpr std::uint64_t missing = 0x7ff8000000000000U;
  static constexpr std::uint64_t bits(double value) noexcept {
    // 0.0 + value turns -0 into 0.
    return value == value ? std::bit_cast<std::uint64_t>(0.0 + value) : missing;
  }

  /// A bijection of the state for each word (the finaliser of SplitMix64), so that nothing is lost.
  constexpr void take(std::uint64_t word) noexcept {
    std::uint64_t z = (state_ ^ word) + 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    state_ = z ^ (z >> 31U);
  }

  std::uint64_t state_ = 0;
};

} // namespace empower
