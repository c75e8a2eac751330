// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/normalisation.hpp>

#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace empower {

namespace {

/// What the days to predict have in common with a signature.
struct Exposure {
  Days days{};
  DegreeDays heating{};
  Days heating_days{};
  DegreeDays cooling{};
  Days cooling_days{};
};

AnnualEnergy expected(const Fit& fit, const Exposure& exposure) {
  const Signature& s = fit.signature;
  AnnualEnergy energy;
  energy.base = s.base * exposure.days;
  energy.heating = s.heating_slope * exposure.heating;
  energy.cooling = s.cooling_slope * exposure.cooling;
  energy.total = energy.base + energy.heating + energy.cooling;

  // The derivative of the total by each coefficient, in the order of `Fit::covariance`.
  const std::array<double, 5> gradient{exposure.days.value(), exposure.heating.value(),
                                       s.heating_slope.value() * exposure.heating_days.value(),
                                       exposure.cooling.value(),
                                       -s.cooling_slope.value() * exposure.cooling_days.value()};
  double variance = 0.0;
  for (std::size_t i = 0; i < gradient.size(); ++i)
    for (std::size_t j = 0; j < gradient.size(); ++j)
      variance += gradient[i] * fit.covariance[i * gradient.size() + j] * gradient[j];
  const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
  const KilowattHours margin{t * std::sqrt(std::max(variance, 0.0))};
  energy.low = energy.total - margin;
  energy.high = energy.total + margin;
  return energy;
}

} // namespace

AnnualEnergy normal_year_energy(const Fit& fit, const NormalYear& normal) {
  if (normal.missing()) {
    const KilowattHours none{missing_value};
    return {none, none, none, none, none, none};
  }
  const Signature& s = fit.signature;
  Exposure exposure{.days = normal.days()};
  if (!s.heating_balance.missing()) {
    exposure.heating = normal.heating_degree_days(s.heating_balance);
    exposure.heating_days = normal.days_below(s.heating_balance);
  }
  if (!s.cooling_balance.missing()) {
    exposure.cooling = normal.cooling_degree_days(s.cooling_balance);
    exposure.cooling_days = normal.days() - normal.days_below(s.cooling_balance);
  }
  return expected(fit, exposure);
}

AnnualEnergy expected_energy(const Fit& fit, DailyView<Celsius> outdoor) {
  const Signature& s = fit.signature;
  Exposure exposure;
  for (std::size_t i = 0; i < outdoor.size(); ++i) {
    const Celsius t = outdoor[i];
    if (t.missing()) continue;
    exposure.days += one_day;
    if (t < s.heating_balance) {
      exposure.heating += (s.heating_balance - t) * one_day;
      exposure.heating_days += one_day;
    }
    if (t > s.cooling_balance) {
      exposure.cooling += (t - s.cooling_balance) * one_day;
      exposure.cooling_days += one_day;
    }
  }
  return expected(fit, exposure);
}

} // namespace empower
