// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>

#include <empower/baseline/detail/candidates.hpp>
#include <empower/baseline/detail/entrance.hpp>
#include <empower/core/digest.hpp>
#include <empower/core/error.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace empower {

FitOutcome fit_change_point(std::span<const double> temperature_c,
                            std::span<const double> energy_kwh, const FitOptions& options) {
  if (temperature_c.size() != energy_kwh.size())
    throw ShapeError("energy_kwh", temperature_c.size(), energy_kwh.size());
  detail::ObservationCount count{.unit = "days"};
  std::vector<double> energy;
  std::vector<double> temperature;
  std::vector<long> position;
  std::vector<std::uint32_t> observation;
  for (std::size_t i = 0; i < energy_kwh.size(); ++i) {
    if (!std::isfinite(energy_kwh[i])) continue;
    ++count.with_energy;
    if (!std::isfinite(temperature_c[i])) continue;
    observation.push_back(static_cast<std::uint32_t>(energy.size()));
    energy.push_back(energy_kwh[i]);
    temperature.push_back(temperature_c[i]);
    position.push_back(static_cast<long>(i));
  }
  count.with_both = energy.size();
  const detail::Design design = detail::make_design(std::vector<double>(energy.size(), 1.0),
                                                    std::move(position), temperature, observation);
  if (auto failure = detail::refusal(design, energy, count, options)) return std::move(*failure);
  FitOutcome outcome = detail::fit_design(design, energy, options);
  if (!outcome) return outcome;
  Fit fit = *outcome;
  fit.method = BaselineMethod::daily;
  fit.options = options;
  InputDigest digest;
  digest.add(temperature_c);
  digest.add(energy_kwh);
  fit.input_digest = digest.value();
  return fit;
}

FitOutcome fit_change_point(DailyView<KilowattHours> energy, DailyView<Celsius> outdoor,
                            const FitOptions& options) {
  std::vector<double> temperature;
  temperature.reserve(energy.size());
  for (std::size_t i = 0; i < energy.size(); ++i)
    temperature.push_back(outdoor.at(energy.day(i)).value());
  FitOutcome outcome = fit_change_point(temperature, energy.values(), options);
  if (!outcome) return outcome;
  Fit fit = *outcome;
  fit.period = energy.period();
  return fit;
}

} // namespace empower
