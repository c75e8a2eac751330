// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/daily_search.hpp>

#include <empower/baseline/detail/frame.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <span>

namespace empower::detail {

namespace {

/// Whole kelvin from `low` to `high` that lie between two of the `sorted` temperatures.
std::vector<double> grid_between(double low, double high, std::span<const double> sorted) {
  std::vector<double> grid;
  low = std::max(low, sorted.front());
  high = std::min(high, sorted.back());
  for (double x = std::ceil(low / grid_step_k) * grid_step_k; x <= high; x += grid_step_k)
    grid.push_back(x);
  return grid;
}

/// Where `min_leg_days` days lie strictly on the leg's side and at least one on the other.
std::vector<double> heating_grid(std::span<const double> sorted, const DailyOptions& options) {
  if (sorted.size() <= options.min_leg_days) return {};
  std::vector<double> grid = grid_between(options.heating_balance_min.value(),
                                          options.heating_balance_max.value(), sorted);
  std::erase_if(grid, [&](double balance) {
    return !(sorted[options.min_leg_days - 1] < balance && balance <= sorted.back());
  });
  return grid;
}

std::vector<double> cooling_grid(std::span<const double> sorted, const DailyOptions& options) {
  if (sorted.size() <= options.min_leg_days) return {};
  std::vector<double> grid = grid_between(options.cooling_balance_min.value(),
                                          options.cooling_balance_max.value(), sorted);
  std::erase_if(grid, [&](double balance) {
    return !(sorted[sorted.size() - options.min_leg_days] > balance && balance >= sorted.front());
  });
  return grid;
}

/// Legs of one day type as a block leaves them.
struct ProjectedLegs {
  std::vector<std::vector<double>> column;
  std::vector<double> square; ///< what is left of it
  std::vector<double> scale;
  std::vector<double> energy;

