// SPDX-License-Identifier: Apache-2.0
#include "perimeter.hpp"

#include <empower/reference/provenance.hpp>
#include <empower/series/coverage.hpp>
#include <empower/stock/carrier.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace empower::detail {
namespace {

constexpr CivilDay middle(int year) noexcept { return civil_day(year, 7, 1); }

/// A sum beside its parts is not counted.
void drop_site_total(std::vector<const ConsumptionRow*>& rows) {
  if (rows.size() < 2) return;
  std::erase_if(
      rows, [](const ConsumptionRow* row) { return row->carrier == code(Carrier::site_total); });
}

/// How weak a confidence is: 0 for none, then from verified to placeholder.
std::ptrdiff_t weakness(std::string_view confidence) {
  using enum Confidence;
  constexpr std::array strongest_first{verified, second_hand, computed, general_knowledge,
                                       placeholder};
  const auto* const found =
      std::ranges::find(strongest_first, confidence, [](Confidence c) { return code(c); });
  return found == strongest_first.end() ? 0 : found - strongest_first.begin() + 1;
}

} // namespace

Perimeters::Perimeters(const StatementInput& input)
    : input_{input}, by_year_(input.stock->buildings.size()),
      carriers_(input.stock->buildings.size()), solar_(input.stock->buildings.size(), false) {
  for (const Meter& meter : input.stock->meters) {
    if (meter.carrier != Carrier::pv_on_site && meter.carrier != Carrier::solar_thermal &&
        (meter.carrier != Carrier::electricity || meter.flow != Flow::generation))
      continue;
    for (const MeterShare& share : meter.serves) solar_[share.building] = true;
  }
  std::set<int> years;
  for (const ConsumptionRow& row : input.consumption) {
    const auto building = input.stock->find_building(row.building_id);
    EMPOWER_EXPECTS(building.has_value(), "consumption of a building that is not in the stock");
    if (row.carrier == code(Carrier::water)) continue;
    const int year = static_cast<int>(row.year);
    years.insert(year);
    by_year_[*building][year].push_back(&row);
    carriers_[*building].insert(row.carrier);
  }
  years_.assign(years.begin(), years.end());
  for (auto& years_of_building : by_year_)
    for (auto& [year, rows] : years_of_building) drop_site_total(rows);
  for (std::set<std::string>& carriers : carriers_)
    if (carriers.size() > 1) carriers.erase(std::string{code(Carrier::site_total)});
}

Building Perimeters::building(std::size_t index, int year) const {
  return building_on(input_.stock->buildings[index], index, input_.changes, middle(year));
}

const Perimeters::Owners& Perimeters::owners(int year) {
  const auto [found, made] = owners_.try_emplace(year);
  if (made) {
    for (std::size_t b = 0; b < by_year_.size(); ++b)
      found->second[building(b, year).organisation].push_back(b);
  }
  return found->second;
}

const std::vector<std::size_t>& Perimeters::buildings(const std::string& organisation, int year) {
  static const std::vector<std::size_t> none;
  const Owners& all = owners(year);
  const auto found = all.find(organisation);
  return found == all.end() ? none : found->second;
}

std::set<std::string> Perimeters::organisations() {
  std::set<std::string> all;
  for (const int year : years_)
    for (const auto& [organisation, buildings] : owners(year)) all.insert(organisation);
  return all;
}

std::vector<const ConsumptionRow*> Perimeters::rows(std::size_t building, int year) const {
  const auto found = by_year_[building].find(year);
  return found == by_year_[building].end() ? std::vector<const ConsumptionRow*>{} : found->second;
}

PerimeterEnergy Perimeters::energy(const std::vector<std::size_t>& buildings, int year) const {
  PerimeterEnergy sum;
  for (const std::size_t b : buildings) {
    for (const ConsumptionRow* row : rows(b, year)) {
      if (std::isnan(row->energy_kwh)) continue; // no reading at all: told by the coverage
      sum.final.add(row->energy_kwh);
      const bool normalised = !std::isnan(row->normalised_kwh);
      sum.normalised.add(normalised ? row->normalised_kwh : row->energy_kwh);
      if (normalised) sum.normalised_part += row->energy_kwh;
      sum.carriers[row->carrier] += row->energy_kwh;
      const auto carrier = parse_carrier(row->carrier);
      EMPOWER_EXPECTS(carrier.has_value(), "consumption of an unknown carrier");
      if (carrier->carrier == Carrier::electricity) sum.electricity += row->energy_kwh;
      if (is_thermal(carrier->carrier)) sum.thermal += row->energy_kwh;
      const auto factored = [&](StrictSum& target, double part, const char* what) {
        target.add(part);
        if (std::isnan(part)) sum.without.insert(std::string{what} + " of " + row->carrier);
      };
      factored(sum.primary, row->primary_kwh, "primary energy");
      factored(sum.emissions, row->emissions_kgco2e, "emissions");
      factored(sum.cost, row->cost_eur, "cost");
      if (row->energy_kwh != 0.0 &&
          weakness(row->price_confidence) > weakness(sum.price_confidence))
        sum.price_confidence = row->price_confidence;
      if (!row->emission_set.empty()) sum.emission_set = row->emission_set;
    }
  }
  return sum;
}

double Perimeters::coverage(const std::vector<std::size_t>& buildings, int year) const {
  Coverage days;
  for (const std::size_t b : buildings) {
    days.expected += static_cast<double>(carriers_[b].size());
    for (const ConsumptionRow* row : rows(b, year)) days.present += row->coverage;
  }
  return days.expected > 0.0 ? days.share() : missing_value;
}

bool Perimeters::covered(std::size_t building, int year) const {
  const auto own = rows(building, year);
  return !own.empty() && own.size() == carriers_[building].size() &&
         std::ranges::all_of(
             own, [](const ConsumptionRow* row) { return row->coverage >= sufficient_coverage; });
}

} // namespace empower::detail
