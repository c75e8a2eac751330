// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>

#include <empower/baseline/detail/frame.hpp>
#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/profile.hpp>
#include <empower/baseline/detail/short_series.hpp>
#include <empower/stats/distribution.hpp>
#include <empower/stats/metrics.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace empower::detail {

namespace {

/// Rows of `Fit::covariance`.
enum Coefficient : std::size_t {
  base,
  heating_slope,
  heating_balance,
  cooling_slope,
  cooling_balance,
  first_regressor
};

/// The coefficients that a column of the linearised model stands for: two where both balance
/// temperatures move as one.
struct Term {
  std::size_t first;
  std::size_t second;
};

/// A leg of the chosen shape; `present` only where the shape has it.
struct Leg {
  bool present = false;
  bool moves = false; ///< its balance temperature was searched and did not stop at a bound
  double balance = 0.0;
  LegColumns columns;
};

/// The chosen shape as a linear model about its optimum.
struct Model {
  const Design& design;
  Leg heating;
  Leg cooling;
  bool together = false; ///< both balance temperatures can only move as one
  Frame frame;
  std::vector<Term> terms; ///< per column of the frame

  void add(std::span<const double> column, std::size_t first, std::size_t second) {
    if (frame.add(column)) terms.push_back({first, second});
  }
  void add(std::span<const double> column, std::size_t coefficient) {
    add(column, coefficient, coefficient);
  }
};

std::vector<double> roots(std::span<const double> weight) {
  std::vector<double> root(weight.begin(), weight.end());
  for (double& w : root) w = std::sqrt(w);
  return root;
}

std::vector<double> times(std::vector<double> column, double factor) {
  for (double& v : column) v *= factor;
  return column;
}

Leg leg_of(const Design& design, Hinge hinge, Celsius balance) {
  if (balance.missing()) return {};
  const double x = balance.value() - design.reference_c;
  return {.present = true, .moves = false, .balance = x, .columns = leg_columns(design, hinge, x)};
}

bool at_bound(const Leg& leg, BalanceRange range) {
  constexpr double rounding_k = 1e-9;
  return leg.present && (std::abs(leg.balance - range.low) < rounding_k ||
                         std::abs(leg.balance - range.high) < rounding_k);
}

/// No base day lies between the legs.
bool touching(const Design& design, const Leg& heating, const Leg& cooling) {
  if (heating.balance == cooling.balance) return true;
  const auto next = std::ranges::lower_bound(design.heating.x, heating.balance);
  return next == design.heating.x.end() || *next > cooling.balance;
}

/// Which balance temperatures have an error of their own. The edge of a 2P was not searched; the
/// one balance temperature of a 4P stops at a bound in both places.
void place_balances(Model& model, Fit& fit, BalanceRanges ranges) {
  if (fit.signature.shape == SignatureShape::linear) return;
  bool heating_stops = at_bound(model.heating, ranges.heating);
  bool cooling_stops = at_bound(model.cooling, ranges.cooling);
  if (fit.signature.shape == SignatureShape::two_slopes)
    heating_stops = cooling_stops = heating_stops || cooling_stops;
  fit.heating_balance_at_bound = heating_stops;
  fit.cooling_balance_at_bound = cooling_stops;
  model.heating.moves = model.heating.present && !heating_stops;
  model.cooling.moves = model.cooling.present && !cooling_stops;
  model.together = model.heating.moves && model.cooling.moves &&
                   touching(model.design, model.heating, model.cooling);
}

/// Base, slopes and regressors once more, by QR on the energies themselves. A base at its bound of
/// 0 takes no part, but has an error.
void refine(Model& model, Fit& fit) {
  const Design& design = model.design;
  Signature& s = fit.signature;
  const bool has_base = s.base.value() != 0.0;
  const bool negative = s.base.value() < 0.0; // with free signs
  if (has_base) model.add(design.days, base);
  if (model.heating.present) model.add(model.heating.columns.degree_days, heating_slope);
  if (model.cooling.present) model.add(model.cooling.columns.degree_days, cooling_slope);
  for (std::size_t j = 0; j < design.regressor_count(); ++j)
    model.add(design.regressor(j), first_regressor + j);

  const std::vector<double> values = model.frame.coefficients();
  fit.regressors.resize(design.regressor_count());
  for (RegressorEffect& effect : fit.regressors) effect.coefficient.value = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t coefficient = model.terms[i].first;
    if (coefficient == base)
      s.base = KilowattHoursPerDay{negative ? values[i] : std::max(values[i], 0.0)};
    else if (coefficient == heating_slope)
      s.heating_slope = KilowattHoursPerDegreeDay{values[i]};
    else if (coefficient == cooling_slope)
      s.cooling_slope = KilowattHoursPerDegreeDay{values[i]};
    else
      fit.regressors[coefficient - first_regressor].coefficient.value = values[i];
  }
}

