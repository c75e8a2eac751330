// SPDX-License-Identifier: Apache-2.0
#include <empower/quality/reading_rules.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>
#include <empower/stats/robust.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <ranges>
#include <utility>

namespace empower {
namespace {

/// Tolerances in log10: tight for a run, more for one reading with its noise.
constexpr double run_tolerance = 0.12;
constexpr double reading_tolerance = 0.25;

/// Decimal order of a register or unit mistake: nearest of -3..3 without 0, or 0 if none is near.
int decimal_order(double ratio, double tolerance) {
  if (!(ratio > 0.0)) return 0;
  const double order = std::log10(ratio);
  const double nearest = std::round(order);
  const bool near =
      nearest != 0.0 && std::abs(nearest) <= 3.0 && std::abs(order - nearest) < tolerance;
  return near ? static_cast<int>(nearest) : 0;
}

double total(std::span<const double> values, std::size_t first, std::size_t last) {
  return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(first),
                         values.begin() + static_cast<std::ptrdiff_t>(last), 0.0);
}

/// Scans the observations once per rule; a rule claims only what no earlier rule has.
class Scan {
public:
  Scan(BillView observed, std::span<const double> expected, std::span<const double> owed,
       std::span<const double> scores, const ReadingRuleOptions& options)
      : observed_{observed}, energy_{observed.energy_kwh}, expected_{expected}, owed_{owed},
        scores_{scores}, options_{options}, claimed_(observed.size(), false) {}

  std::vector<ReadingFault> run() {
    gaps_and_negatives();
    unit_steps();
    zero_runs();
    stuck_runs();
    spikes();
    std::ranges::sort(faults_, {}, &ReadingFault::first);
    return std::move(faults_);
  }

private:
  void claim(FindingKind kind, std::size_t first, std::size_t last, double factor = missing_value) {
    std::fill(claimed_.begin() + static_cast<std::ptrdiff_t>(first),
              claimed_.begin() + static_cast<std::ptrdiff_t>(last), true);
    faults_.push_back({kind, first, last, factor});
  }

  /// Calls `found(first, last)` for each longest unclaimed run whose members all satisfy `member`.
  template <class Member, class Found>
  void each_run(Member member, Found found) {
    for (std::size_t i = 0; i < energy_.size();) {
      if (claimed_[i] || !member(i)) {
        ++i;
        continue;
      }
      std::size_t last = i + 1;
      while (last < energy_.size() && !claimed_[last] && member(last)) ++last;
      found(i, last);
      i = last;
    }
  }

  void gaps_and_negatives() {
    for (std::size_t i = 0; i < energy_.size(); ++i) {
      if (std::isnan(energy_[i])) claim(FindingKind::gap, i, i + 1);
    }
    each_run(
        [&](std::size_t i) { return energy_[i] < 0.0; },
        [&](std::size_t first, std::size_t last) { claim(FindingKind::negative, first, last); });
  }

  /// A factor of 10, 100 or 1,000 that lasts, in a season with enough energy to tell.
  void unit_steps() {
    constexpr double enough = 0.25; // of the usual energy
    const double usual = enough * usual_per_day();
    each_run(
        [&](std::size_t i) {
          return expected_[i] > 0.0 &&
                 decimal_order(energy_[i] / expected_[i], reading_tolerance) != 0;
        },
        [&](std::size_t first, std::size_t last) {
          const long days = day_count({observed_.from[first], observed_.to[last - 1]});
          const double expected = total(expected_, first, last);
          const int order = decimal_order(total(energy_, first, last) / expected, run_tolerance);
          const auto clear =
              std::count_if(scores_.begin() + static_cast<std::ptrdiff_t>(first),
                            scores_.begin() + static_cast<std::ptrdiff_t>(last),
                            [&](double score) { return std::abs(score) > options_.unit_score; });
          if (clear >= 2 && order != 0 && days >= options_.unit_days &&
              expected > usual * static_cast<double>(days)) {
            claim(FindingKind::unit_step, first, last, std::pow(10.0, order));
          }
        });
  }

  void zero_runs() {
    std::vector<ReadingFault> runs;
    std::vector<long> lengths;
    each_run([&](std::size_t i) { return energy_[i] == 0.0; },
             [&](std::size_t first, std::size_t last) {
               runs.push_back({FindingKind::zero_run, first, last});
               lengths.push_back(day_count({observed_.from[first], observed_.to[last - 1]}));
             });
    const double owed = options_.zero_expected_days * usual_per_day();
    for (std::size_t r = 0; r < runs.size(); ++r) {
      if (total(owed_, runs[r].first, runs[r].last) > owed && longer_than_usual(r, lengths))
        claim(runs[r].kind, runs[r].first, runs[r].last);
    }
  }

