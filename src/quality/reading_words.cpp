// SPDX-License-Identifier: Apache-2.0
#include <empower/core/units.hpp>
#include <empower/quality/reading_rules.hpp>

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace empower {
namespace {

double total(std::span<const double> values, const ReadingFault& fault) {
  return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(fault.first),
                         values.begin() + static_cast<std::ptrdiff_t>(fault.last), 0.0);
}

} // namespace

bool invalidates_reading(FindingKind kind) noexcept {
  switch (kind) {
  case FindingKind::gap:
  case FindingKind::negative:
  case FindingKind::zero_run:
  case FindingKind::stuck:
  case FindingKind::spike:
  case FindingKind::catch_up:
  case FindingKind::unit_step:
    return true;
  default:
    return false;
  }
}

Finding finding_of(const ReadingFault& fault, const FindingPlace& place, BillView observed,
                   std::span<const double> expected_kwh) {
  const CivilPeriod days{observed.from[fault.first], observed.to[fault.last - 1]};
  const double read = total(observed.energy_kwh, fault);
  const double expected = total(expected_kwh, fault);
  const bool known = !std::isnan(expected);
  const auto against = [&] {
    return known ? fmt::format(" where {} is usual for this weather", energy_text(expected))
                 : std::string{};
  };

  Finding finding = finding_at(place, fault.kind, days, known ? read - expected : missing_value);
  finding.factor = fault.factor;
  // Confidences are measured, docs/reference/findings.md.
  switch (fault.kind) {
  case FindingKind::gap:
    finding = finding_at(place, fault.kind, days, -expected);
    finding.confidence = 1.0;
    finding.evidence =
        fmt::format("No readings for {} days{}.", day_count(days),
                    known ? fmt::format("; about {} are missing", energy_text(expected)) : "");
    finding.action =
        "Ask the supplier for the missing readings; totals of these months are incomplete.";
    break;
  case FindingKind::negative:
    finding.confidence = 0.95;
    finding.evidence = fmt::format("{} read on a meter that only delivers.", energy_text(read));
    finding.action = "Check for a credit note, a photovoltaic export or a swapped meter.";
    break;
  case FindingKind::zero_run:
    finding.confidence = 0.95;
    finding.evidence = fmt::format("Zero read for {} days{}.", day_count(days), against());
    finding.action =
        "Ask whether the building was closed; if not, the meter or its transmission failed.";
    break;
  case FindingKind::stuck:
    finding.confidence = 0.95;
    finding.evidence = fmt::format("The same value, {}, {} times in a row: {}{}.",
                                   energy_text(observed.energy_kwh[fault.first]),
                                   fault.last - fault.first, energy_text(read), against());
    finding.action = "Ask for real readings: repeated values are estimates or a stuck register.";
    break;
  case FindingKind::unit_step:
    finding.confidence = 0.95;
    finding.evidence =
        fmt::format("{} read{}: a factor of {:g}, as from a wrong unit or multiplier.",
                    energy_text(read), against(), fault.factor);
    finding.action = fmt::format(
        "Check the unit of these readings; divide them by {:g} if it is wrong.", fault.factor);
    break;
  case FindingKind::catch_up:
    finding.confidence = 0.95;
    finding.evidence = fmt::format("{} read after a gap{}: it contains the energy of the gap.",
                                   energy_text(read), against());
    finding.action = "Spread this reading over the gap before it.";
    break;
  case FindingKind::spike:
    finding.confidence = 0.85;
    finding.evidence = fmt::format(
        "{} read{}{}.", energy_text(read), against(),
        expected > 0.0 ? fmt::format(": {:.1f} times as much", read / expected) : std::string{});
    finding.action =
        "Check the reading against the bill; if it is right, ask what ran in these days.";
    break;
  default:
    finding.confidence = 1.0;
    finding.evidence = fmt::format("{} readings in a row are estimates of the supplier.",
                                   fault.last - fault.first);
    finding.action = "Read the meter and send the figure to the supplier.";
    break;
  }
  return finding;
}

} // namespace empower