  ProjectedLegs(const CalendarBlock& block, std::span<const LegProducts> legs) {
    column.reserve(legs.size());
    square.reserve(legs.size());
    scale.reserve(legs.size());
    energy.reserve(legs.size());
    for (const LegProducts& leg : legs) {
      column.push_back(block.projected(leg.calendar));
      square.push_back(leg.square - dot(column.back(), column.back()));
      scale.push_back(leg.square);
      energy.push_back(block.energy_left(leg.energy, column.back()));
    }
  }
};

/// The best legs found so far.
struct Best {
  double fall = 0.0;
  double heating = missing_value;
  double cooling = missing_value;
};

/// How much of the SSE legs on the day types explain, if it is more than `least` and all slopes are
/// above 0; else 0. Two legs, or one on two day types, share no day: their product is what the
/// projection takes.
double fall_of(std::span<const ProjectedLegs> types, std::initializer_list<std::size_t> legs,
               double least) {
  SmallSystem system;
  std::array<const std::vector<double>*, SmallSystem::most> columns{};
  for (const ProjectedLegs& type : types)
    for (const std::size_t leg : legs) {
      const std::size_t i = system.size++;
      columns[i] = &type.column[leg];
      for (std::size_t j = 0; j < i; ++j) system.at(i, j) = -dot(*columns[i], *columns[j]);
      system.at(i, i) = type.square[leg];
      system.scale[i] = type.scale[leg];
      system.response[i] = type.energy[leg];
    }
  const double fall = system.factor();
  if (!(fall > least)) return 0.0;
  system.substitute();
  return system.positive(system.size) ? fall : 0.0;
}

/// Less the mean: sums of squares then lose no digits to the level.
std::vector<double> centred(std::span<const double> values) {
  double mean = 0.0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  std::vector<double> result(values.begin(), values.end());
  for (double& value : result) value -= mean;
  return result;
}

} // namespace

std::span<const DayType> day_types(bool by_day_type) noexcept {
  static constexpr std::array<DayType, 1> one{DayType::all};
  static constexpr std::array<DayType, 2> two{DayType::working, DayType::weekend};
  return by_day_type ? std::span<const DayType>{two} : std::span<const DayType>{one};
}

DailySearch::DailySearch(const DailyDesign& design, std::span<const double> energy_kwh,
                         const DailyTermLimits& limits, const DailyOptions& options)
    : limits_(limits), products_(design, centred(energy_kwh)) {
  const std::vector<double> energy = centred(energy_kwh);
  sums_.reserve(smoothing_constants.size());
  grids_.reserve(smoothing_constants.size());
  for (const auto& temperature : design.temperature) {
    const LegSums& sums = sums_.emplace_back(design, temperature, energy);
    Grid& grid = grids_.emplace_back();
    grid.heating = heating_grid(sums.sorted(), options);
    grid.cooling = cooling_grid(sums.sorted(), options);
    for (const DayType type : {DayType::working, DayType::weekend, DayType::all}) {
      auto& legs = grid.legs[static_cast<std::size_t>(type)];
      legs.reserve(grid.heating.size() + grid.cooling.size());
      for (const double balance : grid.heating) legs.push_back(sums.heating(balance, type));
      for (const double balance : grid.cooling) legs.push_back(sums.cooling(balance, type));
    }
  }
}

std::vector<DailyCandidate> DailySearch::candidates() const {
  const auto can = [&](const DailyTerms& terms) {
    return (terms.week != WeekTerm::weekend || limits_.weekend) &&
           (terms.week != WeekTerm::each_day || limits_.each_day) &&
           (!terms.year_end || limits_.year_end) && (!terms.closed_days || limits_.closed_days);
  };
  std::vector<DailyCandidate> found;
  for (std::size_t constant = 0; constant < smoothing_constants.size(); ++constant)
    for (const WeekTerm week : {WeekTerm::none, WeekTerm::weekend, WeekTerm::each_day})
      for (const bool year_end : {false, true})
        for (const bool closed : {false, true})
          for (unsigned harmonics = 0; harmonics <= limits_.harmonics; ++harmonics) {
            const DailyTerms terms{.smoothing_days = smoothing_constants[constant],
                                   .week = week,
                                   .year_end = year_end,
                                   .closed_days = closed,
                                   .harmonics = harmonics};
            if (can(terms)) add_choice(found, constant, terms);
          }
  return found;
}

void DailySearch::add_choice(std::vector<DailyCandidate>& found, std::size_t constant,
                             DailyTerms terms) const {
  const CalendarBlock block{products_, terms};
  if (!block.usable()) return;
  // Without legs there is no temperature to smooth.
  if (constant == 0)
    found.push_back({.terms = terms, .sse = block.sse(), .parameters = block.size()});
  add_legs(found, block, grids_[constant], terms);
  if (terms.week == WeekTerm::none || !limits_.weekend) return;
  terms.slopes_by_day_type = true;
  add_legs(found, block, grids_[constant], terms);
}

void DailySearch::add_legs(std::vector<DailyCandidate>& found, const CalendarBlock& block,
                           const Grid& grid, DailyTerms terms) const {
  std::vector<ProjectedLegs> types;
  for (const DayType type : day_types(terms.slopes_by_day_type))
    types.emplace_back(block, grid.legs[static_cast<std::size_t>(type)]);
  Best heating;
  Best cooling;
  Best both;
  const std::size_t first_cooling = grid.heating.size();
  for (std::size_t i = 0; i < grid.heating.size(); ++i)
    if (const double fall = fall_of(types, {i}, heating.fall); fall > 0.0)
      heating = {fall, grid.heating[i], missing_value};
  for (std::size_t j = 0; j < grid.cooling.size(); ++j) {
    if (const double fall = fall_of(types, {first_cooling + j}, cooling.fall); fall > 0.0)
      cooling = {fall, missing_value, grid.cooling[j]};
    for (std::size_t i = 0; i < grid.heating.size() && grid.heating[i] <= grid.cooling[j]; ++i)
      if (const double fall = fall_of(types, {i, first_cooling + j}, both.fall); fall > 0.0)
        both = {fall, grid.heating[i], grid.cooling[j]};
  }
  const auto keep = [&](const Best& best, SignatureShape shape, std::size_t legs) {
    if (!(best.fall > 0.0)) return;
    terms.shape = shape;
    found.push_back({terms, best.heating, best.cooling, block.sse() - best.fall,
                     block.size() + legs * (1 + types.size())});
  };
  keep(heating, SignatureShape::heating, 1);
  keep(cooling, SignatureShape::cooling, 1);
  keep(both, SignatureShape::heating_cooling, 2);
}

} // namespace empower::detail
