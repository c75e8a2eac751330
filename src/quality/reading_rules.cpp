// SPDX-License-Identifier: Apache-2.0
#include <empower/quality/reading_rules.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <ranges>

namespace empower {
namespace {

/// Decimal order of a register or unit mistake: nearest of -3..3 without 0, or 0 if none is near.
int decimal_order(double ratio) {
  constexpr double tolerance = 0.12; // in log10 (`methods.md` §1)
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
  Scan(BillView observed, std::span<const double> expected, std::span<const double> scores,
       const ReadingRuleOptions& options)
      : observed_{observed}, energy_{observed.energy_kwh}, expected_{expected}, scores_{scores},
        options_{options}, claimed_(observed.size(), false) {}

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

  /// A factor of 10, 100 or 1,000 over at least two readings in a row.
  void unit_steps() {
    each_run(
        [&](std::size_t i) {
          return std::abs(scores_[i]) > options_.spike_score && expected_[i] > 0.0 &&
                 decimal_order(energy_[i] / expected_[i]) != 0;
        },
        [&](std::size_t first, std::size_t last) {
          const int order =
              decimal_order(total(energy_, first, last) / total(expected_, first, last));
          if (last - first >= 2 && order != 0) {
            claim(FindingKind::unit_step, first, last, std::pow(10.0, order));
          }
        });
  }

  void zero_runs() {
    const double usual = usual_per_day();
    each_run([&](std::size_t i) { return energy_[i] == 0.0; },
             [&](std::size_t first, std::size_t last) {
               if (total(expected_, first, last) > options_.zero_expected_days * usual) {
                 claim(FindingKind::zero_run, first, last);
               }
             });
  }

  /// Equal values in a row, longer than the meter's own share of equal neighbours explains.
  void stuck_runs() {
    const bool daily =
        std::ranges::all_of(std::views::iota(std::size_t{0}, energy_.size()), [&](std::size_t i) {
          return std::isnan(energy_[i]) || day_count(observed_.period(i)) == 1;
        });
    const std::size_t least = daily ? options_.stuck_days : options_.stuck_bills;
    // Small readings repeat because the register counts in steps, not because it is stuck.
    constexpr double many_steps = 50.0;
    const double least_value = many_steps * smallest_step();
    const auto repeats = [&](std::size_t i) {
      return i > 0 && energy_[i] == energy_[i - 1] && energy_[i] > least_value;
    };
    double equal_neighbours = 0.0;
    for (std::size_t i = 1; i < energy_.size(); ++i) equal_neighbours += repeats(i) ? 1.0 : 0.0;
    each_run(repeats, [&](std::size_t first, std::size_t last) {
      const double equal = static_cast<double>(last - first);
      const double others = static_cast<double>(energy_.size()) - equal;
      const double by_chance = std::max(equal_neighbours - equal, 1.0) / std::max(others, 2.0);
      constexpr double improbable = 1e-3;
      if (last - first + 1 >= least && std::pow(by_chance, equal) < improbable &&
          !claimed_[first - 1]) {
        claim(FindingKind::stuck, first - 1, last);
      }
    });
  }

  void spikes() {
    each_run(
        [&](std::size_t i) {
          return scores_[i] > options_.spike_score &&
                 energy_[i] > options_.spike_ratio * expected_[i];
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
          if (first < last && last - first <= longest_spike) claim(FindingKind::spike, first, last);
        });
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

  [[nodiscard]] double usual_per_day() const {
    double energy = 0.0;
    double days = 0.0;
    for (std::size_t i = 0; i < energy_.size(); ++i) {
      if (std::isnan(energy_[i])) continue;
      energy += energy_[i];
      days += static_cast<double>(day_count(observed_.period(i)));
    }
    return days > 0.0 ? energy / days : missing_value;
  }

  BillView observed_;
  std::span<const double> energy_;
  std::span<const double> expected_;
  std::span<const double> scores_;
  ReadingRuleOptions options_;
  std::vector<bool> claimed_;
  std::vector<ReadingFault> faults_;
};

} // namespace

std::vector<bool> set_aside_extremes(BillView observed) {
  std::vector<double> per_day;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double value =
        observed.energy_kwh[i] / static_cast<double>(day_count(observed.period(i)));
    if (value > 0.0) per_day.push_back(value);
  }
  std::vector<bool> aside(observed.size(), false);
  constexpr std::size_t fewest = 8;
  if (per_day.size() < fewest) return aside;
  const auto upper = per_day.begin() + static_cast<std::ptrdiff_t>(per_day.size() * 3 / 4);
  std::nth_element(per_day.begin(), upper, per_day.end());
  constexpr double extreme = 6.0;
  const double limit = extreme * *upper;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    aside[i] = observed.energy_kwh[i] > limit * static_cast<double>(day_count(observed.period(i)));
  }
  return aside;
}

