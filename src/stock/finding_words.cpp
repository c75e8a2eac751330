// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/finding.hpp>

#include <fmt/format.h>

#include <cmath>

namespace empower {

Finding finding_at(const FindingPlace& place, FindingKind kind, CivilPeriod days,
                   double energy_kwh) {
  Finding finding;
  finding.building_id = place.building_id;
  finding.meter_id = place.meter_id;
  finding.carrier = place.carrier;
  finding.kind = kind;
  finding.start = place.zone.zoned(place.zone.start_of(days.from));
  finding.end = place.zone.zoned(place.zone.start_of(days.to));
  finding.energy_kwh = energy_kwh;
  finding.cost_eur_year = energy_kwh * place.eur_per_kwh;
  return finding;
}

std::string energy_text(double kwh) {
  const double size = std::abs(kwh);
  const double step = size < 100.0 ? 1.0 : std::pow(10.0, std::floor(std::log10(size)) - 2.0);
  std::string digits = fmt::format("{:.0f}", std::round(kwh / step) * step);
  const std::ptrdiff_t sign = digits.starts_with('-') ? 1 : 0;
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > sign; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return digits + " kWh";
}

std::string days_text(CivilPeriod days) {
  return fmt::format("{} to {}", date_text(days.from), date_text(days.to - std::chrono::days{1}));
}

} // namespace empower
