// SPDX-License-Identifier: Apache-2.0
#include <empower/analysis/indicator_stage.hpp>

#include <empower/series/coverage.hpp>

#include "building_year.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

namespace empower {
namespace {

using detail::BuildingYear;
using detail::BuildingYears;

/// A sum and the denominator of the same buildings.
struct Quotient {
  double sum = 0.0;
  double over = 0.0;

  void add(double value, double denominator) noexcept {
    if (std::isnan(value) || !(denominator > 0.0)) return;
    sum += value;
    over += denominator;
  }
  [[nodiscard]] double value() const noexcept { return over > 0.0 ? sum / over : missing_value; }
};

/// Nothing added is missing.
struct Sum {
  double sum = 0.0;
  bool any = false;

  void add(double value) noexcept {
    sum += value;
    any = true;
  }
  void add_known(double value) noexcept {
    if (!std::isnan(value)) add(value);
  }
  [[nodiscard]] double value() const noexcept { return any ? sum : missing_value; }
};

/// Why figures are missing, in the order that they are told.
constexpr std::array gaps{
    IndicatorGap::floor_area,      IndicatorGap::heated_volume,  IndicatorGap::degree_days,
    IndicatorGap::heating_energy,  IndicatorGap::primary_factor, IndicatorGap::non_renewable_factor,
    IndicatorGap::emission_factor, IndicatorGap::price,          IndicatorGap::toe_factor};

/// One key in one year. `share` is the part of a building that belongs to it.
class KeyYear {
public:
  void add(const BuildingYears& all, std::size_t at, double share = 1.0) {
    const BuildingYear& one = all.rows[at];
    ++buildings_;
    if (share < 1.0) ++shared_;
    if (one.carriers > 0.0) days_ += {one.carriers, one.covered};
    water_.add_known(share * one.water_m3);
    if (one.water_unknown) ++water_unknown_;
    if (!all.complete(at)) {
      ++without_data_;
      return;
    }
    const IndicatorColumns& figures = all.figures;
    const double area = share * one.floor_area_m2;
    const double volume = share * one.heated_volume_m3;
    const double energy = share * figures.energy_kwh[at];
    const double heating = share * one.heating_kwh;
    const double normalised = share * one.normalised_kwh;
    if (area > 0.0) area_.add(area);
    if (volume > 0.0) volume_.add(volume);
    energy_.add(energy);
    electricity_.add(share * one.electricity_kwh);
    thermal_.add(share * one.thermal_kwh);
    normalised_.add(normalised);
    normalised_part_ += share * one.normalised_part;
    by_area_.add(energy, area);
    by_volume_.add(energy, volume);
    normalised_by_area_.add(normalised, area);
    heating_by_area_.add(1000.0 * heating, area * one.degree_days_kd);
    heating_by_volume_.add(1000.0 * heating, volume * one.degree_days_kd);
    primary_.add(share * figures.primary_kwh[at]);
    non_renewable_.add(share * figures.primary_non_renewable_kwh[at]);
    emissions_.add(share * figures.emissions_tco2e[at]);
    cost_.add(share * figures.cost_eur[at]);
    toe_.add(share * figures.toe[at]);
    for (std::size_t g = 0; g < gaps.size(); ++g) {
      if ((figures.gaps[at] & static_cast<unsigned>(gaps[g])) != 0) ++gap_counts_[g];
    }
  }

  [[nodiscard]] IndicatorRow row(IndicatorLevel level, const std::string& key, int year,
                                 const std::string& emission_set) const {
    IndicatorRow row;
    row.level = code(level);
    row.key = key;
    row.year = year;
    row.buildings = buildings_;
    row.buildings_without_data = without_data_;
    if (days_.expected > 0.0) row.coverage = days_.share();
    row.floor_area_m2 = area_.value();
    row.heated_volume_m3 = volume_.value();
    row.energy_kwh = energy_.value();
    row.electricity_kwh = electricity_.value();
    row.thermal_kwh = thermal_.value();
    row.energy_intensity_kwh_m2 = by_area_.value();
    row.energy_intensity_kwh_m3 = by_volume_.value();
    row.heating_wh_m2_kd = heating_by_area_.value();
    row.heating_wh_m3_kd = heating_by_volume_.value();
    if (normalised_part_ > 0.0) {
      row.normalised_kwh = normalised_.value();
      row.normalised_intensity_kwh_m2 = normalised_by_area_.value();
    }
    if (energy_.any && energy_.sum > 0.0) row.normalised_share = normalised_part_ / energy_.sum;
    row.primary_kwh = primary_.value();
    row.primary_non_renewable_kwh = non_renewable_.value();
    row.emissions_tco2e = emissions_.value();
    if (!std::isnan(row.emissions_tco2e)) row.emission_set = emission_set;
    row.cost_eur = cost_.value();
    row.toe = toe_.value();
    row.water_m3 = water_.value();
    row.note = note(level == IndicatorLevel::building);
    return row;
  }

private:
  [[nodiscard]] std::string note(bool of_one_building) const {
    std::string text;
    const auto tell = [&](const std::string& what, std::int64_t count) {
      if (count == 0) return;
      text += (text.empty() ? "" : "; ") + what;
      if (!of_one_building) text += fmt::format(" ({} of {})", count, buildings_);
    };
    for (std::size_t g = 0; g < gaps.size(); ++g)
      tell(gap_codes(static_cast<std::uint16_t>(gaps[g])), gap_counts_[g]);
    tell("water not known", water_unknown_);
    tell("shared by area", shared_);
    return text;
  }

