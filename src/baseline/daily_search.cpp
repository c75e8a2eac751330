// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/daily_search.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace empower::detail {

namespace {

constexpr double grid_step_k = 1.0;
constexpr std::size_t most_steps = 8;
/// A column of which the others leave less than this share is one of theirs.
constexpr double least_remainder = 1e-9;

/// Normal equations of a few columns.
constexpr std::size_t most_columns = 6; // two legs on two day types, two balance temperatures
struct SmallSystem {
  std::array<double, most_columns * most_columns> products{};
  std::array<double, most_columns> response{};
  std::array<double, most_columns> scale{}; ///< squares before projection
  std::size_t size = 0;

  [[nodiscard]] double& at(std::size_t i, std::size_t j) { return products[i * most_columns + j]; }
};

/// Solves in place by Cholesky; `response` becomes the coefficients. The fall of the SSE, or a
/// negative number where the columns depend on each other.
double solve(SmallSystem& system) {
  double fall = 0.0;
  for (std::size_t i = 0; i < system.size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double sum = system.at(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= system.at(i, k) * system.at(j, k);
      system.at(i, j) = sum / system.at(j, j);
    }
    double sum = system.at(i, i);
    for (std::size_t k = 0; k < i; ++k) sum -= system.at(i, k) * system.at(i, k);
    if (!(sum > least_remainder * system.scale[i])) return -1.0;
    system.at(i, i) = std::sqrt(sum);
    double right = system.response[i];
    for (std::size_t k = 0; k < i; ++k) right -= system.at(i, k) * system.response[k];
    system.response[i] = right / system.at(i, i);
    fall += system.response[i] * system.response[i];
  }
  for (std::size_t i = system.size; i-- > 0;) {
    for (std::size_t k = i + 1; k < system.size; ++k)
      system.response[i] -= system.at(k, i) * system.response[k];
    system.response[i] /= system.at(i, i);
  }
  return fall;
}

bool all_positive(const SmallSystem& system, std::size_t count) {
  return std::all_of(system.response.begin(),
                     system.response.begin() + static_cast<std::ptrdiff_t>(count),
                     [](double x) { return x > 0.0; });
}

std::vector<double> grid_between(double low, double high) {
  std::vector<double> grid;
  for (double x = std::ceil(low / grid_step_k) * grid_step_k; x <= high; x += grid_step_k)
    grid.push_back(x);
  return grid;
}

/// Where `min_leg_days` days lie strictly on the leg's side and at least one on the other.
std::vector<double> heating_grid(std::span<const double> sorted, const DailyOptions& options) {
  std::vector<double> grid =
      grid_between(options.heating_balance_min.value(), options.heating_balance_max.value());
  if (sorted.size() <= options.min_leg_days) return {};
  std::erase_if(grid, [&](double balance) {
    return !(sorted[options.min_leg_days - 1] < balance && balance <= sorted.back());
  });
  return grid;
}

std::vector<double> cooling_grid(std::span<const double> sorted, const DailyOptions& options) {
  std::vector<double> grid =
      grid_between(options.cooling_balance_min.value(), options.cooling_balance_max.value());
  if (sorted.size() <= options.min_leg_days) return {};
  std::erase_if(grid, [&](double balance) {
    return !(sorted[sorted.size() - options.min_leg_days] > balance && balance >= sorted.front());
  });
  return grid;
}

std::span<const DayType> day_types(bool by_day_type) {
  static constexpr std::array<DayType, 1> one{DayType::all};
  static constexpr std::array<DayType, 2> two{DayType::working, DayType::weekend};
  return by_day_type ? std::span<const DayType>{two} : std::span<const DayType>{one};
}

std::size_t constant_index(double smoothing_days) {
  return static_cast<std::size_t>(std::ranges::find(smoothing_constants, smoothing_days) -
                                  smoothing_constants.begin());
}

} // namespace

