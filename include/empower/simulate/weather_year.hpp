// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/period.hpp>
#include <empower/core/units.hpp>
#include <empower/reference/climate.hpp>
#include <empower/series/daily.hpp>

#include <cstdint>
#include <vector>

namespace empower {

/// The days of the conventional heating seasons inside a simulation, and how many seasons they
/// make.
struct HeatingSeasons {
  std::vector<CivilPeriod> parts;
  double seasons = 0.0;
};

/// The seasons of a zone that lie wholly inside `years`, a run of whole calendar years. A single
/// year holds none: then its two halves, January to spring and autumn to December, make one.
///
/// Zone F has no legal season; 5 October to 22 April is taken, the 200 days of calculation methods.
[[nodiscard]] HeatingSeasons heating_seasons(const ClimateZone& zone, CivilPeriod years);

/// The first day after the heating season that ends in `year`.
[[nodiscard]] CivilDay end_of_heating_season(const ClimateZone& zone, int year);

/// Mean over the seasons of the sum of positive differences from 20 °C (DPR 412/1993 art. 1).
[[nodiscard]] DegreeDays season_degree_days(DailyView<Celsius> outdoor,
                                            const HeatingSeasons& seasons);

/// Day-to-day weather of a region, shared by all its stations.
///
/// Daily mean temperature = yearly cosine + regional AR(1) anomaly (standard deviation 2.7 K,
/// lag-one correlation 0.8) + a local one (0.9 K, 0.8), as three Tuscan stations show 2005-2016
/// (deviation 2.7-3.0 K, correlation 0.79, half-amplitude 8.8-9.6 K). The warmest day, 22 July,
/// has 24.5 °C at sea level and 6.5 K/km less above, so mild winters come with a small yearly
/// swing, as on the coast.
class RegionalWeather {
public:
  RegionalWeather(CivilPeriod years, std::uint64_t seed);

  [[nodiscard]] CivilPeriod years() const noexcept { return years_; }

  /// Daily means at a municipality, in hundredths of a degree. The cycle's mean is solved so that
  /// `season_degree_days` is the legal value to 0.05 K·d. The legal values rest on the climate
  /// before 1993, so these years are colder than today's.
  [[nodiscard]] DailySeries daily_means(const Municipality& place, const ClimateZone& zone) const;

private:
  CivilPeriod years_;
  std::uint64_t seed_;
  std::vector<double> anomaly_;
};

} // namespace empower
