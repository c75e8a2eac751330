// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/weather_normalised.hpp>

#include <empower/baseline/detail/exposure.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <cmath>

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
  const detail::Exposure in_normal = detail::exposure(fit, normal);
  const detail::Exposure in_year = detail::exposure(fit, observed_days);
  const double outside = std::max(in_normal.extrapolated_share(), in_year.extrapolated_share());
  if (normal.missing() || outside > largest_extrapolated_share) return detail::no_energy();
  const detail::Exposure change = detail::difference(in_normal, in_year);
  const AnnualEnergy expected = detail::expected_energy(fit.signature, in_normal);

  AnnualEnergy year;
  year.total = measured + detail::expected_energy(fit.signature, change).total;
  year.heating = expected.heating;
  year.cooling = expected.cooling;
  year.base = year.total - year.heating - year.cooling;
  const double noise = fit.residual_variance * static_cast<double>(missing_days);
  const double error = std::sqrt(detail::coefficient_variance(fit, change) + noise);
  const KilowattHours margin{student_t_quantile(0.95, fit.degrees_of_freedom) * error};
  year.low = year.total - margin;
  year.high = year.total + margin;
  return year;
}

} // namespace empower