/// The calendar columns of one choice of terms, made orthonormal by Cholesky of their products:
/// what they leave of legs, edges and energy.
class DailySearch::Block {
public:
  Block(const DailySearch& search, const DailyTerms& terms)
      : chosen_(search.design_->layout.chosen(terms)), factor_(chosen_.size() * chosen_.size()) {
    const std::size_t p = search.design_->layout.columns();
    const std::size_t k = chosen_.size();
    for (std::size_t i = 0; i < k; ++i) {
      const double* const row = search.calendar_products_.data() + chosen_[i] * p;
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = row[chosen_[j]];
        for (std::size_t m = 0; m < j; ++m) sum -= factor_[i * k + m] * factor_[j * k + m];
        if (j < i) {
          factor_[i * k + j] = sum / factor_[j * k + j];
        } else {
          usable_ = usable_ && sum > least_remainder * row[chosen_[i]];
          factor_[i * k + i] = std::sqrt(sum);
        }
      }
    }
    if (!usable_) return;
    energy_ = projected(search.energy_products_);
    sse_ = search.energy_square_ - dot(energy_, energy_);
  }

  [[nodiscard]] bool usable() const noexcept { return usable_; }
  [[nodiscard]] std::size_t columns() const noexcept { return chosen_.size(); }
  [[nodiscard]] double sse() const noexcept { return sse_; }

  /// Products of the orthonormal columns with a response, from those of the calendar's.
  [[nodiscard]] std::vector<double> projected(std::span<const double> calendar) const {
    const std::size_t k = chosen_.size();
    std::vector<double> result(k);
    for (std::size_t i = 0; i < k; ++i) {
      double sum = calendar[chosen_[i]];
      for (std::size_t m = 0; m < i; ++m) sum -= factor_[i * k + m] * result[m];
      result[i] = sum / factor_[i * k + i];
    }
    return result;
  }

  [[nodiscard]] static double dot(std::span<const double> a, std::span<const double> b) noexcept {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  }
  [[nodiscard]] double energy_left(double product, std::span<const double> column) const noexcept {
    return product - dot(column, energy_);
  }

private:
  std::vector<std::size_t> chosen_;
  std::vector<double> factor_;
  std::vector<double> energy_;
  double sse_ = 0.0;
  bool usable_ = true;
};

namespace {

/// Legs of one day type as a block leaves them.
struct ProjectedLegs {
  std::vector<std::vector<double>> column;
  std::vector<double> square; ///< what is left of it
  std::vector<double> scale;
  std::vector<double> energy;
};

/// The best legs found so far.
struct Best {
  double fall = 0.0;
  double heating = missing_value;
  double cooling = missing_value;
};

/// Appends a leg to a system whose first members lie on other days than it: their product is what
/// the projection takes.
void append(SmallSystem& system, std::array<const double*, most_columns>& columns,
            const ProjectedLegs& legs, std::size_t index) {
  const std::size_t i = system.size++;
  const std::vector<double>& column = legs.column[index];
  columns[i] = column.data();
  for (std::size_t j = 0; j < i; ++j)
    system.at(i, j) = -std::inner_product(column.begin(), column.end(), columns[j], 0.0);
  system.at(i, i) = legs.square[index];
  system.scale[i] = legs.scale[index];
  system.response[i] = legs.energy[index];
}

} // namespace

DailySearch::DailySearch(const DailyDesign& design, std::span<const double> energy_kwh,
                         const DailyTermLimits& limits, const DailyOptions& options)
    : design_(&design), energy_(energy_kwh.begin(), energy_kwh.end()), limits_(limits) {
  const double mean =
      std::accumulate(energy_.begin(), energy_.end(), 0.0) / static_cast<double>(energy_.size());
  for (double& e : energy_) e -= mean;
  energy_square_ = Block::dot(energy_, energy_);
  const std::size_t p = design.layout.columns();
  calendar_products_.resize(p * p);
  energy_products_.reserve(p);
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t j = 0; j <= i; ++j)
      calendar_products_[i * p + j] = calendar_products_[j * p + i] =
          Block::dot(design.column(i), design.column(j));
    energy_products_.push_back(Block::dot(design.column(i), energy_));
  }
  for (const auto& temperature : design.temperature) {
    const LegSums& sums = sums_.emplace_back(design, temperature, energy_);
    Grid& grid = grids_.emplace_back();
    grid.heating = heating_grid(sums.sorted(), options);
    grid.cooling = cooling_grid(sums.sorted(), options);
    for (const DayType type : {DayType::working, DayType::weekend, DayType::all}) {
      auto& legs = grid.legs[static_cast<std::size_t>(type)];
      for (const double balance : grid.heating) legs.push_back(sums.heating(balance, type));
      for (const double balance : grid.cooling) legs.push_back(sums.cooling(balance, type));
    }
  }
}

