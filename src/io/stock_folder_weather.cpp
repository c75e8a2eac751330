// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/grouped_rows.hpp>
#include <empower/io/detail/stock_reader.hpp>
#include <empower/series/resample.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace empower::detail {
namespace {

using std::chrono::days;
using std::chrono::hours;

namespace station_column {
enum Column : std::size_t {
  station,
  time_zone,
  latitude,
  longitude,
  altitude,
  file,
  normal_file,
  climate_zone
};
constexpr std::array rules{ColumnRule{"station", ColumnRule::Need::required},
                           ColumnRule{"time_zone", ColumnRule::Need::required},
                           ColumnRule{"latitude"},
                           ColumnRule{"longitude"},
                           ColumnRule{"altitude_m"},
                           ColumnRule{"file"},
                           ColumnRule{"normal_file"},
                           ColumnRule{"climate_zone"}};
} // namespace station_column

namespace temperature_column {
enum Column : std::size_t { station, time, temperature, end };
constexpr std::array rules{ColumnRule{"station", ColumnRule::Need::required},
                           ColumnRule{"time", ColumnRule::Need::required},
                           ColumnRule{"temperature_c", ColumnRule::Need::required},
                           ColumnRule{"end"}};
} // namespace temperature_column

/// Below the coldest and above the hottest place of Europe; beyond lies a sensor fault.
constexpr double lowest_temperature_c = -60.0;
constexpr double highest_temperature_c = 60.0;

struct TemperatureRow {
  std::size_t group = 0; ///< station
  std::size_t line = 0;
  Instant at{}; ///< of a date: its midnight in UTC
  double value = missing_value;
  bool date = false;
  bool twice = false; ///< a local time that the clocks show twice
};

/// True if the row is one day, or an hour or less: what a station holds.
bool fits(const StockTable& table, const Timestamp& start, const Timestamp& end) {
  if (start.form != end.form) return false;
  const auto length = (end.local - end.offset) - (start.local - start.offset);
  if (start.form == Timestamp::Form::date)
    return length == (table.form().end_inclusive ? days{0} : days{1});
  return length > hours{0} && length <= hours{1};
}

std::optional<TemperatureRow> read_row(StockTable& table, IdIndex& stations,
                                       const Weather& weather) {
  namespace col = temperature_column;
  TemperatureRow row;
  const auto station = stations.find(table.text(col::station));
  if (!station) {
    table.refuse(col::station, "a station of stations.csv", Merge::same_neighbours);
    return std::nullopt;
  }
  if (!weather.stations[*station].daily_mean.values.empty()) { // only a file can have filled it yet
    table.refuse(col::station, "no rows of a station that has a file in stations.csv",
                 Merge::same_neighbours);
    return std::nullopt;
  }
  const auto time = table.time(col::time);
  if (!time) {
    table.refuse_time(col::time);
    return std::nullopt;
  }
  if (!table.text(col::end).empty()) {
    const auto end = table.time(col::end);
    if (!end || !fits(table, *time, *end)) {
      table.refuse(col::end, "an interval of a day, or of an hour or less");
      return std::nullopt;
    }
  }
  row.date = time->form == Timestamp::Form::date;
  const TimeZone& zone = weather.stations[*station].zone;
  const auto at = row.date ? Instant{time->local.time_since_epoch()} : instant_of(*time, zone);
  if (!at) {
    table.refuse(col::time, "a time that the clocks of the station do not skip");
    return std::nullopt;
  }
  const auto value = table.number(col::temperature);
  if (!value) {
    table.refuse_number(col::temperature);
    return std::nullopt;
  }
  if (*value < lowest_temperature_c || *value > highest_temperature_c) {
    table.refuse(col::temperature, "a temperature from -60 to 60 °C");
    return std::nullopt;
  }
  if (std::isnan(*value)) return std::nullopt; // a gap, and accepted as one
  row.group = *station;
  row.line = table.line();
  row.at = *at;
  row.value = *value;
  row.twice = !row.date && occurs_twice(*time, *at, zone);
  return row;
}

bool before(const TemperatureRow& a, const TemperatureRow& b) {
  return std::tuple{!a.date, a.at, a.line} < std::tuple{!b.date, b.at, b.line};
}

/// When the clocks go back, the second of two equal local times is an hour later.
void tell_repeated_hours_apart(std::span<TemperatureRow> rows) {
  bool moved = false;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!rows[i].twice || !rows[i - 1].twice || rows[i].at != rows[i - 1].at) continue;
    rows[i].at += hours{1};
    rows[i].twice = false;
    moved = true;
  }
  if (moved) put_in_order(rows, before);
}

/// One row per time, the first of the file; the rest become faults.
std::span<TemperatureRow> without_duplicates(std::span<TemperatureRow> rows,
                                             std::vector<LateFault>& faults) {
  std::size_t kept = 0;
  for (const TemperatureRow& row : rows) {
    if (kept > 0 && rows[kept - 1].at == row.at && rows[kept - 1].date == row.date) {
      faults.push_back(
          {row.line, rows[kept - 1].line, "time", "one temperature per station and time"});
    } else {
      rows[kept++] = row;
    }
  }
  return rows.first(kept);
}

