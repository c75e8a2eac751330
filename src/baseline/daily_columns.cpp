// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/daily_columns.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

namespace empower::detail {

namespace {

constexpr double days_of_year = 365.25;

double day_of_year(CivilDay day) {
  return static_cast<double>((day - civil_day(year_of(day), 1, 1)).count() + 1);
}

/// The week in which most of Europe and America closes.
bool in_year_end(CivilDay day) {
  const std::chrono::year_month_day date{day};
  return (date.month() == std::chrono::December && unsigned{date.day()} >= 24) ||
         (date.month() == std::chrono::January && unsigned{date.day()} == 1);
}

/// Of the kinds in byte order, or their number.
std::size_t kind_of(CivilDay day, const DayCalendar& closed, std::span<const std::string> kinds) {
  const auto found = std::ranges::lower_bound(closed.closed, day, {}, &ClosedDay::day);
  if (found == closed.closed.end() || found->day != day) return kinds.size();
  const auto kind = std::ranges::lower_bound(kinds, found->kind);
  if (kind == kinds.end() || *kind != found->kind) return kinds.size();
  return static_cast<std::size_t>(kind - kinds.begin());
}

/// A leg or the derivative of one, on the days of one type.
template <class Value>
std::vector<double> leg_column(std::span<const double> temperature,
                               std::span<const double> day_share, Value value) {
  std::vector<double> column(temperature.size());
  for (std::size_t i = 0; i < column.size(); ++i) column[i] = day_share[i] * value(temperature[i]);
  return column;
}

struct DayShares {
  std::vector<double> all;
  std::vector<double> working;
  std::span<const double> weekend;
};

DayShares day_shares(const DailyDesign& design) {
  DayShares shares{std::vector<double>(design.size(), 1.0), {}, {}};
  shares.weekend = design.column(CalendarLayout::weekend);
  shares.working = shares.all;
  for (std::size_t i = 0; i < design.size(); ++i) shares.working[i] -= shares.weekend[i];
  return shares;
}

} // namespace

std::vector<double> smoothed(DailyView<Celsius> outdoor, double smoothing_days) {
  const double memory = smoothing_days > 0.0 ? std::exp(-1.0 / smoothing_days) : 0.0;
  std::vector<double> result(outdoor.size(), missing_value);
  double state = missing_value;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const double t = outdoor.values()[i];
    if (!std::isfinite(t)) continue;
    state = std::isfinite(state) ? memory * state + (1.0 - memory) * t : t;
    result[i] = state;
  }
  return result;
}

std::vector<std::size_t> CalendarLayout::chosen(const DailyTerms& terms) const {
  std::vector<std::size_t> columns{constant};
  if (terms.week == WeekTerm::weekend) columns.push_back(weekend);
  if (terms.week == WeekTerm::each_day)
    for (std::size_t j = tuesday; j < weekend; ++j) columns.push_back(j);
  if (terms.year_end) columns.push_back(year_end);
  if (terms.closed_days)
    for (std::size_t j = 0; j < kinds; ++j) columns.push_back(first_kind + j);
  for (std::size_t j = 0; j < 2 * std::size_t{terms.harmonics}; ++j)
    columns.push_back(first_harmonic() + j);
  return columns;
}

std::span<const double> DailyDesign::smoothed_by(double smoothing_days) const {
  const auto found = std::ranges::find(smoothing_constants, smoothing_days);
  EMPOWER_EXPECTS(found != smoothing_constants.end(), "a time constant of the method");
  return temperature[static_cast<std::size_t>(found - smoothing_constants.begin())];
}

