// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>

#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/pair_search.hpp>
#include <empower/stats/least_squares.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace empower::detail {

namespace {

double weighted_squares(const Design& design, std::span<const double> values) {
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += design.weight[i] * values[i] * values[i];
  return sum;
}

void set_leg(const Design& design, Signature& signature, Hinge hinge, double slope,
             double balance) {
  const double balance_c = design.reference_c + balance;
  if (hinge == Hinge::heating) {
    signature.heating_slope = KilowattHoursPerDegreeDay{slope};
    signature.heating_balance = Celsius{balance_c};
  } else {
    signature.cooling_slope = KilowattHoursPerDegreeDay{slope};
    signature.cooling_balance = Celsius{balance_c};
  }
}

Candidate mean_candidate(const Design& design, std::span<const double> energy) {
  double days = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    days += design.days[i];
    sum += energy[i];
  }
  Candidate mean;
  mean.signature.base = KilowattHoursPerDay{sum / days};
  mean.sse = weighted_squares(design, residuals(design, energy, mean.signature));
  mean.admissible = true;
  return mean;
}

/// Base free, and where that wants a negative base, also base 0.
Candidate one_leg(const Design& design, std::span<const double> energy, Hinge hinge,
                  BalanceRange range, const Candidate& mean) {
  Candidate candidate = mean;
  candidate.signature.shape =
      hinge == Hinge::heating ? SignatureShape::heating : SignatureShape::cooling;
  candidate.admissible = false;

  Projection with_base{design.weight, energy};
  with_base.add(design.days);
  HingeOptimum best = best_hinge(design, hinge, range, with_base);
  double base = best.found() ? best.fixed[0] : 0.0;
  if (best.constrained) {
    HingeOptimum without_base = best_hinge(design, hinge, range, Projection{design.weight, energy});
    if (without_base.sse < best.sse) {
      best = std::move(without_base);
      base = 0.0;
    }
  }
  if (!best.found() || !(best.sse < mean.sse)) return candidate;
  candidate.signature.base = KilowattHoursPerDay{base};
  set_leg(design, candidate.signature, hinge, best.slope, best.balance);
  candidate.sse = best.sse;
  candidate.admissible = true;
  return candidate;
}

Candidate two_legs(const Design& design, std::span<const double> energy, BalanceRanges ranges,
                   const Candidate& heating, const Candidate& cooling) {
  const Candidate& nested = heating.sse <= cooling.sse ? heating : cooling;
  Candidate candidate = nested;
  candidate.signature.shape = SignatureShape::heating_cooling;
  candidate.admissible = false;
  candidate.search = design.daily ? Search::exact : Search::multistart;
  const SingleLegs alone{heating.signature.heating_balance.value() - design.reference_c,
                         cooling.signature.cooling_balance.value() - design.reference_c};
  PairOptimum best =
      design.daily ? best_pair(design, energy, ranges.heating, ranges.cooling, nested.sse)
                   : best_pair_multistart(design, energy, ranges.heating, ranges.cooling, alone);
  if (design.daily && best.constrained) {
    const PairOptimum without_base =
        best_pair_without_base(design, energy, ranges.heating, ranges.cooling);
    if (without_base.sse < best.sse) best = without_base;
  }
  if (!best.found() || !(best.sse < nested.sse)) return candidate;
  candidate.signature.base = KilowattHoursPerDay{best.base};
  set_leg(design, candidate.signature, Hinge::heating, best.heating_slope, best.heating_balance);
  set_leg(design, candidate.signature, Hinge::cooling, best.cooling_slope, best.cooling_balance);
  candidate.sse = best.sse;
  candidate.admissible = true;
  return candidate;
}

