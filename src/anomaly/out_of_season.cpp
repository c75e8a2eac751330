// SPDX-License-Identifier: Apache-2.0
#include <empower/anomaly/out_of_season.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace empower {
namespace {

/// What the meter is expected to deliver on the coldest days.
double highest_per_day(BillView observed, std::span<const double> expected_kwh) {
  double highest = 0.0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double per_day = expected_kwh[i] / static_cast<double>(day_count(observed.period(i)));
    if (per_day > highest) highest = per_day;
  }
  return highest;
}

/// Standard deviation of the sum of n = 0 ... `count` residuals of one standard deviation each
/// whose lag-one correlation is `rho` (AR(1)).
std::vector<double> deviations_of_sums(std::size_t count, double rho) {
  std::vector<double> deviations{0.0};
  double variance = 0.0;
  double correlated = 0.0; // sum of rho^1 ... rho^(n - 1)
  double power = rho;
  for (std::size_t n = 1; n <= count; ++n) {
    variance += 1.0 + 2.0 * correlated;
    correlated += power;
    power *= rho;
    deviations.push_back(std::sqrt(variance));
  }
  return deviations;
}

/// The run of at least `least_days` inside [first, last) whose scores together stand out most.
SeasonExcess most_significant_run(BillView observed, std::span<const double> scores,
                                  std::size_t first, std::size_t last, double autocorrelation,
                                  long least_days) {
  const std::vector<double> deviations = deviations_of_sums(last - first, autocorrelation);
  SeasonExcess best;
  for (std::size_t from = first; from < last; ++from) {
    double sum = 0.0;
    for (std::size_t to = from; to < last && !std::isnan(scores[to]); ++to) {
      sum += scores[to];
      const double significance = sum / deviations[to - from + 1];
      if (significance > best.significance &&
          day_count({observed.from[from], observed.to[to]}) >= least_days)
        best = {from, to + 1, 0.0, significance};
    }
  }
  return best;
}

} // namespace

std::vector<SeasonExcess> out_of_season_heating(BillView observed,
                                                std::span<const double> expected_kwh,
                                                std::span<const double> scores,
                                                double autocorrelation, const OffSeason& off,
                                                const SeasonOptions& options) {
  if (expected_kwh.size() != observed.size())
    throw ShapeError("expected_kwh", observed.size(), expected_kwh.size());
  if (scores.size() != observed.size()) throw ShapeError("scores", observed.size(), scores.size());
  std::vector<SeasonExcess> found;
  if (observed.empty()) return found;

  std::vector<double> plausible(scores.begin(), scores.end());
  const double hardest = highest_per_day(observed, expected_kwh);
  for (std::size_t i = 0; i < plausible.size(); ++i) {
    if (observed.energy_kwh[i] > hardest * static_cast<double>(day_count(observed.period(i))))
      plausible[i] = missing_value;
  }
  std::size_t next = 0;
  for (const CivilPeriod outside : off.periods) {
    while (next < observed.size() && observed.from[next] < outside.from) ++next;
    const std::size_t first = next;
    while (next < observed.size() && observed.to[next] <= outside.to) ++next;
    SeasonExcess excess =
        most_significant_run(observed, plausible, first, next, autocorrelation, options.least_days);
    double expected = 0.0;
    for (std::size_t i = excess.first; i < excess.last; ++i) {
      expected += expected_kwh[i];
      excess.excess_kwh += observed.energy_kwh[i] - expected_kwh[i];
    }
    if (excess.significance > options.least_significance &&
        excess.excess_kwh > options.least_share * expected)
      found.push_back(excess);
  }
  return found;
}

Finding finding_of(const SeasonExcess& excess, const FindingPlace& place, BillView observed,
                   std::string_view zone) {
  const CivilPeriod days{observed.from[excess.first], observed.to[excess.last - 1]};
  Finding finding = finding_at(place, FindingKind::heating_out_of_season, days, excess.excess_kwh);
  finding.confidence = 0.85; // measured, docs/reference/findings.md
  finding.evidence = fmt::format(
      "{} more than this weather explains from {}, outside the heating season of zone {}.",
      energy_text(excess.excess_kwh), days_text(days), zone);
  finding.action = "Switch the heating off by date; check its timer and whether an order of the "
                   "mayor or the use of the building allowed it.";
  return finding;
}

} // namespace empower
