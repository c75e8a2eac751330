// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_grid.hpp>

#include <empower/baseline/detail/candidates.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace empower::detail {

namespace {

/// The rows as the searches of the library take them. They sum degree-days over the temperatures of
/// an observation where CalTRACK takes their mean, so energy and weight are put in proportion: the
/// sum of squares is that of the method.
struct Observations {
  Design design;
  std::vector<double> energy;

  Observations(const CaltrackRows& rows, bool billing) {
    std::vector<double> days;
    std::vector<double> temperature_c;
    std::vector<std::uint32_t> observation;
    days.reserve(rows.size());
    energy.reserve(rows.size());
    temperature_c.reserve(rows.temperature_f.size());
    observation.reserve(rows.temperature_f.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::span<const double> temperatures = rows.temperatures(i);
      days.push_back(static_cast<double>(temperatures.size()));
      energy.push_back(days.back() * (rows.energy[i] / rows.days[i]));
      for (const double t : temperatures) temperature_c.push_back(celsius(t).value());
      observation.insert(observation.end(), temperatures.size(), static_cast<std::uint32_t>(i));
    }
    std::vector<double> weight = row_weights(rows, billing);
    for (std::size_t i = 0; i < rows.size(); ++i) weight[i] /= days[i] * days[i];
    design = make_design(std::move(days), rows.position, temperature_c, observation);
    design.weight = std::move(weight);
  }
};

/// From the first to the last balance point at which a shape with one leg was attempted.
BalanceRange attempted_range(const CaltrackGrid& grid, CaltrackShape shape, double reference_c) {
  const std::vector<double>& explained = grid.explained[static_cast<std::size_t>(shape)];
  const auto attempted = [](double value) { return value != not_attempted; };
  const auto first = std::find_if(explained.begin(), explained.end(), attempted);
  if (first == explained.end()) return {};
  const auto last = std::find_if(explained.rbegin(), explained.rend(), attempted).base() - 1;
  const auto place = [&](auto at) {
    const auto degrees = static_cast<double>(at - explained.begin());
    return celsius(grid.lowest_f + degrees).value() - reference_c;
  };
  return {place(first), place(last)};
}

CaltrackCandidate candidate_of(const Candidate& found, CaltrackShape shape) {
  constexpr double fahrenheit_per_kelvin = 1.8;
  const Signature& s = found.signature;
  CaltrackCandidate candidate{.shape = shape,
                              .heating_balance_f = fahrenheit(s.heating_balance),
                              .cooling_balance_f = fahrenheit(s.cooling_balance),
                              .intercept = s.base.value(),
                              .beta_hdd = missing_value,
                              .beta_cdd = missing_value,
                              .adjusted_r_squared = missing_value};
  if (!s.heating_balance.missing())
    candidate.beta_hdd = s.heating_slope.value() / fahrenheit_per_kelvin;
  if (!s.cooling_balance.missing())
    candidate.beta_cdd = s.cooling_slope.value() / fahrenheit_per_kelvin;
  return candidate;
}

} // namespace

void move_to_exact_balances(const CaltrackRows& rows, bool billing, const CaltrackGrid& grid,
                            std::vector<CaltrackCandidate>& best_of_shape) {
  for (CaltrackCandidate& candidate : best_of_shape) refine(rows, billing, candidate);
  if (!grid.moments.varied()) return;
  const Observations observed{rows, billing};
  const double reference_c = observed.design.reference_c;
  const BalanceRanges ranges{attempted_range(grid, CaltrackShape::hdd_only, reference_c),
                             attempted_range(grid, CaltrackShape::cdd_only, reference_c)};
  const std::array<Candidate, 6> found =
      search_candidates(observed.design, observed.energy, ranges, {});
  const auto periods = static_cast<double>(rows.size());
  for (const auto& [shape, place] : {std::pair{CaltrackShape::hdd_only, std::size_t{2}},
                                     std::pair{CaltrackShape::cdd_only, std::size_t{3}},
                                     std::pair{CaltrackShape::cdd_hdd, std::size_t{5}}}) {
    CaltrackCandidate exact = candidate_of(found[place], shape);
    const double free = periods - static_cast<double>(exact.slopes()) - 1.0;
    if (!found[place].admissible || !(free > 0.0)) continue;
    exact.adjusted_r_squared =
        1.0 - found[place].sse / free / (grid.moments.variation / (periods - 1.0));
    if (exact.intercept > 0.0) refine(rows, billing, exact); // else it is held at 0
    const auto same_or_later = [&](const CaltrackCandidate& c) { return c.shape >= exact.shape; };
    const auto at = std::find_if(best_of_shape.begin(), best_of_shape.end(), same_or_later);
    if (at == best_of_shape.end() || at->shape != shape) {
      best_of_shape.insert(at, exact);
    } else if (exact.adjusted_r_squared > at->adjusted_r_squared) {
      *at = exact;
    }
  }
}

} // namespace empower::detail
