// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_day_methods.hpp>

#include <empower/core/error.hpp>
#include <empower/series/detail/day_walk.hpp>
#include <empower/series/resample.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

namespace empower {
namespace {

constexpr std::array<std::string_view, 5> method_codes{"daily_mean", "min_max_mean", "ukmo",
                                                       "integration", "monthly_mean"};

void expect_pair(DailyView<Celsius> minimum, DailyView<Celsius> maximum) {
  EMPOWER_EXPECTS(minimum.period() == maximum.period(), "minimum and maximum are of the same days");
}

/// The UK Met Office's cases for a heating day; a cooling day is one of mirrored temperatures.
double ukmo_difference(double low, double high, double base) noexcept {
  if (low >= base) return 0.0;
  if ((low + high) / 2.0 > base) return (base - low) / 4.0;
  if (high >= base) return (base - low) / 2.0 - (high - base) / 4.0;
  return base - (low + high) / 2.0;
}

double ukmo_difference(double low, double high, HeatingRule rule) noexcept {
  return ukmo_difference(low, high, rule.base.value());
}
double ukmo_difference(double low, double high, CoolingRule rule) noexcept {
  return ukmo_difference(-high, -low, -rule.base.value());
}

/// Calls `day(first, count, hours)` for each civil day with its part of the hours and its length.
template <class Day>
CivilPeriod for_each_day(HourlyView<Celsius> outdoor, const TimeZone& zone, Day day) {
  if (outdoor.size() == 0) return {};
  detail::DayWalk walk{zone, outdoor.instant(0)};
  const CivilDay first = walk.day();
  for (std::size_t at = 0; at < outdoor.size(); walk.advance()) {
    // Hours start on the hour; in zones off it by minutes a day takes those that start within it.
    const auto left = std::chrono::ceil<std::chrono::hours>(walk.span().to - outdoor.instant(at));
    const std::size_t count = std::min(outdoor.size() - at, static_cast<std::size_t>(left.count()));
    const double hours =
        std::chrono::duration<double, std::ratio<3600>>(walk.span().length()).count();
    day(outdoor.values().subspan(at, count), hours);
    at += count;
  }
  return {first, walk.day()};
}

std::size_t present_in(std::span<const double> hours) noexcept {
  std::size_t present = 0;
  for (const double t : hours) present += t == t ? 1U : 0U;
  return present;
}

/// Two hours at a time: compilers do not turn a choice between doubles into a vector operation by
/// themselves, and a year of hours has to be summed in microseconds.
using Pair = double __attribute__((vector_size(16)));
using PairMask = decltype(Pair{} < Pair{}); ///< all bits or none of each

/// `detail::difference` of two hours; a missing temperature fails every comparison and gives 0.
Pair differences(Pair t, HeatingRule rule) noexcept {
  return t <= rule.threshold.value() ? rule.base.value() - t : Pair{};
}
Pair differences(Pair t, CoolingRule rule) noexcept {
  return t >= rule.threshold.value() ? t - rule.base.value() : Pair{};
}

struct HoursSum {
  double differences = 0.0; ///< K·h
  double present = 0.0;
};

/// Over the hours that are there. Two chains of pairs: one would wait for each addition.
template <class Rule>
HoursSum sum_of(std::span<const double> hours, Rule rule) noexcept {
  std::array<Pair, 2> sums{};
  PairMask missing{}; // less one for each
  const auto add = [&](Pair& sum, Pair t) {
    sum += differences(t, rule);
    missing += t != t; // NOLINT(misc-redundant-expression): it is NaN's test
  };
  std::size_t i = 0;
  const auto next = [&] {
    Pair pair;
    std::memcpy(&pair, hours.data() + i, sizeof pair);
    i += 2;
    return pair;
  };
  while (i + 4 <= hours.size()) {
    add(sums[0], next());
    add(sums[1], next());
  }
  for (; i < hours.size(); ++i) add(sums[0], Pair{hours[i], missing_value});
  const auto padding = static_cast<double>(hours.size() % 4); // each counted as missing
  const Pair all = sums[0] + sums[1];
  return {all[0] + all[1], static_cast<double>(hours.size()) + padding +
                               static_cast<double>(missing[0] + missing[1])};
}

template <class Rule>
DegreeDaySum<Rule> by_min_max(DailyView<Celsius> minimum, DailyView<Celsius> maximum, Rule rule) {
  expect_pair(minimum, maximum);
  DegreeDaySum<Rule> sum{rule, minimum.period()};
  sum.method = DegreeDayMethod::min_max_mean;
  for (std::size_t i = 0; i < minimum.size(); ++i) {
    const Celsius mean{(minimum[i].value() + maximum[i].value()) / 2.0};
    detail::add_day(sum, mean.missing() ? Kelvins{missing_value} : detail::difference(mean, rule));
  }
  return sum;
}

template <class Rule>
DegreeDaySum<Rule> by_ukmo(DailyView<Celsius> minimum, DailyView<Celsius> maximum, Rule rule) {
  expect_pair(minimum, maximum);
  EMPOWER_EXPECTS(rule.base == rule.threshold, "the method has one temperature, base = threshold");
  DegreeDaySum<Rule> sum{rule, minimum.period()};
  sum.method = DegreeDayMethod::ukmo;
  for (std::size_t i = 0; i < minimum.size(); ++i) {
    const bool missing = minimum[i].missing() || maximum[i].missing();
    detail::add_day(
        sum, Kelvins{missing ? missing_value
                             : ukmo_difference(minimum[i].value(), maximum[i].value(), rule)});
  }
  return sum;
}

template <class Rule>
DegreeDaySum<Rule> by_integration(HourlyView<Celsius> outdoor, const TimeZone& zone, Rule rule) {
  DegreeDaySum<Rule> sum{rule, {}};
  sum.method = DegreeDayMethod::integration;
  sum.period = for_each_day(outdoor, zone, [&](std::span<const double> values, double hours) {
    const HoursSum there = sum_of(values, rule);
    const bool missing = there.present <= sufficient_day_share * hours;
    detail::add_day(
        sum, Kelvins{missing ? missing_value : there.differences * (hours / there.present) / 24.0});
  });
  return sum;
}

template <class Rule>
DegreeDaySum<Rule> by_monthly_mean(DailyView<Celsius> outdoor, Rule rule) {
  DegreeDaySum<Rule> sum{rule, outdoor.period()};
  sum.method = DegreeDayMethod::monthly_mean;
  const auto first_of_month = [](CivilDay day) {
    return std::chrono::year_month_day{day}.day() == std::chrono::day{1};
  };
  EMPOWER_EXPECTS(first_of_month(sum.period.from) && first_of_month(sum.period.to),
                  "months are whole");
  for (CivilDay from = sum.period.from; from < sum.period.to;) {
    const std::chrono::year_month_day first{from};
    const CivilDay to{(first.year() / first.month() + std::chrono::months{1}) /
                      std::chrono::day{1}};
    double total = 0.0;
    std::size_t present = 0;
    const auto days = outdoor.within({from, to});
    for (const double t : days.values()) {
      if (std::isnan(t)) continue;
      total += t;
      ++present;
    }
    const auto counted = static_cast<double>(present);
    if (present > 0)
      sum.total += detail::difference(Celsius{total / counted}, rule) * Days{counted};
    sum.days_counted += present;
    sum.days_missing += days.size() - present;
    from = to;
  }
  return sum;
}

} // namespace

std::span<const std::string_view> degree_day_method_codes() noexcept { return method_codes; }

std::string_view code(DegreeDayMethod method) noexcept {
  return method_codes[static_cast<std::size_t>(method)];
}

DegreeDaySum<HeatingRule> min_max_degree_days(DailyView<Celsius> minimum,
                                              DailyView<Celsius> maximum, HeatingRule rule) {
  return by_min_max(minimum, maximum, rule);
}
DegreeDaySum<CoolingRule> min_max_degree_days(DailyView<Celsius> minimum,
                                              DailyView<Celsius> maximum, CoolingRule rule) {
  return by_min_max(minimum, maximum, rule);
}

DegreeDaySum<HeatingRule> ukmo_degree_days(DailyView<Celsius> minimum, DailyView<Celsius> maximum,
                                           HeatingRule rule) {
  return by_ukmo(minimum, maximum, rule);
}
DegreeDaySum<CoolingRule> ukmo_degree_days(DailyView<Celsius> minimum, DailyView<Celsius> maximum,
                                           CoolingRule rule) {
  return by_ukmo(minimum, maximum, rule);
}

DegreeDaySum<HeatingRule> integrated_degree_days(HourlyView<Celsius> outdoor, const TimeZone& zone,
                                                 HeatingRule rule) {
  return by_integration(outdoor, zone, rule);
}
DegreeDaySum<CoolingRule> integrated_degree_days(HourlyView<Celsius> outdoor, const TimeZone& zone,
                                                 CoolingRule rule) {
  return by_integration(outdoor, zone, rule);
}

DegreeDaySum<HeatingRule> monthly_mean_degree_days(DailyView<Celsius> outdoor, HeatingRule rule) {
  return by_monthly_mean(outdoor, rule);
}
DegreeDaySum<CoolingRule> monthly_mean_degree_days(DailyView<Celsius> outdoor, CoolingRule rule) {
  return by_monthly_mean(outdoor, rule);
}

DailyExtremes daily_extremes(HourlyView<Celsius> outdoor, const TimeZone& zone) {
  DailyExtremes days;
  const CivilPeriod period =
      for_each_day(outdoor, zone, [&](std::span<const double> values, double hours) {
        double low = missing_value;
        double high = missing_value;
        if (static_cast<double>(present_in(values)) > sufficient_day_share * hours) {
          for (const double t : values) {
            low = std::fmin(low, t); // either of two, if the other is NaN
            high = std::fmax(high, t);
          }
        }
        days.minimum.values.push_back(low);
        days.maximum.values.push_back(high);
      });
  days.minimum.first = days.maximum.first = period.from;
  return days;
}

} // namespace empower