  [[nodiscard]] static bool longer_than_usual(std::size_t run, std::vector<long> lengths) {
    const auto length = static_cast<double>(lengths[run]);
    lengths.erase(lengths.begin() + static_cast<std::ptrdiff_t>(run));
    constexpr std::size_t habit = 8; // fewer runs are no habit of the meter
    if (lengths.size() < habit) return true;
    std::ranges::sort(lengths);
    constexpr double clearly = 1.5;
    return length > clearly * static_cast<double>(lengths[lengths.size() * 3 / 4]);
  }

  /// Equal values in a row, longer than chance explains: the meter's own share of equal neighbours,
  /// and how many steps of its register the usual scatter spans.
  void stuck_runs() {
    const auto indices = std::views::iota(std::size_t{0}, energy_.size());
    const auto days = std::ranges::count_if(
        indices, [&](std::size_t i) { return day_count(observed_.period(i)) == 1; });
    const bool daily = 2 * static_cast<std::size_t>(days) > energy_.size();
    const std::size_t least = daily ? options_.stuck_days : options_.stuck_bills;
    const auto repeats = [&](std::size_t i) {
      return i > 0 && energy_[i] == energy_[i - 1] && energy_[i] > 0.0;
    };
    constexpr double least_scatter = 0.02;
    constexpr double width = 3.5; // 2 sqrt(pi) deviations: the density of a difference at 0
    const double step_share = smallest_step() / (width * least_scatter);
    double equal_neighbours = 0.0;
    for (std::size_t i = 1; i < energy_.size(); ++i) equal_neighbours += repeats(i) ? 1.0 : 0.0;
    each_run(repeats, [&](std::size_t first, std::size_t last) {
      const auto equal = static_cast<double>(last - first);
      const auto others = static_cast<double>(energy_.size() - (last - first));
      const double by_chance =
          std::max(std::max(equal_neighbours - equal, 1.0) / std::max(others, 2.0),
                   step_share / energy_[first]);
      constexpr double improbable = 1e-3;
      if (last - first + 1 >= least && std::pow(by_chance, equal) < improbable &&
          !claimed_[first - 1]) {
        claim(FindingKind::stuck, first - 1, last);
      }
    });
  }

  void spikes() {
    const double usual = usual_per_day();
    each_run(
        [&](std::size_t i) {
          return scores_[i] > options_.spike_score &&
                 energy_[i] > options_.spike_ratio * expected_[i] &&
                 energy_[i] > usual * static_cast<double>(day_count(observed_.period(i)));
        },
        [&](std::size_t first, std::size_t last) {
          if (first > 0 && std::isnan(energy_[first - 1])) {
            const double owed = expected_[first - 1] + expected_[first];
            if (std::abs(energy_[first] - owed) < 0.3 * owed) {
              claim(FindingKind::catch_up, first, first + 1);
              ++first;
            }
          }
          constexpr std::size_t longest_spike = 2; // what lasts longer is a change, not a spike
          if (first < last && last - first <= longest_spike && stands_out(first, last))
            claim(FindingKind::spike, first, last);
        });
  }

  /// At least twice as far off as the readings on both sides.
  [[nodiscard]] bool stands_out(std::size_t first, std::size_t last) const {
    const double least = *std::min_element(scores_.begin() + static_cast<std::ptrdiff_t>(first),
                                           scores_.begin() + static_cast<std::ptrdiff_t>(last));
    const auto as_far = [&](std::size_t i) { return scores_[i] > 0.5 * least; };
    return !(first > 0 && as_far(first - 1)) && !(last < scores_.size() && as_far(last));
  }

  /// The smallest difference between two readings that differ.
  [[nodiscard]] double smallest_step() const {
    std::vector<double> sorted;
    std::ranges::copy_if(energy_, std::back_inserter(sorted),
                         [](double e) { return !std::isnan(e); });
    std::ranges::sort(sorted);
    double step = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      const double difference = sorted[i] - sorted[i - 1];
      constexpr double rounding = 1e-9;
      if (difference > rounding * std::abs(sorted[i])) step = std::min(step, difference);
    }
    return step;
  }

