// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/building_change.hpp>

#include <empower/core/civil_time.hpp>
#include <empower/core/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace empower {
namespace {

constexpr std::array<std::string_view, 6> field_codes{
    "floor_area_m2", "heated_volume_m3", "use", "organisation", "owner_type", "user_type"};

void apply(const BuildingChange& change, Building& building) {
  switch (change.field) {
  case BuildingField::floor_area:
    building.floor_area = SquareMetres{change.number};
    break;
  case BuildingField::heated_volume:
    building.heated_volume = CubicMetres{change.number};
    break;
  case BuildingField::use:
    building.use = parse_building_use(change.text).value_or(building.use);
    break;
  case BuildingField::organisation:
    building.organisation = change.text;
    break;
  case BuildingField::owner_type:
    building.owner_type = change.text;
    break;
  case BuildingField::user_type:
    building.user_type = change.text;
    break;
  }
}

constexpr bool is_number(BuildingField field) noexcept {
  return field == BuildingField::floor_area || field == BuildingField::heated_volume;
}

/// `1,200`, `84.5`, `unknown`: two digits after the point at most.
std::string with_thousands(double value) {
  if (std::isnan(value)) return "unknown";
  std::string plain = fmt::format("{:.2f}", value);
  while (plain.back() == '0') plain.pop_back();
  if (plain.back() == '.') plain.pop_back();
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string text;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && i < point && (point - i) % 3 == 0) text += ',';
    text += plain[i];
  }
  return text;
}

std::string value_text(const Building& building, BuildingField field) {
  if (field == BuildingField::floor_area) return with_thousands(building.floor_area.value());
  if (field == BuildingField::heated_volume) return with_thousands(building.heated_volume.value());
  if (field == BuildingField::use) return std::string{code(building.use)};
  return building.organisation.empty() ? "unknown" : building.organisation;
}

/// What is said of a field and its unit; nothing of those that no figure rests on.
constexpr std::pair<std::string_view, std::string_view> words(BuildingField field) noexcept {
  switch (field) {
  case BuildingField::floor_area:
    return {"floor area", " m2, day-weighted"};
  case BuildingField::heated_volume:
    return {"heated volume", " m3, day-weighted"};
  case BuildingField::use:
    return {"use", ""};
  case BuildingField::organisation:
    return {"organisation", ""};
  case BuildingField::owner_type:
  case BuildingField::user_type:
    break;
  }
  return {};
}

} // namespace

std::string_view code(BuildingField field) noexcept {
  return field_codes[static_cast<std::size_t>(field)];
}

std::optional<BuildingField> parse_building_field(std::string_view code) noexcept {
  const auto found = std::find(field_codes.begin(), field_codes.end(), code);
  if (found == field_codes.end()) return std::nullopt;
  return static_cast<BuildingField>(found - field_codes.begin());
}

std::span<const BuildingChange> changes_of(std::size_t index,
                                           std::span<const BuildingChange> changes) {
  const auto own = std::ranges::equal_range(changes, index, {}, &BuildingChange::building);
  return {own.begin(), own.end()};
}

double mean_over(CivilPeriod period, BuildingField field, double listed,
                 std::span<const BuildingChange> own) {
  EMPOWER_EXPECTS(is_number(field), "only areas and volumes have a mean");
  EMPOWER_EXPECTS(!period.empty(), "a mean needs days");
  double value = listed;
  double sum = 0.0;
  CivilDay from = period.from;
  bool changed = false;
  for (const BuildingChange& change : own) {
    if (change.field != field || change.from >= period.to) continue;
    if (change.from > from) {
      sum += value * static_cast<double>(day_count({from, change.from}));
      from = change.from;
      changed = true;
    }
    value = change.number;
  }
  if (!changed) return value; // to the last bit
  sum += value * static_cast<double>(day_count({from, period.to}));
  return sum / static_cast<double>(day_count(period));
}

std::string changes_text(CivilPeriod period, const Building& listed,
                         std::span<const BuildingChange> own) {
  std::string text;
  Building building = listed;
  for (const BuildingChange& change : own) {
    if (change.from >= period.to) break;
    const std::string before = value_text(building, change.field);
    apply(change, building);
    const auto [name, unit] = words(change.field);
    if (change.from <= period.from || name.empty()) continue;
    text += fmt::format("{}{} changed on {}: {} to {}{}", text.empty() ? "" : "; ", name,
                        date_text(change.from), before, value_text(building, change.field), unit);
  }
  return text;
}

Building building_on(const Building& listed, std::size_t index,
                     std::span<const BuildingChange> changes, CivilDay day) {
  Building building = listed;
  for (const BuildingChange& change : changes_of(index, changes)) {
    if (change.from <= day) apply(change, building);
  }
  return building;
}

} // namespace empower
