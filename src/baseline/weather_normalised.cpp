// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/weather_normalised.hpp>

#include <empower/stats/distribution.hpp>

#include <array>
#include <cmath>

namespace empower {
namespace {

/// Sums of the design's columns: base, heating slope, heating balance, cooling slope, cooling
/// balance.
using Gradient = std::array<double, 5>;

/// Of the days with a temperature.
Gradient gradient(const Signature& s, DailyView<Celsius> days) {
  Gradient g{};
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Celsius t = days[i];
    if (t.missing()) continue;
    g[0] += 1.0;
    if (t < s.heating_balance) {
      g[1] += (s.heating_balance - t).value();
      g[2] += s.heating_slope.value();
    }
    if (t > s.cooling_balance) {
      g[3] += (t - s.cooling_balance).value();
      g[4] -= s.cooling_slope.value();
    }
  }
  return g;
}

Gradient gradient(const Signature& s, const NormalYear& normal) {
  Gradient g{normal.days().value(), 0.0, 0.0, 0.0, 0.0};
  if (!s.heating_balance.missing()) {
    g[1] = normal.heating_degree_days(s.heating_balance).value();
    g[2] = s.heating_slope.value() * normal.days_below(s.heating_balance).value();
  }
  if (!s.cooling_balance.missing()) {
    g[3] = normal.cooling_degree_days(s.cooling_balance).value();
    g[4] =
        -s.cooling_slope.value() * (normal.days() - normal.days_below(s.cooling_balance)).value();
  }
  return g;
}

double variance(const Gradient& g, const std::array<double, 25>& covariance) {
  double sum = 0.0;
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 5; ++j) sum += g[i] * covariance[5 * i + j] * g[j];
  }
  return sum;
}

} // namespace

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
  const Signature& s = fit.signature;
  const Gradient in_normal = gradient(s, normal);
  const Gradient in_year = gradient(s, observed_days);
  Gradient change{};
  for (std::size_t i = 0; i < 5; ++i) change[i] = in_normal[i] - in_year[i];

  AnnualEnergy year;
  const auto part = [](double slope_or_base, double amount) {
    return KilowattHours{slope_or_base * amount};
  };
  year.total = measured + part(s.base.value(), change[0]) +
               part(s.heating_slope.value(), change[1]) + part(s.cooling_slope.value(), change[3]);
  year.heating = part(s.heating_slope.value(), in_normal[1]);
  year.cooling = part(s.cooling_slope.value(), in_normal[3]);
  year.base = year.total - year.heating - year.cooling;
  const double spread = student_t_quantile(0.95, fit.degrees_of_freedom) *
                        std::sqrt(variance(change, fit.covariance) +
                                  fit.residual_variance * static_cast<double>(missing_days));
  year.low = year.total - KilowattHours{spread};
  year.high = year.total + KilowattHours{spread};
  return year;
}

} // namespace empower
