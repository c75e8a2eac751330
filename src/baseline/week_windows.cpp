// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/week_fit.hpp>
#include <empower/core/error.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>

namespace empower::detail {

namespace {

constexpr double fortnight = 14.0; // days

std::size_t month_of(CivilDay day) noexcept {
  return static_cast<unsigned>(std::chrono::year_month_day{day}.month()) - 1U;
}

} // namespace

std::size_t place_windows(HourlyFit& fit, const WeekSlots& slots) {
  if (fit.options.windows == HourlyWindows::whole) return 1;
  if (fit.options.windows == HourlyWindows::three_months) return 12;
  const std::chrono::days first{slots.runs.front().day};
  const auto days = static_cast<double>(slots.runs.back().day - slots.runs.front().day + 1);
  const double gaps = std::max(1.0, std::round(days / fortnight));
  for (double k = 0.0; k <= gaps; k += 1.0)
    fit.centres.emplace_back(first +
                             std::chrono::days{static_cast<long>(std::round(k * days / gaps))});
  return fit.centres.size();
}

double window_weight(const HourlyFit& fit, std::size_t window, CivilDay day) {
  if (fit.options.windows == HourlyWindows::whole) return 1.0;
  if (fit.options.windows == HourlyWindows::three_months) {
    const std::size_t ahead = (window + 12 - month_of(day)) % 12;
    if (ahead == 0) return 1.0;
    return ahead == 1 || ahead == 11 ? 0.5 : 0.0;
  }
  const auto away = static_cast<double>((day - fit.centres[window]).count());
  return fortnight * fortnight / (fortnight * fortnight + away * away);
}

double window_share(const HourlyFit& fit, std::size_t window, CivilDay day) {
  if (fit.options.windows == HourlyWindows::whole) return 1.0;
  if (fit.options.windows == HourlyWindows::three_months)
    return window == month_of(day) ? 1.0 : 0.0;
  double all = 0.0;
  for (std::size_t k = 0; k < fit.centres.size(); ++k) all += window_weight(fit, k, day);
  return window_weight(fit, window, day) / all;
}

std::vector<std::span<const double>> columns_of(const Regressors& regressors, std::size_t rows) {
  const std::size_t count = regressors.names.size();
  if (regressors.values.size() != count * rows)
    throw ShapeError("regressors", count * rows, regressors.values.size());
  std::vector<std::span<const double>> columns;
  columns.reserve(count);
  for (std::size_t r = 0; r < count; ++r)
    columns.push_back(std::span{regressors.values}.subspan(r * rows, rows));
  return columns;
}

} // namespace empower::detail
