// SPDX-License-Identifier: Apache-2.0
#include <empower/core/error.hpp>
#include <empower/io/detail/stock_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace empower::detail {
namespace {

enum Column : std::size_t {
  building_id,
  use,
  floor_area,
  station,
  calendar,
  name,
  organisation,
  site,
  municipality,
  latitude,
  longitude,
  heated_volume,
  storeys,
  year_built,
  occupants,
  hours_per_week,
  heritage,
  owner_type,
  user_type,
  climate_zone,
  plant_kw,
  surface_to_volume,
};
constexpr std::array rules{
    ColumnRule{"building_id", ColumnRule::Need::required},
    ColumnRule{"use", ColumnRule::Need::required},
    ColumnRule{"floor_area_m2", ColumnRule::Need::required},
    ColumnRule{"station"},
    ColumnRule{"calendar"},
    ColumnRule{"name"},
    ColumnRule{"organisation"},
    ColumnRule{"site"},
    ColumnRule{"municipality"},
    ColumnRule{"latitude"},
    ColumnRule{"longitude"},
    ColumnRule{"heated_volume_m3"},
    ColumnRule{"storeys"},
    ColumnRule{"year_built"},
    ColumnRule{"occupants"},
    ColumnRule{"hours_per_week"},
    ColumnRule{"heritage"},
    ColumnRule{"owner_type"},
    ColumnRule{"user_type"},
    ColumnRule{"climate_zone"},
    ColumnRule{"plant_kw"},
    ColumnRule{"surface_to_volume_1_m"},
};
static_assert(rules.size() == surface_to_volume + 1);

/// An unknown use is "other", so that the building's consumption is not lost with it.
BuildingUse use_of(StockTable& table, const ReferenceTables& reference) {
  const std::string_view text = table.text(use);
  const BuildingUse known = use_named(text, reference).value_or(BuildingUse::other_public);
  if (code(known) != text)
    table.report(use, "a use code", fmt::format("read as {}", code(known)), Merge::same_anywhere);
  return known;
}

double floor_area_of(StockTable& table) {
  const auto area = table.number(floor_area);
  if (area && *area > 0.0 && *area <= largest_floor_area_m2) return *area;
  table.report(floor_area, "an area above 0 m2", "building without floor area");
  return missing_value;
}

std::optional<int> whole_number(StockTable& table, std::size_t column, int low, int high) {
  const double value = number_or_empty(table, column, low, high);
  if (value != value) return std::nullopt;
  const int whole = static_cast<int>(value);
  if (static_cast<double>(whole) == value) return whole;
  table.report(column, "a whole number", "cell left empty");
  return std::nullopt;
}

bool claim(StockTable& table, std::size_t column) {
  const std::string_view text = table.text(column);
  for (const std::string_view yes : {"1", "true", "yes", "si", "sì"}) {
    if (same_word(text, yes)) return true;
  }
  for (const std::string_view no : {"", "0", "false", "no"}) {
    if (same_word(text, no)) return false;
  }
  table.report(column, "true or false", "read as false");
  return false;
}

/// Spreadsheets eat the zero that the codes of nine regions begin with.
std::string istat_code(StockTable& table) {
  std::string code{table.text(municipality)};
  const bool digits =
      std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || code.empty() || code.size() >= 6) return code;
  table.report(municipality, "an ISTAT code of 6 digits", "zeros put in front");
  return std::string(6 - code.size(), '0') + code;
}

std::string station_of(StockTable& table, const Weather& weather) {
  const std::string_view text = table.text(station);
  if (text.empty() || weather.find(text)) return std::string{text};
  table.report(station, "a station of stations.csv", "station to be chosen", Merge::same_anywhere);
  return {};
}

std::string calendar_of(StockTable& table, const StockInput& input) {
  const std::string_view own = table.text(calendar);
  const std::string_view text = own.empty() ? std::string_view{input.settings.calendar} : own;
  const auto& calendars = input.folder.calendars;
  if (text.empty() || std::any_of(calendars.begin(), calendars.end(),
                                  [&](const DayCalendar& c) { return c.name == text; })) {
    return std::string{text};
  }
  table.report(calendar, "a calendar of calendar.csv", "building without calendar",
               Merge::same_anywhere);
  return {};
}

Building building_of(StockTable& table, const StockInput& input) {
  Building building;
  building.id = table.text(building_id);
  building.use = use_of(table, input.reference);
  building.floor_area = SquareMetres{floor_area_of(table)};
  building.heated_volume = CubicMetres{number_or_empty(table, heated_volume, 0, largest_volume_m3)};
  building.storeys = whole_number(table, storeys, 1, 100);
  building.year_built = whole_number(table, year_built, 800, 2100);
  building.occupants = number_or_empty(table, occupants, 0, 1e6);
  building.hours_per_week = number_or_empty(table, hours_per_week, 0, 168);
  building.plant_kw = number_or_empty(table, plant_kw, 0, 1e6);
  building.surface_to_volume_1_m = number_or_empty(table, surface_to_volume, 0, 10);
  building.latitude = number_or_empty(table, latitude, -90, 90);
  building.longitude = number_or_empty(table, longitude, -180, 180);
  building.heritage = claim(table, heritage);
  building.name = table.text(name);
  building.organisation = table.text(organisation);
  building.site = table.text(site);
  building.municipality = istat_code(table);
  building.climate_zone = zone_letter(table, climate_zone);
  building.owner_type = table.text(owner_type);
  building.user_type = table.text(user_type);
  building.station = station_of(table, input.folder.weather);
  building.calendar = calendar_of(table, input);
  return building;
}

} // namespace

/// True for the whole name of a row, and for each of several that commas join.
bool names(std::string_view name, std::string_view text) {
  if (same_word(text, name)) return true;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(',', at), name.size());
    std::string_view part = name.substr(at, end - at);
    part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    if (same_word(text, part)) return true;
    at = end + 1;
  }
  return false;
}

std::optional<BuildingUse> use_named(std::string_view text, const ReferenceTables& reference) {
  if (const auto known = parse_building_use(text)) return known;
  for (const BuildingUseRow& row : reference.uses) {
    if (!names(row.name_it, text) && !names(row.name_en, text)) continue;
    if (const auto known = parse_building_use(row.use)) return known;
  }
  return std::nullopt;
}

void read_buildings(StockInput& input) {
  std::vector<Building>& buildings = input.folder.stock.buildings;
  std::unordered_map<std::string, std::size_t> lines;
  const bool found = read_table(input, "buildings.csv", rules, [&](StockTable& table) {
    while (table.next()) {
      if (table.text(building_id).empty()) {
        table.refuse(building_id, "an id");
      } else if (const auto [first, added] =
                     lines.try_emplace(std::string{table.text(building_id)}, table.line());
                 !added) {
        table.refuse(building_id, "each building once",
                     fmt::format("{}, as in line {}", first->first, first->second),
                     Merge::neighbours);
      } else {
        buildings.push_back(building_of(table, input));
      }
    }
  });
  if (!found) throw InputError({"buildings.csv", 0, {}}, "a file buildings.csv", "no file");
  std::sort(buildings.begin(), buildings.end(),
            [](const Building& a, const Building& b) { return a.id < b.id; });
}

} // namespace empower::detail
