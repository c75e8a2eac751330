// SPDX-License-Identifier: Apache-2.0
#include <empower/retrofit/end_use.hpp>

#include <numeric>

namespace empower {

std::optional<EndUse> parse_end_use(std::string_view code) noexcept {
  if (code == "space_heating") return EndUse::space_heating;
  if (code == "domestic_hot_water") return EndUse::domestic_hot_water;
  if (code == "space_cooling") return EndUse::space_cooling;
  if (code == "lighting") return EndUse::lighting;
  return std::nullopt;
}

double CarrierUse::total() const noexcept { return std::accumulate(kwh.begin(), kwh.end(), 0.0); }

double BuildingUseOfEnergy::total() const noexcept {
  double sum = 0.0;
  for (const CarrierUse& carrier : carriers) sum += carrier.total();
  return sum;
}

double BuildingUseOfEnergy::total(EndUse use) const noexcept {
  double sum = 0.0;
  for (const CarrierUse& carrier : carriers) sum += carrier[use];
  return sum;
}

bool heated_by_electricity(const BuildingUseOfEnergy& energy) noexcept {
  if (energy.carriers.empty()) return false;
  constexpr double much = 0.05;
  const double electric = energy.electricity()[EndUse::space_heating];
  return electric > much * energy.electricity().total() &&
         electric > 0.5 * energy.total(EndUse::space_heating);
}

} // namespace empower
