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
  std::vector<double> days_before{0.0};  ///< sums over the points before each
  std::vector<double> score_before{0.0}; ///< weighted by days

  [[nodiscard]] std::size_t size() const noexcept { return index.size(); }
};

struct Sums {
  double days = 0.0;
  double observed = 0.0; ///< kWh
  double expected = 0.0; ///< kWh
};

Sums sums(const Points& p, std::size_t first, std::size_t last) {
  Sums s;
  for (std::size_t i = first; i < last; ++i) {
    s.days += p.days[i];
    s.observed += p.observed[i];
    s.expected += p.expected[i];
  }
  return s;
}

/// Where the level changes once, or goes up and comes back (`back` is then not the end).
struct Split {
  std::size_t at = 0;
  std::size_t back = 0;
  double gain = 0.0;
};

/// Whether [first, last) holds enough to have a level of its own.
bool is_level(const Points& p, std::size_t first, std::size_t last, const StepOptions& options) {
  return last - first >= options.least_observations &&
         p.days_before[last] - p.days_before[first] >= static_cast<double>(options.least_days);
}

/// How much two levels, one inside [at, back) and one outside, lower the weighted squared error of
/// the scores of [first, last).
double gain(const Points& p, std::size_t first, std::size_t at, std::size_t back,
            std::size_t last) {
  const double all = p.score_before[last] - p.score_before[first];
  const double all_days = p.days_before[last] - p.days_before[first];
  const double inside = p.score_before[back] - p.score_before[at];
  const double inside_days = p.days_before[back] - p.days_before[at];
  const double outside = all - inside;
  return inside * inside / inside_days + outside * outside / (all_days - inside_days) -
         all * all / all_days;
}

std::optional<Split> best_split(const Points& p, std::size_t first, std::size_t last,
                                const StepOptions& options) {
  std::optional<Split> best;
  for (std::size_t at = first + 1; at < last; ++at) {
    if (!is_level(p, first, at, options) || !is_level(p, at, last, options)) continue;
    const double g = gain(p, first, at, last, last);
    if (!best || g > best->gain) best = Split{at, last, g};
  }
  return best;
}

std::optional<Split> best_event(const Points& p, std::size_t first, std::size_t last,
                                const StepOptions& options) {
  std::optional<Split> best;
  for (std::size_t at = first + 1; at < last; ++at) {
    if (!is_level(p, first, at, options)) continue;
    for (std::size_t back = at + 1; back < last && is_level(p, back, last, options); ++back) {
      if (!is_level(p, at, back, options)) continue;
      const double g = gain(p, first, at, back, last);
      if (!best || g > best->gain) best = Split{at, back, g};
    }
  }
  return best;
}

/// The gain of a split in variances of the noise that it leaves, which autocorrelation inflates.
double statistic(const Points& p, std::size_t first, std::size_t last, const Split& split) {
  const auto mean = [&](std::size_t from, std::size_t to) {
    return (p.score_before[to] - p.score_before[from]) / (p.days_before[to] - p.days_before[from]);
  };
  const double before = mean(first, split.at);
  const double inside = mean(split.at, split.back);
  const double after = split.back < last ? mean(split.back, last) : inside;
  double squares = 0.0;
  double products = 0.0;
  double plain = 0.0;
  double previous = 0.0;
  for (std::size_t i = first; i < last; ++i) {
    const double level = i < split.at ? before : i < split.back ? inside : after;
    const double rest = p.score[i] - level;
    squares += p.days[i] * rest * rest;
    plain += rest * rest;
    products += rest * previous;
    previous = rest;
  }
  const double levels = split.back < last ? 3.0 : 2.0;
  const double variance = squares / (static_cast<double>(last - first) - levels);
  constexpr double strongest = 0.9;
  const double rho = plain > 0.0 ? std::clamp(products / plain, 0.0, strongest) : 0.0;
  return split.gain / std::max(variance * (1.0 + rho) / (1.0 - rho), 1e-300);
}

/// A place where the level may change, with the statistic that says so.
struct Break {
  std::size_t at = 0; ///< in the points
  double significance = 0.0;
};

/// Breaks of [first, last), in order: a split where one is significant, else an event, which a
/// single split does not see and which has two ends to be found by chance, so twice the penalty.
void find_breaks(const Points& p, std::size_t first, std::size_t last, const StepOptions& options,
                 std::vector<Break>& found) {
  const double penalty =
      options.penalty_factor * std::log(std::max(2.0, static_cast<double>(last - first)));
  std::optional<Split> split = best_split(p, first, last, options);
  if (!split) return;
  double strength = statistic(p, first, last, *split);
  if (!(strength > penalty)) {
    split = best_event(p, first, last, options);
    if (!split) return;
    strength = statistic(p, first, last, *split);
    if (!(strength > 2.0 * penalty)) return;
  }
  find_breaks(p, first, split->at, options, found);
  found.push_back({split->at, std::sqrt(strength)});
  find_breaks(p, split->at, split->back, options, found);
  if (split->back == last) return;
  found.push_back({split->back, std::sqrt(strength)});
  find_breaks(p, split->back, last, options, found);
}

/// The change of level at each break, from the segments on both sides.
std::vector<StepChange> steps_at(const Points& p, std::span<const Break> breaks) {
  std::vector<StepChange> steps;
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const Sums before = sums(p, i == 0 ? 0 : breaks[i - 1].at, breaks[i].at);
    const Sums after = sums(p, breaks[i].at, i + 1 < breaks.size() ? breaks[i + 1].at : p.size());
    StepChange step;
    step.at = p.index[breaks[i].at];
    step.shift_kwh_day = (after.observed - after.expected) / after.days -
                         (before.observed - before.expected) / before.days;
    step.factor = (after.observed / after.expected) / (before.observed / before.expected);
    step.significance = breaks[i].significance;
    steps.push_back(step);
  }
  return steps;
}

/// Leaves out the break of least change, one at a time, until every change is worth a finding.
std::vector<StepChange> worth_finding(const Points& p, std::vector<Break> breaks,
                                      const StepOptions& options) {
  const Sums all = sums(p, 0, p.size());
  const double usual = all.observed / all.days;
  while (true) {
    std::vector<StepChange> steps = steps_at(p, breaks);
    const auto size = [&](const StepChange& step) {
      return std::min(std::abs(step.shift_kwh_day) / usual, std::abs(step.factor - 1.0));
    };
    const auto least = std::ranges::min_element(steps, {}, size);
    if (least == steps.end() || size(*least) > options.least_shift_share) return steps;
    breaks.erase(breaks.begin() + (least - steps.begin()));
  }
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
      step.reversed = taken_back > 0.75 && taken_back < 1.25;
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
    p.days_before.push_back(p.days_before.back() + p.days.back());
    p.score_before.push_back(p.score_before.back() + p.days.back() * p.score.back());
  }
  if (p.size() <= 2 * options.least_observations) return {};
  std::vector<Break> breaks;
  find_breaks(p, 0, p.size(), options, breaks);
  return with_ends(worth_finding(p, std::move(breaks), options), observed.size());
}

Finding finding_of(const StepChange& step, const FindingPlace& place, BillView observed) {
  EMPOWER_EXPECTS(step.at < step.until && step.until <= observed.size(),
                  "a step lies in the observations and ends after it begins");
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
  finding.confidence = step.significance > strong ? 0.85 : daily ? 0.4 : 0.7;
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
