// SPDX-License-Identifier: Apache-2.0
#include "meter_rows.hpp"

#include <empower/baseline/normalisation.hpp>
#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <cmath>

namespace empower::detail {
namespace {

/// Energy that a building's sums are made of.
bool counts(const Meter& meter) noexcept {
  return is_energy(meter.carrier) && meter.carrier != Carrier::site_total;
}

} // namespace

void append_expected(const Meter& meter, const MeterResult& result, DailyView<Celsius> outdoor,
                     std::vector<ExpectedRow>& rows) {
  const double t = student_t_quantile(0.95, result.fit->degrees_of_freedom);
  const BillView observed = result.observed.view();
  for (std::size_t i = 0; i < observed.size(); ++i) {
    ExpectedRow row{meter.id, observed.from[i], observed.to[i], observed.energy_kwh[i],
                    result.expected[i]};
    row.used_for_fit = result.used_for_fit[i];
    if (!std::isnan(row.expected_kwh)) {
      const DailyView<Celsius> days = outdoor.within(observed.period(i));
      const AnnualEnergy expected = expected_energy(*result.fit, days);
      const double coefficients = (expected.high - expected.total).value();
      const double noise =
          t * std::sqrt(result.fit->residual_variance * static_cast<double>(days.size()));
      row.low_kwh = row.expected_kwh - std::hypot(coefficients, noise);
      row.high_kwh = row.expected_kwh + std::hypot(coefficients, noise);
      double sum = 0.0;
      for (const double temperature : days.values()) sum += temperature;
      row.temperature_c = sum / static_cast<double>(days.size());
    }
    rows.push_back(std::move(row));
  }
}

std::string not_counted(const BuildingInput& input) {
  std::string text;
  for (const ServingMeter& serving : input.meters) {
    const Meter& meter = *serving.meter;
    if (serving.result->fit || meter.flow != Flow::import || !counts(meter)) continue;
    text += (text.empty() ? "not counted: " : ", ") + meter.id + " (" +
            std::string{code(serving.result->fit.failure().reason)} + ")";
  }
  return text;
}

std::string no_energy_because(const BuildingInput& input) {
  if (input.meters.empty()) return "no meter with readings on file";
  if (std::ranges::none_of(input.meters,
                           [](const ServingMeter& serving) { return counts(*serving.meter); }))
    return "no normal-year energy: only sums of carriers, or water, are metered";
  for (const ServingMeter& serving : input.meters) {
    if (!serving.result->fit && is_energy(serving.meter->carrier))
      return "no normal-year energy: meter " + serving.meter->id + ": " +
             std::string{code(serving.result->fit.failure().reason)};
  }
  return "no normal-year energy: no complete year of temperatures";
}

} // namespace empower::detail
