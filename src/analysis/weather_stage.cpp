// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/weather_stage.hpp>

#include <empower/core/parallel.hpp>
#include <empower/quality/temperature_rules.hpp>
#include <empower/series/resample.hpp>
#include <empower/weather/gap_filling.hpp>
#include <empower/weather/monthly_normals.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace empower {
namespace {

/// A station further than this from another, a metre of altitude counted as 0.2 km, is not asked
/// about it. Only a bound of the search: whether a neighbour is good enough is measured by the
/// rules.
constexpr double neighbour_score_km = 100.0;

/// What one station's hours and days say, before its neighbours are asked.
struct Checked {
  DailySeries measured; ///< without hours in doubt
  DailySeries clean;    ///< and without days in doubt
  std::vector<Finding> findings;
  std::set<CivilDay> doubted;
};

/// Of hours: one finding per kind and day, for a finding is named by its day.
void add_hours(Checked& checked, const Station& station, HourlyView<Celsius> hours,
               const std::vector<TemperatureFault>& faults) {
  std::set<std::pair<CivilDay, FindingKind>> named;
  for (const TemperatureFault& fault : faults) {
    const CivilDay first = station.zone.day_of(hours.instant(fault.first));
    const CivilDay last = station.zone.day_of(hours.instant(fault.last - 1));
    for (CivilDay day = first; day <= last; day += std::chrono::days{1})
      checked.doubted.insert(day);
    if (named.insert({first, fault.kind}).second)
      checked.findings.push_back(finding_of(fault, hours, station.id, station.zone));
  }
}

/// Daily means of hours that are not in doubt, gaps up to six hours filled. Days that were read as
/// days, which hours did not make, stay.
Checked check_hours(const Station& station) {
  Checked checked{station.daily_mean, {}, {}, {}};
  if (!station.hourly) return checked;
  const HourlyView<Celsius> hours = station.hourly->view<Celsius>();
  const auto faults = temperature_faults(hours);
  add_hours(checked, station, hours, faults);
  const HourlySeries clean = without(hours, faults);
  const FilledHours filled = filled_hours(clean.view<Celsius>());
  if (faults.empty() && filled.interpolated == 0) return checked;
  const DailySeries as_read = daily_mean(hours, station.zone);
  const DailySeries mended = daily_mean(filled.hourly.view<Celsius>(), station.zone);
  DailySeries& measured = checked.measured;
  for (std::size_t i = 0; i < measured.values.size(); ++i) {
    const CivilDay day = measured.view<Celsius>().day(i);
    const bool by_date =
        as_read.view<Celsius>().at(day).missing() && !std::isnan(measured.values[i]);
    if (!by_date) measured.values[i] = mended.view<Celsius>().at(day).value();
  }
  return checked;
}

/// The best station to compare another with: nearest by distance and altitude; nothing if all are
/// too far.
std::optional<std::size_t> neighbour_of(const Weather& weather, std::size_t of) {
  const Station& own = weather.stations[of];
  std::optional<std::size_t> best;
  double least = neighbour_score_km;
  for (std::size_t i = 0; i < weather.stations.size(); ++i) {
    if (i == of || weather.stations[i].daily_mean.values.empty()) continue;
    const double score = station_score(weather.stations[i], own.place, own.altitude_m);
    if (score < least) {
      best = i;
      least = score;
    }
  }
  return best;
}

void check_days(Checked& checked, const Station& station, DailyView<Celsius> neighbour) {
  const DailyView<Celsius> days = checked.measured.view<Celsius>();
  const auto faults = temperature_faults(days, neighbour);
  for (const TemperatureFault& fault : faults) {
    for (std::size_t i = fault.first; i < fault.last; ++i) checked.doubted.insert(days.day(i));
    checked.findings.push_back(finding_of(fault, days, station.id, station.zone));
  }
  checked.clean = without(days, faults);
}

void add(std::string& list, std::string_view code) {
  if (!list.empty()) list.append("|");
  list.append(code);
}

StationRepair repair_of(const FilledDays& filled, std::size_t in_doubt) {
  StationRepair repair;
  repair.days = filled.origin.size();
  repair.days_missing = filled.missing;
  repair.days_in_doubt = in_doubt;
  repair.days_filled = filled.interpolated + filled.from_neighbour;
  if (filled.from_neighbour > 0) add(repair.filled_from, filled.neighbour);
  if (filled.interpolated > 0) add(repair.filled_from, "time");
  std::set<std::string_view> reasons;
  for (const TemperatureGap& gap : filled.gaps) {
    if (gap.filled < gap.last - gap.first)
      reasons.insert(code(gap.reason == GapReason::filled ? GapReason::no_neighbour : gap.reason));
  }
  for (const std::string_view reason : reasons) add(repair.not_filled, reason);
  return repair;
}

/// A station without its hours, and without temperatures yet.
Station bare(const Station& station) {
  Station copy;
  copy.id = station.id;
  copy.zone = station.zone;
  copy.place = station.place;
  copy.altitude_m = station.altitude_m;
  copy.climate_zone = station.climate_zone;
  copy.normals = station.normals;
  copy.given_normal_year = station.given_normal_year;
  return copy;
}

/// Monthly normals anew, with the spread of the days that are trusted.
void make_normal_year(Station& station) {
  if (!station.normals) return;
  const auto year = normal_year_of(*station.normals, station.outdoor());
  station.given_normal_year = year ? *year : NormalYear{};
}

PlaceOfBuilding place_of(const Building& building, const ReferenceTables& reference) {
  PlaceOfBuilding place{building.station,
                        {building.latitude, building.longitude},
                        missing_value,
                        building.climate_zone};
  const auto municipality = reference.municipality(building.municipality);
  if (!municipality) return place;
  place.altitude_m = (*municipality)->altitude_m;
  if (place.climate_zone.empty()) place.climate_zone = (*municipality)->climate_zone;
  return place;
}

} // namespace

