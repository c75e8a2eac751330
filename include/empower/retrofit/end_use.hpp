// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/stock/carrier.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace empower {

/// What energy is used for, as far as measures tell apart.
enum class EndUse { space_heating, domestic_hot_water, space_cooling, lighting, other };
inline constexpr std::size_t end_use_count = 5;

/// By the code of the measure table (`space_heating` …); nothing if unknown.
[[nodiscard]] std::optional<EndUse> parse_end_use(std::string_view code) noexcept;

/// Energy of one carrier in a normal year, by end use, with what a kWh of it costs and emits.
struct CarrierUse {
  Carrier carrier{};
  std::array<double, end_use_count> kwh{};
  double relative_error = 0.0; ///< standard error of the total over the total
  double eur_per_kwh = missing_value;
  double kgco2e_per_kwh = missing_value;

  [[nodiscard]] double& operator[](EndUse use) noexcept {
    return kwh[static_cast<std::size_t>(use)];
  }
  [[nodiscard]] double operator[](EndUse use) const noexcept {
    return kwh[static_cast<std::size_t>(use)];
  }
  [[nodiscard]] double total() const noexcept;
};

/// The energy of a building in a normal year. Electricity comes first and is always there, with
/// zeros where the building has no such meter: a heat pump needs its price.
struct BuildingUseOfEnergy {
  std::vector<CarrierUse> carriers;

  [[nodiscard]] CarrierUse& electricity() { return carriers.front(); }
  [[nodiscard]] const CarrierUse& electricity() const { return carriers.front(); }
  [[nodiscard]] double total() const noexcept;
  [[nodiscard]] double total(EndUse use) const noexcept;
};

/// True where the model ascribes most of the building's heat, and at least a twentieth of its
/// electricity, to electric heating: less is the pumps and fans of another heat source.
[[nodiscard]] bool heated_by_electricity(const BuildingUseOfEnergy& energy) noexcept;

} // namespace empower
