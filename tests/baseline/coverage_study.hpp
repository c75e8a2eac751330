// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/normalisation.hpp>
#include <empower/stats/distribution.hpp>

#include "baseline/simulated.hpp"

#include <cstddef>
#include <cstdint>

/// How often 90 % intervals hold the truth: meters with a heating leg of known place, days or
/// bills, noise with a given correlation from one observation to the next.
namespace empower::testing {

struct CoverageCase {
  std::size_t observations = 365; ///< days; fewer than 100 are bills
  double correlation = 0.0;
  double heating_slope = 12.0;
};

/// Shares of the runs. Slope and balance temperature: of those that choose the true shape. Totals:
/// of all, whatever shape they choose.
struct Coverages {
  double right_shape = 0.0;
  double slope = 0.0;
  double balance = 0.0;
  double linearised = 0.0; ///< the balance temperature again, by value and standard error alone
  double annual = 0.0;     ///< expectation of a normal year of other weather
  double metered = 0.0;    ///< next reading total: the year after, as long as the fitted one
};

inline Coverages coverage(const CoverageCase& of, int runs, std::uint64_t seed = 77) {
  const Signature truth = signature(SignatureShape::heating, 100.0, of.heating_slope);
  const bool bills = of.observations < 100;
  const std::size_t days = bills ? of.observations * 37 : of.observations;
  const auto holds = [](double low, double value, double high) {
    return low <= value && value <= high ? 1.0 : 0.0;
  };
  Coverages sum;
  for (int run = 0; run < runs; ++run) {
    Random random{seed, static_cast<std::uint64_t>(run)};
    // The readings after the fitted ones go on in the same weather and the same noise.
    const DailySeries outdoor = weather(random, 2 * days);
    FitOutcome fit = Failure<BaselineReason>{BaselineReason::no_temperature, {}};
    double later = 0.0;
    CivilPeriod later_days;
    if (bills) {
      const BillSeries all =
          billed_meter(random, truth, outdoor, 2 * of.observations, 60.0, of.correlation);
      BillSeries first;
      for (std::size_t i = 0; i < all.from.size(); ++i) {
        if (i < of.observations)
          first.push_back(all.view().period(i), all.energy_kwh[i]);
        else
          later += all.energy_kwh[i];
      }
      later_days = {first.to.back(), all.to.back()};
      fit = fit_bills(first.view(), outdoor.view<Celsius>());
    } else {
      const DailySeries all = daily_meter(truth, outdoor, {random, 25.0, of.correlation});
      const CivilDay end = outdoor.first + std::chrono::days{static_cast<long>(days)};
      later_days = {end, end + std::chrono::days{static_cast<long>(days)}};
      const DailyView<KilowattHours> energy = all.view<KilowattHours>();
      for (const double e : energy.within(later_days).values()) later += e;
      fit = fit_change_point(energy.within({outdoor.first, end}), outdoor.view<Celsius>());
    }
    if (!fit) continue;
    const DailySeries usual = weather(random, 365);
    double expected = 0.0;
    for (const double t : usual.values) expected += truth.expected(Celsius{t}).value();
    const AnnualEnergy annual = expected_energy(*fit, usual.view<Celsius>());
    sum.annual += holds(annual.low.value(), expected, annual.high.value());
    const Prediction next = predict_total(*fit, outdoor.view<Celsius>().within(later_days));
    sum.metered += holds(next.low.value(), later, next.high.value());
    if (fit->signature.shape != truth.shape) continue;
    sum.right_shape += 1.0;
    sum.slope +=
        holds(fit->heating_slope.low, truth.heating_slope.value(), fit->heating_slope.high);
    sum.balance +=
        holds(fit->heating_balance.low, truth.heating_balance.value(), fit->heating_balance.high);
    const double margin =
        student_t_quantile(0.95, fit->degrees_of_freedom) * fit->heating_balance.standard_error;
    sum.linearised += holds(fit->heating_balance.value - margin, truth.heating_balance.value(),
                            fit->heating_balance.value + margin);
  }
  sum.linearised /= sum.right_shape;
  sum.slope /= sum.right_shape;
  sum.balance /= sum.right_shape;
  sum.right_shape /= runs;
  sum.annual /= runs;
  sum.metered /= runs;
  return sum;
}

} // namespace empower::testing
