// SPDX-License-Identifier: Apache-2.0
#include <empower/quality/temperature_rules.hpp>

#include "temperature_witness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace empower {
namespace {

struct Step {
  std::string_view one;
  std::string_view many;
  double per_year;
};

std::vector<double> difference(std::span<const double> own, std::span<const double> other) {
  std::vector<double> result(own.size());
  std::ranges::transform(own, other, result.begin(), std::minus<>{});
  return result;
}

/// Scans the values once per rule; what a rule claims, later rules do not see.
class Scan {
public:
  /// `neighbour` is as long as `values`, NaN where it is silent.
  Scan(std::span<const double> values, std::span<const double> neighbour, const Months& months,
       const TemperatureRuleOptions& options, Step step)
      : read_{values}, neighbour_{neighbour}, options_{options}, step_{step},
        own_{{values.begin(), values.end()}, months, options},
        against_{difference(values, neighbour), months, options} {}

  std::vector<TemperatureFault> run() {
    out_of_range();
    false_zeros();
    stuck();
    spikes();
    std::ranges::sort(faults_, {}, &TemperatureFault::first);
    return std::move(faults_);
  }

private:
  void claim(TemperatureFault fault) {
    for (std::size_t i = fault.first; i < fault.last; ++i) {
      own_.forget(i);
      against_.forget(i);
    }
    faults_.push_back(std::move(fault));
  }

  [[nodiscard]] TemperatureFault fault(FindingKind kind, std::size_t first,
                                       std::size_t last) const {
    TemperatureFault made;
    made.kind = kind;
    made.first = first;
    made.last = last;
    const auto run = read_.subspan(first, last - first);
    const auto length = static_cast<double>(last - first);
    made.read_c = std::accumulate(run.begin(), run.end(), 0.0) / length;
    return made;
  }

  /// Calls `found(first, last)` for each run of equal unclaimed values, single ones too.
  template <class Found>
  void each_run(Found found) const {
    for (std::size_t i = 0; i < read_.size();) {
      std::size_t last = i + 1;
      while (last < read_.size() && own_[last] == own_[i]) ++last;
      if (!std::isnan(own_[i])) found(i, last);
      i = last;
    }
  }

  [[nodiscard]] std::string length_text(std::size_t first, std::size_t last) const {
    const std::size_t count = last - first;
    return count == 1 ? fmt::format("one {}", step_.one) : fmt::format("{} {}", count, step_.many);
  }

  [[nodiscard]] std::string against_text(const TemperatureFault& fault) const {
    std::string text;
    if (!std::isnan(fault.expected_c))
      text = fmt::format("; the {} around it say {:.1f} °C", step_.many, fault.expected_c);
    if (!std::isnan(fault.neighbour_c))
      text += fmt::format("{} the neighbour station {:.1f} °C", text.empty() ? ";" : " and",
                          fault.neighbour_c);
    return text;
  }

  void out_of_range() {
    std::vector<TemperatureFault> found;
    each_run([&](std::size_t first, std::size_t last) {
      if (read_[first] >= options_.lowest_c && read_[first] <= options_.highest_c) return;
      TemperatureFault made = fault(FindingKind::temperature_out_of_range, first, last);
      made.confidence = 1.0;
      made.evidence =
          fmt::format("{:.1f} °C for {}; outdoor air lies within {:g} and {:g} °C.", made.read_c,
                      length_text(first, last), options_.lowest_c, options_.highest_c);
      found.push_back(std::move(made));
    });
    for (TemperatureFault& made : found) claim(std::move(made));
  }

