// SPDX-License-Identifier: Apache-2.0
#include "building_year.hpp"

#include <empower/core/detail/note.hpp>
#include <empower/core/error.hpp>
#include <empower/series/coverage.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace empower::detail {
namespace {

Carrier carrier_of(const ConsumptionRow& row) {
  const auto known = parse_carrier(row.carrier);
  EMPOWER_EXPECTS(known.has_value(), "consumption of an unknown carrier");
  return known->carrier;
}

/// The table of energies as the kernel wants it: a column per carrier, a row per building-year.
class Energies {
public:
  Energies(const std::set<Carrier>& carriers, std::size_t rows) {
    for (const Carrier carrier : carriers) columns_.emplace(carrier, std::vector<double>(rows));
  }

  double& at(Carrier carrier, std::size_t row) { return columns_.at(carrier)[row]; }
  void set_unknown(std::size_t row) { columns_.begin()->second[row] = missing_value; }

  [[nodiscard]] std::vector<std::span<const double>> spans() const {
    std::vector<std::span<const double>> all;
    all.reserve(columns_.size());
    for (const auto& [carrier, column] : columns_) all.emplace_back(column);
    return all;
  }

  /// A set of factors per year, each in the order of the columns.
  [[nodiscard]] std::vector<EnergyFactors> factors(const Factors& known,
                                                   const std::set<int>& years) const {
    std::vector<EnergyFactors> all;
    all.reserve(years.size() * columns_.size());
    for (const int year : years) {
      for (const auto& [carrier, column] : columns_)
        all.push_back({known.primary_energy(carrier, year).value,
                       known.primary_non_renewable(carrier, year).value,
                       known.emission(carrier, year).value, known.price(carrier).value,
                       known.oil(carrier, year).toe_per_kwh.value});
    }
    return all;
  }

private:
  std::map<Carrier, std::vector<double>> columns_;
};

/// The rows of one building with the carriers that count.
struct Rows {
  std::span<const ConsumptionRow> all;
  std::set<Carrier> carriers; ///< of energy, in any year
  bool water = false;

  explicit Rows(std::span<const ConsumptionRow> rows) : all{rows} {
    for (const ConsumptionRow& row : rows) {
      const Carrier carrier = carrier_of(row);
      water = water || !is_energy(carrier);
      if (is_energy(carrier)) carriers.insert(carrier);
    }
  }

  /// The carriers that count in a year: a sum of all only where nothing else has readings.
  [[nodiscard]] std::set<Carrier> counted(int year) const {
    std::set<Carrier> parts = carriers;
    if (parts.erase(Carrier::site_total) == 0 || parts.empty()) return carriers;
    const bool any =
        std::ranges::any_of(parts, [&](Carrier carrier) { return find(carrier, year) != nullptr; });
    if (!any && find(Carrier::site_total, year) != nullptr) return {Carrier::site_total};
    return parts;
  }