std::vector<DailyCandidate> DailySearch::candidates() const {
  std::vector<DailyCandidate> found;
  for (std::size_t constant = 0; constant < smoothing_constants.size(); ++constant)
    for (const WeekTerm week : {WeekTerm::none, WeekTerm::weekend, WeekTerm::each_day})
      for (const bool year_end : {false, true})
        for (const bool closed : {false, true})
          for (unsigned harmonics = 0; harmonics <= limits_.harmonics; ++harmonics) {
            if ((week == WeekTerm::weekend && !limits_.weekend) ||
                (week == WeekTerm::each_day && !limits_.each_day) ||
                (year_end && !limits_.year_end) || (closed && !limits_.closed_days))
              continue;
            add_block(found, constant,
                      {.smoothing_days = smoothing_constants[constant],
                       .week = week,
                       .year_end = year_end,
                       .closed_days = closed,
                       .harmonics = harmonics});
          }
  return found;
}

void DailySearch::add_block(std::vector<DailyCandidate>& found, std::size_t constant,
                            DailyTerms terms) const {
  const Block block{*this, terms};
  if (!block.usable()) return;
  const Grid& grid = grids_[constant];
  // Without legs nothing is left to smooth.
  if (constant == 0)
    found.push_back({terms, missing_value, missing_value, block.sse(), block.columns()});
  for (const bool by_day_type : {false, true}) {
    if (by_day_type && (terms.week == WeekTerm::none || !limits_.weekend)) continue;
    const auto types = day_types(by_day_type);
    std::array<ProjectedLegs, 2> legs;
    for (std::size_t t = 0; t < types.size(); ++t)
      for (const LegProducts& leg : grid.legs[static_cast<std::size_t>(types[t])]) {
        const auto& column = legs[t].column.emplace_back(block.projected(leg.calendar));
        legs[t].square.push_back(leg.square - Block::dot(column, column));
        legs[t].scale.push_back(leg.square);
        legs[t].energy.push_back(block.energy_left(leg.energy, column));
      }
    const auto fall_of = [&](std::initializer_list<std::size_t> indices) {
      SmallSystem system;
      std::array<const double*, most_columns> columns{};
      for (std::size_t t = 0; t < types.size(); ++t)
        for (const std::size_t index : indices) append(system, columns, legs[t], index);
      const double fall = solve(system);
      return all_positive(system, system.size) ? fall : -1.0;
    };
    Best heating;
    Best cooling;
    Best both;
    const std::size_t h = grid.heating.size();
    for (std::size_t i = 0; i < h; ++i)
      if (const double fall = fall_of({i}); fall > heating.fall)
        heating = {fall, grid.heating[i], missing_value};
    for (std::size_t j = 0; j < grid.cooling.size(); ++j) {
      if (const double fall = fall_of({h + j}); fall > cooling.fall)
        cooling = {fall, missing_value, grid.cooling[j]};
      for (std::size_t i = 0; i < h && grid.heating[i] <= grid.cooling[j]; ++i)
        if (const double fall = fall_of({i, h + j}); fall > both.fall)
          both = {fall, grid.heating[i], grid.cooling[j]};
    }
    terms.slopes_by_day_type = by_day_type;
    const auto keep = [&](const Best& best, SignatureShape shape, std::size_t balances) {
      if (!(best.fall > 0.0)) return;
      terms.shape = shape;
      found.push_back({terms, best.heating, best.cooling, block.sse() - best.fall,
                       block.columns() + balances * (1 + types.size())});
    };
    keep(heating, SignatureShape::heating, 1);
    keep(cooling, SignatureShape::cooling, 1);
    keep(both, SignatureShape::heating_cooling, 2);
  }
}