  /// An exact 0.0 that the time around it and, where it has something to say, the neighbour
  /// contradict. A neighbour that reads 0.0 too may share the fault, and is not asked.
  void false_zeros() {
    std::vector<TemperatureFault> found;
    each_run([&](std::size_t first, std::size_t last) {
      if (read_[first] != 0.0) return;
      const Bridge around = own_.bridge(first, last);
      if (!contradicts(around, 0.0)) return;
      TemperatureFault made = fault(FindingKind::false_zero_temperature, first, last);
      made.expected_c = around.expected;
      const double other = neighbour_mean(first, last);
      const Bridge beside = against_.bridge(first, last);
      const bool asked = !std::isnan(other) && other != 0.0 && !std::isnan(beside.expected) &&
                         !std::isnan(beside.scale);
      if (asked) made.neighbour_c = other + beside.expected;
      if (asked && !contradicts({made.neighbour_c, beside.scale}, 0.0)) return;
      made.confidence = asked || last - first >= options_.stuck_values ? 0.95 : 0.9;
      made.evidence =
          fmt::format("Exactly 0.0 °C for {}{}.", length_text(first, last), against_text(made));
      found.push_back(std::move(made));
    });
    for (TemperatureFault& made : found) claim(std::move(made));
  }

  [[nodiscard]] bool contradicts(const Bridge& bridge, double read) const {
    const double off = std::abs(bridge.expected - read);
    return off > options_.zero_scales * bridge.scale && off > options_.zero_least_k;
  }

  [[nodiscard]] double neighbour_mean(std::size_t first, std::size_t last) const {
    const auto run = neighbour_.subspan(first, last - first);
    return std::accumulate(run.begin(), run.end(), 0.0) / static_cast<double>(last - first);
  }

  void stuck() {
    double pairs = 0.0;
    double equal = 0.0;
    for (std::size_t i = 1; i < read_.size(); ++i) {
      pairs += std::isnan(own_[i]) || std::isnan(own_[i - 1]) ? 0.0 : 1.0;
      equal += own_[i] == own_[i - 1] ? 1.0 : 0.0;
    }
    std::vector<TemperatureFault> found;
    each_run([&](std::size_t first, std::size_t last) {
      const auto repeats = static_cast<double>(last - first - 1);
      if (last - first < options_.stuck_values) return;
      // The series' own share of repeats, without those of this run; half as many again, because
      // repeats come in calm spells.
      const double share = std::max(equal - repeats, 1.0) / std::max(pairs - repeats, 2.0);
      const double by_chance = std::min(1.5 * share, 1.0);
      if (step_.per_year * std::pow(by_chance, repeats) > options_.stuck_chance) return;
      TemperatureFault made = fault(FindingKind::stuck_temperature, first, last);
      made.confidence = 0.95;
      made.evidence = fmt::format("{:.2f} °C for {} in a row; {:.1f} % of values repeat the last.",
                                  made.read_c, length_text(first, last), 100.0 * share);
      found.push_back(std::move(made));
    });
    for (TemperatureFault& made : found) claim(std::move(made));
  }

  void spikes() {
    std::vector<TemperatureFault> found;
    for (std::size_t i = 1; i + 1 < read_.size(); ++i) {
      if (!own_.sees(i)) continue;
      const bool two = against_.sees(i);
      const double jump = own_.jump(i);
      const double limit = two ? options_.spike_scales_of_two : options_.spike_scales;
      if (jump < options_.spike_least_k || jump <= limit * own_.scale(i)) continue;
      if (two && !stands_out_of_two(i)) continue;
      TemperatureFault made = fault(FindingKind::temperature_spike, i, i + 1);
      made.expected_c = own_.bridge(i, i + 1).expected;
      if (two) made.neighbour_c = neighbour_[i] + against_.bridge(i, i + 1).expected;
      made.confidence = two ? 0.9 : 0.8;
      made.evidence =
          fmt::format("{:.1f} °C for one {}{}.", made.read_c, step_.one, against_text(made));
      found.push_back(std::move(made));
    }
    for (TemperatureFault& made : found) claim(std::move(made));
  }

  [[nodiscard]] bool stands_out_of_two(std::size_t i) const {
    const double jump = against_.jump(i);
    return jump >= options_.spike_least_k && jump > options_.spike_difference * against_.scale(i);
  }

