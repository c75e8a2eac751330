// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/school_stage.hpp>

#include <empower/benchmark/school_indicators.hpp>
#include <empower/series/coverage.hpp>
#include <empower/weather/degree_days.hpp>
#include <empower/weather/heating_season.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

namespace empower {
namespace {

void add_note(std::string& note, const std::string& text) {
  if (!text.empty()) note += (note.empty() ? "" : "; ") + text;
}

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
  const auto days = heating_days_of_year(**zone, year);
  if (!days) return missing_value;
  double sum = 0.0;
  for (const CivilPeriod part : *days) {
    const DailyView<Celsius> outdoor = input.station->outdoor().within(part);
    const auto total = heating_degree_days(outdoor, italian_gradi_giorno);
    if (total.days_counted != static_cast<std::size_t>(day_count(part))) return missing_value;
    sum += total.total.value();
  }
  return sum;
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

/// Heat and electricity of one building and year, as far as the readings cover it.
class YearEnergy {
public:
  void add(const ConsumptionRow& row) {
    const auto carrier = parse_carrier(row.carrier);
    if (!carrier) return;
    const double kwh = row.coverage >= sufficient_coverage ? row.energy_kwh : missing_value;
    if (carrier->carrier == Carrier::electricity) electricity_kwh_ = kwh;
    if (!is_thermal(carrier->carrier)) return;
    thermal_ = true;
    thermal_kwh_ += kwh;
    heating_kwh_ +=
        row.degree_day_intensity_wh_m2_kd * row.floor_area_m2 * row.heating_degree_days / 1000.0;
  }

  void fill(SchoolRow& row) const {
    row.electricity_kwh = electricity_kwh_;
    if (!thermal_) {
      add_note(row.note, "no fuel or district heating: electricity may hold the heating");
      return;
    }
    const bool modelled = !std::isnan(heating_kwh_);
    row.heating_kwh = modelled ? heating_kwh_ : thermal_kwh_;
    if (!std::isnan(row.heating_kwh))
      row.heating_basis = modelled ? "weather_dependent" : "all_thermal";
  }

private:
  double electricity_kwh_ = missing_value;
  bool thermal_ = false;
  double thermal_kwh_ = 0.0;
  double heating_kwh_ = 0.0;
};

SchoolRow row_of(const BuildingInput& input, SchoolLevel level, int year, const YearEnergy& energy,
                 const ReferenceTables& reference) {
  constexpr double days_of_use_per_week = 5.0;
  const Building& building = *input.building;
  SchoolRow row;
  row.building_id = building.id;
  row.school_level = code(level);
  row.year = year;
  energy.fill(row);
  row.heated_volume_m3 = building.heated_volume.value();
  row.surface_to_volume_1_m = building.surface_to_volume_1_m;
  row.floor_area_m2 = building.floor_area.value();
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

std::vector<UsedReference> references_of_schools(const Stock& stock,
                                                 const ReferenceTables& reference) {
  std::vector<UsedReference> used;
  const bool any = std::ranges::any_of(
      stock.buildings, [](const Building& b) { return school_level(b.use).has_value(); });
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
    const auto level = school_level(input.building->use);
    if (!level) continue;
    for (const auto& [year, energy] : years)
      rows.push_back(row_of(input, *level, year, energy, reference));
  }
  return rows;
}

} // namespace empower
