// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/design.hpp>

#include <algorithm>
#include <utility>

namespace empower::detail {

namespace {

/// Cooling is heating on mirrored temperatures.
void set_cooling_axis(Design& design) {
  const Axis& heating = design.heating;
  design.cooling.x.assign(heating.x.rbegin(), heating.x.rend());
  for (double& x : design.cooling.x) x = -x;
  design.cooling.observation.assign(heating.observation.rbegin(), heating.observation.rend());
}

} // namespace

Design make_design(std::vector<double> days, std::vector<long> position,
                   const SortedTemperatures& weather, std::span<const std::uint32_t> observation) {
  Design design;
  design.weight.reserve(days.size());
  for (const double d : days) design.weight.push_back(1.0 / d);
  design.position = std::move(position);

  Axis& heating = design.heating;
  heating.x.reserve(weather.days().size());
  heating.observation.reserve(weather.days().size());
  for (const SortedTemperatures::Day& day : weather.days()) {
    if (observation[day.place] == no_observation) continue;
    heating.x.push_back(day.temperature_c);
    heating.observation.push_back(observation[day.place]);
    design.reference_c += day.temperature_c;
  }
  design.daily = heating.x.size() == days.size();
  design.days = std::move(days);
  if (!heating.x.empty()) design.reference_c /= static_cast<double>(heating.x.size());
  for (double& x : heating.x) x -= design.reference_c;
  set_cooling_axis(design);
  return design;
}

Design make_design(std::vector<double> days, std::vector<long> position,
                   std::span<const double> temperature_c,
                   std::span<const std::uint32_t> observation) {
  return make_design(std::move(days), std::move(position),
                     SortedTemperatures{DailyView<Celsius>{{}, temperature_c}}, observation);
}

Collapsed collapse(const Design& daily, std::span<const double> energy_kwh) {
  Collapsed few;
  Design& design = few.design;
  design.reference_c = daily.reference_c;
  const Axis& axis = daily.heating;
  for (std::size_t first = 0, last = 0; first < axis.x.size(); first = last) {
    double weight = 0.0;
    double sum = 0.0;
    for (last = first; last < axis.x.size() && axis.x[last] == axis.x[first]; ++last) {
      weight += daily.weight[axis.observation[last]];
      sum += daily.weight[axis.observation[last]] * energy_kwh[axis.observation[last]];
    }
    const double mean = weight > 0.0 ? sum / weight : 0.0;
    for (std::size_t i = first; i < last; ++i) {
      const double rest = energy_kwh[axis.observation[i]] - mean;
      few.within += daily.weight[axis.observation[i]] * rest * rest;
    }
    design.heating.x.push_back(axis.x[first]);
    design.heating.observation.push_back(static_cast<std::uint32_t>(design.weight.size()));
    design.weight.push_back(weight);
    few.energy_kwh.push_back(mean);
  }
  design.days.assign(design.weight.size(), 1.0);
  set_cooling_axis(design);
  return few;
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

namespace {

/// Calls `pass` for each day on the leg, with its observation and degree-days.
template <class Pass>
void for_days_on_leg(const Axis& axis, double x, const Pass& pass) {
  const auto last = std::ranges::lower_bound(axis.x, x);
  const auto days = static_cast<std::size_t>(last - axis.x.begin());
  for (std::size_t i = 0; i < days; ++i) pass(axis.observation[i], x - axis.x[i]);
}

} // namespace

LegColumns leg_columns(const Design& design, Hinge hinge, double balance) {
  LegColumns leg{std::vector<double>(design.size(), 0.0), std::vector<double>(design.size(), 0.0)};
  for_days_on_leg(design.axis(hinge), hinge == Hinge::heating ? balance : -balance,
                  [&](std::size_t observation, double degree_days) {
                    leg.degree_days[observation] += degree_days;
                    leg.days[observation] += 1.0;
                  });
  return leg;
}

std::vector<double> leg_degree_days(const Design& design, Hinge hinge, double balance) {
  std::vector<double> sums(design.size(), 0.0);
  for_days_on_leg(
      design.axis(hinge), hinge == Hinge::heating ? balance : -balance,
      [&](std::size_t observation, double degree_days) { sums[observation] += degree_days; });
  return sums;
}

} // namespace empower::detail
