// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/windows.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <ranges>

namespace empower {

namespace {

using std::chrono::days;
using std::chrono::months;

CivilPeriod narrowed(CivilPeriod window, std::optional<CivilPeriod> by) {
  return by ? intersection(window, *by) : window;
}

/// The same day `count` months later, or the last of a month that has no such day.
CivilDay months_after(CivilDay day, int count) {
  const std::chrono::year_month_day date{day};
  const std::chrono::year_month_day later = date + months{count};
  return later.ok() ? CivilDay{later} : CivilDay{later.year() / later.month() / std::chrono::last};
}

/// Where a boundary wanted at `day` lies: at the nearer end of the observation that runs across it.
CivilDay boundary_near(BillView observed, CivilDay day) {
  const auto after = std::upper_bound(observed.from.begin(), observed.from.end(), day);
  if (after == observed.from.begin()) return day;
  const auto i = static_cast<std::size_t>(std::distance(observed.from.begin(), after)) - 1;
  const CivilPeriod across = observed.period(i);
  if (day >= across.to || std::isnan(observed.energy_kwh[i])) return day;
  return day - across.from <= across.to - day ? across.from : across.to;
}

/// The first observation with energy inside, and the day after the last.
CivilPeriod measured_part(BillView observed) {
  std::size_t first = 0;
  std::size_t last = observed.size();
  while (first < last && std::isnan(observed.energy_kwh[first])) ++first;
  while (last > first && std::isnan(observed.energy_kwh[last - 1])) --last;
  return first == last ? CivilPeriod{} : CivilPeriod{observed.from[first], observed.to[last - 1]};
}

/// Readings may end this much before a period does: half a month's bill.
constexpr days most_owed{15};

/// False where a bill of many months pushed the ends of a period away from those wanted.
bool as_long_as(CivilPeriod wanted, CivilPeriod found) {
  constexpr long longest_bill = 62; // days
  return std::abs(day_count(found) - day_count(wanted)) <= longest_bill;
}

BillView part(BillView observed, std::size_t first, std::size_t count) {
  return {observed.from.subspan(first, count), observed.to.subspan(first, count),
          observed.energy_kwh.subspan(first, count)};
}

} // namespace

std::vector<MeasurementProject> measurement_projects(std::span<const CivilPeriod> works,
                                                     CivilPeriod readings, const WindowRule& rule,
                                                     std::optional<CivilPeriod> baseline,
                                                     std::optional<CivilPeriod> report) {
  std::vector<std::size_t> order(works.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return works[i].from; });

  std::vector<MeasurementProject> projects;
  for (const std::size_t i : order) {
    if (!projects.empty() && works[i].from - projects.back().blackout.to < rule.least_between) {
      MeasurementProject& joined = projects.back();
      joined.works.push_back(i);
      joined.blackout.to = std::max(joined.blackout.to, works[i].to);
    } else {
      projects.push_back({{i}, {}, works[i], {}});
    }
  }
  for (std::size_t p = 0; p < projects.size(); ++p) {
    MeasurementProject& project = projects[p];
    const CivilDay earliest = p == 0 ? readings.from : projects[p - 1].blackout.to;
    const CivilDay latest = p + 1 == projects.size() ? readings.to : projects[p + 1].blackout.from;
    project.baseline =
        narrowed(intersection(readings, {earliest, project.blackout.from}), baseline);
    project.reporting = narrowed(intersection(readings, {project.blackout.to, latest}), report);
  }
  return projects;
}

BillView observations_inside(BillView observed, CivilPeriod window) {
  const auto from = std::lower_bound(observed.from.begin(), observed.from.end(), window.from);
  const auto to = std::upper_bound(observed.to.begin(), observed.to.end(), window.to);
  const auto first = static_cast<std::size_t>(std::distance(observed.from.begin(), from));
  const auto last = static_cast<std::size_t>(std::distance(observed.to.begin(), to));
  return part(observed, first, last > first ? last - first : 0);
}

