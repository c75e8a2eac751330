// SPDX-License-Identifier: Apache-2.0
#include "wide.hpp"

#include <empower/core/digest.hpp>

#include <type_traits>

namespace empower {

namespace {

using TwoWords = std::uint64_t __attribute__((vector_size(16)));
using FourWords = std::uint64_t __attribute__((vector_size(32)));

} // namespace

void InputDigest::add(std::span<const double> column) noexcept {
  // Eight sums, each of every eighth value: one alone would wait for itself at each, and cost as
  // much as a fit. Each step is a bijection of its state for each value, so nothing is lost.
  constexpr std::size_t sums = 8;
  const std::size_t eights = column.size() / sums;
  const auto states = detail::widest([values = column.data(), eights]<class Lanes>() {
    constexpr bool wide = !std::is_same_v<Lanes, detail::Four>;
    using Doubles = std::conditional_t<wide, Lanes, detail::Pair>;
    using Words = std::conditional_t<wide, FourWords, TwoWords>;
    constexpr std::size_t width = sizeof(Words) / sizeof(std::uint64_t);
    std::array<Words, sums / width> state{};
    for (std::size_t i = 0; i < sums * eights; i += sums)
      for (std::size_t k = 0; k < state.size(); ++k) {
        Doubles value;
        std::memcpy(&value, values + i + k * width, sizeof value);
        // A missing value is in no order with any other.
        const auto present = (value < Doubles{}) | (value >= Doubles{});
        value += Doubles{};
        Words word;
        std::memcpy(&word, &value, sizeof word);
        const Words mixed = state[k] ^ (present ? word : Words{} + missing);
        const Words turned = mixed << 29 | mixed >> 35;
        state[k] = turned + (turned << 3);
      }
    std::array<std::uint64_t, sums> all;
    std::memcpy(all.data(), state.data(), sizeof all);
    return all;
  });
  for (const std::uint64_t state : states) take(state);
  for (const double value : column.subspan(sums * eights)) add(value);
  take(column.size());
}

} // namespace empower
