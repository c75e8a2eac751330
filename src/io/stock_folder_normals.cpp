// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_reader.hpp>
#include <empower/weather/monthly_normals.hpp>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace empower::detail {
namespace {

namespace col {
enum Column : std::size_t { station, month, temperature, deviation, source };
constexpr std::array rules{ColumnRule{"station", ColumnRule::Need::required},
                           ColumnRule{"month", ColumnRule::Need::required},
                           ColumnRule{"temperature_c", ColumnRule::Need::required},
                           ColumnRule{"standard_deviation_k"}, ColumnRule{"source"}};
} // namespace col

/// The normals of a station, and the lines they come from.
struct StationNormals {
  MonthlyNormals normals;
  std::array<std::size_t, 12> lines{};
  std::size_t first_line = 0;
};

/// Takes a row, or refuses it.
void take_row(StockTable& table, IdIndex& stations, std::vector<StationNormals>& all) {
  const auto station = stations.find(table.text(col::station));
  if (!station) {
    table.refuse(col::station, "a station of stations.csv", Merge::same_neighbours);
    return;
  }
  const auto month = table.number(col::month);
  if (!month || !(*month >= 1.0 && *month <= 12.0) || *month != std::floor(*month)) {
    table.refuse(col::month, "a month from 1 to 12");
    return;
  }
  const auto temperature = table.number(col::temperature);
  if (!temperature || !(*temperature >= -60.0 && *temperature <= 60.0)) {
    table.refuse(col::temperature, "a temperature from -60 to 60 °C");
    return;
  }
  StationNormals& own = all[*station];
  const auto m = static_cast<std::size_t>(*month) - 1;
  if (own.lines[m] != 0) {
    table.refuse(col::month, "each month of a station once",
                 fmt::format("as in line {}", own.lines[m]), Merge::neighbours);
    return;
  }
  own.lines[m] = table.line();
  if (own.first_line == 0) own.first_line = table.line();
  own.normals.temperature_c[m] = *temperature;
  own.normals.standard_deviation_k[m] = number_or_empty(table, col::deviation, 0.1, 20.0);
  if (own.normals.source.empty()) own.normals.source = table.text(col::source);
}

/// The normal year of a station that has normals; they prevail over a typical year.
void give_normal_year(StockTable& table, Station& station, const StationNormals& own) {
  station.normals = own.normals;
  const auto year = normal_year_of(own.normals, station.outdoor());
  if (!year) {
    const bool months = year.failure().reason == NormalsReason::months_missing;
    table.log().add(own.first_line,
                    {months ? "month" : "standard_deviation_k", year.failure().detail, station.id,
                     months ? "no normal year from the normals of this station"
                            : "no normal year from these, unless gaps of its days can be filled"});
    return;
  }
  if (!station.given_normal_year.missing()) {
    table.log().add(own.first_line,
                    {"station", "one normal year of a station", station.given_normal_year.name(),
                     "the monthly normals prevail over the file"});
  }
  station.given_normal_year = *year;
}

} // namespace

void read_normals(StockInput& input) {
  std::vector<Station>& stations = input.folder.weather.stations;
  read_table(input, "normals.csv", col::rules, [&](StockTable& table) {
    IdIndex places;
    for (std::size_t s = 0; s < stations.size(); ++s) places.add(stations[s].id, s);
    std::vector<StationNormals> all(stations.size());
    while (table.next()) take_row(table, places, all);
    for (std::size_t s = 0; s < stations.size(); ++s) {
      if (all[s].first_line != 0) give_normal_year(table, stations[s], all[s]);
    }
  });
}

} // namespace empower::detail
