// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit.hpp>

#include <empower/baseline/detail/candidates.hpp>
#include <empower/baseline/detail/entrance.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace empower {

namespace {

constexpr std::array<std::string_view, 8> reason_codes{
    "no_temperature",      "too_few_observations", "coverage",      "no_variation",
    "no_admissible_model", "negative_energy",      "extrapolation", "unit_unknown"};
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
            negative, count.with_both, count.unit, total)};
  return std::nullopt;
}

FitOutcome fit_design(const Design& design, std::span<const double> energy_kwh,
                      const FitOptions& options) {
  const BalanceRanges ranges{balance_range(design, Hinge::heating, options),
                             balance_range(design, Hinge::cooling, options)};
  std::array<Candidate, 6> candidates = search_candidates(design, energy_kwh, ranges, options);
  // One autocorrelation per meter, from the richest model: else a poor model lowers its own
  // penalty.
  const Autocorrelation noise =
      autocorrelation(design, residuals(design, energy_kwh, candidates.back().signature,
                                        candidates.back().regressors));
  const std::size_t best =
      select(candidates, design, energy_kwh, options.resolution_kwh, noise.effective_observations);
  if (best == candidates.size())
    return Failure{
        BaselineReason::no_admissible_model,
        fmt::format("{} observations are worth {:.1f} independent ones: too few for a mean.",
                    design.size(), noise.effective_observations)};
  return describe(design, energy_kwh, candidates[best], ranges, noise, candidates);
}

} // namespace detail

} // namespace empower