std::vector<ReadingFault> reading_faults(BillView observed, std::span<const double> expected_kwh,
                                         std::span<const double> scores,
                                         const ReadingRuleOptions& options) {
  if (expected_kwh.size() != observed.size())
    throw ShapeError("expected_kwh", observed.size(), expected_kwh.size());
  if (scores.size() != observed.size()) throw ShapeError("scores", observed.size(), scores.size());
  return Scan{observed, expected_kwh, scores, options}.run();
}

std::vector<ReadingFault> estimated_runs(BillView bills, std::span<const ReadingQuality> quality) {
  std::vector<ReadingFault> runs;
  for (std::size_t i = 0; i < std::min(bills.size(), quality.size());) {
    std::size_t last = i;
    while (last < quality.size() && quality[last] == ReadingQuality::estimated) ++last;
    if (last - i >= 2) runs.push_back({FindingKind::estimated_run, i, last});
    i = std::max(last, i + 1);
  }
  return runs;
}

bool invalidates_reading(FindingKind kind) noexcept {
  switch (kind) {
  case FindingKind::gap:
  case FindingKind::negative:
  case FindingKind::zero_run:
  case FindingKind::stuck:
  case FindingKind::spike:
  case FindingKind::catch_up:
  case FindingKind::unit_step:
    return true;
  default:
    return false;
  }
}

Finding finding_of(const ReadingFault& fault, const FindingPlace& place, BillView observed,
                   std::span<const double> expected_kwh) {
  const CivilPeriod days{observed.from[fault.first], observed.to[fault.last - 1]};
  const double read = total(observed.energy_kwh, fault.first, fault.last);
  const double expected = total(expected_kwh, fault.first, fault.last);
  const bool known = !std::isnan(expected);
  const auto against = [&] {
    return known ? fmt::format(" where {} is usual for this weather", energy_text(expected))
                 : std::string{};
  };

  Finding finding = finding_at(place, fault.kind, days, known ? read - expected : missing_value);
  finding.factor = fault.factor;
  switch (fault.kind) {
  case FindingKind::gap:
    finding = finding_at(place, fault.kind, days, expected);
    finding.confidence = 1.0;
    finding.evidence =
        fmt::format("No readings for {} days{}.", day_count(days),
                    known ? fmt::format("; about {} are missing", energy_text(expected)) : "");
    finding.action =
        "Ask the supplier for the missing readings; totals of these months are incomplete.";
    break;
  case FindingKind::negative:
    finding.confidence = 0.95;
    finding.evidence = fmt::format("{} read on a meter that only delivers.", energy_text(read));
    finding.action = "Check for a credit note, a photovoltaic export or a swapped meter.";
    break;
  case FindingKind::zero_run:
    finding.confidence = 0.9;
    finding.evidence = fmt::format("Zero read for {} days{}.", day_count(days), against());
    finding.action =
        "Ask whether the building was closed; if not, the meter or its transmission failed.";
    break;
  case FindingKind::stuck:
    finding.confidence = 0.9;
    finding.evidence = fmt::format("The same value, {}, {} times in a row{}.",
                                   energy_text(observed.energy_kwh[fault.first]),
                                   fault.last - fault.first, against());
    finding.action = "Ask for real readings: repeated values are estimates or a stuck register.";
    break;
  case FindingKind::unit_step:
    finding.confidence = 0.95;
    finding.evidence =
        fmt::format("{} read{}: a factor of {:g}, as from a wrong unit or multiplier.",
                    energy_text(read), against(), fault.factor);
    finding.action = fmt::format(
        "Check the unit of these readings; divide them by {:g} if it is wrong.", fault.factor);
    break;
  case FindingKind::catch_up:
    finding.confidence = 0.9;
    finding.evidence = fmt::format("{} read after a gap{}: it contains the energy of the gap.",
                                   energy_text(read), against());
    finding.action = "Spread this reading over the gap before it.";
    break;
  case FindingKind::spike:
    finding.confidence = 0.85;
    finding.evidence = fmt::format("{} read{}: {:.1f} times as much.", energy_text(read), against(),
                                   read / expected);
    finding.action =
        "Check the reading against the bill; if it is right, ask what ran in these days.";
    break;
  default:
    finding.confidence = 1.0;
    finding.evidence = fmt::format("{} readings in a row are estimates of the supplier.",
                                   fault.last - fault.first);
    finding.action = "Read the meter and send the figure to the supplier.";
    break;
  }
  return finding;
}

} // namespace empower
