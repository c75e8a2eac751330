// SPDX-License-Identifier: Apache-2.0
#include <empower/simulate/weather_year.hpp>

#include <empower/io/reference_folder.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace empower;

namespace {

const CivilPeriod three_years{civil_day(2022, 1, 1), civil_day(2025, 1, 1)};

const Municipality& municipality(std::string_view istat_code) {
  return *embedded_reference().municipality(istat_code).value();
}
const ClimateZone& zone_of(const Municipality& place) {
  return *embedded_reference().zone(place.climate_zone).value();
}

/// Monthly means as a crude cycle: what is left is day-to-day weather.
std::vector<double> anomalies(const DailySeries& series) {
  std::vector<double> sum(12);
  std::vector<double> days(12);
  const auto month = [&](std::size_t i) {
    const std::chrono::year_month_day date{series.first + std::chrono::days{static_cast<long>(i)}};
    return static_cast<std::size_t>(static_cast<unsigned>(date.month()) - 1);
  };
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    sum[month(i)] += series.values[i];
    days[month(i)] += 1.0;
  }
  std::vector<double> left;
  for (std::size_t i = 0; i < series.values.size(); ++i)
    left.push_back(series.values[i] - sum[month(i)] / days[month(i)]);
  return left;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag) {
  double ab = 0.0;
  double aa = 0.0;
  double bb = 0.0;
  for (std::size_t i = lag; i < a.size(); ++i) {
    ab += a[i] * b[i - lag];
    aa += a[i] * a[i];
    bb += b[i - lag] * b[i - lag];
  }
  return ab / std::sqrt(aa * bb);
}

} // namespace

TEST_SUITE("simulate/weather_year") {
  TEST_CASE(
      "the season's degree-days of every Tuscan municipality are its legal value to 0.1 K·d") {
    const RegionalWeather weather{three_years, 7};
    std::size_t places = 0;
    for (const Municipality& place : embedded_reference().municipalities) {
      if (place.region != "Toscana" || place.istat_code.empty()) continue;
      ++places;
      const ClimateZone& zone = zone_of(place);
      const DailySeries days = weather.daily_means(place, zone);
      const DegreeDays realised =
          season_degree_days(days.view<Celsius>(), heating_seasons(zone, three_years));
      CAPTURE(place.name);
      CHECK(std::abs(realised.value() - place.degree_days.value()) < 0.1);
    }
    CHECK(places == 273);
  }

  TEST_CASE("the degree-days are a plain sum over the season's days") {
    const Municipality& prato = municipality("100005");
    const DailySeries days = RegionalWeather{three_years, 1}.daily_means(prato, zone_of(prato));
    double sum = 0.0;
    for (std::size_t i = 0; i < days.values.size(); ++i) {
      const CivilDay day = days.first + std::chrono::days{static_cast<long>(i)};
      const bool heated = (day >= civil_day(2022, 11, 1) && day <= civil_day(2023, 4, 15)) ||
                          (day >= civil_day(2023, 11, 1) && day <= civil_day(2024, 4, 15));
      if (heated && days.values[i] < 20.0) sum += 20.0 - days.values[i];
    }
    CHECK(sum / 2.0 == doctest::Approx(1668.0).epsilon(0.00005));
  }

  TEST_CASE("complete seasons only: three years hold two, with the leap day") {
    const HeatingSeasons seasons =
        heating_seasons(*embedded_reference().zone("D").value(), three_years);
    REQUIRE(seasons.parts.size() == 2);
    CHECK(seasons.seasons == 2.0);
    CHECK(day_count(seasons.parts[0]) == 166);
    CHECK(day_count(seasons.parts[1]) == 167);
  }

  TEST_CASE("zone F has no legal season and uses 200 days from 5 October") {
    const HeatingSeasons seasons =
        heating_seasons(*embedded_reference().zone("F").value(), three_years);
    CHECK(seasons.parts.front() == CivilPeriod{civil_day(2022, 10, 5), civil_day(2023, 4, 23)});
    CHECK(day_count(seasons.parts.front()) == 200);
    CHECK(end_of_heating_season(*embedded_reference().zone("F").value(), 2024) ==
          civil_day(2024, 4, 23));
  }

  TEST_CASE("a single year counts its two half seasons as one") {
    const CivilPeriod year = calendar_year(2023);
    const Municipality& firenze = municipality("048017");
    const HeatingSeasons seasons = heating_seasons(zone_of(firenze), year);
    CHECK(seasons.seasons == 1.0);
    CHECK(day_count(seasons.parts[0]) + day_count(seasons.parts[1]) == 166);
    const DailySeries days = RegionalWeather{year, 3}.daily_means(firenze, zone_of(firenze));
    CHECK(season_degree_days(days.view<Celsius>(), seasons).value() ==
          doctest::Approx(1821.0).epsilon(0.00005));
  }

  TEST_CASE("weather lasts for days and is shared by the region") {
    const RegionalWeather weather{{civil_day(2010, 1, 1), civil_day(2020, 1, 1)}, 5};
    const std::vector<double> firenze =
        anomalies(weather.daily_means(municipality("048017"), zone_of(municipality("048017"))));
    const std::vector<double> arezzo =
        anomalies(weather.daily_means(municipality("051002"), zone_of(municipality("051002"))));
    CHECK(correlation(firenze, firenze, 1) == doctest::Approx(0.8).epsilon(0.06));
    CHECK(correlation(firenze, arezzo, 0) == doctest::Approx(0.9).epsilon(0.06));
  }

  TEST_CASE("another seed is other weather with the same degree-days") {
    const Municipality& siena = municipality("052032");
    const DailySeries a = RegionalWeather{three_years, 1}.daily_means(siena, zone_of(siena));
    const DailySeries b = RegionalWeather{three_years, 2}.daily_means(siena, zone_of(siena));
    CHECK(a.values != b.values);
  }
}