/// How well the model fits, from its residuals in scaled rows.
void measure(const Design& design, std::span<const double> energy,
             std::span<const double> root_weight, std::span<const double> scaled, Fit& fit) {
  double days = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    days += design.days[i];
    total += energy[i];
  }
  ErrorSums sums{.observations = energy.size(), .observed = total};
  double about_mean = 0.0;
  for (std::size_t i = 0; i < energy.size(); ++i) {
    const double residual = scaled[i] / root_weight[i];
    const double deviation = root_weight[i] * (energy[i] - total / days * design.days[i]);
    sums.error += residual;
    sums.squared_error += residual * residual;
    about_mean += deviation * deviation;
  }
  fit.sse = dot(scaled, scaled);
  if (about_mean > 0.0) fit.r_squared = 1.0 - fit.sse / about_mean;
  fit.cv_rmse = cv_rmse(sums, fit.parameters);
  fit.nmbe = nmbe(sums, fit.parameters);
}

/// The balance temperatures as columns of their own, and the base where it is at its bound.
void add_shifts(Model& model, const Signature& s) {
  if (s.base.value() == 0.0) model.add(model.design.days, base);
  std::vector<double> heating = times(model.heating.columns.days, s.heating_slope.value());
  const std::vector<double> cooling = times(model.cooling.columns.days, -s.cooling_slope.value());
  if (model.together) {
    for (std::size_t i = 0; i < heating.size(); ++i) heating[i] += cooling[i];
    model.add(heating, heating_balance, cooling_balance);
    return;
  }
  if (model.heating.moves) model.add(heating, heating_balance);
  if (model.cooling.moves) model.add(cooling, cooling_balance);
}

/// Variance of the noise and covariance of the coefficients by the recipe of the length.
void state_noise(const Model& model, std::span<const double> scaled, const Autocorrelation& noise,
                 Fit& fit) {
  const auto n = static_cast<double>(fit.observations);
  double scale = 0.0;
  std::vector<double> inner;
  if (fit.observations <= short_series) {
    ShortSeriesNoise own = short_series_noise(model.frame, scaled, model.design.position);
    const double inflation = (1.0 + own.correlation) / (1.0 - own.correlation);
    fit.autocorrelation = own.correlation;
    fit.effective_observations = n / inflation;
    fit.degrees_of_freedom = own.degrees_of_freedom;
    fit.residual_variance = inflation * own.variance;
    scale = own.variance;
    inner = std::move(own.inner);
  } else {
    const auto p = static_cast<double>(fit.parameters);
    fit.autocorrelation = noise.lag_one;
    fit.effective_observations = noise.effective_observations;
    fit.degrees_of_freedom = std::max(noise.effective_observations - p, 2.0);
    fit.residual_variance = noise.inflation * fit.sse / (n - p);
    scale = fit.residual_variance;
  }
  const std::vector<double> unscaled = model.frame.covariance(inner);
  const std::size_t columns = model.terms.size();
  const std::size_t count = fit.coefficient_count();
  fit.covariance.assign(count * count, 0.0);
  for (std::size_t i = 0; i < columns; ++i)
    for (std::size_t j = 0; j < columns; ++j)
      for (const std::size_t row : {model.terms[i].first, model.terms[i].second})
        for (const std::size_t column : {model.terms[j].first, model.terms[j].second})
          fit.covariance[row * count + column] = scale * unscaled[i * columns + j];
}

void state_estimates(const Model& model, double t, Fit& fit) {
  const Signature& s = fit.signature;
  const std::size_t count = fit.coefficient_count();
  const auto of = [&](std::size_t c, double value) {
    const double error = std::sqrt(fit.covariance[c * count + c]);
    return Estimate{value, error, value - t * error, value + t * error};
  };
  const auto state = [&](const Leg& leg, std::size_t c, double slope, Celsius balance,
                         Estimate& of_slope, Estimate& of_balance) {
    if (!leg.present) return;
    of_slope = of(c, slope);
    of_balance = leg.moves ? of(c + 1, balance.value()) : Estimate{.value = balance.value()};
  };
  fit.base = of(base, s.base.value());
  state(model.heating, heating_slope, s.heating_slope.value(), s.heating_balance, fit.heating_slope,
        fit.heating_balance);
  state(model.cooling, cooling_slope, s.cooling_slope.value(), s.cooling_balance, fit.cooling_slope,
        fit.cooling_balance);
  for (const Term& term : model.terms) {
    if (term.first < first_regressor) continue;
    Estimate& coefficient = fit.regressors[term.first - first_regressor].coefficient;
    coefficient = of(term.first, coefficient.value);
  }
}

