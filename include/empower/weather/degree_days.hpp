// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/series/coverage.hpp>
#include <empower/series/daily.hpp>

#include <cstddef>

namespace empower {

/// When a day counts as a heating day, and the temperature its difference is taken from.
struct HeatingRule {
  Celsius base;
  Celsius threshold; ///< a day warmer than this adds nothing
  friend constexpr bool operator==(HeatingRule, HeatingRule) noexcept = default;
};

/// The same for cooling: a day colder than the threshold adds nothing.
struct CoolingRule {
  Celsius base;
  Celsius threshold;
  friend constexpr bool operator==(CoolingRule, CoolingRule) noexcept = default;
};

/// Eurostat `nrg_chdd`: base 18 °C on days of 15 °C or colder.
inline constexpr HeatingRule eurostat_heating{Celsius{18.0}, Celsius{15.0}};
/// Eurostat `nrg_chdd`: base 21 °C on days of 24 °C or warmer.
inline constexpr CoolingRule eurostat_cooling{Celsius{21.0}, Celsius{24.0}};
/// DPR 412/1993 art. 1: positive differences from 20 °C. The caller cuts the view to the
/// conventional heating period of the climatic zone; the rule does not know the calendar.
inline constexpr HeatingRule italian_gradi_giorno{Celsius{20.0}, Celsius{20.0}};

/// A sum with all it rests on.
template <class Rule>
struct DegreeDaySum {
  Rule rule;
  CivilPeriod period;
  DegreeDays total{};
  std::size_t days_counted = 0;
  std::size_t days_missing = 0; ///< NaN readings; they are neither warm nor cold

  [[nodiscard]] constexpr Coverage coverage() const noexcept {
    return {static_cast<double>(days_counted + days_missing), static_cast<double>(days_counted)};
  }
};

namespace detail {

constexpr Kelvins heating_difference(Celsius t, HeatingRule rule) noexcept {
  return t <= rule.threshold ? rule.base - t : Kelvins{};
}
constexpr Kelvins heating_difference(Celsius t, CoolingRule rule) noexcept {
  return t >= rule.threshold ? t - rule.base : Kelvins{};
}

template <class Rule>
constexpr DegreeDaySum<Rule> degree_days(DailyView<Celsius> outdoor, Rule rule) noexcept {
  DegreeDaySum<Rule> sum{rule, outdoor.period()};
  for (std::size_t i = 0; i < outdoor.size(); ++i) {
    const Celsius t = outdoor[i];
    if (t.missing()) {
      ++sum.days_missing;
      continue;
    }
    ++sum.days_counted;
    sum.total += heating_difference(t, rule) * one_day;
  }
  return sum;
}

} // namespace detail

/// Heating degree-days of a run of daily mean outdoor temperatures: the sum of `base - T` over the
/// days with `T <= threshold`.
///
/// `rule` has no default: there is no neutral definition, and the choice belongs to the caller.
/// One pass, no allocation. Plain summation of terms of one sign, so the error of `total` is
/// below n * 2^-53 * total: 1e-10 K.d for a year of 3000 K.d.
[[nodiscard]] constexpr DegreeDaySum<HeatingRule> heating_degree_days(DailyView<Celsius> outdoor,
                                                                      HeatingRule rule) noexcept {
  return detail::degree_days(outdoor, rule);
}

/// Cooling degree-days: the sum of `T - base` over the days with `T >= threshold`.
[[nodiscard]] constexpr DegreeDaySum<CoolingRule> cooling_degree_days(DailyView<Celsius> outdoor,
                                                                      CoolingRule rule) noexcept {
  return detail::degree_days(outdoor, rule);
}

} // namespace empower