// The SSE at the candidate's balance temperatures, missing where a slope is not above 0. The step
// solves the least squares linearised in the balance temperatures too; the edge of a leg is its
// derivative, weighted with the slopes.
double DailySearch::sse_at(const Block& block, const DailyCandidate& candidate,
                           std::array<double, 2>* step) const {
  const LegSums& sums = sums_[constant_index(candidate.terms.smoothing_days)];
  const auto types = day_types(candidate.terms.slopes_by_day_type);
  std::vector<LegProducts> legs; // by leg, then day type
  if (has_heating(candidate.terms.shape))
    for (const DayType type : types) legs.push_back(sums.heating(candidate.heating_balance, type));
  if (has_cooling(candidate.terms.shape))
    for (const DayType type : types) legs.push_back(sums.cooling(candidate.cooling_balance, type));
  std::vector<std::vector<double>> columns;
  SmallSystem system;
  const auto add = [&](std::vector<double> column, double square, double energy) {
    const std::size_t i = system.size++;
    for (std::size_t j = 0; j < i; ++j) system.at(i, j) = -Block::dot(column, columns[j]);
    system.at(i, i) = square - Block::dot(column, column);
    system.scale[i] = square;
    system.response[i] = block.energy_left(energy, column);
    columns.push_back(std::move(column));
  };
  for (const LegProducts& leg : legs) add(block.projected(leg.calendar), leg.square, leg.energy);
  SmallSystem solved = system;
  const double fall = solve(solved);
  if (!(fall > 0.0) || !all_positive(solved, legs.size())) return missing_value;
  if (step == nullptr) return block.sse() - fall;

  for (std::size_t first = 0; first < legs.size(); first += types.size()) {
    std::vector<double> calendar(legs.front().edge_calendar.size(), 0.0);
    double square = 0.0;
    double energy = 0.0;
    for (std::size_t i = first; i < first + types.size(); ++i) {
      const double slope = solved.response[i];
      for (std::size_t j = 0; j < calendar.size(); ++j)
        calendar[j] += slope * legs[i].edge_calendar[j];
      square += slope * slope * legs[i].edge_square;
      energy += slope * legs[i].edge_energy;
    }
    add(block.projected(calendar), square, energy);
    const std::size_t edge = system.size - 1;
    for (std::size_t i = first; i < first + types.size(); ++i)
      system.at(edge, i) += solved.response[i] * legs[i].edge_leg;
  }
  *step = {};
  const std::size_t edges = system.size - legs.size();
  if (solve(system) > 0.0)
    for (std::size_t e = 0; e < edges; ++e) (*step)[e] = system.response[legs.size() + e];
  return block.sse() - fall;
}

void DailySearch::refine(DailyCandidate& candidate) const {
  if (candidate.terms.shape == SignatureShape::mean) return;
  const Block block{*this, candidate.terms};
  const Grid& grid = grids_[constant_index(candidate.terms.smoothing_days)];
  const auto moved = [&](double balance, double by, double start, std::span<const double> range) {
    return std::clamp(balance + by, std::max(start - grid_step_k, range.front()),
                      std::min(start + grid_step_k, range.back()));
  };
  const DailyCandidate start = candidate;
  for (std::size_t round = 0; round < most_steps; ++round) {
    std::array<double, 2> step{};
    static_cast<void>(sse_at(block, candidate, &step));
    DailyCandidate next = candidate;
    bool better = false;
    for (int halving = 0; halving < 3 && !better; ++halving) {
      std::size_t edge = 0;
      const double share = std::ldexp(1.0, -halving);
      if (has_heating(candidate.terms.shape))
        next.heating_balance = moved(candidate.heating_balance, share * step[edge++],
                                     start.heating_balance, grid.heating);
      if (has_cooling(candidate.terms.shape))
        next.cooling_balance = moved(candidate.cooling_balance, share * step[edge],
                                     start.cooling_balance, grid.cooling);
      if (next.heating_balance > next.cooling_balance) continue;
      next.sse = sse_at(block, next, nullptr);
      better = next.sse < candidate.sse;
    }
    if (!better) return;
    const bool settled = candidate.sse - next.sse < 1e-12 * candidate.sse;
    candidate = next;
    if (settled) return;
  }
}

} // namespace empower::detail