/// Interval of a balance temperature by its profile: all places where the best other coefficients
/// leave an SSE that t allows. Another balance temperature takes part as a linear term.
void profile(const Model& model, std::span<const double> energy, Hinge hinge, BalanceRange range,
             double most, Estimate& balance) {
  const Design& design = model.design;
  const bool heats = hinge == Hinge::heating;
  const Leg& other = heats ? model.cooling : model.heating;
  Projection fixed{design.weight, energy};
  fixed.add(design.days);
  if (model.together) { // both legs are one hinge beside a straight line
    const LegColumns above = leg_columns(design, Hinge::cooling, model.heating.balance);
    std::vector<double> line = above.degree_days;
    for (std::size_t i = 0; i < line.size(); ++i) line[i] -= model.heating.columns.degree_days[i];
    fixed.add(line);
  } else if (other.present) {
    fixed.add(other.columns.degree_days);
    if (other.moves) fixed.add(other.columns.days);
    (heats ? range.high : range.low) =
        heats ? std::min(range.high, other.balance) : std::max(range.low, other.balance);
  }
  for (std::size_t j = 0; j < design.regressor_count(); ++j) fixed.add(design.regressor(j));
  const BalanceRange found = profile_range(design, hinge, range, fixed, most);
  if (found.empty()) return;
  balance.low = std::min(balance.value, design.reference_c + found.low);
  balance.high = std::max(balance.value, design.reference_c + found.high);
}

/// Where a slope is not far above its error, the linearised interval of its balance temperature is
/// too narrow (Feder 1975). In simulation it still is at t = 4, so the profile starts there.
void profile_weak_legs(const Model& model, std::span<const double> energy, BalanceRanges ranges,
                       double t, Fit& fit) {
  constexpr double weak = 5.0;
  const auto is_weak = [](const Leg& leg, const Estimate& slope) {
    return leg.moves && std::abs(slope.value) < weak * slope.standard_error;
  };
  const bool heating = is_weak(model.heating, fit.heating_slope);
  const bool cooling = is_weak(model.cooling, fit.cooling_slope);
  const double most = fit.sse + t * t * fit.residual_variance;
  if (model.together) {
    if (!heating && !cooling) return;
    const BalanceRange both{std::max(ranges.heating.low, ranges.cooling.low),
                            std::min(ranges.heating.high, ranges.cooling.high)};
    profile(model, energy, Hinge::heating, both, most, fit.heating_balance);
    const double apart = fit.cooling_balance.value - fit.heating_balance.value;
    fit.cooling_balance.low = fit.heating_balance.low + apart;
    fit.cooling_balance.high = fit.heating_balance.high + apart;
    return;
  }
  if (heating) profile(model, energy, Hinge::heating, ranges.heating, most, fit.heating_balance);
  if (cooling) profile(model, energy, Hinge::cooling, ranges.cooling, most, fit.cooling_balance);
}

} // namespace

Fit describe(const Design& design, std::span<const double> energy_kwh, const Candidate& chosen,
             BalanceRanges ranges, const Autocorrelation& noise,
             std::span<const Candidate> candidates) {
  Fit fit;
  fit.signature = chosen.signature;
  fit.search = chosen.search;
  fit.candidates.assign(candidates.begin(), candidates.end());
  fit.temperature_min = Celsius{design.reference_c + design.heating.x.front()};
  fit.temperature_max = Celsius{design.reference_c + design.heating.x.back()};
  fit.observations = design.size();
  fit.parameters = parameter_count(chosen.signature.shape) + design.regressor_count();

  const std::vector<double> root_weight = roots(design.weight);
  Model model{.design = design,
              .heating = leg_of(design, Hinge::heating, chosen.signature.heating_balance),
              .cooling = leg_of(design, Hinge::cooling, chosen.signature.cooling_balance),
              .frame = Frame{root_weight, energy_kwh, 5 + design.regressor_count()},
              .terms = {}};
  place_balances(model, fit, ranges);
  refine(model, fit);
  const std::vector<double> scaled(model.frame.remainder().begin(), model.frame.remainder().end());
  measure(design, energy_kwh, root_weight, scaled, fit);
  add_shifts(model, fit.signature);
  state_noise(model, scaled, noise, fit);
  const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
  state_estimates(model, t, fit);
  profile_weak_legs(model, energy_kwh, ranges, t, fit);
  return fit;
}

} // namespace empower::detail