BillView baseline_observations(BillView observed, CivilPeriod window, days length) {
  const BillView inside = observations_inside(observed, window);
  if (inside.empty()) return inside;
  const CivilDay reach = inside.to.back() - length;
  const auto first = std::upper_bound(inside.to.begin(), inside.to.end(), reach);
  const auto skipped = static_cast<std::size_t>(std::distance(inside.to.begin(), first));
  return part(inside, skipped, inside.size() - skipped);
}

long measured_days(BillView observed, CivilPeriod window) {
  const BillView inside = observations_inside(observed, window);
  long sum = 0;
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (!std::isnan(inside.energy_kwh[i])) sum += day_count(inside.period(i));
  return sum;
}

CivilPeriod model_period(BillView observed, std::span<const CivilPeriod> works,
                         const WindowRule& rule) {
  const CivilPeriod readings = observed.period();
  std::vector<CivilPeriod> in_order(works.begin(), works.end());
  std::ranges::sort(in_order, {}, &CivilPeriod::from);
  std::vector<CivilPeriod> stretches;
  CivilDay from = readings.from;
  for (const CivilPeriod& work : in_order) {
    stretches.push_back({from, std::min(work.from, readings.to)});
    from = std::max(from, work.to);
  }
  stretches.push_back({from, readings.to});

  CivilPeriod taken = stretches.front();
  long most = -1;
  for (const CivilPeriod& stretch : std::views::reverse(stretches)) {
    const long days = measured_days(observed, stretch);
    if (days > most) {
      most = days;
      taken = stretch;
    }
    if (most >= rule.least_baseline.count()) break;
  }
  const CivilPeriod measured = measured_part(observations_inside(observed, taken));
  const CivilPeriod recent{std::max(taken.from, measured.to - rule.recent), measured.to};
  return measured_days(observed, recent) >= rule.least_baseline.count() ? recent : taken;
}

std::vector<ReportingPeriod> reporting_periods(BillView observed, CivilPeriod window, int months) {
  const BillView inside = observations_inside(observed, window);
  const CivilPeriod all = measured_part(inside);
  std::vector<ReportingPeriod> periods;
  CivilDay from = all.from;
  for (int k = 1; from < all.to; ++k) {
    const CivilPeriod wanted{months_after(all.from, (k - 1) * months),
                             months_after(all.from, k * months)};
    const CivilDay to = boundary_near(inside, wanted.to);
    const CivilPeriod period{from, std::min(to, all.to)};
    if (!period.empty())
      periods.push_back({period, to - all.to <= most_owed && as_long_as(wanted, period)});
    from = to;
  }
  return periods;
}

std::vector<ReportingPeriod> rolling_years(BillView observed, CivilPeriod window) {
  const BillView inside = observations_inside(observed, window);
  const CivilPeriod all = measured_part(inside);
  std::vector<ReportingPeriod> years;
  for (int k = 0; !all.empty(); ++k) {
    const CivilPeriod year{boundary_near(inside, months_after(all.from, k)),
                           boundary_near(inside, months_after(all.from, k + 12))};
    if (year.to > all.to) break;
    if (!as_long_as({months_after(all.from, k), months_after(all.from, k + 12)}, year)) continue;
    if (years.empty() || years.back().period != year) years.push_back({year, true});
  }
  return years;
}

std::vector<ReportingPeriod> calendar_months(BillView observed, CivilPeriod window) {
  const BillView inside = observations_inside(observed, window);
  const CivilPeriod all = measured_part(inside);
  if (all.empty()) return {};
  std::vector<ReportingPeriod> found;
  const std::chrono::year_month_day start{all.from};
  const CivilDay first_of_month{start.year() / start.month() / 1};
  CivilDay from = all.from;
  bool begins_whole = boundary_near(inside, first_of_month) == all.from;
  for (int k = 1; from < all.to; ++k) {
    const CivilDay to = boundary_near(inside, months_after(first_of_month, k));
    if (to <= from) continue;
    found.push_back({{from, std::min(to, all.to)}, begins_whole && to <= all.to});
    begins_whole = true;
    from = to;
  }
  return found;
}

} // namespace empower
