// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/school_stage.hpp>

#include <empower/benchmark/school_indicators.hpp>
#include <empower/core/detail/note.hpp>
#include <empower/series/coverage.hpp>
#include <empower/weather/degree_days.hpp>
#include <empower/weather/heating_season.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace empower {
namespace {

using detail::add_note;

struct DegreeDaysOfYear {
  double value = missing_value;
  std::string_view basis;
};

/// Degree-days base 20 of the legal season's days in a calendar year; missing if one day is.
double season_degree_days(const BuildingInput& input, const ReferenceTables& reference, int year) {
  std::string_view name = input.building->climate_zone;
  if (name.empty()) {
    const auto municipality = reference.municipality(input.building->municipality);
    if (municipality) name = (*municipality)->climate_zone;
  }
  const auto zone = reference.zone(name);
  if (!zone || input.station == nullptr) return missing_value;
  const auto sum =
      heating_degree_days_of_year(input.station->outdoor(), **zone, year, italian_gradi_giorno);
  return sum && sum->days_missing == 0 ? sum->total.value() : missing_value;
}

DegreeDaysOfYear degree_days_of(const BuildingInput& input, const ReferenceTables& reference,
                                int year) {
  const double season = season_degree_days(input, reference, year);
  if (!std::isnan(season)) return {season, "season"};
  const auto municipality = reference.municipality(input.building->municipality);
  if (municipality && !(*municipality)->degree_days.missing())
    return {(*municipality)->degree_days.value(), "legal"};
  return {};
}

/// The use on 1 July, where the use changes; else the main use.
BuildingUse use_of(const BuildingInput& input, int year) {
  const auto of_use = [](const BuildingChange& change) {
    return change.field == BuildingField::use;
  };
  if (input.listed == nullptr || std::ranges::none_of(input.changes, of_use))
    return input.building->use;
  return building_on(*input.listed, input.changes.front().building, input.changes,
                     civil_day(year, 7, 1))
      .use;
}

/// Sizes, heat and electricity of one building and year, as far as the readings cover it.
class YearEnergy {
public:
  void add(const ConsumptionRow& row) {
    const auto carrier = parse_carrier(row.carrier);
    if (!carrier) return;
    floor_area_m2_ = row.floor_area_m2;
    heated_volume_m3_ = row.heated_volume_m3;
    const double kwh = row.coverage >= sufficient_coverage ? row.energy_kwh : missing_value;
    if (carrier->carrier == Carrier::electricity) electricity_kwh_ = kwh;
    if (!is_thermal(carrier->carrier)) return;
    thermal_.insert(row.carrier);
    thermal_kwh_ += kwh;
    heating_kwh_ += row.heating_kwh;
  }

  /// `thermal`: the carriers of heat that the school has in any year.
  void fill(SchoolRow& row, const std::set<std::string>& thermal) const {
    row.floor_area_m2 = floor_area_m2_;
    row.heated_volume_m3 = heated_volume_m3_;
    row.electricity_kwh = electricity_kwh_;
    if (thermal.empty()) {
      add_note(row.note, "no fuel or district heating: electricity may hold the heating");
      return;
    }
    for (const std::string& carrier : thermal)
      if (!thermal_.contains(carrier)) add_note(row.note, carrier + ": no readings of the year");
    if (thermal_ != thermal) return;
    const bool modelled = !std::isnan(heating_kwh_);
    row.heating_kwh = modelled ? heating_kwh_ : thermal_kwh_;
    if (!std::isnan(row.heating_kwh))
      row.heating_basis = modelled ? "weather_dependent" : "all_thermal";
  }

  [[nodiscard]] const std::set<std::string>& thermal() const noexcept { return thermal_; }

private:
  double floor_area_m2_ = missing_value; ///< of the year, changes by their days
  double heated_volume_m3_ = missing_value;
  double electricity_kwh_ = missing_value;
  std::set<std::string> thermal_; ///< carriers with a row of the year
  double thermal_kwh_ = 0.0;
  double heating_kwh_ = 0.0;
};

SchoolRow row_of(const BuildingInput& input, SchoolLevel level, int year, const YearEnergy& energy,
                 const std::set<std::string>& thermal, const ReferenceTables& reference) {
  constexpr double days_of_use_per_week = 5.0;
  const Building& building = *input.building;
  SchoolRow row;
  row.building_id = building.id;
  row.school_level = code(level);
  row.year = year;
  energy.fill(row, thermal);
  row.surface_to_volume_1_m = building.surface_to_volume_1_m;
  row.hours_per_day = building.hours_per_week / days_of_use_per_week;
  const DegreeDaysOfYear degree_days = degree_days_of(input, reference, year);
  row.degree_days_kd = degree_days.value;
  row.degree_days_basis = degree_days.basis;
  if (!std::isnan(row.hours_per_day))
    add_note(row.note, "hours of use per day: hours_per_week over 5 days");
  add_indicators(row, reference);
  return row;
}

} // namespace

std::vector<UsedReference> references_of_schools(std::span<const Building> buildings,
                                                 const ReferenceTables& reference) {
  std::vector<UsedReference> used;
  const bool any = std::ranges::any_of(
      buildings, [](const Building& b) { return school_level(b.use).has_value(); });
  if (!any) return used;
  used.reserve(reference.school_indicators.size());
  for (const SchoolIndicatorRow& row : reference.school_indicators) {
    used.push_back({"school_indicators.csv",
                    fmt::format("{} {} {} above {:g}", row.kind, row.school_type, row.key,
                                std::isnan(row.lower_exclusive) ? 0.0 : row.lower_exclusive),
                    std::isnan(row.factor) ? row.upper_inclusive : row.factor, row.provenance});
  }
  return used;
}

std::vector<SchoolRow> school_rows(std::span<const BuildingInput> buildings,
                                   std::span<const ConsumptionRow> consumption,
                                   const ReferenceTables& reference) {
  std::vector<SchoolRow> rows;
  auto next = consumption.begin();
  for (const BuildingInput& input : buildings) {
    std::map<int, YearEnergy> years;
    for (; next != consumption.end() && next->building_id == input.building->id; ++next)
      years[static_cast<int>(next->year)].add(*next);
    std::set<std::string> thermal;
    for (const auto& [year, energy] : years)
      thermal.insert(energy.thermal().begin(), energy.thermal().end());
    for (const auto& [year, energy] : years) {
      const auto level = school_level(use_of(input, year));
      if (level) rows.push_back(row_of(input, *level, year, energy, thermal, reference));
    }
  }
  return rows;
}

} // namespace empower
