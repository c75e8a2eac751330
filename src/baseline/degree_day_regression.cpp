// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/degree_day_regression.hpp>

#include <empower/baseline/detail/entrance.hpp>
#include <empower/core/digest.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace empower {

FitOutcome fit_bills(BillView bills, const SortedTemperatures& weather, const FitOptions& options,
                     const Regressors& regressors) {
  check_order(bills, "bills");
  const DailyView<Celsius> outdoor = weather.outdoor();
  detail::Offer offer{"bills", bills.size(), outdoor.size(), regressors};
  constexpr double none[] = {missing_value};
  long position = 0;
  CivilDay end{};
  for (std::size_t i = 0; i < bills.size(); ++i) {
    const CivilPeriod period = bills.period(i);
    const DailyView<Celsius> inside = outdoor.within(period);
    const bool complete = inside.period() == period;
    position += period.from == end ? 1 : 2;
    end = period.to;
    const std::ptrdiff_t first = complete ? (period.from - outdoor.first()).count() : 0;
    offer.add(i, bills.energy_kwh[i], position, static_cast<std::size_t>(first),
              complete ? inside.values() : std::span<const double>{none});
  }
  InputDigest digest;
  for (std::size_t i = 0; i < bills.size(); ++i) {
    digest.add(std::int64_t{bills.from[i].time_since_epoch().count()});
    digest.add(std::int64_t{bills.to[i].time_since_epoch().count()});
  }
  digest.add(bills.energy_kwh);
  digest.add(static_cast<std::int64_t>(weather.digest()));
  digest.add(regressors.values);
  return std::move(offer).fit(weather, options,
                              {bills.period(), BaselineMethod::bills, digest.value()});
}

FitOutcome fit_bills(BillView bills, DailyView<Celsius> outdoor, const FitOptions& options,
                     const Regressors& regressors) {
  return fit_bills(bills, SortedTemperatures{outdoor}, options, regressors);
}

} // namespace empower
