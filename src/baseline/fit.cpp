// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit.hpp>

#include <empower/baseline/detail/candidates.hpp>
#include <empower/baseline/detail/entrance.hpp>
#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/short_series.hpp>
#include <empower/core/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace empower {

namespace {

constexpr std::array<std::string_view, 10> reason_codes{
    "no_temperature",      "too_few_observations", "coverage",      "no_variation",
    "no_admissible_model", "negative_energy",      "extrapolation", "unit_unknown",
    "dependent_regressor", "unordered_readings"};
constexpr std::array<std::string_view, 2> search_codes{"exact", "multistart"};

/// A smaller span of temperatures tells no leg from the base.
constexpr double least_temperature_span_k = 1.0;
/// A meter that reads below zero more often exports; a few such readings are corrections.
constexpr double most_negative_share = 0.1;

} // namespace

std::span<const std::string_view> baseline_reason_codes() noexcept { return reason_codes; }
std::string_view code(BaselineReason reason) noexcept {
  return reason_codes[static_cast<std::size_t>(reason)];
}
std::string_view code(Search search) noexcept {
  return search_codes[static_cast<std::size_t>(search)];
}

namespace detail {

std::optional<Failure<BaselineReason>> refusal(const Design& design,
                                               std::span<const double> energy_kwh,
                                               const ObservationCount& count,
                                               const FitOptions& options) {
  using enum BaselineReason;
  if (count.with_energy < options.min_observations)
    return Failure{too_few_observations,
                   fmt::format("{} {} have energy; at least {} are needed.", count.with_energy,
                               count.unit, options.min_observations)};
  if (count.with_both == 0)
    return Failure{no_temperature,
                   fmt::format("None of the {} {} with energy has an outdoor temperature.",
                               count.with_energy, count.unit)};
  if (2 * count.with_both < count.with_energy)
    return Failure{coverage,
                   fmt::format("Only {} of the {} {} with energy have an outdoor temperature.",
                               count.with_both, count.with_energy, count.unit)};
  if (count.with_both < options.min_observations)
    return Failure{too_few_observations,
                   fmt::format("{} {} have energy and temperature; at least {} are needed.",
                               count.with_both, count.unit, options.min_observations)};
  if (2 * count.used < count.with_energy)
    return Failure{coverage, fmt::format("Only {} of the {} {} with energy have an outdoor "
                                         "temperature and a value of each regressor.",
                                         count.used, count.with_energy, count.unit)};
  if (count.used < options.min_observations)
    return Failure{too_few_observations,
                   fmt::format("{} {} have energy, temperature and a value of each regressor; at "
                               "least {} are needed.",
                               count.used, count.unit, options.min_observations)};
  const double span = design.heating.x.back() - design.heating.x.front();
  if (span < least_temperature_span_k)
    return Failure{
        no_variation,
        fmt::format("The outdoor temperature spans only {:.2f} K; at least {} K are needed.", span,
                    least_temperature_span_k)};
  double total = 0.0;
  for (const double e : energy_kwh) total += e;
  const auto negative = std::ranges::count_if(energy_kwh, [](double e) { return e < 0.0; });
  if (total < 0.0 ||
      static_cast<double>(negative) > most_negative_share * static_cast<double>(energy_kwh.size()))
    return Failure{
        negative_energy,
        fmt::format(
            "{} of {} {} are negative, with a total of {:.0f} kWh: not a meter of consumption.",
            negative, count.used, count.unit, total)};
  return std::nullopt;
}

std::optional<Selected> search_and_select(const Design& design, std::span<const double> energy_kwh,
                                          const FitOptions& options) {
  Selected all;
  all.ranges = {balance_range(design, Hinge::heating, options),
                balance_range(design, Hinge::cooling, options)};
  all.candidates = search_candidates(design, energy_kwh, all.ranges, options);
  // One autocorrelation per meter, from the richest model that there is: else a poor model lowers
  // its own penalty. A mean there is always.
  const Candidate& richest = *std::ranges::find(all.candidates.rbegin(), all.candidates.rend(),
                                                true, &Candidate::admissible);
  // A short series is chosen by the number of its observations and described by a noise of its own;
  // what a perfect fit leaves are errors of rounding.
  if (design.size() > short_series && richest.sse > 1e-24 * weighted_squares(design, energy_kwh))
    all.noise = autocorrelation(
        design, residuals(design, energy_kwh, richest.signature, richest.regressors));
  else
    all.noise.effective_observations = static_cast<double>(design.size());
  all.best = select(all.candidates, design, energy_kwh, options.resolution_kwh,
                    all.noise.effective_observations);
  if (all.best == all.candidates.size()) return std::nullopt;
  return all;
}

namespace {

/// Of a regressor that the days, the temperature and those before it explain.
std::optional<std::size_t> dependent_regressor(const Design& design,
                                               std::span<const double> energy_kwh) {
  if (design.regressor_count() == 0) return std::nullopt;
  Projection columns{design.weight, energy_kwh};
  columns.add(design.days);
  columns.add(temperature_sums(design));
  for (std::size_t j = 0; j < design.regressor_count(); ++j) {
    columns.add(design.regressor(j));
    if (columns.length(columns.size() - 1) == 0.0) return j;
  }
  return std::nullopt;
}

} // namespace

void check(const FitOptions& options) {
  EMPOWER_EXPECTS(options.heating_balance_min <= options.heating_balance_max &&
                      options.cooling_balance_min <= options.cooling_balance_max,
                  "a range of balance temperatures rises");
  EMPOWER_EXPECTS(options.resolution_kwh >= 0.0 && std::isfinite(options.resolution_kwh),
                  "a resolution is not negative");
}

Offer::Offer(std::string_view unit, std::size_t observations, std::size_t weather_days,
             const Regressors& regressors)
    : regressors_{regressors}, offered_{observations}, observation_(weather_days, no_observation) {
  if (regressors.values.size() != regressors.names.size() * observations)
    throw ShapeError("regressors", regressors.names.size() * observations,
                     regressors.values.size());
  count_.unit = unit;
  kept_.reserve(observations);
  energy_.reserve(observations);
  days_.reserve(observations);
  position_.reserve(observations);
}

void Offer::add(std::size_t index, double energy_kwh, long position, std::size_t first_day,
                std::span<const double> temperature_c) {
  if (!std::isfinite(energy_kwh) || temperature_c.empty()) return;
  ++count_.with_energy;
  const auto finite = [](double v) { return std::isfinite(v); };
  if (!std::ranges::all_of(temperature_c, finite)) return;
  ++count_.with_both;
  for (std::size_t j = 0; j < regressors_.names.size(); ++j)
    if (!finite(regressors_.values[j * offered_ + index])) return;
  std::fill_n(observation_.begin() + static_cast<std::ptrdiff_t>(first_day), temperature_c.size(),
              static_cast<std::uint32_t>(energy_.size()));
  kept_.push_back(index);
  energy_.push_back(energy_kwh);
  days_.push_back(static_cast<double>(temperature_c.size()));
  position_.push_back(position);
}

FitOutcome Offer::fit(const SortedTemperatures& weather, const FitOptions& options,
                      const Origin& origin) && {
  check(options);
  count_.used = energy_.size();
  Design design = make_design(std::move(days_), std::move(position_), weather, observation_);
  design.regressors.reserve(regressors_.names.size() * kept_.size());
  for (std::size_t j = 0; j < regressors_.names.size(); ++j)
    for (const std::size_t i : kept_)
      design.regressors.push_back(regressors_.values[j * offered_ + i]);
  if (auto failure = refusal(design, energy_, count_, options)) return std::move(*failure);
  if (const auto dependent = dependent_regressor(design, energy_))
    return Failure{BaselineReason::dependent_regressor,
                   fmt::format("Regressor {} is constant, or follows from the temperature and the "
                               "regressors before it.",
                               regressors_.names[*dependent])};
  if (options.robust) set_robust_weights(design, energy_, options);
  const std::optional<Selected> all = search_and_select(design, energy_, options);
  if (!all)
    return Failure{BaselineReason::no_admissible_model,
                   fmt::format("{} observations are worth too few independent ones for a mean.",
                               design.size())};
  Fit fit = describe(design, energy_, all->chosen(), all->ranges, all->noise, all->candidates);
  for (std::size_t j = 0; j < fit.regressors.size(); ++j)
    fit.regressors[j].name = regressors_.names[j];
  fit.options = options;
  fit.period = origin.period;
  fit.method = origin.method;
  fit.input_digest = origin.input_digest;
  return fit;
}

} // namespace detail

} // namespace empower
