// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lanes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

// Loops over columns four doubles at a time, in the widest registers that help: `widest` calls its
// body with the type of the lanes, `Quad` where the processor holds four doubles in a register and
// `Four`, two of two, elsewhere. Both do the same operations in the same order, so a result does
// not depend on the processor.
namespace empower::detail {

struct Four {
  Pair low;
  Pair high;
};

struct FourMask {
  PairMask low;
  PairMask high;
};

inline Four operator+(Four a, Four b) noexcept { return {a.low + b.low, a.high + b.high}; }
inline Four operator-(Four a, Four b) noexcept { return {a.low - b.low, a.high - b.high}; }
inline Four operator*(Four a, Four b) noexcept { return {a.low * b.low, a.high * b.high}; }
inline Four& operator+=(Four& a, Four b) noexcept { return a = a + b; }
inline FourMask operator<(Four a, Four b) noexcept { return {a.low < b.low, a.high < b.high}; }
inline FourMask operator>(Four a, Four b) noexcept { return {a.low > b.low, a.high > b.high}; }
inline FourMask operator==(Four a, Four b) noexcept { return {a.low == b.low, a.high == b.high}; }
inline FourMask operator!=(Four a, Four b) noexcept { return {a.low != b.low, a.high != b.high}; }
inline FourMask operator&(FourMask a, FourMask b) noexcept {
  return {a.low & b.low, a.high & b.high};
}
inline Four choose(FourMask mask, Four a, Four b) noexcept {
  return {mask.low ? a.low : b.low, mask.high ? a.high : b.high};
}
inline double lane(Four lanes, std::size_t k) noexcept {
  return k < 2 ? lanes.low[k] : lanes.high[k - 2];
}
template <class Vector>
void load(const double* from, Vector& to) noexcept {
  std::memcpy(&to, from, sizeof to);
}
inline void load(const double* from, Four& to) noexcept {
  std::memcpy(&to.low, from, sizeof to.low);
  std::memcpy(&to.high, from + 2, sizeof to.high);
}
inline void store(Four from, double* to) noexcept {
  std::memcpy(to, &from.low, sizeof from.low);
  std::memcpy(to + 2, &from.high, sizeof from.high);
}

/// Whole parts.
inline void store_whole(Four from, std::uint16_t* to) noexcept {
  for (std::size_t k = 0; k < 4; ++k) to[k] = static_cast<std::uint16_t>(lane(from, k));
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define EMPOWER_HAS_QUADS 1
using Quad = double __attribute__((vector_size(32)));
using QuadMask = decltype(Quad{} < Quad{});

inline Quad choose(QuadMask mask, Quad a, Quad b) noexcept { return mask ? a : b; }
inline double lane(Quad lanes, std::size_t k) noexcept { return lanes[k]; }
inline void store(Quad from, double* to) noexcept { std::memcpy(to, &from, sizeof from); }
inline void store_whole(Quad from, std::uint16_t* to) noexcept {
  using Whole = std::int32_t __attribute__((vector_size(16)));
  using Short = std::uint16_t __attribute__((vector_size(8)));
  const Short whole = __builtin_convertvector(__builtin_convertvector(from, Whole), Short);
  std::memcpy(to, &whole, sizeof whole);
}

template <class Body>
[[gnu::target("avx2"), gnu::flatten, gnu::noinline]] auto in_quads(Body body) {
  return body.template operator()<Quad>();
}
#endif

template <class Lanes, class Body>
[[gnu::flatten, gnu::noinline]] auto in_lanes(Body body) {
  return body.template operator()<Lanes>();
}

/// Calls a lambda `[=]<class Lanes>() { ... }`, which should take pointers and numbers by value:
/// through a reference, a store might change what it refers to. `Narrow` is `Four`, or `Pair` for
/// loops whose lanes never meet, which may be of any number.
template <class Narrow = Four, class Body>
auto widest(Body body) {
#ifdef EMPOWER_HAS_QUADS
  if (__builtin_cpu_supports("avx2")) return in_quads(body);
#endif
  return in_lanes<Narrow>(body);
}

template <class Lanes>
using Mask = decltype(Lanes{} < Lanes{});

/// Of a vector of the compiler's, or of its mask.
template <class Vector>
inline constexpr std::size_t lanes_of = sizeof(Vector) / sizeof(double);

/// Whether a mask of the compiler's vectors holds in any lane.
template <class VectorMask>
bool any(VectorMask mask) noexcept {
  auto bits = mask[0];
  for (std::size_t k = 1; k < lanes_of<VectorMask>; ++k) bits |= mask[k];
  return bits != 0;
}

template <class Lanes>
Lanes four_of(double a, double b, double c, double d) noexcept {
  if constexpr (std::is_same_v<Lanes, Four>)
    return {Pair{a, b}, Pair{c, d}};
  else
    return Lanes{a, b, c, d};
}
template <class Lanes>
Lanes all(double value) noexcept {
  return four_of<Lanes>(value, value, value, value);
}
template <class Lanes>
Lanes joined(Pair low, Pair high) noexcept {
  if constexpr (std::is_same_v<Lanes, Four>)
    return {low, high};
  else
    return __builtin_shufflevector(low, high, 0, 1, 2, 3);
}
/// The value where `mask` holds, else 0.
template <class Lanes>
Lanes kept(Mask<Lanes> mask, Lanes value) noexcept {
  return choose(mask, value, Lanes{});
}
template <class Lanes>
Lanes smaller(Lanes a, Lanes b) noexcept {
  return choose(a < b, a, b);
}
template <class Lanes>
Lanes larger(Lanes a, Lanes b) noexcept {
  return choose(a > b, a, b);
}
template <class Lanes>
Mask<Lanes> finite(Lanes value) noexcept {
  return value - value == Lanes{};
}
template <class Lanes>
double sum(Lanes lanes) noexcept {
  return (lane(lanes, 0) + lane(lanes, 1)) + (lane(lanes, 2) + lane(lanes, 3));
}
template <class Lanes>
double smallest(Lanes lanes) noexcept {
  return std::min({lane(lanes, 0), lane(lanes, 1), lane(lanes, 2), lane(lanes, 3)});
}
template <class Lanes>
double largest(Lanes lanes) noexcept {
  return std::max({lane(lanes, 0), lane(lanes, 1), lane(lanes, 2), lane(lanes, 3)});
}

/// Where a loop over columns is: at four rows.
template <class Lanes>
struct FourRows {
  static constexpr std::size_t size = 4;
  std::size_t row;
  [[nodiscard]] static Mask<Lanes> present() noexcept { return Lanes{} == Lanes{}; }
  [[nodiscard]] Lanes of(const double* column) const noexcept {
    Lanes lanes;
    load(column + row, lanes);
    return lanes;
  }
  void put(double* column, Lanes lanes) const noexcept { store(lanes, column + row); }
  void put_whole(std::uint16_t* column, Lanes lanes) const noexcept {
    store_whole(lanes, column + row);
  }
};

/// At a last row alone; the other lanes read as 0.
template <class Lanes>
struct LastRow {
  static constexpr std::size_t size = 1;
  std::size_t row;
  [[nodiscard]] static Mask<Lanes> present() noexcept {
    return four_of<Lanes>(1.0, 0.0, 0.0, 0.0) > Lanes{};
  }
  [[nodiscard]] Lanes of(const double* column) const noexcept {
    return four_of<Lanes>(column[row], 0.0, 0.0, 0.0);
  }
  void put(double* column, Lanes lanes) const noexcept { column[row] = lane(lanes, 0); }
  void put_whole(std::uint16_t* column, Lanes lanes) const noexcept {
    column[row] = static_cast<std::uint16_t>(lane(lanes, 0));
  }
};

/// Calls `body` with `FourRows` for each of the `fours`.
template <class Lanes, class Body>
void whole_fours(std::size_t fours, Body body) {
  for (std::size_t k = 0; k < fours; ++k) body(FourRows<Lanes>{4 * k});
}

/// Calls `body` with `FourRows` for each four of `count` rows, and with `LastRow` for each left.
template <class Lanes, class Body>
void by_fours(std::size_t count, Body body) {
  std::size_t row = 0;
  for (; row + 4 <= count; row += 4) body(FourRows<Lanes>{row});
  for (; row < count; ++row) body(LastRow<Lanes>{row});
}

} // namespace empower::detail
