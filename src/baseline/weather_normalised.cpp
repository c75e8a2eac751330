// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/weather_normalised.hpp>

#include <empower/baseline/detail/exposure.hpp>

namespace empower {

std::vector<double> expected_by_observation(const Signature& signature, BillView observed,
                                            DailyView<Celsius> outdoor) {
  std::vector<double> expected(observed.size(), missing_value);
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const DailyView<Celsius> days = outdoor.within(observed.period(i));
    if (static_cast<long>(days.size()) < day_count(observed.period(i))) continue;
    KilowattHours sum{};
    for (std::size_t d = 0; d < days.size(); ++d) sum += signature.expected(days[d]);
    expected[i] = sum.value();
  }
  return expected;
}

AnnualEnergy weather_normalised(const Fit& fit, KilowattHours measured,
                                DailyView<Celsius> observed_days, std::size_t missing_days,
                                const NormalYear& normal) {
  const detail::Exposure in_normal = detail::exposure(fit.signature, normal);
  const detail::Exposure change = in_normal - detail::exposure(fit.signature, observed_days);
  const AnnualEnergy expected = detail::expected_energy(fit.signature, in_normal);

  AnnualEnergy year;
  year.total = measured + detail::expected_energy(fit.signature, change).total;
  year.heating = expected.heating;
  year.cooling = expected.cooling;
  year.base = year.total - year.heating - year.cooling;
  const double noise = fit.residual_variance * static_cast<double>(missing_days);
  return detail::with_interval(year, detail::coefficient_variance(fit, change) + noise, fit);
}

} // namespace empower
