// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/change_point.hpp>

#include <empower/baseline/detail/entrance.hpp>
#include <empower/core/digest.hpp>
#include <empower/core/error.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace empower {

namespace {

FitOutcome fit_days(DailyView<KilowattHours> energy, const SortedTemperatures& weather,
                    const FitOptions& options, const Regressors& regressors, CivilPeriod period) {
  const DailyView<Celsius> outdoor = weather.outdoor();
  detail::Offer offer{"days", energy.size(), outdoor.size(), regressors};
  InputDigest digest;
  const std::span<const double> temperature = outdoor.values();
  const std::ptrdiff_t shift = (energy.first() - outdoor.first()).count();
  constexpr double none[] = {missing_value};
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const auto day = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(i) + shift);
    const bool inside = day < temperature.size(); // a day before the series wraps around
    const std::span<const double> of_day = inside ? temperature.subspan(day, 1) : std::span{none};
    digest.add(of_day[0]);
    offer.add(i, energy.values()[i], static_cast<long>(i), day, of_day);
  }
  digest.add(energy.values());
  digest.add(regressors.values);
  return std::move(offer).fit(weather, options, {period, BaselineMethod::daily, digest.value()});
}

} // namespace

FitOutcome fit_change_point(DailyView<KilowattHours> energy, const SortedTemperatures& weather,
                            const FitOptions& options, const Regressors& regressors) {
  return fit_days(energy, weather, options, regressors, energy.period());
}

FitOutcome fit_change_point(DailyView<KilowattHours> energy, DailyView<Celsius> outdoor,
                            const FitOptions& options, const Regressors& regressors) {
  return fit_change_point(energy, SortedTemperatures{outdoor.within(energy.period())}, options,
                          regressors);
}

FitOutcome fit_change_point(std::span<const double> temperature_c,
                            std::span<const double> energy_kwh, const FitOptions& options,
                            const Regressors& regressors) {
  if (temperature_c.size() != energy_kwh.size())
    throw ShapeError("energy_kwh", temperature_c.size(), energy_kwh.size());
  // Of no known days: any will do.
  const SortedTemperatures weather{DailyView<Celsius>{{}, temperature_c}};
  return fit_days(DailyView<KilowattHours>{{}, energy_kwh}, weather, options, regressors, {});
}

} // namespace empower
