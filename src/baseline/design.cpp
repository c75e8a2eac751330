// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/design.hpp>

#include <algorithm>
#include <utility>

namespace empower::detail {

namespace {

struct Day {
  double temperature = 0.0;
  std::uint32_t observation = 0;
};

/// Ascending, ties in the order they came. Buckets over the range that weather has, each so small
/// that insertion finishes the work; several times faster than comparing.
std::vector<Day> sorted_days(std::span<const double> temperature_c,
                             std::span<const std::uint32_t> observation) {
  constexpr double coldest = -40.0;
  constexpr double warmest = 50.0;
  const std::size_t count = temperature_c.size();
  const std::size_t buckets = 2 * count + 1;
  const double scale = static_cast<double>(buckets - 1) / (warmest - coldest);
  std::vector<std::uint32_t> bucket(count);
  std::vector<std::uint32_t> start(buckets + 1, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const double inside = std::clamp(temperature_c[i], coldest, warmest);
    bucket[i] = static_cast<std::uint32_t>((inside - coldest) * scale);
    ++start[bucket[i] + 1];
  }
  for (std::size_t b = 1; b < start.size(); ++b) start[b] += start[b - 1];
  std::vector<Day> days(count);
  for (std::size_t i = 0; i < count; ++i)
    days[start[bucket[i]]++] = {temperature_c[i], observation[i]};
  for (std::size_t i = 1; i < count; ++i) {
    const Day day = days[i];
    std::size_t j = i;
    for (; j > 0 && day.temperature < days[j - 1].temperature; --j) days[j] = days[j - 1];
    days[j] = day;
  }
  return days;
}

} // namespace

Design make_design(std::vector<double> days, std::vector<long> position,
                   std::span<const double> temperature_c,
                   std::span<const std::uint32_t> observation) {
  Design design;
  design.daily = temperature_c.size() == days.size();
  design.weight.reserve(days.size());
  for (const double d : days) design.weight.push_back(1.0 / d);
  design.days = std::move(days);
  design.position = std::move(position);

  const std::vector<Day> order = sorted_days(temperature_c, observation);
  for (const Day& day : order) design.reference_c += day.temperature;
  if (!order.empty()) design.reference_c /= static_cast<double>(order.size());
  for (Axis* axis : {&design.heating, &design.cooling}) {
    axis->x.reserve(order.size());
    axis->observation.reserve(order.size());
  }
  const auto append = [&](Axis& axis, const Day& day, double sign) {
    axis.x.push_back(sign * (day.temperature - design.reference_c));
    axis.observation.push_back(day.observation);
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    append(design.heating, order[i], 1.0);
    append(design.cooling, order[order.size() - 1 - i], -1.0);
  }
  return design;
}

std::vector<double> temperature_sums(const Design& design) {
  std::vector<double> sums(design.size(), 0.0);
  for (std::size_t i = 0; i < design.heating.x.size(); ++i)
    sums[design.heating.observation[i]] += design.heating.x[i];
  return sums;
}

std::optional<double> leg_start(const Design& design, Hinge hinge, const FitOptions& options) {
  const Axis& axis = design.axis(hinge);
  const std::size_t min_leg = design.daily ? options.min_leg_days : options.min_leg_bills;
  std::vector<bool> seen(design.size(), false);
  std::size_t observations = 0;
  std::size_t distinct = 0;
  for (std::size_t i = 0; i < axis.x.size(); ++i) {
    if (i > 0 && axis.x[i] != axis.x[i - 1]) {
      ++distinct;
      if (observations >= min_leg && distinct >= 2) return axis.x[i];
    }
    if (!seen[axis.observation[i]]) ++observations;
    seen[axis.observation[i]] = true;
  }
  return std::nullopt;
}

BalanceRange balance_range(const Design& design, Hinge hinge, const FitOptions& options) {
  const std::optional<double> start = leg_start(design, hinge, options);
  if (!start) return {};
  const double end = design.axis(hinge).x.back();
  const auto from_reference = [&](Celsius c) { return c.value() - design.reference_c; };
  if (hinge == Hinge::heating)
    return {std::max(from_reference(options.heating_balance_min), *start),
            std::min(from_reference(options.heating_balance_max), end)};
  return {std::max(from_reference(options.cooling_balance_min), -end),
          std::min(from_reference(options.cooling_balance_max), -*start)};
}

LegColumns leg_columns(const Design& design, Hinge hinge, double balance) {
  const Axis& axis = design.axis(hinge);
  const double x = hinge == Hinge::heating ? balance : -balance;
  LegColumns leg{std::vector<double>(design.size(), 0.0), std::vector<double>(design.size(), 0.0)};
  for (std::size_t i = 0; i < axis.x.size() && axis.x[i] < x; ++i) {
    leg.degree_days[axis.observation[i]] += x - axis.x[i];
    leg.days[axis.observation[i]] += 1.0;
  }
  return leg;
}

} // namespace empower::detail
