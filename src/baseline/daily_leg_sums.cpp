// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/daily_search.hpp>

#include <algorithm>
#include <numeric>

namespace empower::detail {

LegSums::LegSums(const DailyDesign& design, std::span<const double> temperature,
                 std::span<const double> energy_kwh)
    : columns_(design.layout.columns() + 1) {
  const std::size_t n = design.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return temperature[i]; });
  sorted_.reserve(n);
  for (const std::size_t i : order) sorted_.push_back(temperature[i]);

  const std::size_t row = 2 * columns_ + 1;
  running_.assign((n + 1) * 2 * row, 0.0);
  const std::span<const double> weekend = design.column(CalendarLayout::weekend);
  for (std::size_t at = 0; at < n; ++at) {
    const std::size_t day = order[at];
    double* const now = running_.data() + (at + 1) * 2 * row;
    std::copy_n(now - 2 * row, 2 * row, now);
    double* const part = now + (weekend[day] > 0.0 ? row : 0);
    const double t = sorted_[at];
    for (std::size_t j = 0; j < columns_; ++j) {
      const double value = j + 1 < columns_ ? design.calendar[j * n + day] : energy_kwh[day];
      part[j] += value;
      part[columns_ + j] += value * t;
    }
    part[2 * columns_] += t * t;
  }
}

std::vector<double> LegSums::sums(std::size_t days, DayType type) const {
  const std::size_t row = 2 * columns_ + 1;
  const auto working = running_.begin() + static_cast<std::ptrdiff_t>(days * 2 * row);
  const auto weekend = working + static_cast<std::ptrdiff_t>(row);
  std::vector<double> result(row);
  for (std::size_t j = 0; j < row; ++j) {
    const auto at = static_cast<std::ptrdiff_t>(j);
    result[j] = (type != DayType::weekend ? working[at] : 0.0) +
                (type != DayType::working ? weekend[at] : 0.0);
  }
  return result;
}

// With s = 1 for heating and -1 for cooling a leg is s (b - T) on its side, so its product with a
// column u is s (b sum u - sum u T), its edge's s sum u.
LegProducts LegSums::products(double balance, double side, std::span<const double> part) const {
  LegProducts leg;
  const std::size_t calendar = columns_ - 1;
  leg.calendar.resize(calendar);
  leg.edge_calendar.resize(calendar);
  for (std::size_t j = 0; j < calendar; ++j) {
    leg.calendar[j] = side * (balance * part[j] - part[columns_ + j]);
    leg.edge_calendar[j] = side * part[j];
  }
  leg.energy = side * (balance * part[calendar] - part[columns_ + calendar]);
  leg.edge_energy = side * part[calendar];
  const double count = part[CalendarLayout::constant];
  const double sum = part[columns_ + CalendarLayout::constant];
  leg.square = balance * balance * count - 2.0 * balance * sum + part[2 * columns_];
  leg.edge_square = count;
  leg.edge_leg = balance * count - sum;
  return leg;
}

LegProducts LegSums::heating(double balance, DayType type) const {
  const auto below =
      static_cast<std::size_t>(std::ranges::lower_bound(sorted_, balance) - sorted_.begin());
  return products(balance, 1.0, sums(below, type));
}

LegProducts LegSums::cooling(double balance, DayType type) const {
  const auto up_to =
      static_cast<std::size_t>(std::ranges::upper_bound(sorted_, balance) - sorted_.begin());
  std::vector<double> above = sums(sorted_.size(), type);
  const std::vector<double> rest = sums(up_to, type);
  for (std::size_t j = 0; j < above.size(); ++j) above[j] -= rest[j];
  return products(balance, -1.0, above);
}

} // namespace empower::detail
