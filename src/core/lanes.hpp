// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>

// Two doubles at a time, with the operators of both compilers' vector types: compilers neither
// reorder a sum nor turn a choice between doubles into a vector operation by themselves. Every
// x86-64 and ARMv8 has such registers; elsewhere the compiler splits the operations, with the same
// results. Long loops take four doubles at a time: wide.hpp.
namespace empower::detail {

using Pair = double __attribute__((vector_size(16)));
using PairMask = decltype(Pair{} < Pair{}); ///< all bits or none of each

[[nodiscard]] inline Pair both(double value) noexcept { return Pair{value, value}; }
[[nodiscard]] inline double sum_of(Pair parts) noexcept { return parts[0] + parts[1]; }
/// The value where `mask` holds, else 0.
[[nodiscard]] inline Pair where(PairMask mask, Pair value) noexcept {
  return mask ? value : Pair{0.0, 0.0};
}
[[nodiscard]] inline Pair smaller(Pair a, Pair b) noexcept { return a < b ? a : b; }
[[nodiscard]] inline Pair larger(Pair a, Pair b) noexcept { return a > b ? a : b; }

/// Where a loop over columns is: at two rows.
struct TwoRows {
  static constexpr std::size_t size = 2;
  std::size_t row;
  [[nodiscard]] Pair of(const double* column) const noexcept {
    Pair pair;
    std::memcpy(&pair, column + row, sizeof pair);
    return pair;
  }
  void put(double* column, Pair pair) const noexcept {
    std::memcpy(column + row, &pair, sizeof pair);
  }
};

/// At a last row without a second, which reads as 0.
struct OneRow {
  std::size_t row;
  [[nodiscard]] Pair of(const double* column) const noexcept { return Pair{column[row], 0.0}; }
  void put(double* column, Pair pair) const noexcept { column[row] = pair[0]; }
};

/// Calls `body` with `TwoRows` for each two of `count` rows, and with `OneRow` if one is left.
template <class Body>
void in_pairs(std::size_t count, Body body) {
  std::size_t row = 0;
  for (; row + 2 <= count; row += 2) body(TwoRows{row});
  if (row < count) body(OneRow{row});
}

/// `std::isfinite` without a call, for loops.
[[nodiscard]] inline bool is_finite(double value) noexcept { return value - value == 0.0; }

} // namespace empower::detail
