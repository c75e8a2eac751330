// SPDX-License-Identifier: Apache-2.0
#include <empower/io/detail/stock_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace empower::detail {
namespace {

enum Column : std::size_t { building_id, from, field, value };
constexpr std::array rules{ColumnRule{"building_id", ColumnRule::Need::required},
                           ColumnRule{"from", ColumnRule::Need::required},
                           ColumnRule{"field", ColumnRule::Need::required},
                           ColumnRule{"value", ColumnRule::Need::required}};

/// Reads an area or a volume; false if the row is refused for it.
bool read_number(StockTable& table, BuildingChange& change) {
  const bool area = change.field == BuildingField::floor_area;
  const auto number = table.number(value);
  if (!number) {
    table.refuse_number(value);
    return false;
  }
  if (!(*number > 0.0 && *number <= (area ? largest_floor_area_m2 : largest_volume_m3))) {
    table.refuse(value, area ? "an area above 0 m2" : "a volume above 0 m3");
    return false;
  }
  change.number = *number;
  return true;
}

bool read_text(StockTable& table, const StockInput& input, BuildingChange& change) {
  const std::string_view text = table.text(value);
  if (change.field != BuildingField::use) {
    if (text.empty()) table.refuse(value, fmt::format("a value of {}", code(change.field)));
    change.text = text;
    return !text.empty();
  }
  const auto named = use_named(text, input.reference);
  if (!named) {
    table.refuse(value, "a use code", Merge::same_neighbours);
    return false;
  }
  change.text = code(*named);
  if (change.text != text)
    table.report(value, "a use code", "read as " + change.text, Merge::same_anywhere);
  return true;
}

std::optional<BuildingChange> change_of(StockTable& table, const StockInput& input) {
  const auto building = input.folder.stock.find_building(table.text(building_id));
  if (!building) {
    table.refuse(building_id, "a building accepted from buildings.csv", Merge::same_neighbours);
    return std::nullopt;
  }
  const auto day = day_of(table, from);
  if (!day) {
    table.refuse_time(from);
    return std::nullopt;
  }
  const auto known = parse_building_field(table.text(field));
  if (!known) {
    table.refuse(field,
                 "floor_area_m2, heated_volume_m3, use, organisation, owner_type or user_type",
                 Merge::same_neighbours);
    return std::nullopt;
  }
  BuildingChange change{*building, *day, *known, missing_value, {}};
  const bool number = *known == BuildingField::floor_area || *known == BuildingField::heated_volume;
  if (!(number ? read_number(table, change) : read_text(table, input, change))) return std::nullopt;
  return change;
}

} // namespace

void read_changes(StockInput& input) {
  using Key = std::tuple<std::size_t, CivilDay, BuildingField>;
  std::map<Key, std::size_t> lines;
  std::vector<BuildingChange>& changes = input.folder.changes;
  read_table(input, "building_changes.csv", rules, [&](StockTable& table) {
    while (table.next()) {
      auto change = change_of(table, input);
      if (!change) continue;
      const auto [first, added] =
          lines.try_emplace(Key{change->building, change->from, change->field}, table.line());
      if (!added) {
        table.refuse(from, "each field of a building once on a day",
                     fmt::format("{}, as in line {}", code(change->field), first->second),
                     Merge::neighbours);
        continue;
      }
      table.cover(change->from, change->from);
      changes.push_back(std::move(*change));
    }
  });
  std::ranges::sort(changes, {}, [](const BuildingChange& change) {
    return Key{change.building, change.from, change.field};
  });
}

} // namespace empower::detail
