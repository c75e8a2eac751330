// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_day_regression.hpp>

#include <empower/baseline/detail/candidates.hpp>
#include <empower/baseline/detail/entrance.hpp>
#include <empower/core/digest.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace empower {

FitOutcome fit_bills(BillView bills, DailyView<Celsius> outdoor, const FitOptions& options) {
  detail::ObservationCount count{.unit = "bills"};
  std::vector<double> energy;
  std::vector<double> days;
  std::vector<double> temperature;
  std::vector<long> position;
  std::vector<std::uint32_t> observation;
  long place = 0;
  CivilDay end{};
  for (std::size_t i = 0; i < bills.size(); ++i) {
    const CivilPeriod period = bills.period(i);
    if (!std::isfinite(bills.energy_kwh[i]) || period.empty()) continue;
    ++count.with_energy;
    const DailyView<Celsius> inside = outdoor.within(period);
    const bool complete =
        inside.period() == period &&
        std::ranges::all_of(inside.values(), [](double t) { return std::isfinite(t); });
    if (!complete) continue;
    place += period.from == end ? 1 : 2;
    end = period.to;
    position.push_back(place);
    observation.insert(observation.end(), inside.size(), static_cast<std::uint32_t>(energy.size()));
    temperature.insert(temperature.end(), inside.values().begin(), inside.values().end());
    energy.push_back(bills.energy_kwh[i]);
    days.push_back(static_cast<double>(inside.size()));
  }
  count.with_both = energy.size();
  const detail::Design design =
      detail::make_design(std::move(days), std::move(position), temperature, observation);
  if (auto failure = detail::refusal(design, energy, count, options)) return std::move(*failure);
  FitOutcome outcome = detail::fit_design(design, energy, options);
  if (!outcome) return outcome;
  Fit fit = *outcome;
  fit.period = bills.period();
  fit.method = BaselineMethod::bills;
  fit.options = options;
  InputDigest digest;
  for (std::size_t i = 0; i < bills.size(); ++i) {
    digest.add(std::int64_t{bills.from[i].time_since_epoch().count()});
    digest.add(std::int64_t{bills.to[i].time_since_epoch().count()});
  }
  digest.add(bills.energy_kwh);
  digest.add(std::int64_t{outdoor.first().time_since_epoch().count()});
  digest.add(outdoor.values());
  fit.input_digest = digest.value();
  return fit;
}

} // namespace empower
