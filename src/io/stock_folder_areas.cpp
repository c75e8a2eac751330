// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace empower::detail {
namespace {

enum Column : std::size_t { building_id, use, floor_area, from };
constexpr std::array rules{ColumnRule{"building_id", ColumnRule::Need::required},
                           ColumnRule{"use", ColumnRule::Need::required},
                           ColumnRule{"floor_area_m2", ColumnRule::Need::required},
                           ColumnRule{"from"}};

/// Areas are measured by different people: parts may exceed the whole by this much.
constexpr double tolerance = 0.01;

/// Parts of one building that begin on one day.
struct Division {
  std::vector<BuildingPart> parts;
  std::vector<std::size_t> lines;
};
using Key = std::pair<std::size_t, std::optional<CivilDay>>;

std::optional<BuildingPart> part_of(StockTable& table, const StockInput& input) {
  const auto building = input.folder.stock.find_building(table.text(building_id));
  if (!building) {
    table.refuse(building_id, "a building accepted from buildings.csv", Merge::same_neighbours);
    return std::nullopt;
  }
  const auto known = use_named(table.text(use), input.reference);
  if (!known) {
    table.refuse(use, "a use code", Merge::same_neighbours);
    return std::nullopt;
  }
  const auto area = table.number(floor_area);
  if (!area) {
    table.refuse_number(floor_area);
    return std::nullopt;
  }
  if (!(*area > 0.0 && *area <= largest_floor_area_m2)) {
    table.refuse(floor_area, "an area above 0 m2");
    return std::nullopt;
  }
  const auto day = day_of(table, from);
  if (!day && !table.text(from).empty()) {
    table.refuse_time(from);
    return std::nullopt;
  }
  return BuildingPart{*building, day, *known, SquareMetres{*area}};
}

/// Parts that are more than the whole would count energy twice: none of them is used.
bool fits(StockTable& table, const StockInput& input, const Key& key, const Division& division) {
  const Building& listed = input.folder.stock.buildings[key.first];
  const Building then =
      key.second ? building_on(listed, key.first, input.folder.changes, *key.second) : listed;
  double sum = 0.0;
  for (const BuildingPart& part : division.parts) sum += part.floor_area.value();
  if (!(sum > then.floor_area.value() * (1.0 + tolerance))) return true;
  const std::string found =
      fmt::format("{:.6g} m2 of {:.6g} m2 in building {}", sum, then.floor_area.value(), listed.id);
  for (const std::size_t line : division.lines)
    table.refuse_line(line, {"floor_area_m2", "parts within the floor area of the building", found,
                             row_left_out, Merge::same_neighbours});
  return false;
}

} // namespace

void read_areas(StockInput& input) {
  std::map<Key, Division> divisions;
  read_table(input, "building_areas.csv", rules, [&](StockTable& table) {
    while (table.next()) {
      const auto part = part_of(table, input);
      if (!part) continue;
      Division& division = divisions[{part->building, part->from}];
      const auto same = std::ranges::find(division.parts, part->use, &BuildingPart::use);
      if (same != division.parts.end()) {
        const std::size_t line =
            division.lines[static_cast<std::size_t>(same - division.parts.begin())];
        table.refuse(use, "each use of a building once",
                     fmt::format("{}, as in line {}", code(part->use), line), Merge::neighbours);
        continue;
      }
      division.parts.push_back(*part);
      division.lines.push_back(table.line());
      if (part->from) table.cover(*part->from, *part->from);
    }
    for (auto& [key, division] : divisions) {
      if (!fits(table, input, key, division)) continue;
      std::ranges::sort(division.parts, {}, &BuildingPart::use);
      input.folder.parts.insert(input.folder.parts.end(), division.parts.begin(),
                                division.parts.end());
    }
  });
}

} // namespace empower::detail
