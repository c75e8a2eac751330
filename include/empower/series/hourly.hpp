// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/core/units.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace empower {

/// One value per hour of UTC from `first` on; `[i]` covers `[instant(i), instant(i) + 1 h)`.
/// An hour without a value is NaN.
template <class T>
class HourlyView {
public:
  constexpr HourlyView() noexcept = default;
  constexpr HourlyView(Instant first, std::span<const double> values) noexcept
      : first_{first}, values_{values} {}

  [[nodiscard]] constexpr std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] constexpr T operator[](std::size_t i) const noexcept { return T{values_[i]}; }
  [[nodiscard]] constexpr std::span<const double> values() const noexcept { return values_; }
  [[nodiscard]] constexpr Instant instant(std::size_t i) const noexcept {
    return first_ + std::chrono::hours{static_cast<long>(i)};
  }
  [[nodiscard]] constexpr InstantPeriod period() const noexcept {
    return {first_, instant(size())};
  }

private:
  Instant first_{};
  std::span<const double> values_;
};

/// Owner of an hourly column.
struct HourlySeries {
  Instant first{};
  std::vector<double> values;

  template <class T>
  [[nodiscard]] HourlyView<T> view() const noexcept {
    return {first, values};
  }
};

} // namespace empower
