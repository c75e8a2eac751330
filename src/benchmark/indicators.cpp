// SPDX-License-Identifier: Apache-2.0
#include <empower/benchmark/indicators.hpp>

#include <empower/core/error.hpp>
#include <empower/core/parallel.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace empower {
namespace {

constexpr std::array<std::string_view, 10> codes{
    "no_energy",         "no_floor_area",     "no_heated_volume",        "no_degree_days",
    "no_heating_energy", "no_primary_factor", "no_non_renewable_factor", "no_emission_factor",
    "no_price",          "no_toe_factor",
};

double positive(double value) noexcept { return value > 0.0 ? value : missing_value; }

double at(std::span<const double> column, std::size_t row) noexcept {
  return column.empty() ? missing_value : column[row];
}

/// What is used counts; a factor that is missing matters only where its carrier was used.
EnergyFactors weighted(const IndicatorInput& input, std::size_t row,
                       std::span<const EnergyFactors> factors) noexcept {
  EnergyFactors sum{0.0, 0.0, 0.0, 0.0, 0.0};
  for (std::size_t c = 0; c < factors.size(); ++c) {
    const double energy = input.energy_kwh[c][row];
    if (energy == 0.0) continue;
    const EnergyFactors& factor = factors[c];
    sum.primary_kwh += energy * factor.primary_kwh;
    sum.primary_non_renewable_kwh += energy * factor.primary_non_renewable_kwh;
    sum.emissions_kgco2e += energy * factor.emissions_kgco2e;
    sum.cost_eur += energy * factor.cost_eur;
    sum.toe += energy * factor.toe;
  }
  return sum;
}

void fill_row(const IndicatorInput& input, std::size_t row, IndicatorColumns& out) noexcept {
  double energy = 0.0;
  for (const std::span<const double> column : input.energy_kwh) energy += column[row];
  const double area = positive(at(input.floor_area_m2, row));
  const double volume = positive(at(input.heated_volume_m3, row));
  const double degree_days = positive(at(input.degree_days_kd, row));
  const double heating = at(input.heating_kwh, row);
  const std::size_t carriers = input.energy_kwh.size();
  const std::size_t set = input.factor_set.empty() ? 0 : input.factor_set[row];
  const EnergyFactors sums = weighted(input, row, input.factors.subspan(set * carriers, carriers));

  out.energy_kwh[row] = energy;
  out.intensity_kwh_m2[row] = energy / area;
  out.intensity_kwh_m3[row] = energy / volume;
  out.heating_wh_m2_kd[row] = 1000.0 * heating / (area * degree_days);
  out.heating_wh_m3_kd[row] = 1000.0 * heating / (volume * degree_days);
  out.primary_kwh[row] = sums.primary_kwh;
  out.primary_non_renewable_kwh[row] = sums.primary_non_renewable_kwh;
  out.emissions_tco2e[row] = sums.emissions_kgco2e / 1000.0;
  out.cost_eur[row] = sums.cost_eur;
  out.toe[row] = sums.toe;

  unsigned gaps = 0;
  const auto note = [&](double value, IndicatorGap gap) {
    if (std::isnan(value)) gaps |= static_cast<unsigned>(gap);
  };
  note(energy, IndicatorGap::energy);
  note(area, IndicatorGap::floor_area);
  note(volume, IndicatorGap::heated_volume);
  note(degree_days, IndicatorGap::degree_days);
  note(heating, IndicatorGap::heating_energy);
  if (!std::isnan(energy)) { // without energy the factors are not to blame
    note(sums.primary_kwh, IndicatorGap::primary_factor);
    note(sums.primary_non_renewable_kwh, IndicatorGap::non_renewable_factor);
    note(sums.emissions_kgco2e, IndicatorGap::emission_factor);
    note(sums.cost_eur, IndicatorGap::price);
    note(sums.toe, IndicatorGap::toe_factor);
  }
  out.gaps[row] = static_cast<std::uint16_t>(gaps);
}

void check(const IndicatorInput& input, std::size_t rows) {
  const std::size_t carriers = input.energy_kwh.size();
  const auto fits = [rows](auto column) { return column.empty() || column.size() == rows; };
  const bool lengths = std::ranges::all_of(input.energy_kwh,
                                           [rows](auto column) { return column.size() == rows; }) &&
                       fits(input.heating_kwh) && fits(input.floor_area_m2) &&
                       fits(input.heated_volume_m3) && fits(input.degree_days_kd) &&
                       fits(input.factor_set);
  EMPOWER_EXPECTS(lengths, "the columns of building-years differ in length");
  EMPOWER_EXPECTS(!input.factors.empty() && input.factors.size() % carriers == 0,
                  "each set of factors needs a row per carrier");
  const std::size_t sets = input.factors.size() / carriers;
  EMPOWER_EXPECTS(
      std::ranges::all_of(input.factor_set, [sets](std::uint32_t set) { return set < sets; }),
      "a building-year names a set of factors that is not there");
}

} // namespace

std::string gap_codes(std::uint16_t gaps) {
  std::string text;
  for (std::size_t bit = 0; bit < codes.size(); ++bit) {
    if ((gaps & (1U << bit)) == 0) continue;
    text += (text.empty() ? "" : ", ") + std::string{codes[bit]};
  }
  return text;
}

IndicatorColumns indicators(const IndicatorInput& input, std::size_t threads) {
  EMPOWER_EXPECTS(!input.energy_kwh.empty(), "indicators need the energy of at least one carrier");
  const std::size_t rows = input.energy_kwh.front().size();
  check(input, rows);
  IndicatorColumns out;
  for (std::vector<double>* column :
       {&out.energy_kwh, &out.intensity_kwh_m2, &out.intensity_kwh_m3, &out.heating_wh_m2_kd,
        &out.heating_wh_m3_kd, &out.primary_kwh, &out.primary_non_renewable_kwh,
        &out.emissions_tco2e, &out.cost_eur, &out.toe})
    column->resize(rows);
  out.gaps.resize(rows);
  constexpr std::size_t block = 4096;
  parallel_for((rows + block - 1) / block, threads, [&](std::size_t b) {
    const std::size_t end = std::min(rows, (b + 1) * block);
    for (std::size_t row = b * block; row < end; ++row) fill_row(input, row, out);
  });
  return out;
}

} // namespace empower
