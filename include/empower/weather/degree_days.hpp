// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/series/coverage.hpp>
#include <empower/series/daily.hpp>

#include <cstddef>
#include <span>
#include <string_view>

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

/// How a day's or a month's degree-days come from its temperatures. Totals by different methods are
/// different quantities: they differ by up to 8 % in heating and by a factor in cooling.
enum class DegreeDayMethod {
  daily_mean,   ///< from the mean of the day
  min_max_mean, ///< from half the sum of its minimum and maximum (US National Weather Service)
  ukmo,         ///< from minimum and maximum by the four cases of the UK Met Office
  integration,  ///< from each hour
  monthly_mean, ///< from the mean of the month; never for cooling or shoulder months
};

[[nodiscard]] std::span<const std::string_view> degree_day_method_codes() noexcept;
[[nodiscard]] std::string_view code(DegreeDayMethod method) noexcept;

/// Eurostat `nrg_chdd`: base 18 °C on days of 15 °C or colder.
inline constexpr HeatingRule eurostat_heating{Celsius{18.0}, Celsius{15.0}};
/// Eurostat `nrg_chdd`: base 21 °C on days of 24 °C or warmer.
inline constexpr CoolingRule eurostat_cooling{Celsius{21.0}, Celsius{24.0}};
/// DPR 412/1993 art. 1: positive differences from 20 °C. The caller cuts the view to the
/// conventional heating period of the climatic zone; the rule does not know the calendar.
inline constexpr HeatingRule italian_gradi_giorno{Celsius{20.0}, Celsius{20.0}};
/// Practice after UNI, and SIA in Switzerland: base 20 °C on days of 12 °C or colder.
inline constexpr HeatingRule swiss_heating{Celsius{20.0}, Celsius{12.0}};
/// VDI, Gradtagzahl: base 20 °C on days of 15 °C or colder.
inline constexpr HeatingRule german_heating{Celsius{20.0}, Celsius{15.0}};
/// UK: 15.5 °C, by `ukmo` or `integration`; hospitals 18.5 °C.
inline constexpr HeatingRule uk_heating{Celsius{15.5}, Celsius{15.5}};
inline constexpr HeatingRule uk_hospital_heating{Celsius{18.5}, Celsius{18.5}};
inline constexpr CoolingRule uk_cooling{Celsius{15.5}, Celsius{15.5}};
/// Products of OECD and ERA5.
inline constexpr HeatingRule oecd_heating{Celsius{15.0}, Celsius{15.0}};
inline constexpr CoolingRule oecd_cooling{Celsius{22.0}, Celsius{22.0}};
/// US: 65 °F.
inline constexpr HeatingRule us_heating{Celsius{55.0 / 3.0}, Celsius{55.0 / 3.0}};
inline constexpr CoolingRule us_cooling{Celsius{55.0 / 3.0}, Celsius{55.0 / 3.0}};

/// A sum with all it rests on.
template <class Rule>
struct DegreeDaySum {
  Rule rule;
  CivilPeriod period;
  DegreeDays total{};
  std::size_t days_counted = 0;
  std::size_t days_missing = 0; ///< NaN readings; they are neither warm nor cold
  DegreeDayMethod method = DegreeDayMethod::daily_mean;

  [[nodiscard]] constexpr Coverage coverage() const noexcept {
    return {static_cast<double>(days_counted + days_missing), static_cast<double>(days_counted)};
  }
};

namespace detail {

constexpr Kelvins difference(Celsius t, HeatingRule rule) noexcept {
  return t <= rule.threshold ? rule.base - t : Kelvins{};
}
constexpr Kelvins difference(Celsius t, CoolingRule rule) noexcept {
  return t >= rule.threshold ? t - rule.base : Kelvins{};
}

/// Adds a day; one without degree-days is missing.
template <class Rule>
constexpr void add_day(DegreeDaySum<Rule>& sum, Kelvins difference) noexcept {
  if (difference.missing()) {
    ++sum.days_missing;
    return;
  }
  ++sum.days_counted;
  sum.total += difference * one_day;
}

template <class Rule>
constexpr DegreeDaySum<Rule> degree_days(DailyView<Celsius> outdoor, Rule rule) noexcept {
  DegreeDaySum<Rule> sum{rule, outdoor.period()};
  for (std::size_t i = 0; i < outdoor.size(); ++i)
    add_day(sum, outdoor[i].missing() ? Kelvins{missing_value} : difference(outdoor[i], rule));
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
