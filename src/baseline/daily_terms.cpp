// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/daily_columns.hpp>

#include <algorithm>
#include <array>

namespace empower {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

using detail::CalendarLayout;

std::string calendar_name(const DailyFit& fit, std::size_t column) {
  const CalendarLayout layout{fit.closed_kinds.size()};
  if (column == CalendarLayout::constant) return "base";
  if (column < CalendarLayout::weekend)
    return std::string{weekdays[column - CalendarLayout::tuesday + 1]};
  if (column == CalendarLayout::weekend) return "weekend";
  if (column == CalendarLayout::year_end) return "year_end";
  if (column < layout.first_harmonic())
    return fit.closed_kinds[column - CalendarLayout::first_kind];
  static constexpr std::array<std::string_view, 4> harmonics{"cos_1", "sin_1", "cos_2", "sin_2"};
  return std::string{harmonics[column - layout.first_harmonic()]};
}

} // namespace

std::vector<std::string> coefficient_names(const DailyFit& fit, const DailyMember& member) {
  std::vector<std::string> names;
  for (const std::size_t column : CalendarLayout{fit.closed_kinds.size()}.chosen(member.terms))
    names.push_back(calendar_name(fit, column));
  const auto add_slopes = [&](const std::string& end) {
    if (detail::has_heating(member.terms.shape)) names.push_back("heating_slope" + end);
    if (detail::has_cooling(member.terms.shape)) names.push_back("cooling_slope" + end);
  };
  add_slopes("");
  if (member.terms.slopes_by_day_type) add_slopes("_weekend");
  return names;
}

DailyTermShares term_shares(const DailyFit& fit) noexcept {
  DailyTermShares shares;
  for (const auto& [terms, weight, criterion, sse, parameters, heating, cooling, coefficients] :
       fit.members) {
    const auto count = [w = weight](double& share, bool has) { share += has ? w : 0.0; };
    count(shares.smoothing, terms.smoothing_days > 0.0);
    count(shares.weekend, terms.week == WeekTerm::weekend);
    count(shares.each_day, terms.week == WeekTerm::each_day);
    count(shares.slopes_by_day_type, terms.slopes_by_day_type);
    count(shares.year_end, terms.year_end);
    count(shares.closed_days, terms.closed_days);
    count(shares.season, terms.harmonics > 0);
    count(shares.heating, detail::has_heating(terms.shape));
    count(shares.cooling, detail::has_cooling(terms.shape));
  }
  return shares;
}

std::vector<DayTypeEffect> day_type_effects(const DailyFit& fit) {
  std::array<double, 7> week{};
  std::vector<DayTypeEffect> closed{{"year_end", 0.0}};
  for (const std::string& kind : fit.closed_kinds) closed.push_back({kind, 0.0});
  const CalendarLayout layout{fit.closed_kinds.size()};
  for (const DailyMember& member : fit.members) {
    const std::vector<std::size_t> columns = layout.chosen(member.terms);
    for (std::size_t j = 1; j < columns.size(); ++j) {
      const double part = member.weight * member.coefficients[j];
      if (columns[j] < CalendarLayout::weekend) {
        week[columns[j] - CalendarLayout::tuesday + 1] += part;
      } else if (columns[j] == CalendarLayout::weekend) {
        for (std::size_t day = 0; day < week.size(); ++day)
          if (fit.options.weekend[day]) week[day] += part;
      } else if (columns[j] < layout.first_harmonic()) {
        closed[columns[j] - CalendarLayout::year_end].effect += part;
      }
    }
  }
  double mean = 0.0;
  for (const double effect : week) mean += effect / 7.0;
  std::vector<DayTypeEffect> effects;
  effects.reserve(week.size() + closed.size());
  for (std::size_t day = 0; day < week.size(); ++day)
    effects.push_back({std::string{weekdays[day]}, week[day] - mean});
  std::ranges::move(closed, std::back_inserter(effects));
  return effects;
}

} // namespace empower