  /// Mean of what is expected: a wrong unit has no part in it.
  [[nodiscard]] double usual_per_day() const {
    double energy = 0.0;
    double days = 0.0;
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      if (std::isnan(expected_[i])) continue;
      energy += expected_[i];
      days += static_cast<double>(day_count(observed_.period(i)));
    }
    return days > 0.0 ? energy / days : missing_value;
  }

  BillView observed_;
  std::span<const double> energy_;
  std::span<const double> expected_;
  std::span<const double> owed_;
  std::span<const double> scores_;
  ReadingRuleOptions options_;
  std::vector<bool> claimed_;
  std::vector<ReadingFault> faults_;
};

double per_day(BillView bills, std::size_t i) {
  return bills.energy_kwh[i] / static_cast<double>(day_count(bills.period(i)));
}

/// Off by a factor of 5 from the same days of other years, in a season with enough energy to tell.
bool unlike_other_years(BillView bills, std::size_t i, double typical) {
  const CivilDay middle = bills.from[i] + (bills.to[i] - bills.from[i]) / 2;
  std::vector<double> others;
  constexpr std::chrono::days year{365};
  for (CivilDay day = middle - (middle - bills.period().from) / year * year;
       day < bills.period().to; day += year) {
    const auto after = std::ranges::upper_bound(bills.from, day);
    if (day == middle || after == bills.from.begin()) continue;
    const double other = per_day(bills, static_cast<std::size_t>(after - bills.from.begin()) - 1);
    if (!std::isnan(other)) others.push_back(other);
  }
  if (others.size() < 2) return false;
  std::ranges::sort(others);
  constexpr double much = 5.0;
  constexpr double enough = 0.3; // of the typical day
  const double own = per_day(bills, i);
  const double lower = others[(others.size() - 1) / 2];
  const double higher = others[others.size() / 2];
  return higher > enough * typical && (own > much * higher || own < lower / much);
}

} // namespace

BillSeries merged_estimates(BillView bills, std::span<const ReadingQuality> quality) {
  BillSeries merged;
  bool open = false; // the last bill taken is an estimate
  for (std::size_t i = 0; i < bills.size(); ++i) {
    if (open && merged.to.back() == bills.from[i]) {
      merged.to.back() = bills.to[i];
      merged.energy_kwh.back() += bills.energy_kwh[i];
    } else {
      merged.push_back(bills.period(i), bills.energy_kwh[i]);
    }
    open = i < quality.size() && quality[i] == ReadingQuality::estimated;
  }
  return merged;
}

std::vector<bool> set_aside_extremes(BillView observed) {
  std::vector<double> used;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (per_day(observed, i) > 0.0) used.push_back(per_day(observed, i));
  }
  std::vector<bool> aside(observed.size(), false);
  constexpr std::size_t fewest = 8;
  if (used.size() < fewest) return aside;
  constexpr double extreme = 6.0;
  const double limit = extreme * quantile(used, 0.75);
  const double typical = median(std::move(used));
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const bool after_gap = i > 0 && std::isnan(observed.energy_kwh[i - 1]);
    aside[i] =
        after_gap || per_day(observed, i) > limit || unlike_other_years(observed, i, typical);
  }
  return aside;
}

std::vector<ReadingFault> reading_faults(BillView observed, std::span<const double> expected_kwh,
                                         std::span<const double> scores,
                                         const ReadingRuleOptions& options,
                                         std::span<const double> owed_kwh) {
  if (expected_kwh.size() != observed.size())
    throw ShapeError("expected_kwh", observed.size(), expected_kwh.size());
  if (scores.size() != observed.size()) throw ShapeError("scores", observed.size(), scores.size());
  if (owed_kwh.empty()) owed_kwh = expected_kwh;
  if (owed_kwh.size() != observed.size())
    throw ShapeError("owed_kwh", observed.size(), owed_kwh.size());
  return Scan{observed, expected_kwh, owed_kwh, scores, options}.run();
}

std::vector<ReadingFault> estimated_runs(BillView bills, std::span<const ReadingQuality> quality) {
  std::vector<ReadingFault> runs;
  const std::size_t count = std::min(bills.size(), quality.size());
  for (std::size_t i = 0; i < count;) {
    std::size_t last = i;
    while (last < count && quality[last] == ReadingQuality::estimated) ++last;
    if (last - i >= 2) runs.push_back({FindingKind::estimated_run, i, last});
    i = std::max(last, i + 1);
  }
  return runs;
}

} // namespace empower
