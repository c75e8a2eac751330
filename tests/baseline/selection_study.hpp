// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/change_point.hpp>
#include <empower/baseline/degree_day_regression.hpp>
#include <empower/baseline/detail/frame.hpp>

#include "baseline/simulated.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

/// How often the true shape is chosen, among all six, of meters with known truth: a year of days or
/// twelve bills, noise with a given correlation from one observation to the next.
namespace empower::testing {

inline FitOutcome fit_of_shape(SignatureShape shape, bool bills, double correlation,
                               std::uint64_t stream) {
  const auto seed = static_cast<std::uint64_t>(shape);
  if (bills) {
    Random random{2000 + seed, stream};
    const DailySeries outdoor = weather(random, 450);
    const BillSeries readings =
        billed_meter(random, signature(shape), outdoor, 12, 60.0, correlation);
    return fit_bills(readings.view(), outdoor.view<Celsius>());
  }
  Random random{1000 + seed, stream};
  const DailySeries outdoor = weather(random, 365);
  const DailySeries energy = daily_meter(signature(shape), outdoor, {random, 15.0, correlation});
  return fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
}

/// How many of `runs` meters get each shape, in the order of the enumeration.
inline std::vector<int> chosen(SignatureShape truth, bool bills, double correlation, int runs) {
  std::vector<int> count(signature_shape_codes().size(), 0);
  for (int run = 0; run < runs; ++run) {
    const FitOutcome fit = fit_of_shape(truth, bills, correlation, static_cast<std::uint64_t>(run));
    if (fit) ++count[static_cast<std::size_t>(fit->signature.shape)];
  }
  return count;
}

/// Shares of the years of days in which a true 5P, or at least a shape with both legs, is found.
struct BothLegs {
  double five_parameters = 0.0;
  double both_legs = 0.0; ///< 4P or 5P
};

/// Of `runs` years, when a test of the cooling slope with known balance temperatures has `strength`
/// as its expected t.
inline BothLegs found_both_legs(double strength, double correlation, int runs) {
  constexpr double deviation = 15.0;
  BothLegs found;
  for (int run = 0; run < runs; ++run) {
    Random random{3000, static_cast<std::uint64_t>(run)};
    const DailySeries outdoor = weather(random, 365);
    Signature truth = signature(SignatureShape::heating_cooling);
    // The cooling leg beside base and heating leg has this length; the slope's error is noise / it.
    std::vector<double> one(365, 1.0);
    std::vector<double> heating;
    std::vector<double> cooling;
    for (const double t : outdoor.values) {
      heating.push_back(std::max(truth.heating_balance.value() - t, 0.0));
      cooling.push_back(std::max(t - truth.cooling_balance.value(), 0.0));
    }
    detail::Frame frame{one, cooling, 2};
    frame.add(one);
    frame.add(heating);
    const double length = std::sqrt(detail::dot(frame.remainder(), frame.remainder()));
    const double inflation = (1.0 + correlation) / (1.0 - correlation);
    truth.cooling_slope =
        KilowattHoursPerDegreeDay{strength * deviation * std::sqrt(inflation) / length};
    const DailySeries energy = daily_meter(truth, outdoor, {random, deviation, correlation});
    const FitOutcome fit = fit_change_point(energy.view<KilowattHours>(), outdoor.view<Celsius>());
    if (!fit) continue;
    const SignatureShape shape = fit->signature.shape;
    if (shape == SignatureShape::heating_cooling) found.five_parameters += 1.0 / runs;
    if (shape == SignatureShape::heating_cooling || shape == SignatureShape::two_slopes)
      found.both_legs += 1.0 / runs;
  }
  return found;
}

} // namespace empower::testing
