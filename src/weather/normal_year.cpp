// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/normal_year.hpp>

#include <empower/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace empower {

namespace {

std::size_t count_below(const std::vector<double>& sorted, Celsius base) noexcept {
  return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), base.value()) -
                                  sorted.begin());
}

bool is_missing(double value) noexcept { return std::isnan(value); }

/// The mean over some years, all complete.
NormalYear mean_of(DailyView<Celsius> outdoor, std::span<const int> years) {
  if (years.empty()) return {};
  std::string name = "mean of ";
  std::vector<double> temperature_c;
  for (const int year : years) {
    const auto days = outdoor.within(calendar_year(year)).values();
    temperature_c.insert(temperature_c.end(), days.begin(), days.end());
    name += (year == years.front() ? "" : ", ") + std::to_string(year);
  }
  return {std::move(name), std::move(temperature_c), static_cast<double>(years.size())};
}

} // namespace

std::vector<int> detail::complete_years(DailyView<Celsius> outdoor) {
  std::vector<int> years;
  for (int year = year_of(outdoor.first()); year < year_of(outdoor.period().to); ++year) {
    const auto days = outdoor.within(calendar_year(year)).values();
    if (days.size() == static_cast<std::size_t>(day_count(calendar_year(year))) &&
        std::none_of(days.begin(), days.end(), is_missing))
      years.push_back(year);
  }
  return years;
}

NormalYear::NormalYear(std::string name, std::vector<double> temperature_c, double years)
    : name_{std::move(name)}, sorted_{std::move(temperature_c)}, years_{years} {
  EMPOWER_EXPECTS(years > 0.0 && !sorted_.empty(),
                  "a normal year rests on days of at least one year");
  EMPOWER_EXPECTS(std::none_of(sorted_.begin(), sorted_.end(), is_missing),
                  "no temperature is missing");
  std::sort(sorted_.begin(), sorted_.end());
  prefix_.resize(sorted_.size() + 1);
  std::partial_sum(sorted_.begin(), sorted_.end(), prefix_.begin() + 1);
}

Days NormalYear::days() const noexcept {
  return Days{missing() ? missing_value : static_cast<double>(sorted_.size()) / years_};
}

Days NormalYear::days_below(Celsius base) const noexcept {
  return Days{missing() ? missing_value : static_cast<double>(count_below(sorted_, base)) / years_};
}

DegreeDays NormalYear::heating_degree_days(Celsius base) const noexcept {
  if (missing()) return DegreeDays{missing_value};
  const std::size_t cold = count_below(sorted_, base);
  return DegreeDays{(static_cast<double>(cold) * base.value() - prefix_[cold]) / years_};
}

DegreeDays NormalYear::cooling_degree_days(Celsius base) const noexcept {
  if (missing()) return DegreeDays{missing_value};
  const std::size_t cold = count_below(sorted_, base);
  const auto warm = static_cast<double>(sorted_.size() - cold);
  return DegreeDays{(prefix_.back() - prefix_[cold] - warm * base.value()) / years_};
}

DegreeDaySum<HeatingRule> heating_degree_days(const NormalYear& normal, HeatingRule rule,
                                              CivilPeriod year) {
  DegreeDaySum<HeatingRule> sum{rule, year};
  const auto days = static_cast<std::size_t>(day_count(year));
  if (normal.missing()) {
    sum.days_missing = days;
    return sum;
  }
  sum.days_counted = days;
  // A day at the threshold counts; `days_below` leaves it out.
  const Celsius above{std::nextafter(rule.threshold.value(), HUGE_VAL)};
  const double per_year = normal.heating_degree_days(rule.threshold).value() +
                          (rule.base - rule.threshold).value() * normal.days_below(above).value();
  sum.total = DegreeDays{per_year / normal.days().value() * static_cast<double>(days)};
  return sum;
}

NormalYear mean_of_complete_years(DailyView<Celsius> outdoor) {
  return mean_of(outdoor, detail::complete_years(outdoor));
}

NormalYear mean_of_last_complete_years(DailyView<Celsius> outdoor, std::size_t count) {
  EMPOWER_EXPECTS(count > 0, "a mean needs a year");
  const std::vector<int> all = detail::complete_years(outdoor);
  return mean_of(outdoor, std::span{all}.last(std::min(count, all.size())));
}

} // namespace empower
