// SPDX-License-Identifier: Apache-2.0
#include <empower/series/resample.hpp>

#include <empower/core/error.hpp>
#include <empower/series/detail/day_walk.hpp>

#include <algorithm>
#include <cmath>

namespace empower {

namespace {

double in_seconds(std::chrono::seconds length) noexcept {
  return static_cast<double>(length.count());
}

} // namespace

DailySeries daily_energy(IntervalView readings, const TimeZone& zone) {
  EMPOWER_EXPECTS(readings.start.size() == readings.size() &&
                      readings.end.size() == readings.size(),
                  "start, end and energy have one length");
  DailySeries days;
  if (readings.empty()) return days;
  detail::DayWalk walk{zone, readings.start.front()};
  days.first = walk.day();

  double energy = 0.0;
  std::chrono::seconds covered{0};
  const auto close_day = [&] {
    days.values.push_back(covered == walk.span().length() ? energy : missing_value);
    energy = 0.0;
    covered = std::chrono::seconds{0};
    walk.advance();
  };

  Instant previous_end = readings.start.front();
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const InstantPeriod reading{readings.start[i], readings.end[i]};
    EMPOWER_EXPECTS(previous_end <= reading.from && reading.from < reading.to,
                    "intervals are in order, do not overlap and are not empty");
    previous_end = reading.to;
    for (Instant from = reading.from; from < reading.to;) {
      while (from >= walk.span().to) close_day();
      const Instant to = std::min(reading.to, walk.span().to);
      if (!std::isnan(readings.energy_kwh[i])) {
        energy += readings.energy_kwh[i] * (in_seconds(to - from) / in_seconds(reading.length()));
        covered += to - from;
      }
      from = to;
    }
  }
  close_day();
  return days;
}

DailySeries daily_mean(HourlyView<Celsius> outdoor, const TimeZone& zone) {
  DailySeries days;
  if (outdoor.size() == 0) return days;
  detail::DayWalk walk{zone, outdoor.instant(0)};
  days.first = walk.day();

  double sum = 0.0;
  double present = 0.0;
  const auto close_day = [&] {
    const double hours = in_seconds(walk.span().length()) / 3600.0;
    days.values.push_back(present > sufficient_day_share * hours ? sum / present : missing_value);
    sum = present = 0.0;
    walk.advance();
  };

  for (std::size_t i = 0; i < outdoor.size(); ++i) {
    while (outdoor.instant(i) >= walk.span().to) close_day();
    if (outdoor[i].missing()) continue;
    sum += outdoor[i].value();
    present += 1.0;
  }
  close_day();
  return days;
}

DailySeries daily_energy(BillView one_day_bills) {
  if (one_day_bills.empty()) return {};
  EMPOWER_EXPECTS(std::is_sorted(one_day_bills.from.begin(), one_day_bills.from.end()),
                  "bills are in order");
  const CivilPeriod period = one_day_bills.period();
  DailySeries days{period.from,
                   std::vector<double>(static_cast<std::size_t>(day_count(period)), missing_value)};
  for (std::size_t i = 0; i < one_day_bills.size(); ++i) {
    if (std::isnan(one_day_bills.energy_kwh[i])) continue;
    EMPOWER_EXPECTS(day_count(one_day_bills.period(i)) == 1, "a bill with energy covers one day");
    days.values[static_cast<std::size_t>((one_day_bills.from[i] - period.from).count())] =
        one_day_bills.energy_kwh[i];
  }
  return days;
}

DailySeries days_known(BillView bills) {
  BillSeries known;
  for (std::size_t i = 0; i < bills.size(); ++i) {
    const CivilPeriod period = bills.period(i);
    known.push_back(period, day_count(period) == 1 ? bills.energy_kwh[i] : missing_value);
  }
  return daily_energy(known.view());
}

bool all_one_day(BillView bills) noexcept {
  for (std::size_t i = 0; i < bills.size(); ++i) {
    if (day_count(bills.period(i)) != 1) return false;
  }
  return !bills.empty();
}

} // namespace empower
