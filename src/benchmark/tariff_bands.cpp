// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/tariff_bands.hpp>

#include <empower/core/error.hpp>
#include <empower/series/detail/day_walk.hpp>

#include <algorithm>
#include <cmath>

namespace empower {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::array<std::string_view, 2> reasons{"no_intervals", "intervals_too_long"};

double in_hours(seconds length) noexcept { return static_cast<double>(length.count()) / 3600.0; }

/// The hour of local time that an instant lies in, going forward in time.
class HourWalk {
public:
  HourWalk(const TimeZone& zone, Instant at) : zone_{zone}, day_{zone, at} { move_to(at); }

  /// To the hour of `at`, which is not before the present one. True in a new hour.
  bool move_to(Instant at) noexcept {
    if (at < end_) return false;
    while (at >= day_.span().to) day_.advance();
    // On a day of 24 hours the offset is one; the others ask for that of each hour.
    const bool plain = day_.span().length() == hours{24};
    const seconds since =
        plain ? at - day_.span().from
              : at.time_since_epoch() + zone_.offset(at) - day_.day().time_since_epoch();
    hour_ = static_cast<std::size_t>(since / hours{1});
    end_ = at + hours{1} - since % hours{1};
    return true;
  }

  [[nodiscard]] CivilDay day() const noexcept { return day_.day(); }
  [[nodiscard]] InstantPeriod day_span() const noexcept { return day_.span(); }
  [[nodiscard]] std::size_t hour() const noexcept { return hour_; }
  [[nodiscard]] Instant end() const noexcept { return end_; }

private:
  const TimeZone& zone_;
  detail::DayWalk day_;
  std::size_t hour_ = 0;
  Instant end_ = Instant::min();
};

/// Energy, hours and peak of one band as they add up.
struct Sum {
  double energy = 0.0;
  seconds present{0};
  PeakDemand peak;

  void add(double kwh, double kw, Instant at, seconds length) noexcept {
    energy += kwh;
    present += length;
    if (!(kw <= peak.kw)) peak = {kw, at, length};
  }
  [[nodiscard]] BandLoad load(double expected_hours) const noexcept {
    return {KilowattHours{present.count() > 0 ? energy : missing_value},
            {expected_hours, in_hours(present)},
            peak};
  }
};

bool at_night(std::size_t hour) noexcept { return hour >= night_from_hour || hour < night_to_hour; }

/// One reading of a period after the other.
class Load {
public:
  Load(const TimeZone& zone, InstantPeriod span, const TariffCalendar& calendar)
      : calendar_{calendar}, walk_{zone, span.from} {
    hourly_kw_.reserve(static_cast<std::size_t>(span.length() / hours{1}));
    enter_hour();
  }

  void add(InstantPeriod reading, double kwh) {
    if (walk_.move_to(reading.from)) enter_hour();
    if (reading.to > walk_.end()) {
      ++left_out_;
      left_out_energy_ += kwh;
      return;
    }
    const seconds length = reading.length();
    const double kw = kwh / in_hours(length);
    bands_[band_].add(kwh, kw, reading.from, length);
    all_.add(kwh, kw, reading.from, length);
    if (at_night(walk_.hour())) night_ += kwh;
    hour_energy_ += kwh;
    hour_present_ += length;
    if (hour_present_ == hours{1}) hourly_kw_.push_back(hour_energy_);
  }

  [[nodiscard]] bool any() const noexcept { return all_.present.count() > 0; }
  [[nodiscard]] std::size_t left_out() const noexcept { return left_out_; }

  [[nodiscard]] TariffBands result(const std::array<double, tariff_band_count + 1>& expected) {
    TariffBands out;
    for (std::size_t b = 0; b < tariff_band_count; ++b) out.bands[b] = bands_[b].load(expected[b]);
    out.all = all_.load(expected[0] + expected[1] + expected[2] + expected[3]);
    const double mean = all_.energy / in_hours(all_.present);
    if (all_.peak.kw > 0.0) out.load_factor = mean / all_.peak.kw;
    if (all_.energy > 0.0) out.night_share = night_ / all_.energy;
    out.base_load_kw = base_load();
    out.left_out = left_out_;
    out.left_out_energy = KilowattHours{left_out_energy_};
    return out;
  }

private:
  void enter_hour() {
    hour_energy_ = 0.0;
    hour_present_ = seconds{0};
    if (!calendar_.period().contains(walk_.day())) return; // the day after the last
    band_ = calendar_.hours_of(walk_.day())[walk_.hour()];
  }