WeatherStage weather_stage(const StockFolder& folder, const ReferenceTables& reference,
                           std::size_t threads) {
  const Weather& weather = folder.weather;
  const std::size_t count = weather.stations.size();
  std::vector<Checked> checked(count);
  std::vector<std::optional<std::size_t>> neighbours(count);
  const auto of_neighbour = [&](std::size_t s, DailySeries Checked::*series) {
    return neighbours[s] ? (checked[*neighbours[s]].*series).template view<Celsius>()
                         : DailyView<Celsius>{};
  };
  parallel_for(count, threads, [&](std::size_t s) {
    checked[s] = check_hours(weather.stations[s]);
    neighbours[s] = neighbour_of(weather, s);
  });
  parallel_for(count, threads, [&](std::size_t s) {
    check_days(checked[s], weather.stations[s], of_neighbour(s, &Checked::measured));
  });

  WeatherStage stage;
  stage.weather.stations.resize(count);
  stage.repairs.resize(count);
  parallel_for(count, threads, [&](std::size_t s) {
    const std::string_view name =
        neighbours[s] ? std::string_view{weather.stations[*neighbours[s]].id} : std::string_view{};
    FilledDays filled =
        filled_days(checked[s].clean.view<Celsius>(), of_neighbour(s, &Checked::clean), name);
    stage.repairs[s] = repair_of(filled, checked[s].doubted.size());
    stage.weather.stations[s] = bare(weather.stations[s]);
    stage.weather.stations[s].daily_mean = std::move(filled.daily_mean);
    make_normal_year(stage.weather.stations[s]);
  });
  for (Checked& of : checked) std::ranges::move(of.findings, std::back_inserter(stage.findings));

  const std::vector<Building>& buildings = folder.stock.buildings;
  stage.choices.resize(buildings.size());
  parallel_for(buildings.size(), threads, [&](std::size_t b) {
    stage.choices[b] = choose_station(stage.weather, place_of(buildings[b], reference));
  });
  return stage;
}

} // namespace empower
