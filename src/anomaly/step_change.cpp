// SPDX-License-Identifier: Apache-2.0
#include <empower/anomaly/step_change.hpp>

#include <empower/core/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace empower {
namespace {

/// The observations that take part, with what a segment's means need.
struct Points {
  std::vector<std::size_t> index; ///< in the observations
  std::vector<double> score;
  std::vector<double> days;
  std::vector<double> observed;
  std::vector<double> expected;

  [[nodiscard]] std::size_t size() const noexcept { return index.size(); }
};

struct Sums {
  double days = 0.0;
  double score = 0.0;    ///< weighted by days
  double observed = 0.0; ///< kWh
  double expected = 0.0; ///< kWh
};

Sums sums(const Points& p, std::size_t first, std::size_t last) {
  Sums s;
  for (std::size_t i = first; i < last; ++i) {
    s.days += p.days[i];
    s.score += p.days[i] * p.score[i];
    s.observed += p.observed[i];
    s.expected += p.expected[i];
  }
  return s;
}

struct Split {
  std::size_t at = 0;
  double gain = 0.0;
};

/// The split of [first, last) that lowers the weighted squared error of the scores most.
std::optional<Split> best_split(const Points& p, std::size_t first, std::size_t last,
                                const StepOptions& options) {
  const Sums all = sums(p, first, last);
  std::optional<Split> best;
  Sums left;
  for (std::size_t i = first; i + 1 < last; ++i) {
    left.days += p.days[i];
    left.score += p.days[i] * p.score[i];
    const double right_days = all.days - left.days;
    const std::size_t at = i + 1;
    const auto least_days = static_cast<double>(options.least_days);
    if (at - first < options.least_observations || last - at < options.least_observations ||
        left.days < least_days || right_days < least_days) {
      continue;
    }
    const double right = all.score - left.score;
    const double gain = left.score * left.score / left.days + right * right / right_days -
                        all.score * all.score / all.days;
    if (!best || gain > best->gain) best = Split{at, gain};
  }
  return best;
}

/// Noise of the scores on both sides of a split: variance per day of weight, and lag-1 correlation.
struct Noise {
  double variance = 0.0;
  double inflation = 1.0;
};

Noise noise_around(const Points& p, std::size_t first, std::size_t at, std::size_t last) {
  const Sums left = sums(p, first, at);
  const Sums right = sums(p, at, last);
  double squares = 0.0;
  double products = 0.0;
  double plain = 0.0;
  double previous = 0.0;
  for (std::size_t i = first; i < last; ++i) {
    const double rest = p.score[i] - (i < at ? left.score / left.days : right.score / right.days);
    squares += p.days[i] * rest * rest;
    plain += rest * rest;
    products += rest * previous;
    previous = rest;
  }
  const double n = static_cast<double>(last - first);
  constexpr double strongest = 0.9;
  const double rho = plain > 0.0 ? std::clamp(products / plain, 0.0, strongest) : 0.0;
  return {squares / (n - 2.0), (1.0 + rho) / (1.0 - rho)};
}

void segment(const Points& p, std::size_t first, std::size_t last, const StepOptions& options,
             std::vector<StepChange>& found) {
  const std::optional<Split> split = best_split(p, first, last, options);
  if (!split) return;
  const Noise noise = noise_around(p, first, split->at, last);
  const double n = static_cast<double>(last - first);
  const double statistic = split->gain / std::max(noise.variance * noise.inflation, 1e-300);
  if (!(statistic > options.penalty_factor * std::log(n))) return;

  const Sums left = sums(p, first, split->at);
  const Sums right = sums(p, split->at, last);
  const double shift =
      (right.observed - right.expected) / right.days - (left.observed - left.expected) / left.days;
  const double usual = (left.observed + right.observed) / (left.days + right.days);
  segment(p, first, split->at, options, found);
  const double factor = (right.observed / right.expected) / (left.observed / left.expected);
  if (std::abs(shift) > options.least_shift_share * usual &&
      std::abs(factor - 1.0) > options.least_shift_share) {
    found.push_back({p.index[split->at], shift, factor, std::sqrt(statistic)});
  }
  segment(p, split->at, last, options, found);
}

/// Says how long each step holds, and joins a step with the one that takes it back.
std::vector<StepChange> with_ends(std::vector<StepChange> steps, std::size_t observations) {
  std::vector<StepChange> ended;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    StepChange step = steps[i];
    step.lasting = i + 1 == steps.size();
    step.until = step.lasting ? observations : steps[i + 1].at;
    if (!step.lasting) {
      const double taken_back = -steps[i + 1].shift_kwh_day / step.shift_kwh_day;
      step.reversed = taken_back > 0.5 && taken_back < 1.5;
    }
    ended.push_back(step);
    if (step.reversed) ++i;
  }
  return ended;
}

} // namespace

std::vector<StepChange> step_changes(BillView observed, std::span<const double> expected_kwh,
                                     std::span<const double> scores,
                                     const std::vector<bool>& left_out,
                                     const StepOptions& options) {
  if (expected_kwh.size() != observed.size())
    throw ShapeError("expected_kwh", observed.size(), expected_kwh.size());
  if (scores.size() != observed.size()) throw ShapeError("scores", observed.size(), scores.size());
  if (left_out.size() != observed.size())
    throw ShapeError("left_out", observed.size(), left_out.size());
  Points p;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (left_out[i] || std::isnan(scores[i])) continue;
    p.index.push_back(i);
    p.score.push_back(scores[i]);
    p.days.push_back(static_cast<double>(day_count(observed.period(i))));
    p.observed.push_back(observed.energy_kwh[i]);
    p.expected.push_back(expected_kwh[i]);
  }
  std::vector<StepChange> found;
  if (p.size() > 2 * options.least_observations) segment(p, 0, p.size(), options, found);
  return with_ends(std::move(found), observed.size());
}

Finding finding_of(const StepChange& step, const FindingPlace& place, BillView observed) {
  constexpr double days_per_year = 365.25;
  const CivilPeriod days{observed.from[step.at], observed.to[step.until - 1]};
  const double counted = step.lasting ? days_per_year : static_cast<double>(day_count(days));
  Finding finding =
      finding_at(place, step.reversed ? FindingKind::temporary_event : FindingKind::level_step,
                 days, step.shift_kwh_day * counted);
  finding.recurring = step.lasting;
  finding.factor = step.factor;
  // Measured by strength, for days and for bills: docs/reference/findings.md.
  constexpr double strong = 7.0;
  const bool daily = day_count(observed.period(step.at)) == 1;
  finding.confidence = step.significance > strong ? 0.9 : daily ? 0.5 : 0.75;
  const double per_cent = 100.0 * (step.factor - 1.0);
  finding.evidence =
      fmt::format("{} the meter reads {:.0f} % {} than before in like weather: {}{}.",
                  step.lasting ? "Since " + date_text(days.from) : "From " + days_text(days),
                  std::abs(per_cent), per_cent > 0.0 ? "more" : "less",
                  energy_text(std::abs(finding.energy_kwh)), step.lasting ? " a year" : " in all");
  if (!step.lasting) {
    finding.action =
        "Ask what happened in these days; if it was no saving measure, keep them out of "
        "baselines.";
  } else if (step.shift_kwh_day > 0.0) {
    finding.action =
        "Find out what changed on this date: hours, set-points, equipment, tenants or a "
        "control fault.";
  } else {
    finding.action = "If nothing was done to save energy, check the meter and whether part of the "
                     "building closed.";
  }
  return finding;
}

} // namespace empower
