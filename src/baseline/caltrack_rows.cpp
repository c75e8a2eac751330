// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/caltrack_rows.hpp>

#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/robust.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

namespace empower::detail {

namespace {

constexpr double hours_of_day = 24.0;

double days_between(Instant from, Instant to) {
  return std::chrono::duration<double, std::chrono::days::period>(to - from).count();
}

std::string utc_text(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}Z", date_text(CivilDay{day.time_since_epoch()}),
                     time.hours().count(), time.minutes().count());
}

std::string utc_text(InstantPeriod period) {
  return utc_text(period.from) + " to " + utc_text(period.to);
}

std::size_t hours_of(InstantPeriod period) {
  return static_cast<std::size_t>(std::chrono::ceil<std::chrono::hours>(period.length()).count());
}

/// The hours of one period, block by block.
class BlockCutter {
public:
  BlockCutter(const CaltrackSettings& settings, InstantPeriod period)
      : settings_{settings}, period_{period},
        single_{settings.corrections.calendar_days
                    ? calendar_days(period.to) < 1.5
                    : hours_of(period) <= static_cast<std::size_t>(hours_of_day)} {}

  /// Length in days: exact, or counted by the calendar of the place.
  [[nodiscard]] double days() const {
    return settings_.corrections.calendar_days ? calendar_days(period_.to)
                                               : days_between(period_.from, period_.to);
  }

  /// Adds the period to `rows`, `expected` of whose hours are looked at.
  void cut(HourlyView<Celsius> hours, std::size_t expected, CaltrackRows& rows) const {
    const std::size_t before = rows.temperature_f.size();
    const bool keep_hours = settings_.corrections.degree_hours;
    double kept = 0.0;
    std::size_t valid = 0;
    for (std::size_t i = 0; i < hours.size();) {
      const std::size_t end = std::min(next_block(hours, i), hours.size());
      const std::size_t block_begins = rows.temperature_f.size();
      double total = 0.0;
      std::size_t count = 0;
      for (; i < end; ++i) {
        const double t = fahrenheit(hours[i]);
        if (std::isnan(t)) continue;
        total += t;
        ++count;
        if (keep_hours) rows.temperature_f.push_back(t);
      }
      valid += count;
      if (static_cast<double>(count) <= settings_.min_block_share * hours_of_day) {
        rows.temperature_f.resize(block_begins);
        continue;
      }
      kept += 1.0;
      if (!keep_hours) rows.temperature_f.push_back(total / static_cast<double>(count));
    }
    const bool covered = single_ || static_cast<double>(valid) >=
                                        settings_.min_hour_share * static_cast<double>(expected);
    if (!covered) rows.temperature_f.resize(before);
    rows.kept.push_back(kept);
    rows.blocks.push_back(blocks(expected));
    rows.first.push_back(rows.temperature_f.size());
  }

private:
  [[nodiscard]] double calendar_days(Instant at) const {
    const TimeZone& zone = settings_.zone;
    return days_between(period_.from + zone.offset(period_.from), at + zone.offset(at));
  }

  /// Blocks of 24 hours from the start of the period on; by the calendar, civil days.
  [[nodiscard]] double blocks(std::size_t expected) const {
    if (single_) return 1.0;
    if (settings_.corrections.calendar_days) {
      return std::floor(calendar_days(period_.from + std::chrono::hours{expected - 1})) + 1.0;
    }
    return std::ceil(static_cast<double>(expected) / hours_of_day);
  }

  /// The first hour after `i` that belongs to another block.
  [[nodiscard]] std::size_t next_block(HourlyView<Celsius> hours, std::size_t i) const {
    if (single_) return hours.size();
    if (!settings_.corrections.calendar_days) {
      const long from_start =
          std::chrono::floor<std::chrono::hours>(hours.instant(i) - period_.from).count();
      return i + static_cast<std::size_t>(24 - from_start % 24);
    }
    const double block = std::floor(calendar_days(hours.instant(i)));
    while (i < hours.size() && std::floor(calendar_days(hours.instant(i))) == block) ++i;
    return i;
  }

  const CaltrackSettings& settings_;
  InstantPeriod period_;
  bool single_;
};

} // namespace

CaltrackRows caltrack_rows(std::span<const Instant> start, std::span<const Instant> end,
                           std::span<const double> energy, HourlyView<Celsius> outdoor,
                           const CaltrackSettings& settings, long limit_days) {
  CaltrackRows rows;
  const std::size_t n = start.size();
  rows.days.reserve(n);
  rows.kept.reserve(n);
  rows.blocks.reserve(n);
  rows.position.reserve(n);
  rows.first.reserve(n + 1);
  if (energy.empty()) {
    rows.energy.assign(n, missing_value);
  } else {
    rows.energy.assign(energy.begin(), energy.end());
  }
  for (std::size_t i = 0; i < n; ++i) {
    const BlockCutter cutter{settings, {start[i], end[i]}};
    rows.days.push_back(cutter.days());
    rows.position.push_back(static_cast<long>(i));
    InstantPeriod looked_at{start[i], end[i]};
    if (limit_days > 0) {
      looked_at.to = std::min(looked_at.to, looked_at.from + std::chrono::days{limit_days});
    }
    cutter.cut(within(outdoor, looked_at), hours_of(looked_at), rows);
  }
  return rows;
}

