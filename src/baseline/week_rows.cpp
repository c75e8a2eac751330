// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/week_rows.hpp>

#include "../core/wide.hpp"

#include <algorithm>
#include <cmath>

namespace empower::detail {

namespace {

using std::chrono::days;
using std::chrono::seconds;

/// Day of the week from Monday = 0; 1970-01-01 was a Thursday.
std::uint32_t weekday_of(CivilDay day) noexcept {
  return static_cast<std::uint32_t>(((day.time_since_epoch().count() + 3) % 7 + 7) % 7);
}

constexpr std::uint32_t sunday = 6;
constexpr std::uint32_t closed_day = 7;

/// Which day's slots a civil day takes; days are asked for in order of time.
class DayTypes {
public:
  DayTypes(const DayCalendar& calendar, ClosedDays rule) : calendar_{calendar}, rule_{rule} {}

  std::uint32_t of(CivilDay day) noexcept {
    if (rule_ == ClosedDays::ordinary) return weekday_of(day);
    const auto& closed = calendar_.closed;
    while (next_ < closed.size() && closed[next_].day < day) ++next_;
    if (next_ == closed.size() || closed[next_].day != day) return weekday_of(day);
    return rule_ == ClosedDays::own ? closed_day : sunday;
  }

private:
  const DayCalendar& calendar_;
  ClosedDays rule_;
  std::size_t next_ = 0;
};

/// Rows up to `end` whose place is `offset` from UTC.
struct OffsetSpan {
  std::size_t end = 0;
  seconds offset{0};
};

/// The clocks change at most once a week, so one look a week finds every change.
std::vector<OffsetSpan> offset_spans(Instant first, seconds step, std::size_t count,
                                     const TimeZone& zone) {
  const auto offset = [&](std::size_t row) {
    return zone.offset(first + step * static_cast<long>(row));
  };
  const auto week = static_cast<std::size_t>(days{7} / step);
  std::vector<OffsetSpan> spans{{0, offset(0)}};
  while (spans.back().end < count) {
    const std::size_t next = std::min(count, spans.back().end + week);
    const seconds after = offset(next);
    if (after == spans.back().offset) {
      spans.back().end = next;
      continue;
    }
    std::size_t change = next;
    for (std::size_t before = spans.back().end; change - before > 1;) {
      const std::size_t middle = before + (change - before) / 2;
      (offset(middle) == spans.back().offset ? before : change) = middle;
    }
    spans.back().end = change;
    if (change < count) spans.push_back({change, after});
  }
  return spans;
}

long floor_quotient(seconds a, seconds b) noexcept { return a / b - (a % b < seconds{0} ? 1 : 0); }

} // namespace

WeekSlots week_slots(Instant first, seconds step, std::size_t count, const TimeZone& zone,
                     const DayCalendar& calendar, ClosedDays closed_days) {
  const auto day_slots = static_cast<std::uint32_t>(days{1} / step);
  WeekSlots slots;
  slots.day_slots = day_slots;
  slots.count = slots.day_slots * (closed_days == ClosedDays::own ? 8U : 7U);
  slots.runs.reserve(count / day_slots + 8);
  DayTypes types{calendar, closed_days};
  const auto instant = [&](std::size_t row) { return first + step * static_cast<long>(row); };

  const std::vector<OffsetSpan> offsets = offset_spans(first, step, count, zone);
  std::size_t row = 0;
  for (const OffsetSpan& span : offsets) {
    if (row == span.end) continue;
    const std::chrono::local_seconds local{instant(row).time_since_epoch() + span.offset};
    CivilDay day = std::chrono::floor<days>(local);
    auto in_day = static_cast<std::uint32_t>((local - day) / step);
    for (; row < span.end; day += days{1}, in_day = 0) {
      const std::size_t end = std::min<std::size_t>(span.end, row + day_slots - in_day);
      slots.runs.push_back({.row = static_cast<std::uint32_t>(row),
                            .slot = types.of(day) * day_slots + in_day,
                            .length = static_cast<std::uint32_t>(end - row),
                            .day = static_cast<std::int32_t>(day.time_since_epoch().count())});
      row = end;
    }
  }
  return slots;
}

std::span<const double> align_temperature(SteppedView<Celsius> outdoor, Instant first, seconds step,
                                          std::span<double> out) {
  const std::span<const double> values = outdoor.values();
  const seconds lead = first - outdoor.first();
  if (outdoor.step() == step && lead % step == seconds{0}) {
    const long begin = lead / step;
    if (begin >= 0 && begin + static_cast<long>(out.size()) <= static_cast<long>(values.size()))
      return values.subspan(static_cast<std::size_t>(begin), out.size());
    const long from = std::clamp(-begin, 0L, static_cast<long>(out.size()));
    const long to =
        std::clamp(static_cast<long>(values.size()) - begin, from, static_cast<long>(out.size()));
    std::fill(out.begin(), out.begin() + from, missing_value);
    std::copy(values.begin() + (begin + from), values.begin() + (begin + to), out.begin() + from);
    std::fill(out.begin() + to, out.end(), missing_value);
    return out;
  }
  const auto size = static_cast<long>(values.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const seconds start = lead + step * static_cast<long>(i);
    double sum = 0.0;
    long present = 0;
    long inside = 0;
    for (long j = floor_quotient(start, outdoor.step()); outdoor.step() * j < start + step; ++j) {
      ++inside;
      if (j < 0 || j >= size || !std::isfinite(values[static_cast<std::size_t>(j)])) continue;
      sum += values[static_cast<std::size_t>(j)];
      ++present;
    }
    out[i] =
        present > 0 && 2 * present >= inside ? sum / static_cast<double>(present) : missing_value;
  }
  return out;
}

RowSums mark_used(std::span<const double> energy_kwh, std::span<const double> temperature_c,
                  WeekRows& rows) {
  const std::size_t n = energy_kwh.size();
  RowSums sums;
  const bool has_regressors = !rows.regressors.empty();
  if (has_regressors) std::ranges::fill(rows.used, 1.0);
  for (const std::span<const double> column : rows.regressors)
    for (std::size_t i = 0; i < n; ++i)
      if (!is_finite(column[i])) rows.used[i] = 0.0;
  // Unused rows take the values of a used one, so that no later loop has to ask.
  std::size_t sample = 0;
  while (sample < n && ((has_regressors && rows.used[sample] == 0.0) ||
                        !is_finite(energy_kwh[sample]) || !is_finite(temperature_c[sample])))
    ++sample;
  if (sample == n) {
    sums.with_energy = static_cast<std::size_t>(
        std::ranges::count_if(energy_kwh, [](double e) { return is_finite(e); }));
    return sums;
  }
  const double temperature = temperature_c[sample];
  rows.energy_offset = energy_kwh[sample];

  return widest([=, offset = rows.energy_offset, energies = energy_kwh.data(),
                 outdoors = temperature_c.data(), temperatures = rows.temperature_c.data(),
                 centred = rows.energy_kwh.data(), used = rows.used.data()]<class Lanes>() {
    const auto ones = all<Lanes>(1.0);
    const auto filler = all<Lanes>(temperature);
    const auto first = all<Lanes>(offset);
    Lanes with_energy{};
    Lanes with_all{};
    Lanes negative{};
    Lanes total{};
    Lanes coldest = filler;
    Lanes warmest = filler;
    const auto mark = [&](auto at, Mask<Lanes> allowed) {
      const Lanes energy = at.of(energies);
      const Lanes outdoor = at.of(outdoors);
      const auto has_energy = finite(energy) & at.present();
      const auto has_all = has_energy & finite(outdoor) & allowed;
      const Lanes t = choose(has_all, outdoor, filler);
      const Lanes kwh = kept(has_all, energy);
      at.put(temperatures, t);
      at.put(centred, kept(has_all, energy - first));
      at.put(used, kept(has_all, ones));
      with_energy += kept(has_energy, ones);
      with_all += kept(has_all, ones);
      negative += kept(kwh < Lanes{}, ones);
      total += kwh;
      coldest = smaller(t, coldest);
      warmest = larger(t, warmest);
    };
    if (has_regressors)
      by_fours<Lanes>(n, [&](auto at) { mark(at, at.of(used) > Lanes{}); });
    else
      by_fours<Lanes>(n, [&](auto at) { mark(at, at.present()); });
    return RowSums{.with_energy = static_cast<std::size_t>(sum(with_energy)),
                   .used = static_cast<std::size_t>(sum(with_all)),
                   .negative = static_cast<std::size_t>(sum(negative)),
                   .total_kwh = sum(total),
                   .coldest_c = smallest(coldest),
                   .warmest_c = largest(warmest)};
  });
}

} // namespace empower::detail
