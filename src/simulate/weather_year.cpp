// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/simulate/detail/random_stream.hpp>
#include <empower/simulate/weather_year.hpp>
#include <empower/weather/degree_days.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace empower {
namespace {

constexpr double persistence = 0.8;
constexpr double regional_deviation_k = 2.7;
constexpr double local_deviation_k = 0.9;
constexpr double warmest_day_of_year = 203.0;
constexpr MonthDay zone_f_first{10, 5};
constexpr MonthDay zone_f_last{4, 22};

/// Stationary from the first day on.
std::vector<double> persistent_anomaly(std::size_t days, double deviation,
                                       detail::RandomStream random) {
  std::vector<double> anomaly(days);
  const double innovation = deviation * std::sqrt(1.0 - persistence * persistence);
  double state = deviation * random.normal();
  for (double& day : anomaly) {
    day = state;
    state = persistence * state + innovation * random.normal();
  }
  return anomaly;
}

/// 1 on the warmest day.
double yearly_cycle(CivilDay day) {
  const auto day_of_year = static_cast<double>((day - civil_day(year_of(day), 1, 1)).count()) + 1.0;
  return std::cos(2.0 * std::numbers::pi * (day_of_year - warmest_day_of_year) / 365.25);
}

/// Half the yearly swing that takes the season's mean temperature, `20 - degree_days / days`, up to
/// the warmest day's.
double half_amplitude(const Municipality& place, const HeatingSeasons& seasons) {
  double cycle = 0.0;
  double days = 0.0;
  for (const CivilPeriod part : seasons.parts) {
    for (CivilDay day = part.from; day < part.to; day += std::chrono::days{1})
      cycle += yearly_cycle(day);
    days += static_cast<double>(day_count(part));
  }
  const double season_mean = 20.0 - place.degree_days.value() * seasons.seasons / days;
  const double warmest = 24.5 - 6.5 * place.altitude_m / 1000.0;
  return std::clamp((warmest - season_mean) / (1.0 - cycle / days), 6.5, 10.5);
}

double hundredths(double value) { return std::round(value * 100.0) / 100.0; }

} // namespace

CivilDay end_of_heating_season(const ClimateZone& zone, int year) {
  const MonthDay last = zone.season_last.value_or(zone_f_last);
  return civil_day(year, last.month, last.day) + std::chrono::days{1};
}

HeatingSeasons heating_seasons(const ClimateZone& zone, CivilPeriod years) {
  const MonthDay first = zone.season_first.value_or(zone_f_first);
  const auto begin = [&](int year) { return civil_day(year, first.month, first.day); };

  const int first_year = year_of(years.from);
  const int last_year = year_of(years.to) - 1;
  if (first_year == last_year) {
    return {{{years.from, end_of_heating_season(zone, first_year)}, {begin(first_year), years.to}},
            1.0};
  }
  HeatingSeasons seasons;
  for (int year = first_year; year < last_year; ++year) {
    seasons.parts.push_back({begin(year), end_of_heating_season(zone, year + 1)});
    seasons.seasons += 1.0;
  }
  return seasons;
}

DegreeDays season_degree_days(DailyView<Celsius> outdoor, const HeatingSeasons& seasons) {
  DegreeDays total{};
  for (const CivilPeriod part : seasons.parts) {
    total += heating_degree_days(outdoor.within(part), italian_gradi_giorno).total;
  }
  return total / seasons.seasons;
}

RegionalWeather::RegionalWeather(CivilPeriod years, std::uint64_t seed)
    : years_{years}, seed_{seed},
      anomaly_{persistent_anomaly(static_cast<std::size_t>(day_count(years)), regional_deviation_k,
                                  {seed, detail::Draw::regional_weather, std::uint64_t{0}})} {}

DailySeries RegionalWeather::daily_means(const Municipality& place, const ClimateZone& zone) const {
  EMPOWER_EXPECTS(place.degree_days.value() > 0.0, "the municipality has legal degree-days");
  std::vector<double> shape = persistent_anomaly(
      anomaly_.size(), local_deviation_k, {seed_, detail::Draw::local_weather, place.istat_code});
  const HeatingSeasons seasons = heating_seasons(zone, years_);
  const double swing = half_amplitude(place, seasons);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    shape[i] +=
        anomaly_[i] + swing * yearly_cycle(years_.from + std::chrono::days{static_cast<long>(i)});
  }

  // Degree-days fall as the mean rises, in steps of one rounded day: bisection to the last step.
  DailySeries series{years_.from, shape};
  const auto shift_to = [&](double mean) {
    std::ranges::transform(shape, series.values.begin(),
                           [&](double s) { return hundredths(s + mean); });
  };
  double cold = -20.0;
  double warm = 40.0;
  for (int step = 0; step < 48; ++step) {
    const double mean = 0.5 * (cold + warm);
    shift_to(mean);
    // Made so that the one is the other.
    const double realised = season_degree_days(series.view<Celsius>(), seasons).value();
    (realised > place.degree_days.value() ? cold : warm) = mean;
  }
  shift_to(cold);
  return series;
}

} // namespace empower