HourlySeries hourly_means(std::span<const TemperatureRow> stamps) {
  const auto hour_of = [](const TemperatureRow& row) { return std::chrono::floor<hours>(row.at); };
  const auto first = hour_of(stamps.front());
  HourlySeries series{first, {}};
  series.values.assign(static_cast<std::size_t>((hour_of(stamps.back()) - first).count()) + 1,
                       missing_value);
  for (std::size_t i = 0; i < stamps.size();) {
    const auto hour = hour_of(stamps[i]);
    double sum = 0.0;
    std::size_t count = 0;
    for (; i < stamps.size() && hour_of(stamps[i]) == hour; ++i, ++count) sum += stamps[i].value;
    series.values[static_cast<std::size_t>((hour - first).count())] =
        sum / static_cast<double>(count);
  }
  return series;
}

CivilDay day_of(const TemperatureRow& date) {
  return CivilDay{std::chrono::floor<days>(date.at).time_since_epoch()};
}

/// The daily means with the rows that give a day's mean; a day that has one already keeps it.
DailySeries with_dates(const DailySeries& means, std::span<const TemperatureRow> dates) {
  CivilPeriod period{day_of(dates.front()), day_of(dates.back()) + days{1}};
  if (!means.values.empty()) {
    const CivilPeriod known = means.view<Celsius>().period();
    period = {std::min(period.from, known.from), std::max(period.to, known.to)};
  }
  DailySeries series{
      period.from, std::vector<double>(static_cast<std::size_t>(day_count(period)), missing_value)};
  for (const TemperatureRow& row : dates)
    series.values[static_cast<std::size_t>((day_of(row) - period.from).count())] = row.value;
  for (std::size_t i = 0; i < means.values.size(); ++i) {
    double& value =
        series.values[static_cast<std::size_t>((means.first - period.from).count()) + i];
    if (!std::isnan(means.values[i])) value = means.values[i];
  }
  return series;
}

void fill_station(Station& station, std::span<TemperatureRow> rows, StockTable& table) {
  const auto first_stamp =
      std::find_if(rows.begin(), rows.end(), [](const TemperatureRow& row) { return !row.date; });
  const std::span<const TemperatureRow> dates{rows.begin(), first_stamp};
  const std::span<const TemperatureRow> stamps{first_stamp, rows.end()};
  if (!stamps.empty()) {
    station.hourly = hourly_means(stamps);
    station.daily_mean = daily_mean(station.hourly->view<Celsius>(), station.zone);
    const auto& means = station.daily_mean.values;
    if (std::all_of(means.begin(), means.end(), [](double t) { return std::isnan(t); })) {
      table.log().add(
          0, {"time", "more than 12 hours of a day", station.id, "station without daily means"});
    }
    table.cover(stamps.front().at, stamps.back().at);
  }
  if (!dates.empty()) {
    station.daily_mean = with_dates(station.daily_mean, dates);
    table.cover(day_of(dates.front()), day_of(dates.back()));
  }
}

} // namespace

void read_stations(StockInput& input) {
  namespace col = station_column;
  std::vector<Station>& stations = input.folder.weather.stations;
  std::map<std::string, std::size_t, std::less<>> lines;
  read_table(input, "stations.csv", col::rules, [&](StockTable& table) {
    while (table.next()) {
      Station station;
      station.id = table.text(col::station);
      if (station.id.empty()) {
        table.refuse(col::station, "a station");
        continue;
      }
      if (const auto known = lines.find(station.id); known != lines.end()) {
        table.refuse(col::station, "each station once",
                     fmt::format("{}, as in line {}", station.id, known->second),
                     Merge::neighbours);
        continue;
      }
      station.place = {number_or_empty(table, col::latitude, -90, 90),
                       number_or_empty(table, col::longitude, -180, 180)};
      station.altitude_m = number_or_empty(table, col::altitude, -500, 9000);
      station.climate_zone = zone_letter(table, col::climate_zone);
      const std::string_view named = table.text(col::time_zone);
      auto zone = named.empty() ? input.settings.handed_on.time_zone : TimeZone::named(named);
      if (zone || named.empty()) {
        read_station_files(
            input, table,
            {col::file, col::normal_file, col::time_zone, col::latitude, col::altitude}, station,
            zone);
      }
      if (!zone) {
        table.refuse(col::time_zone, "a time zone like Europe/Rome", Merge::same_neighbours);
        continue;
      }
      station.zone = *zone;
      lines.emplace(station.id, table.line());
      stations.push_back(std::move(station));
    }
  });
  std::sort(stations.begin(), stations.end(),
            [](const Station& a, const Station& b) { return a.id < b.id; });
}

void read_temperatures(StockInput& input) {
  Weather& weather = input.folder.weather;
  read_table(input, "temperatures.csv", temperature_column::rules, [&](StockTable& table) {
    IdIndex stations;
    for (std::size_t i = 0; i < weather.stations.size(); ++i)
      stations.add(weather.stations[i].id, i);
    std::vector<TemperatureRow> rows;
    while (table.next()) {
      if (const auto row = read_row(table, stations, weather)) rows.push_back(*row);
    }
    GroupedRows<TemperatureRow> grouped{rows, weather.stations.size()};
    std::vector<LateFault> duplicates;
    for (std::size_t s = 0; s < weather.stations.size(); ++s) {
      const std::span<TemperatureRow> own = grouped[s];
      if (own.empty()) continue;
      put_in_order(own, before);
      tell_repeated_hours_apart(own);
      fill_station(weather.stations[s], without_duplicates(own, duplicates), table);
    }
    refuse_late(table, duplicates);
  });
}

} // namespace empower::detail
