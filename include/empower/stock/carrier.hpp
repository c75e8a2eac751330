// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace empower {

/// What energy is delivered as. Codes as in `data/reference/it/energy_carriers.csv`, with
/// `electricity` for `electricity_grid`. `site_total` is a sum of others and is never added to its
/// parts; `water` is consumption without energy.
enum class Carrier {
  electricity,
  natural_gas,
  district_heating,
  district_cooling,
  heating_oil,
  fuel_oil,
  lpg,
  lng,
  pellets,
  wood,
  coal,
  biomass_solid,
  biomass_liquid,
  biomass_gas,
  pv_on_site,
  wind_on_site,
  solar_thermal,
  ambient_heat,
  site_total,
  water,
};

/// All codes, in the order of the enumeration.
[[nodiscard]] std::span<const std::string_view> carrier_codes() noexcept;
[[nodiscard]] std::string_view code(Carrier carrier) noexcept;

/// The key of the carrier in the reference tables.
[[nodiscard]] std::string_view reference_key(Carrier carrier) noexcept;

struct CarrierName {
  Carrier carrier{};
  bool synonym = false; ///< a word bills use (`gas`, `metano`, `elettricità`), not the code
};

/// By code or synonym, any case; nothing if unknown.
[[nodiscard]] std::optional<CarrierName> parse_carrier(std::string_view text);

/// False for water: its readings are cubic metres, and no sum of energy may hold them.
[[nodiscard]] bool is_energy(Carrier carrier) noexcept;

/// True where energy is burnt or delivered as heat, so that its weather-dependent part is heating.
[[nodiscard]] bool is_thermal(Carrier carrier) noexcept;

} // namespace empower
