// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/series/hourly.hpp>

#include <chrono>
#include <cstddef>
#include <span>

namespace empower {

/// One value per `step` of UTC from `first` on, such as quarters of an hour; `[i]` covers
/// `[instant(i), instant(i) + step)`. An interval without a value is NaN. A view of hours is one.
template <class T>
class SteppedView {
public:
  constexpr SteppedView() noexcept = default;
  constexpr SteppedView(Instant first, std::chrono::seconds step,
                        std::span<const double> values) noexcept
      : first_{first}, step_{step}, values_{values} {}
  // Not explicit: hours are the usual step.
  // NOLINTNEXTLINE(google-explicit-constructor)
  constexpr SteppedView(HourlyView<T> hours) noexcept
      : first_{hours.instant(0)}, values_{hours.values()} {}

  [[nodiscard]] constexpr std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] constexpr bool empty() const noexcept { return values_.empty(); }
  [[nodiscard]] constexpr std::chrono::seconds step() const noexcept { return step_; }
  [[nodiscard]] constexpr T operator[](std::size_t i) const noexcept { return T{values_[i]}; }
  [[nodiscard]] constexpr std::span<const double> values() const noexcept { return values_; }
  [[nodiscard]] constexpr Instant first() const noexcept { return first_; }
  [[nodiscard]] constexpr Instant instant(std::size_t i) const noexcept {
    return first_ + step_ * static_cast<long>(i);
  }
  [[nodiscard]] constexpr InstantPeriod period() const noexcept {
    return {first_, instant(size())};
  }

private:
  Instant first_{};
  std::chrono::seconds step_ = std::chrono::hours{1};
  std::span<const double> values_;
};

} // namespace empower