DailyDesign daily_design(std::span<const CivilDay> days, DailyView<Celsius> outdoor,
                         const DayCalendar& closed, std::span<const std::string> kinds,
                         const DailyOptions& options) {
  DailyDesign design;
  const std::size_t n = days.size();
  for (std::size_t k = 0; k < smoothing_constants.size(); ++k) {
    const std::vector<double> series = smoothed(outdoor, smoothing_constants[k]);
    const DailyView<Celsius> view{outdoor.first(), series};
    design.temperature[k].reserve(n);
    for (const CivilDay day : days) design.temperature[k].push_back(view.at(day).value());
  }
  design.layout.kinds = kinds.size();
  design.calendar.assign(design.layout.columns() * n, 0.0);
  const auto cell = [&](std::size_t column, std::size_t row) -> double& {
    return design.calendar[column * n + row];
  };
  for (std::size_t i = 0; i < n; ++i) {
    cell(CalendarLayout::constant, i) = 1.0;
    const unsigned weekday = std::chrono::weekday{days[i]}.iso_encoding() - 1; // 0 = Monday
    if (weekday > 0) cell(CalendarLayout::tuesday + weekday - 1, i) = 1.0;
    if (options.weekend[weekday]) cell(CalendarLayout::weekend, i) = 1.0;
    if (in_year_end(days[i])) cell(CalendarLayout::year_end, i) = 1.0;
    const std::size_t kind = kind_of(days[i], closed, kinds);
    if (kind < kinds.size()) cell(CalendarLayout::first_kind + kind, i) = 1.0;
    const double angle = 2.0 * std::numbers::pi * day_of_year(days[i]) / days_of_year;
    const std::size_t first = design.layout.first_harmonic();
    cell(first, i) = std::cos(angle);
    cell(first + 1, i) = std::sin(angle);
    cell(first + 2, i) = std::cos(2.0 * angle);
    cell(first + 3, i) = std::sin(2.0 * angle);
  }
  return design;
}

std::vector<std::vector<double>> member_columns(const DailyDesign& design,
                                                const DailyMember& member) {
  std::vector<std::vector<double>> columns;
  for (const std::size_t j : design.layout.chosen(member.terms))
    columns.emplace_back(design.column(j).begin(), design.column(j).end());
  const std::span<const double> temperature = design.smoothed_by(member.terms.smoothing_days);
  const DayShares shares = day_shares(design);
  const auto add = [&](std::span<const double> share) {
    if (has_heating(member.terms.shape))
      columns.push_back(leg_column(temperature, share, [&](double t) {
        return std::max(member.heating_balance.value() - t, 0.0);
      }));
    if (has_cooling(member.terms.shape))
      columns.push_back(leg_column(temperature, share, [&](double t) {
        return std::max(t - member.cooling_balance.value(), 0.0);
      }));
  };
  add(member.terms.slopes_by_day_type ? std::span<const double>{shares.working} : shares.all);
  if (member.terms.slopes_by_day_type) add(shares.weekend);
  return columns;
}

std::vector<std::vector<double>> balance_columns(const DailyDesign& design,
                                                 const DailyMember& member) {
  const std::span<const double> temperature = design.smoothed_by(member.terms.smoothing_days);
  const bool heating = has_heating(member.terms.shape);
  const bool cooling = has_cooling(member.terms.shape);
  const std::size_t legs = (heating ? 1U : 0U) + (cooling ? 1U : 0U);
  const bool by_day_type = member.terms.slopes_by_day_type;
  const std::size_t first = member.coefficients.size() - legs * (by_day_type ? 2 : 1);
  const std::span<const double> weekend = design.column(CalendarLayout::weekend);
  const auto slope_on = [&](std::size_t leg, std::size_t day) {
    const std::size_t shift = by_day_type && weekend[day] > 0.0 ? legs : 0;
    return member.coefficients[first + leg + shift];
  };
  std::vector<std::vector<double>> columns;
  if (heating) {
    auto& column = columns.emplace_back(design.size(), 0.0);
    for (std::size_t i = 0; i < column.size(); ++i)
      if (temperature[i] < member.heating_balance.value()) column[i] = slope_on(0, i);
  }
  if (cooling) {
    auto& column = columns.emplace_back(design.size(), 0.0);
    for (std::size_t i = 0; i < column.size(); ++i)
      if (temperature[i] > member.cooling_balance.value()) column[i] = -slope_on(legs - 1, i);
  }
  return columns;
}

std::vector<double> expected_by(const DailyDesign& design, const DailyMember& member) {
  std::vector<double> expected(design.size(), 0.0);
  const auto columns = member_columns(design, member);
  for (std::size_t j = 0; j < columns.size(); ++j)
    for (std::size_t i = 0; i < expected.size(); ++i)
      expected[i] += member.coefficients[j] * columns[j][i];
  return expected;
}

std::vector<double> expected_by(const DailyDesign& design, std::span<const DailyMember> members) {
  std::vector<double> expected(design.size(), 0.0);
  for (const DailyMember& member : members) {
    const std::vector<double> own = expected_by(design, member);
    for (std::size_t i = 0; i < own.size(); ++i) expected[i] += member.weight * own[i];
  }
  for (std::size_t i = 0; i < expected.size(); ++i)
    expected[i] =
        std::isfinite(design.temperature.front()[i]) ? std::max(expected[i], 0.0) : missing_value;
  return expected;
}

} // namespace empower::detail
