// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/core/units.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace empower {

/// One value per civil day from `first` on, without holes: a day without a value is NaN.
/// The storage is plain doubles in the unit of `T`.
template <class T>
class DailyView {
public:
  constexpr DailyView() noexcept = default;
  constexpr DailyView(CivilDay first, std::span<const double> values) noexcept
      : first_{first}, values_{values} {}

  [[nodiscard]] constexpr std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] constexpr bool empty() const noexcept { return values_.empty(); }
  [[nodiscard]] constexpr T operator[](std::size_t i) const noexcept { return T{values_[i]}; }
  [[nodiscard]] constexpr std::span<const double> values() const noexcept { return values_; }
  [[nodiscard]] constexpr CivilDay first() const noexcept { return first_; }
  [[nodiscard]] constexpr CivilDay day(std::size_t i) const noexcept {
    return first_ + std::chrono::days{static_cast<long>(i)};
  }
  [[nodiscard]] constexpr CivilPeriod period() const noexcept { return {first_, day(size())}; }

  /// The value of a day; missing outside the series.
  [[nodiscard]] constexpr T at(CivilDay when) const noexcept {
    return period().contains(when) ? T{values_[index(when)]} : T{missing_value};
  }

  /// The part inside `wanted`; it may be shorter than what was asked.
  [[nodiscard]] constexpr DailyView within(CivilPeriod wanted) const noexcept {
    const CivilPeriod shared = intersection(period(), wanted);
    if (shared.empty()) return {wanted.from, {}};
    return {shared.from,
            values_.subspan(index(shared.from), static_cast<std::size_t>(day_count(shared)))};
  }

private:
  [[nodiscard]] constexpr std::size_t index(CivilDay when) const noexcept {
    return static_cast<std::size_t>((when - first_).count());
  }

  CivilDay first_{};
  std::span<const double> values_;
};

/// Owner of a daily column.
struct DailySeries {
  CivilDay first{};
  std::vector<double> values;

  template <class T>
  [[nodiscard]] DailyView<T> view() const noexcept {
    return {first, values};
  }
};

} // namespace empower