CaltrackRows complete_rows(const CaltrackRows& rows) {
  CaltrackRows complete;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows.has_temperature(i) || std::isnan(rows.energy[i])) continue;
    complete.days.push_back(rows.days[i]);
    complete.energy.push_back(rows.energy[i]);
    complete.kept.push_back(rows.kept[i]);
    complete.blocks.push_back(rows.blocks[i]);
    complete.position.push_back(rows.position[i]);
    const auto temperatures = rows.temperatures(i);
    complete.temperature_f.insert(complete.temperature_f.end(), temperatures.begin(),
                                  temperatures.end());
    complete.first.push_back(complete.temperature_f.size());
  }
  return complete;
}

IntervalView within(IntervalView usage, InstantPeriod window) noexcept {
  const auto first = static_cast<std::size_t>(
      std::lower_bound(usage.start.begin(), usage.start.end(), window.from) - usage.start.begin());
  const auto last = static_cast<std::size_t>(
      std::upper_bound(usage.end.begin(), usage.end.end(), window.to) - usage.end.begin());
  const std::size_t count = last > first ? last - first : 0;
  return {usage.start.subspan(first, count), usage.end.subspan(first, count),
          usage.energy_kwh.subspan(first, count)};
}

double median_days(IntervalView usage) {
  std::vector<double> days;
  days.reserve(usage.size());
  for (std::size_t i = 0; i < usage.size(); ++i) {
    days.push_back(days_between(usage.start[i], usage.end[i]));
  }
  return median(std::move(days));
}

JoinedBills::JoinedBills(IntervalView bills, std::span<const ReadingQuality> quality) {
  if (quality.size() != bills.size()) throw ShapeError("quality", bills.size(), quality.size());
  bool open = false; // the last bill taken ends with an estimate
  const auto close = [&] {
    if (open) energy.back() = missing_value;
  };
  for (std::size_t i = 0; i < bills.size(); ++i) {
    const bool estimated = quality[i] == ReadingQuality::estimated;
    const double days = estimated ? days_between(bills.start[i], bills.end[i]) : 0.0;
    if (open && end.back() == bills.start[i]) {
      end.back() = bills.end[i];
      energy.back() += bills.energy_kwh[i];
      estimated_days.back() += days;
    } else {
      close();
      start.push_back(bills.start[i]);
      end.push_back(bills.end[i]);
      energy.push_back(bills.energy_kwh[i]);
      estimated_days.push_back(days);
    }
    open = estimated;
  }
  close();
}

CleanUsage clean_usage(IntervalView usage, const CaltrackSettings& settings,
                       std::span<const double> estimated_days) {
  CleanUsage clean;
  clean.energy.assign(usage.energy_kwh.begin(), usage.energy_kwh.end());
  const double usual = median_days(usage);
  const bool bills = usual > 1.5;
  const long longest = usual > static_cast<double>(settings.max_monthly_bill_days)
                           ? settings.max_bimonthly_bill_days
                           : settings.max_monthly_bill_days;
  for (std::size_t i = 0; i < usage.size(); ++i) {
    double& energy = clean.energy[i];
    if (energy == 0.0 && settings.fuel == CaltrackFuel::electricity) {
      energy = missing_value;
      ++clean.zeros;
    }
    const double days = std::round(days_between(usage.start[i], usage.end[i]));
    const bool joined = !estimated_days.empty() && estimated_days[i] > 0.0;
    const long limit = joined ? settings.max_bimonthly_bill_days : longest;
    if (bills &&
        (days < static_cast<double>(settings.min_bill_days) || days > static_cast<double>(limit))) {
      energy = missing_value;
      ++clean.off_cycle;
    }
  }
  return clean;
}

void check_usage(IntervalView usage) {
  if (usage.start.size() != usage.size()) {
    throw ShapeError("usage start", usage.size(), usage.start.size());
  }
  if (usage.end.size() != usage.size()) {
    throw ShapeError("usage end", usage.size(), usage.end.size());
  }
  for (std::size_t i = 0; i < usage.size(); ++i) {
    if (usage.start[i] < usage.end[i] && (i == 0 || usage.end[i - 1] <= usage.start[i])) continue;
    throw InputError({.source = "usage", .line = i + 1, .field = "start"},
                     "readings in order and without overlap",
                     "reading " + std::to_string(i + 1) +
                         " that ends before it starts or starts "
                         "before the one before it ends");
  }
}

InstantPeriod reporting_window(InstantPeriod baseline, Instant start, long days) {
  const InstantPeriod window{start, start + std::chrono::days{days}};
  if (!intersection(window, baseline).empty())
    throw InputError{{.source = "reporting_start", .line = 0, .field = {}},
                     "a reporting period outside the baseline, " + utc_text(baseline),
                     utc_text(window)};
  return window;
}

void check_reported(InstantPeriod window, std::size_t periods) {
  if (periods == 0)
    throw CoverageError{"No reading of the reporting period, " + utc_text(window) +
                        ", has both usage and temperature."};
}

} // namespace empower::detail
