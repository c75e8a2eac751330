// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/design.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace empower::detail {

namespace {

/// Calls `visit(observation, difference)` for the days on the leg's side, outermost first.
template <class Visit>
void for_leg(const Design& design, Hinge hinge, double balance_c, Visit visit) {
  const std::size_t count = design.temperature_c.size();
  if (hinge == Hinge::heating) {
    for (std::size_t i = 0; i < count && design.temperature_c[i] < balance_c; ++i)
      visit(design.observation[i], balance_c - design.temperature_c[i]);
  } else {
    for (std::size_t i = count; i-- > 0 && design.temperature_c[i] > balance_c;)
      visit(design.observation[i], design.temperature_c[i] - balance_c);
  }
}

} // namespace

Design make_design(std::vector<double> days, std::vector<long> position,
                   std::span<const double> temperature_c, std::span<const std::uint32_t> observation) {
  Design design;
  design.daily = temperature_c.size() == days.size();
  design.weight.reserve(days.size());
  for (const double d : days) design.weight.push_back(1.0 / d);
  design.days = std::move(days);
  design.position = std::move(position);

  // Pairs sort faster than an index into two arrays; ties by observation make the order unique.
  std::vector<std::pair<double, std::uint32_t>> order(temperature_c.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = {temperature_c[i], observation[i]};
    sum += temperature_c[i];
  }
  std::ranges::sort(order);
  design.reference_c = order.empty() ? 0.0 : sum / static_cast<double>(order.size());
  design.temperature_c.reserve(order.size());
  design.observation.reserve(order.size());
  for (const auto& [temperature, owner] : order) {
    design.temperature_c.push_back(temperature);
    design.observation.push_back(owner);
  }
  return design;
}

BalanceRange balance_range(const Design& design, Hinge hinge, const FitOptions& options) {
  const bool heating = hinge == Hinge::heating;
  const std::size_t count = design.temperature_c.size();
  const std::size_t min_leg = design.daily ? options.min_leg_days : options.min_leg_bills;
  const auto temperature = [&](std::size_t i) { return design.temperature_c[heating ? i : count - 1 - i]; };

  std::vector<bool> seen(design.size(), false);
  std::size_t observations = 0;
  std::size_t distinct = 0;
  std::size_t i = 0;
  for (; i < count; ++i) {
    if (i > 0 && temperature(i) != temperature(i - 1)) {
      ++distinct;
      if (observations >= min_leg && distinct >= 2) break;
    }
    const std::uint32_t owner = design.observation[heating ? i : count - 1 - i];
    if (!seen[owner]) ++observations;
    seen[owner] = true;
  }
  if (i == count) return {};
  if (heating)
    return {std::max(options.heating_balance_min.value(), temperature(i)),
            std::min(options.heating_balance_max.value(), design.temperature_c.back())};
  return {std::max(options.cooling_balance_min.value(), design.temperature_c.front()),
          std::min(options.cooling_balance_max.value(), temperature(i))};
}

std::vector<double> degree_days(const Design& design, Hinge hinge, double balance_c) {
  std::vector<double> sums(design.size(), 0.0);
  for_leg(design, hinge, balance_c, [&](std::uint32_t i, double difference) { sums[i] += difference; });
  return sums;
}

std::vector<double> leg_days(const Design& design, Hinge hinge, double balance_c) {
  std::vector<double> counts(design.size(), 0.0);
  for_leg(design, hinge, balance_c, [&](std::uint32_t i, double) { counts[i] += 1.0; });
  return counts;
}

} // namespace empower::detail
