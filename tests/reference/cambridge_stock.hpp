// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/shared_data.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace empower::testing {

inline constexpr std::array<std::string_view, 9> cambridge_buildings{
    "b104", "b109", "b13", "b17", "b27", "b4", "b58", "b8", "b97"};

/// Turns the hourly electricity and gas of nine Cambridge buildings with the hourly temperatures of
/// Bedford (`raw`, the folder `cambridge`) into a stock folder. Stamps are UTC and the start of the
/// hour; an hour that is blank or absent there is absent here. Both carriers are taken as kWh, as
/// published. Meters are `<building>_electricity` and `<building>_gas`.
inline void write_cambridge_stock(const std::filesystem::path& raw,
                                  const std::filesystem::path& folder) {
  std::ofstream{folder / "stock.toml"} << "interval = \"1h\"\n";
  std::ofstream{folder / "stations.csv"}
      << "station,time_zone,latitude,longitude\nbedford,Europe/London,52.227,-0.465\n";

  const auto areas = raw / "building_floor_roof_areas.csv";
  const auto ids = text_column(areas, "Building ID");
  const auto gross_areas = text_column(areas, "GIA (m2)");
  const auto floors = text_column(areas, "Number of floors");
  std::ofstream buildings{folder / "buildings.csv"};
  std::ofstream meters{folder / "meters.csv"};
  std::ofstream readings{folder / "readings.csv"};
  buildings << "building_id,use,floor_area_m2,storeys,station\n";
  meters << "meter_id,building_id,carrier,unit\n";
  readings << "meter_id,start,value\n";

  // "2008-01-01 00:00:00" is an instant only with its zone.
  const auto stamp = [](std::string_view text) {
    return std::string{text.substr(0, 10)} + 'T' + std::string{text.substr(11)} + 'Z';
  };
  for (const std::string_view id : cambridge_buildings) {
    const auto place =
        static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
    buildings << id << ",university," << gross_areas.at(place) << ',' << floors.at(place)
              << ",bedford\n";
    meters << id << "_electricity," << id << ",electricity,kWh\n"
           << id << "_gas," << id << ",natural_gas,kWh\n";
    const std::string text = unpacked(raw / (std::string{id} + ".csv.gz"));
    for (const std::string_view line : split(text, '\n')) {
      const auto fields = split(line, ',');
      if (fields.size() != 3 || fields[0] == "datetime_utc") continue;
      if (!fields[1].empty())
        readings << id << "_electricity," << stamp(fields[0]) << ',' << fields[1] << '\n';
      if (!fields[2].empty())
        readings << id << "_gas," << stamp(fields[0]) << ',' << fields[2] << '\n';
    }
  }

  std::ofstream temperatures{folder / "temperatures.csv"};
  temperatures << "station,time,temperature_c\n";
  const std::string weather = unpacked(raw / "bedford_weather_hourly_2008_2022.csv.gz");
  for (const std::string_view line : split(weather, '\n')) {
    const auto fields = split(line, ',');
    if (fields.size() < 2 || fields[0] == "datetime_utc") continue;
    temperatures << "bedford," << stamp(fields[0]) << ',' << fields[1] << '\n';
  }
}

} // namespace empower::testing
