// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_day_ratio.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

namespace empower {
namespace {

constexpr std::array<std::string_view, 9> reason_codes{"different_degree_day_rules",
                                                       "different_degree_day_methods",
                                                       "different_degree_day_lengths",
                                                       "different_degree_day_seasons",
                                                       "low_weather_coverage",
                                                       "no_degree_days",
                                                       "no_legal_degree_days",
                                                       "no_legal_season",
                                                       "no_altitude"};

/// The date within the year, of which 29 February is not one.
std::chrono::month_day date_of(CivilDay day) noexcept {
  const std::chrono::year_month_day ymd{day};
  constexpr auto leap_day = std::chrono::February / 29;
  const std::chrono::month_day date{ymd.month(), ymd.day()};
  return date == leap_day ? std::chrono::February / 28 : date;
}

bool same_season(CivilPeriod a, CivilPeriod b) noexcept {
  constexpr std::chrono::days one{1};
  return date_of(a.from) == date_of(b.from) && date_of(a.to - one) == date_of(b.to - one);
}

template <class Rule>
double per_day(const DegreeDaySum<Rule>& sum) noexcept {
  return sum.total.value() / static_cast<double>(sum.days_counted);
}

template <class Rule>
Outcome<double, DegreeDayReason> quotient(const DegreeDaySum<Rule>& a,
                                          const DegreeDaySum<Rule>& b) {
  using enum DegreeDayReason;
  const auto refused = [](DegreeDayReason reason, std::string detail) {
    return Failure<DegreeDayReason>{reason, std::move(detail)};
  };
  if (!(a.rule == b.rule)) {
    return refused(different_rules,
                   fmt::format("base {:g} and threshold {:g} against base {:g} and threshold {:g}",
                               a.rule.base.value(), a.rule.threshold.value(), b.rule.base.value(),
                               b.rule.threshold.value()));
  }
  if (a.method != b.method)
    return refused(different_methods, fmt::format("{} against {}", code(a.method), code(b.method)));
  // Not the periods' lengths: a sum may hold only the season's days of its year.
  const auto a_days = static_cast<long>(a.days_counted + a.days_missing);
  const auto b_days = static_cast<long>(b.days_counted + b.days_missing);
  if (std::abs(a_days - b_days) > 1)
    return refused(different_lengths, fmt::format("{} days against {}", a_days, b_days));
  if (!same_season(a.period, b.period)) {
    const auto from = [](CivilPeriod p) {
      const std::chrono::month_day date = date_of(p.from);
      return fmt::format("{:02}-{:02}", static_cast<unsigned>(date.month()),
                         static_cast<unsigned>(date.day()));
    };
    return refused(different_seasons, fmt::format("{} days from {} against {} days from {}", a_days,
                                                  from(a.period), b_days, from(b.period)));
  }
  const double coverage = std::min(a.coverage().share(), b.coverage().share());
  if (coverage < sufficient_coverage)
    return refused(low_coverage, fmt::format("{:.1f} % of the days", 100.0 * coverage));
  if (!(b.total.value() > 0.0)) return refused(no_degree_days, "the denominator is 0 K.d");
  return per_day(a) / per_day(b) * (static_cast<double>(a_days) / static_cast<double>(b_days));
}

} // namespace

std::span<const std::string_view> degree_day_reason_codes() noexcept { return reason_codes; }

std::string_view code(DegreeDayReason reason) noexcept {
  return reason_codes[static_cast<std::size_t>(reason)];
}

Outcome<double, DegreeDayReason> ratio(const DegreeDaySum<HeatingRule>& a,
                                       const DegreeDaySum<HeatingRule>& b) {
  return quotient(a, b);
}
Outcome<double, DegreeDayReason> ratio(const DegreeDaySum<CoolingRule>& a,
                                       const DegreeDaySum<CoolingRule>& b) {
  return quotient(a, b);
}

} // namespace empower
