// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/signature.hpp>
#include <empower/series/bills.hpp>
#include <empower/series/daily.hpp>
#include <empower/stats/random.hpp>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

/// Weather and meters with a known truth.
namespace empower::testing {

/// Daily means of a temperate place: a yearly wave and day-to-day persistence.
inline DailySeries weather(Random& random, std::size_t days, double mean_c = 14.0) {
  DailySeries outdoor{civil_day(2021, 1, 1), {}};
  double anomaly = 0.0;
  for (std::size_t i = 0; i < days; ++i) {
    anomaly = 0.7 * anomaly + 2.0 * random.normal();
    const double season =
        -10.0 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / 365.25);
    outdoor.values.push_back(mean_c + season + anomaly);
  }
  return outdoor;
}

/// A signature of a shape; of a line (2P), `heating_balance` is to be the warmest temperature.
inline Signature signature(SignatureShape shape, double base = 100.0, double heating = 12.0,
                           double heating_balance = 15.3, double cooling = 9.0,
                           double cooling_balance = 20.7) {
  Signature s;
  s.shape = shape;
  s.base = KilowattHoursPerDay{base};
  if (shape != SignatureShape::mean && shape != SignatureShape::cooling) {
    s.heating_slope = KilowattHoursPerDegreeDay{heating};
    s.heating_balance = Celsius{heating_balance};
  }
  if (shape == SignatureShape::cooling || shape == SignatureShape::heating_cooling ||
      shape == SignatureShape::two_slopes) {
    s.cooling_slope = KilowattHoursPerDegreeDay{cooling};
    s.cooling_balance =
        shape == SignatureShape::two_slopes ? s.heating_balance : Celsius{cooling_balance};
  }
  return s;
}

inline constexpr SignatureShape all_shapes[] = {SignatureShape::mean, SignatureShape::heating,
                                                SignatureShape::cooling,
                                                SignatureShape::heating_cooling};

/// Noise of a stationary AR(1) process with the given standard deviation.
class Noise {
public:
  Noise(Random& random, double deviation, double correlation)
      : random_{random}, deviation_{deviation}, correlation_{correlation},
        now_{deviation * random.normal()} {}

  double next() {
    const double value = now_;
    now_ = correlation_ * now_ +
           deviation_ * std::sqrt(1.0 - correlation_ * correlation_) * random_.normal();
    return value;
  }

private:
  Random& random_;
  double deviation_;
  double correlation_;
  double now_;
};

/// What a meter reads on each day of a weather.
inline DailySeries daily_meter(const Signature& truth, const DailySeries& outdoor, Noise noise) {
  DailySeries energy{outdoor.first, {}};
  for (const double t : outdoor.values)
    energy.values.push_back(truth.expected(Celsius{t}).value() + noise.next());
  return energy;
}

/// Bills of 25 to 36 days that cover a weather; noise is per day and uncorrelated within a bill.
inline BillSeries billed_meter(Random& random, const Signature& truth, const DailySeries& outdoor,
                               std::size_t count, double deviation = 0.0,
                               double correlation = 0.0) {
  BillSeries bills;
  Noise noise{random, deviation, correlation};
  CivilDay from = outdoor.first;
  for (std::size_t b = 0; b < count; ++b) {
    const CivilDay to = from + std::chrono::days{25 + static_cast<long>(random.index(12))};
    double energy = 0.0;
    for (CivilDay day = from; day < to; day += std::chrono::days{1})
      energy += truth.expected(outdoor.view<Celsius>().at(day)).value();
    energy += noise.next() * std::sqrt(static_cast<double>((to - from).count()));
    bills.push_back({from, to}, energy);
    from = to;
  }
  return bills;
}

} // namespace empower::testing
