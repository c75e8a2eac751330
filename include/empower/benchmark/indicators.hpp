// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// From kilowatt-hours to the figures that buildings are compared by.
namespace empower {

/// What one kWh of a carrier stands for. Missing where no reference row has a figure; what rests on
/// it is then missing too, unless none of that carrier was used.
struct EnergyFactors {
  double primary_kwh = missing_value; ///< kWh total primary energy per kWh
  double primary_non_renewable_kwh = missing_value;
  double emissions_kgco2e = missing_value; ///< by one set of factors, never mixed
  double cost_eur = missing_value;
  double toe = missing_value; ///< by one convention per carrier
};

/// Why a figure is missing: bits of `IndicatorColumns::gaps`.
enum class IndicatorGap : std::uint16_t {
  none = 0,
  energy = 1,
  floor_area = 2,
  heated_volume = 4,
  degree_days = 8,
  heating_energy = 16,
  primary_factor = 32,
  non_renewable_factor = 64,
  emission_factor = 128,
  price = 256,
  toe_factor = 512,
};

/// The gaps as codes: `no_energy`, `no_floor_area`, … `no_toe_factor`, joined by `, `.
[[nodiscard]] std::string gap_codes(std::uint16_t gaps);

/// Building-years as columns of one length. Missing is NaN. A carrier that a building does not have
/// is 0 kWh; one whose energy is not known is NaN, and so is then the sum.
struct IndicatorInput {
  std::vector<std::span<const double>> energy_kwh; ///< a column per carrier, final energy
  std::span<const double> heating_kwh; ///< the part that follows heating weather; empty = unknown
  std::span<const double> floor_area_m2;
  std::span<const double> heated_volume_m3;  ///< empty = unknown
  std::span<const double> degree_days_kd;    ///< heating, of the same days as the energy
  std::span<const EnergyFactors> factors;    ///< sets of factors, each with a row per carrier
  std::span<const std::uint32_t> factor_set; ///< of each building-year; empty = the first
};

/// The figures, a column each, of the length of the input.
struct IndicatorColumns {
  std::vector<double> energy_kwh;
  std::vector<double> intensity_kwh_m2;
  std::vector<double> intensity_kwh_m3;
  std::vector<double> heating_wh_m2_kd; ///< heating energy only: Wh/(m2.K.d)
  std::vector<double> heating_wh_m3_kd; ///< Wh/(m3.GG) where the degree-days are Italian
  std::vector<double> primary_kwh;
  std::vector<double> primary_non_renewable_kwh;
  std::vector<double> emissions_tco2e;
  std::vector<double> cost_eur;
  std::vector<double> toe;
  std::vector<std::uint16_t> gaps; ///< sum of the `IndicatorGap` bits of the row
};

/// Every figure of every building-year.
///
///     E = sum E_c                       kWh
///     E / A, E / V                      kWh/m2, kWh/m3
///     1000 E_heating / (A D)            Wh/(m2.K.d), the same with V
///     sum E_c f_c                       primary energy, EUR, toe; emissions / 1000 in tCO2e
///
/// Areas, volumes and degree-days of zero or less divide nothing: they count as missing. Carriers
/// are added in their order, so that the result is the same for any number of threads (0 = as many
/// as the machine has). Rounding error below (carriers + 2) * 2^-53 relative for energies of one
/// sign. Throws `ContractError` if columns differ in length, a factor set is not there, or the
/// factors are no whole number of sets.
[[nodiscard]] IndicatorColumns indicators(const IndicatorInput& input, std::size_t threads = 0);

} // namespace empower