  [[nodiscard]] double base_load() {
    if (hourly_kw_.empty()) return missing_value;
    const auto rank = static_cast<std::ptrdiff_t>(
        std::ceil(base_load_share * static_cast<double>(hourly_kw_.size())));
    const auto at = hourly_kw_.begin() + (rank - 1);
    std::ranges::nth_element(hourly_kw_, at);
    return *at;
  }

  const TariffCalendar& calendar_;
  HourWalk walk_;
  std::size_t band_ = TariffCalendar::no_band;
  std::array<Sum, tariff_band_count + 1> bands_; ///< the last: hours without a band
  Sum all_;
  double night_ = 0.0;
  std::size_t left_out_ = 0;
  double left_out_energy_ = 0.0;
  double hour_energy_ = 0.0;
  seconds hour_present_{0};
  std::vector<double> hourly_kw_; ///< of complete hours
};

/// Hours of each band, and without one, in a period.
std::array<double, tariff_band_count + 1> expected_hours(const TimeZone& zone, CivilPeriod period,
                                                         const TariffCalendar& calendar) {
  std::array<std::size_t, tariff_band_count + 1> count{};
  detail::DayWalk days{zone, zone.start_of(period.from)};
  for (; days.day() < period.to; days.advance()) {
    const TariffCalendar::Hours& bands = calendar.hours_of(days.day());
    if (days.span().length() == hours{24}) {
      for (const std::uint8_t band : bands) ++count[band];
      continue;
    }
    HourWalk walk{zone, days.span().from};
    for (; walk.end() <= days.span().to; walk.move_to(walk.end())) ++count[bands[walk.hour()]];
  }
  std::array<double, tariff_band_count + 1> expected{};
  std::ranges::transform(count, expected.begin(),
                         [](std::size_t n) { return static_cast<double>(n); });
  return expected;
}

} // namespace

std::span<const std::string_view> load_reason_codes() noexcept { return reasons; }

std::string_view code(LoadReason reason) noexcept {
  return reasons[static_cast<std::size_t>(reason)];
}

Outcome<TariffBands, LoadReason> tariff_bands(IntervalView energy, const TimeZone& zone,
                                              CivilPeriod period, const TariffCalendar& calendar) {
  EMPOWER_EXPECTS(energy.start.size() == energy.size() && energy.end.size() == energy.size(),
                  "start, end and energy have one length");
  EMPOWER_EXPECTS(period.empty() || intersection(period, calendar.period()) == period,
                  "the period lies in the years of the tariff calendar");
  if (period.empty()) return Failure{LoadReason::no_intervals, std::string{"an empty period"}};
  const InstantPeriod span{zone.start_of(period.from), zone.start_of(period.to)};
  Load load{zone, span, calendar};
  const auto first = std::ranges::lower_bound(energy.start, span.from) - energy.start.begin();
  Instant previous_end = span.from;
  for (auto i = static_cast<std::size_t>(first); i < energy.size(); ++i) {
    const InstantPeriod reading{energy.start[i], energy.end[i]};
    if (reading.from >= span.to) break;
    EMPOWER_EXPECTS(previous_end <= reading.from && reading.from < reading.to,
                    "intervals are in order, do not overlap and are not empty");
    previous_end = reading.to;
    if (!std::isnan(energy.energy_kwh[i])) load.add(reading, energy.energy_kwh[i]);
  }
  if (!load.any()) {
    return load.left_out() == 0
               ? Failure{LoadReason::no_intervals, std::string{"no reading in the period"}}
               : Failure{LoadReason::intervals_too_long,
                         "bands need intervals that lie in one hour of local time; all " +
                             std::to_string(load.left_out()) + " are longer or cross one"};
  }
  TariffBands result = load.result(expected_hours(zone, period, calendar));
  result.period = period;
  for (const CivilDay day : calendar.undecided())
    if (period.contains(day)) result.undecided.push_back(day);
  return result;
}

std::vector<CivilPeriod> months_of(CivilPeriod period) {
  std::vector<CivilPeriod> months;
  for (CivilDay from = period.from; from < period.to;) {
    const std::chrono::year_month_day date{from};
    const CivilDay next{(date.year() / date.month() + std::chrono::months{1}) / 1};
    months.push_back({from, std::min(next, period.to)});
    from = months.back().to;
  }
  return months;
}

} // namespace empower
