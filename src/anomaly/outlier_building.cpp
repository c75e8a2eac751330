// SPDX-License-Identifier: Apache-2.0
#include <empower/anomaly/outlier_building.hpp>

#include <empower/stats/distribution.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace empower {

bool near_power_of_ten(double ratio) noexcept {
  constexpr double tolerance = 0.12; // in log10, 30 %
  return std::abs(std::abs(std::log10(ratio)) - 1.0) < tolerance;
}

double outlier_score(std::size_t peers) {
  constexpr double mad_efficiency = 0.37;
  constexpr double three_sigma = 0.99865010196837;
  return student_t_quantile(three_sigma,
                            std::max(2.0, mad_efficiency * (static_cast<double>(peers) - 1.0)));
}

std::optional<Finding> outlier_finding(const BuildingIntensity& building, const PeerScore& score) {
  // Low intensities have the longer tail: part use, mild places.
  constexpr double low_tail = 1.5;
  const bool high = score.robust_score > 0.0;
  const double limit = outlier_score(std::max(score.peers, least_peers)) * (high ? 1.0 : low_tail);
  if (!(std::abs(score.robust_score) > limit)) return std::nullopt;
  const double median = score.peer_median_kwh_m2;
  const double gap = (building.kwh_m2 - median) * building.floor_area.value();
  Finding finding =
      finding_at(building.place, high ? FindingKind::outlier_high : FindingKind::outlier_low,
                 building.period, gap);
  finding.recurring = true;
  // Measured by strength, docs/reference/findings.md.
  constexpr double far = 1.3; // times the limit
  finding.confidence = !high ? 0.7 : score.robust_score > far * limit ? 0.95 : 0.8;
  finding.evidence = fmt::format(
      "{:.0f} kWh/m2 a year where the median of {} buildings ({}) is {:.0f}: {:.1f} times as much.",
      building.kwh_m2, score.peers, building.peer_group, median, building.kwh_m2 / median);
  if (near_power_of_ten(building.kwh_m2 / median)) {
    finding.action =
        "Check floor area and unit first: a factor near ten is more often an error than a habit.";
  } else if (high) {
    finding.action = "Visit the building: hours, set-points, plant and what else the meter feeds.";
  } else {
    finding.action = "Check whether a meter is missing and whether the building is in full use.";
  }
  return finding;
}

Finding area_error_finding(const FindingPlace& place, CivilPeriod period, SquareMetres floor_area,
                           double ratio) {
  Finding finding = finding_at(place, FindingKind::area_error, period, missing_value);
  finding.recurring = true;
  finding.confidence = 0.95;
  finding.factor = ratio;
  finding.evidence = fmt::format("All energy per m2 is {:.2g} times the peers': a floor area of "
                                 "{:.0f} m2 instead of {:.0f} m2 would explain it.",
                                 ratio, floor_area.value() * ratio, floor_area.value());
  finding.action = "Check the floor area against the plans or the land register.";
  return finding;
}

Finding insensitive_heating_finding(const FindingPlace& place, CivilPeriod period,
                                    double energy_kwh_year) {
  Finding finding =
      finding_at(place, FindingKind::weather_insensitive_heating, period, missing_value);
  finding.recurring = true;
  finding.confidence = 0.5; // never measured: the simulated stock has none
  finding.evidence = fmt::format("{} a year that do not follow the outdoor temperature.",
                                 energy_text(energy_kwh_year));
  finding.action = "Check the heating control: no weather compensation, heating that never stops, "
                   "or process use.";
  return finding;
}

Finding missing_carrier_finding(const FindingPlace& place, CivilPeriod period,
                                std::size_t peers_with, std::size_t peers, double usual_kwh_m2,
                                SquareMetres floor_area) {
  Finding finding =
      finding_at(place, FindingKind::missing_carrier, period, usual_kwh_m2 * floor_area.value());
  finding.recurring = true;
  finding.confidence = 0.95;
  finding.evidence =
      fmt::format("No energy for heating on file, while {} of {} buildings of this use have it.",
                  peers_with, peers);
  finding.action = "Ask which plant heats the building and where its fuel or heat is billed.";
  return finding;
}

} // namespace empower
