// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/exposure.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace empower::detail {

double Exposure::extrapolated_share() const noexcept {
  const auto share = [](double part, double whole) { return whole > 0.0 ? part / whole : 0.0; };
  return std::max(share(outside_days.value(), days.value()),
                  share(outside.value(), (heating + cooling).value()));
}

Exposure difference(const Exposure& a, const Exposure& b) noexcept {
  return {a.days - b.days,
          a.heating - b.heating,
          a.heating_days - b.heating_days,
          a.cooling - b.cooling,
          a.cooling_days - b.cooling_days,
          {},
          {}};
}

Exposure exposure(const Fit& fit, DailyView<Celsius> days) noexcept {
  const Signature& signature = fit.signature;
  Exposure sum;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Celsius t = days[i];
    if (t.missing()) continue;
    DegreeDays of_day{};
    sum.days += one_day;
    if (t < signature.heating_balance) {
      of_day = (signature.heating_balance - t) * one_day;
      sum.heating += of_day;
      sum.heating_days += one_day;
    }
    if (t > signature.cooling_balance) {
      of_day = (t - signature.cooling_balance) * one_day;
      sum.cooling += of_day;
      sum.cooling_days += one_day;
    }
    if (t < fit.temperature_min || t > fit.temperature_max) {
      sum.outside_days += one_day;
      sum.outside += of_day;
    }
  }
  return sum;
}

Exposure exposure(const Fit& fit, const NormalYear& normal) noexcept {
  const Signature& signature = fit.signature;
  const Celsius coldest = fit.temperature_min;
  const Celsius warmest = fit.temperature_max;
  Exposure sum{.days = normal.days()};
  const Days colder = normal.days_below(coldest);
  const Days warmer =
      normal.days() - normal.days_below(Celsius{std::nextafter(
                          warmest.value(), std::numeric_limits<double>::infinity())});
  sum.outside_days = colder + warmer;
  if (!signature.heating_balance.missing()) {
    sum.heating = normal.heating_degree_days(signature.heating_balance);
    sum.heating_days = normal.days_below(signature.heating_balance);
    sum.outside +=
        normal.heating_degree_days(coldest) + (signature.heating_balance - coldest) * colder;
  }
  if (!signature.cooling_balance.missing()) {
    sum.cooling = normal.cooling_degree_days(signature.cooling_balance);
    sum.cooling_days = normal.days() - normal.days_below(signature.cooling_balance);
    sum.outside +=
        normal.cooling_degree_days(warmest) + (warmest - signature.cooling_balance) * warmer;
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

AnnualEnergy no_energy() noexcept {
  const KilowattHours none{missing_value};
  return {none, none, none, none, none, none};
}

double coefficient_variance(const Fit& fit, const Exposure& exposure,
                            std::span<const double> regressor_totals) {
  const Signature& s = fit.signature;
  // The derivative of the total by each coefficient, in the order of `Fit::covariance`.
  std::vector<double> gradient{exposure.days.value(), exposure.heating.value(),
                               s.heating_slope.value() * exposure.heating_days.value(),
                               exposure.cooling.value(),
                               -s.cooling_slope.value() * exposure.cooling_days.value()};
  gradient.insert(gradient.end(), regressor_totals.begin(), regressor_totals.end());
  const std::size_t count = fit.coefficient_count();
  double variance = 0.0;
  for (std::size_t i = 0; i < gradient.size(); ++i)
    for (std::size_t j = 0; j < gradient.size(); ++j)
      variance += gradient[i] * fit.covariance[i * count + j] * gradient[j];
  return std::max(variance, 0.0);
}

} // namespace empower::detail