  std::int64_t buildings_ = 0;
  std::int64_t without_data_ = 0;
  std::int64_t water_unknown_ = 0;
  std::int64_t shared_ = 0; ///< buildings with other uses too
  std::array<std::int64_t, gaps.size()> gap_counts_{};
  Coverage days_;
  Sum area_, volume_, energy_, electricity_, thermal_, normalised_;
  Sum primary_, non_renewable_, emissions_, cost_, toe_, water_;
  Quotient by_area_, by_volume_, normalised_by_area_, heating_by_area_, heating_by_volume_;
  double normalised_part_ = 0.0;
};

/// `uses by area: school_primary 62 %, gym 38 %`.
std::string uses_text(std::span<const UseShare> shares) {
  std::string text = "uses by area: ";
  for (const UseShare& use : shares)
    text += fmt::format("{}{} {:.0f} %", text.back() == ' ' ? "" : ", ", code(use.use),
                        100.0 * use.share);
  return text;
}

using Keys = std::map<std::pair<std::string, int>, KeyYear>;

void append(const Keys& keys, IndicatorLevel level, const std::string& emission_set,
            std::vector<IndicatorRow>& rows) {
  const bool any_named =
      level == IndicatorLevel::stock ||
      std::ranges::any_of(keys, [](const auto& key) { return !key.first.first.empty(); });
  if (!any_named) return;
  for (const auto& [key, sum] : keys) {
    IndicatorRow& row = rows.emplace_back(sum.row(level, key.first, key.second, emission_set));
    if (key.first.empty() && level != IndicatorLevel::stock)
      row.note += fmt::format("{}buildings that name no {}, taken together",
                              row.note.empty() ? "" : "; ", code(level));
  }
}

} // namespace

std::vector<IndicatorRow> indicator_rows(const IndicatorStageInput& input) {
  const BuildingYears all = detail::building_years(input);
  std::vector<IndicatorRow> rows;
  rows.reserve(2 * all.rows.size());
  Keys sites;
  Keys municipalities;
  Keys organisations;
  Keys uses;
  Keys stock;
  for (std::size_t i = 0; i < all.rows.size(); ++i) {
    const BuildingYear& one = all.rows[i];
    const Building& listed = input.stock->buildings[one.building];
    KeyYear alone;
    alone.add(all, i);
    IndicatorRow& row = rows.emplace_back(
        alone.row(IndicatorLevel::building, listed.id, one.year, input.emission_set));
    if (!one.note.empty()) row.note = one.note + (row.note.empty() ? "" : "; ") + row.note;

    const Building then =
        building_on(listed, one.building, input.changes, civil_day(one.year, 7, 1));
    sites[{listed.site, one.year}].add(all, i);
    municipalities[{listed.municipality, one.year}].add(all, i);
    organisations[{then.organisation, one.year}].add(all, i);
    const auto shares = uses_on(civil_day(one.year, 7, 1), then, one.building, input.parts);
    for (const UseShare& use : shares)
      uses[{std::string{code(use.use)}, one.year}].add(all, i, use.share);
    if (shares.size() > 1) row.note = uses_text(shares) + (row.note.empty() ? "" : "; ") + row.note;
    stock[{"", one.year}].add(all, i);
  }
  append(sites, IndicatorLevel::site, input.emission_set, rows);
  append(municipalities, IndicatorLevel::municipality, input.emission_set, rows);
  append(organisations, IndicatorLevel::organisation, input.emission_set, rows);
  append(uses, IndicatorLevel::use, input.emission_set, rows);
  append(stock, IndicatorLevel::stock, input.emission_set, rows);
  return rows;
}

} // namespace empower
