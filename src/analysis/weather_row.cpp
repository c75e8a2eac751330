// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/weather_stage.hpp>

#include <fmt/format.h>

#include <array>

namespace empower {

std::span<const Column<WeatherRow>> Schema<WeatherRow>::columns() {
  using Row = WeatherRow;
  static const std::array<Column<Row>, 13> all{{
      {"building_id", "", "building", &Row::building_id},
      {"station", "", "weather station its figures rest on; empty = none", &Row::station},
      {"chosen_by", "",
       "how: named by the owner, the only one, the nearest by distance and altitude",
       &Row::chosen_by, chosen_by_codes().subspan(1)},
      {"distance_km", "km", "from the building to the station; empty without coordinates",
       &Row::distance_km},
      {"altitude_difference_m", "m",
       "station less building, whose altitude is that of its municipality",
       &Row::altitude_difference_m},
      {"days", "1", "days from the station's first temperature to its last", &Row::days},
      {"days_missing", "1", "of these, days without a temperature in the end", &Row::days_missing},
      {"days_in_doubt", "1",
       "days with a temperature that cannot be true, see findings; not used as measured",
       &Row::days_in_doubt},
      {"days_filled", "1", "days whose temperature is an estimate", &Row::days_filled},
      {"filled_from", "",
       "neighbour station that filled days rest on; time = the days before and after",
       &Row::filled_from},
      {"normal_year", "", "weather that consumption is normalised to", &Row::normal_year},
      {"warnings", "",
       "station_far, station_altitude, station_zone, station_no_temperatures, joined with |",
       &Row::warnings},
      {"note", "", "the same in words, and why days stay missing", &Row::note},
  }};
  return all;
}

namespace {

void add(std::string& list, std::string_view text, std::string_view separator) {
  if (text.empty()) return;
  if (!list.empty()) list.append(separator);
  list.append(text);
}

void add_note(std::string& note, std::string_view text) { add(note, text, "; "); }

std::int64_t whole(std::size_t count) { return static_cast<std::int64_t>(count); }

WeatherRow weather_row(const Building& building, const WeatherStage& stage,
                       const StationChoice& choice, std::span<const NormalYear> normal_years) {
  WeatherRow row;
  row.building_id = building.id;
  row.chosen_by = code(choice.chosen_by);
  if (!choice.station) {
    row.note = stage.weather.stations.empty()
                   ? "no weather station on file"
                   : "no station named, and no place of building or stations to find the nearest";
    return row;
  }
  const StationRepair& repair = stage.repairs[*choice.station];
  row.station = stage.weather.stations[*choice.station].id;
  row.distance_km = choice.distance_km;
  row.altitude_difference_m = choice.altitude_difference_m;
  row.days = whole(repair.days);
  row.days_missing = whole(repair.days_missing);
  row.days_in_doubt = whole(repair.days_in_doubt);
  row.days_filled = whole(repair.days_filled);
  row.filled_from = repair.filled_from;
  row.normal_year = normal_years[*choice.station].name();
  for (const StationWarning warning : choice.warnings) add(row.warnings, code(warning), "|");
  row.note = warning_text(choice);
  if (!repair.not_filled.empty()) add_note(row.note, "days not filled: " + repair.not_filled);
  if (normal_years[*choice.station].missing()) add_note(row.note, "no complete year");
  return row;
}

} // namespace

std::vector<WeatherRow> weather_rows(const Stock& stock, const WeatherStage& stage,
                                     std::span<const NormalYear> normal_years) {
  std::vector<WeatherRow> rows;
  rows.reserve(stock.buildings.size());
  for (std::size_t b = 0; b < stock.buildings.size(); ++b)
    rows.push_back(weather_row(stock.buildings[b], stage, stage.choices[b], normal_years));
  return rows;
}

std::string weather_note(const WeatherStage& stage, std::size_t building) {
  const StationChoice& choice = stage.choices[building];
  std::string note = warning_text(choice);
  if (choice.station && stage.repairs[*choice.station].days_filled > 0) {
    add_note(note, fmt::format("temperatures of {} days filled, see weather",
                               stage.repairs[*choice.station].days_filled));
  }
  return note;
}

} // namespace empower
