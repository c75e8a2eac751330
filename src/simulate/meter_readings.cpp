// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/detail/meter_readings.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace empower::detail {
namespace {

std::string stamp(Instant at, const TimeZone& zone) {
  const ZonedInstant zoned = zone.zoned(at);
  const auto local = at + zoned.offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
  const auto offset = std::chrono::duration_cast<std::chrono::minutes>(zoned.offset).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}+{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     minutes / 60, minutes % 60, offset / 60, offset % 60);
}

/// How far a local hour is between night, 0, and day, 1.
double occupancy(long hour) {
  if (hour < 6 || hour >= 20) return 0.0;
  return hour == 6 || hour >= 18 ? 0.5 : 1.0;
}

void complete(MeterReadings& readings) {
  readings.present.assign(readings.size(), true);
  readings.estimated.assign(readings.size(), false);
}

} // namespace

std::vector<double> daily_noise(std::size_t days, double deviation, RandomStream random) {
  constexpr double persistence = 0.6;
  const double innovation = deviation * std::sqrt(1.0 - persistence * persistence);
  std::vector<double> noise(days);
  double state = deviation * random.normal();
  for (double& day : noise) {
    day = state;
    state = persistence * state + innovation * random.normal();
  }
  return noise;
}

std::vector<double> daily_energy(const SimulatedMeter& meter, DailyView<Celsius> outdoor,
                                 const std::vector<double>& noise) {
  std::vector<double> energy(outdoor.size());
  for (const SignatureSpan& span : meter.signature) {
    const auto from = static_cast<std::size_t>((span.valid.from - outdoor.first()).count());
    const auto to = static_cast<std::size_t>((span.valid.to - outdoor.first()).count());
    for (std::size_t i = from; i < to; ++i) {
      energy[i] = span.signature.energy_kwh(outdoor.values()[i]) * std::max(0.0, 1.0 + noise[i]);
    }
  }
  return energy;
}

void apply_weekly_rhythm(std::vector<double>& energy, const DayCalendar& calendar, CivilDay first) {
  constexpr double closed_level = 0.55;
  constexpr double open_level = (7.0 - 2.0 * closed_level) / 5.0;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const CivilDay day = first + std::chrono::days{static_cast<long>(i)};
    const bool weekend = std::chrono::weekday{day}.iso_encoding() > 5;
    energy[i] *= weekend || calendar.is_closed(day) ? closed_level : open_level;
  }
}

std::string MeterReadings::start(std::size_t i, const TimeZone& zone) const {
  return hourly() ? stamp(hours[i], zone) : date_text(days[i].from);
}

std::string MeterReadings::end(std::size_t i, const TimeZone& zone) const {
  return hourly() ? stamp(hours[i] + std::chrono::hours{1}, zone) : date_text(days[i].to);
}

MeterReadings monthly_bills(CivilDay first, const std::vector<double>& energy,
                            RandomStream random) {
  MeterReadings bills;
  const CivilDay last = first + std::chrono::days{static_cast<long>(energy.size())};
  CivilDay from = first;
  for (int month = 1; from < last; ++month) {
    const CivilDay next{std::chrono::year_month_day{first} + std::chrono::months{month}};
    const CivilDay to = next == last ? last : next + std::chrono::days{random.integer(-4, 4)};
    const auto begin = energy.begin() + (from - first).count();
    bills.days.push_back({from, to});
    bills.energy_kwh.push_back(std::accumulate(begin, energy.begin() + (to - first).count(), 0.0));
    from = to;
  }
  complete(bills);
  return bills;
}

MeterReadings daily_readings(CivilDay first, const std::vector<double>& energy) {
  MeterReadings readings;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const CivilDay day = first + std::chrono::days{static_cast<long>(i)};
    readings.days.push_back({day, day + std::chrono::days{1}});
  }
  readings.energy_kwh = energy;
  complete(readings);
  return readings;
}

MeterReadings hourly_readings(CivilDay first, const std::vector<double>& energy,
                              DailyProfile profile, const TimeZone& zone, RandomStream random) {
  MeterReadings readings;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const CivilDay day = first + std::chrono::days{static_cast<long>(i)};
    const std::size_t before = readings.size();
    double total = 0.0;
    for (Instant at = zone.start_of(day); zone.day_of(at) == day; at += std::chrono::hours{1}) {
      const std::chrono::local_seconds local{at.time_since_epoch() + zone.offset(at)};
      const double occupied =
          occupancy(std::chrono::floor<std::chrono::hours>(local - day).count());
      const double power = profile.night_level + (1.0 - profile.night_level) * occupied;
      readings.hours.push_back(at);
      readings.energy_kwh.push_back(power * std::exp(profile.deviation * random.normal()));
      total += readings.energy_kwh.back();
    }
    for (std::size_t k = before; k < readings.size(); ++k)
      readings.energy_kwh[k] *= energy[i] / total;
  }
  complete(readings);
  return readings;
}

} // namespace empower::detail
