// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/exposure.hpp>

#include <empower/stats/distribution.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace empower::detail {

Exposure operator-(const Exposure& a, const Exposure& b) noexcept {
  return {a.days - b.days, a.heating - b.heating, a.heating_days - b.heating_days,
          a.cooling - b.cooling, a.cooling_days - b.cooling_days};
}

Exposure exposure(const Signature& signature, DailyView<Celsius> days) noexcept {
  Exposure sum;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Celsius t = days[i];
    if (t.missing()) continue;
    sum.days += one_day;
    if (t < signature.heating_balance) {
      sum.heating += (signature.heating_balance - t) * one_day;
      sum.heating_days += one_day;
    }
    if (t > signature.cooling_balance) {
      sum.cooling += (t - signature.cooling_balance) * one_day;
      sum.cooling_days += one_day;
    }
  }
  return sum;
}

Exposure exposure(const Signature& signature, const NormalYear& normal) noexcept {
  Exposure sum{.days = normal.days()};
  if (!signature.heating_balance.missing()) {
    sum.heating = normal.heating_degree_days(signature.heating_balance);
    sum.heating_days = normal.days_below(signature.heating_balance);
  }
  if (!signature.cooling_balance.missing()) {
    sum.cooling = normal.cooling_degree_days(signature.cooling_balance);
    sum.cooling_days = normal.days() - normal.days_below(signature.cooling_balance);
  }
  return sum;
}

AnnualEnergy expected_energy(const Signature& signature, const Exposure& exposure) noexcept {
  AnnualEnergy energy;
  energy.base = signature.base * exposure.days;
  energy.heating = signature.heating_slope * exposure.heating;
  energy.cooling = signature.cooling_slope * exposure.cooling;
  energy.total = energy.base + energy.heating + energy.cooling;
  return energy;
}

double coefficient_variance(const Fit& fit, const Exposure& exposure) noexcept {
  const Signature& s = fit.signature;
  // The derivative of the total by each coefficient, in the order of `Fit::covariance`.
  const std::array<double, 5> gradient{exposure.days.value(), exposure.heating.value(),
                                       s.heating_slope.value() * exposure.heating_days.value(),
                                       exposure.cooling.value(),
                                       -s.cooling_slope.value() * exposure.cooling_days.value()};
  const std::size_t count = fit.coefficient_count();
  double variance = 0.0;
  for (std::size_t i = 0; i < gradient.size(); ++i)
    for (std::size_t j = 0; j < gradient.size(); ++j)
      variance += gradient[i] * fit.covariance[i * count + j] * gradient[j];
  return std::max(variance, 0.0);
}

AnnualEnergy with_interval(AnnualEnergy energy, double variance, const Fit& fit) {
  const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
  const KilowattHours margin{t * std::sqrt(variance)};
  energy.low = energy.total - margin;
  energy.high = energy.total + margin;
  return energy;
}

} // namespace empower::detail