  std::span<const double> read_;
  std::span<const double> neighbour_;
  TemperatureRuleOptions options_;
  Step step_;
  Witness own_;
  Witness against_; ///< the difference to the neighbour
  std::vector<TemperatureFault> faults_;
};

unsigned char month_of(CivilDay day) {
  const std::chrono::year_month_day date{day};
  return static_cast<unsigned char>(static_cast<unsigned>(date.month()) - 1U);
}

Finding finding_at(const TemperatureFault& fault, Instant from, Instant to,
                   std::string_view station, const TimeZone& zone) {
  Finding finding;
  finding.kind = fault.kind;
  finding.start = zone.zoned(from);
  finding.end = zone.zoned(to);
  finding.station = station;
  finding.confidence = fault.confidence;
  finding.evidence = fault.evidence;
  finding.action = "Ask the weather service for the true values; until then these are taken as "
                   "missing.";
  return finding;
}

template <class Series>
Series cleaned(Series series, const std::vector<TemperatureFault>& faults) {
  for (const TemperatureFault& fault : faults) {
    std::fill(series.values.begin() + static_cast<std::ptrdiff_t>(fault.first),
              series.values.begin() + static_cast<std::ptrdiff_t>(fault.last), missing_value);
  }
  return series;
}

} // namespace

std::vector<TemperatureFault> temperature_faults(DailyView<Celsius> outdoor,
                                                 DailyView<Celsius> neighbour,
                                                 const TemperatureRuleOptions& options) {
  Months months(outdoor.size());
  std::vector<double> other(outdoor.size());
  for (std::size_t i = 0; i < outdoor.size(); ++i) {
    months[i] = month_of(outdoor.day(i));
    other[i] = neighbour.at(outdoor.day(i)).value();
  }
  return Scan{outdoor.values(), other, months, options, {"day", "days", 365.25}}.run();
}

std::vector<TemperatureFault> temperature_faults(HourlyView<Celsius> outdoor,
                                                 HourlyView<Celsius> neighbour,
                                                 const TemperatureRuleOptions& options) {
  Months months(outdoor.size());
  std::vector<double> other(outdoor.size(), missing_value);
  for (std::size_t i = 0; i < outdoor.size(); ++i) {
    const Instant at = outdoor.instant(i);
    months[i] = month_of(CivilDay{std::chrono::floor<std::chrono::days>(at).time_since_epoch()});
    if (neighbour.period().contains(at)) {
      const auto hours = (at - neighbour.period().from) / std::chrono::hours{1};
      other[i] = neighbour.values()[static_cast<std::size_t>(hours)];
    }
  }
  return Scan{outdoor.values(), other, months, options, {"hour", "hours", 8766.0}}.run();
}

DailySeries without(DailyView<Celsius> outdoor, const std::vector<TemperatureFault>& faults) {
  return cleaned(DailySeries{outdoor.first(), {outdoor.values().begin(), outdoor.values().end()}},
                 faults);
}

HourlySeries without(HourlyView<Celsius> outdoor, const std::vector<TemperatureFault>& faults) {
  return cleaned(
      HourlySeries{outdoor.period().from, {outdoor.values().begin(), outdoor.values().end()}},
      faults);
}

Finding finding_of(const TemperatureFault& fault, DailyView<Celsius> outdoor,
                   std::string_view station, const TimeZone& zone) {
  return finding_at(fault, zone.start_of(outdoor.day(fault.first)),
                    zone.start_of(outdoor.day(fault.last)), station, zone);
}

Finding finding_of(const TemperatureFault& fault, HourlyView<Celsius> outdoor,
                   std::string_view station, const TimeZone& zone) {
  return finding_at(fault, outdoor.instant(fault.first), outdoor.instant(fault.last), station,
                    zone);
}

} // namespace empower