/// Moments lose the digits of a nearly perfect fit. One Gauss-Newton step on the residuals
/// themselves finds them again: within a cell the model is linear in base, slope and slope times
/// balance.
void polish(const Design& design, std::span<const double> energy, BalanceRanges ranges,
            Candidate& candidate) {
  for (int step = 0; step < 3; ++step) {
    Signature next = candidate.signature;
    std::vector<double> columns = design.days;
    const auto append = [&](const std::vector<double>& column) {
      columns.insert(columns.end(), column.begin(), column.end());
    };
    std::vector<Hinge> hinges;
    if (next.heating_slope.value() > 0.0) hinges.push_back(Hinge::heating);
    if (next.cooling_slope.value() > 0.0) hinges.push_back(Hinge::cooling);
    const auto balance = [&](Hinge hinge) {
      return (hinge == Hinge::heating ? next.heating_balance : next.cooling_balance).value() -
             design.reference_c;
    };
    for (const Hinge hinge : hinges) {
      const LegColumns leg = leg_columns(design, hinge, balance(hinge));
      append(leg.degree_days);
      append(leg.days);
    }
    const LeastSquares fit = least_squares(columns, energy, design.weight);
    next.base = KilowattHoursPerDay{fit.coefficients[0]};
    if (next.base.value() < 0.0) return;
    for (std::size_t l = 0; l < hinges.size(); ++l) {
      const double slope = fit.coefficients[1 + 2 * l];
      const double shift = fit.coefficients[2 + 2 * l] / slope;
      const double moved = balance(hinges[l]) + (hinges[l] == Hinge::heating ? shift : -shift);
      const BalanceRange& range = hinges[l] == Hinge::heating ? ranges.heating : ranges.cooling;
      if (!(slope > 0.0 && range.low <= moved && moved <= range.high)) return;
      set_leg(design, next, hinges[l], slope, moved);
    }
    if (next.heating_balance > next.cooling_balance) return;
    const double sse = weighted_squares(design, residuals(design, energy, next));
    if (!(sse < candidate.sse)) return;
    candidate.signature = next;
    candidate.sse = sse;
  }
}

} // namespace

std::vector<double> residuals(const Design& design, std::span<const double> energy_kwh,
                              const Signature& signature,
                              std::span<const double> regressor_coefficients) {
  std::vector<double> rest(energy_kwh.begin(), energy_kwh.end());
  for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= signature.base.value() * design.days[i];
  for (std::size_t j = 0; j < regressor_coefficients.size(); ++j)
    for (std::size_t i = 0; i < rest.size(); ++i)
      rest[i] -= regressor_coefficients[j] * design.regressor(j)[i];
  const auto subtract_leg = [&](Hinge hinge, double slope, Celsius balance) {
    if (balance.missing()) return;
    const std::vector<double> leg =
        leg_columns(design, hinge, balance.value() - design.reference_c).degree_days;
    for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= slope * leg[i];
  };
  subtract_leg(Hinge::heating, signature.heating_slope.value(), signature.heating_balance);
  subtract_leg(Hinge::cooling, signature.cooling_slope.value(), signature.cooling_balance);
  return rest;
}

std::array<Candidate, 4> search_candidates(const Design& design, std::span<const double> energy_kwh,
                                           BalanceRanges ranges) {
  std::array<Candidate, 4> all;
  all[0] = mean_candidate(design, energy_kwh);
  all[1] = one_leg(design, energy_kwh, Hinge::heating, ranges.heating, all[0]);
  all[2] = one_leg(design, energy_kwh, Hinge::cooling, ranges.cooling, all[0]);
  all[3] = two_legs(design, energy_kwh, ranges, all[1], all[2]);
  for (Candidate& candidate : all) {
    if (!candidate.admissible || candidate.signature.shape == SignatureShape::mean) continue;
    if (candidate.sse > 1e-6 * all[0].sse) continue;
    candidate.sse = weighted_squares(design, residuals(design, energy_kwh, candidate.signature));
    polish(design, energy_kwh, ranges, candidate);
  }
  return all;
}

} // namespace empower::detail