  [[nodiscard]] const ConsumptionRow* find(Carrier carrier, int year) const {
    const auto found = std::ranges::find_if(all, [&](const ConsumptionRow& row) {
      return row.year == year && row.carrier == code(carrier);
    });
    return found == all.end() ? nullptr : &*found;
  }
};

/// What one carrier adds to a building-year; its energy, or NaN where it is not known.
double add_carrier(BuildingYear& year, const ConsumptionRow* row, Carrier carrier) {
  if (row == nullptr) {
    add_note(year.note, fmt::format("{}: no readings", code(carrier)));
    return missing_value;
  }
  year.covered += row->coverage;
  if (!(row->coverage >= sufficient_coverage) || std::isnan(row->energy_kwh)) {
    add_note(year.note, fmt::format("{}: readings cover {:.0f} % of the year", code(carrier),
                                    100.0 * row->coverage));
    return missing_value;
  }
  const double energy = row->energy_kwh;
  if (carrier == Carrier::electricity) year.electricity_kwh += energy;
  if (is_thermal(carrier)) year.thermal_kwh += energy;
  const bool normalised = !std::isnan(row->normalised_kwh);
  year.normalised_kwh += normalised ? row->normalised_kwh : energy;
  if (normalised) year.normalised_part += energy;
  return energy;
}

/// Heating of the carriers that have a model; not known if one of fuel or heat has none.
void add_heating(BuildingYear& year, const Rows& rows) {
  double sum = 0.0;
  bool any = false;
  std::string without;
  for (const Carrier carrier : rows.counted(year.year)) {
    const ConsumptionRow* row = rows.find(carrier, year.year);
    const double heating = row == nullptr ? missing_value : row->heating_kwh;
    if (!std::isnan(heating)) {
      sum += heating;
      any = true;
    } else if (is_thermal(carrier)) {
      return;
    } else {
      without += (without.empty() ? "" : ", ") + std::string{code(carrier)};
    }
  }
  if (!any) return;
  year.heating_kwh = sum;
  if (!without.empty())
    add_note(year.note, fmt::format("heating without {}, which has no model", without));
}

void add_sizes(BuildingYear& year, const IndicatorStageInput& input) {
  const Building& listed = input.stock->buildings[year.building];
  const auto own = changes_of(year.building, input.changes);
  const CivilPeriod period = calendar_year(year.year);
  year.floor_area_m2 = mean_over(period, BuildingField::floor_area, listed.floor_area.value(), own);
  year.heated_volume_m3 =
      mean_over(period, BuildingField::heated_volume, listed.heated_volume.value(), own);
}

void add_water(BuildingYear& year, const Rows& rows) {
  if (!rows.water) return;
  const ConsumptionRow* row = rows.find(Carrier::water, year.year);
  if (row != nullptr && row->coverage >= sufficient_coverage) {
    year.water_m3 = row->quantity;
  } else {
    year.water_unknown = true;
  }
}

/// The consumption of each building of the stock.
std::vector<Rows> rows_of_buildings(const IndicatorStageInput& input) {
  std::vector<Rows> all;
  all.reserve(input.stock->buildings.size());
  std::size_t at = 0;
  for (const Building& building : input.stock->buildings) {
    std::size_t end = at;
    while (end < input.consumption.size() && input.consumption[end].building_id == building.id)
      ++end;
    all.emplace_back(input.consumption.subspan(at, end - at));
    at = end;
  }
  EMPOWER_EXPECTS(at == input.consumption.size(),
                  "consumption of a building that is not in the stock, or in another order");
  return all;
}

} // namespace

bool BuildingYears::complete(std::size_t row) const noexcept {
  return !std::isnan(figures.energy_kwh[row]);
}

BuildingYears building_years(const IndicatorStageInput& input) {
  const std::vector<Rows> buildings = rows_of_buildings(input);
  std::set<int> years;
  std::set<Carrier> carriers{Carrier::electricity}; // the kernel needs one
  for (const ConsumptionRow& row : input.consumption) years.insert(static_cast<int>(row.year));
  for (const Rows& rows : buildings) carriers.insert(rows.carriers.begin(), rows.carriers.end());

  BuildingYears result;
  if (years.empty()) return result;
  result.rows.reserve(buildings.size() * years.size());
  Energies energies{carriers, buildings.size() * years.size()};
  std::vector<std::uint32_t> factor_set;
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    const Rows& rows = buildings[b];
    for (const int number : years) {
      const std::size_t at = result.rows.size();
      BuildingYear& year = result.rows.emplace_back(BuildingYear{b, number});
      const std::set<Carrier> counted = rows.counted(number);
      year.carriers = static_cast<double>(counted.size());
      factor_set.push_back(
          static_cast<std::uint32_t>(std::distance(years.begin(), years.find(number))));
      for (const Carrier carrier : counted) {
        const ConsumptionRow* row = rows.find(carrier, number);
        energies.at(carrier, at) = add_carrier(year, row, carrier);
        if (row != nullptr) year.degree_days_kd = row->heating_degree_days;
      }
      if (rows.carriers.empty()) {
        energies.set_unknown(at);
        add_note(year.note, "no meter of energy with readings");
      }
      add_heating(year, rows);
      add_sizes(year, input);
      add_water(year, rows);
    }
  }

  const auto column = [&](double BuildingYear::*field) {
    std::vector<double> values;
    values.reserve(result.rows.size());
    for (const BuildingYear& year : result.rows) values.push_back(year.*field);
    return values;
  };
  const auto heating = column(&BuildingYear::heating_kwh);
  const auto area = column(&BuildingYear::floor_area_m2);
  const auto volume = column(&BuildingYear::heated_volume_m3);
  const auto degree_days = column(&BuildingYear::degree_days_kd);
  const auto factors = energies.factors(*input.factors, years);
  result.figures = indicators(
      {energies.spans(), heating, area, volume, degree_days, factors, factor_set}, input.threads);
  return result;
}

} // namespace empower::detail
