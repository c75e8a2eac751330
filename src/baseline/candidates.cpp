// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>

#include <empower/baseline/detail/hinge_search.hpp>
#include <empower/baseline/detail/leg_grid.hpp>
#include <empower/baseline/detail/pair_search.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace empower::detail {

namespace {

/// A signature whose linear coefficients are yet to be found.
struct Skeleton {
  SignatureShape shape = SignatureShape::mean;
  double heating_balance = missing_value; ///< kelvin above the reference; missing without the leg
  double cooling_balance = missing_value;
  bool base = true;
};

/// Which lines rest on enough observations beside the end that they begin at.
struct LineSupport {
  bool falling = false;
  bool rising = false;
};

/// All searches of one meter.
class Family {
public:
  Family(const Design& design, std::span<const double> energy, BalanceRanges ranges,
         LineSupport lines, const FitOptions& options)
      : design_{design}, energy_{energy}, ranges_{ranges}, lines_{lines}, options_{options},
        beside_{design.weight, energy}, days_{beside_} {
    for (std::size_t j = 0; j < design.regressor_count(); ++j)
      beside_.add(design.regressor(j), Sign::free);
    days_ = beside_;
    days_.add(design.days);
    if (design.daily && beside_.size() == 0) return;
    if (!ranges.heating.empty()) heating_.emplace(design, Hinge::heating, ranges.heating, days_);
    if (!ranges.cooling.empty()) cooling_.emplace(design, Hinge::cooling, ranges.cooling, days_);
  }

  std::array<Candidate, 6> run() {
    std::array<Candidate, 6> all;
    all[0] = mean();
    all[1] = linear(all[0]);
    all[2] = one_leg(Hinge::heating, all[0], all[1]);
    all[3] = one_leg(Hinge::cooling, all[0], all[1]);
    all[4] = two_slopes(least({&all[1], &all[2], &all[3]}, options_.free_signs));
    all[5] = two_legs(all[2], all[3], all[4]);
    return all;
  }

private:
  /// The least SSE; the first only counts if `with_line`.
  static const Candidate& least(std::array<const Candidate*, 3> nested, bool with_line) {
    const Candidate* best = nested[1]->sse <= nested[2]->sse ? nested[1] : nested[2];
    return with_line && nested[0]->sse < best->sse ? *nested[0] : *best;
  }

  /// The linear coefficients of a skeleton; SSE infinite where one has not got its sign.
  [[nodiscard]] Candidate solved(const Skeleton& model, Sign sign = Sign::not_negative) const {
    Projection columns = beside_;
    if (model.base) columns.add(design_.days, sign);
    for (const Hinge hinge : {Hinge::heating, Hinge::cooling}) {
      const double balance =
          hinge == Hinge::heating ? model.heating_balance : model.cooling_balance;
      if (!std::isnan(balance)) columns.add(leg_degree_days(design_, hinge, balance), sign);
    }
    const std::vector<double> b = columns.coefficients();
    Candidate candidate;
    candidate.signature.shape = model.shape;
    candidate.admissible = columns.allows(b);
    candidate.sse = candidate.admissible ? columns.sse() : PairOptimum{}.sse;
    std::size_t j = beside_.size();
    candidate.regressors.assign(b.begin(), b.begin() + static_cast<std::ptrdiff_t>(j));
    if (model.base) candidate.signature.base = KilowattHoursPerDay{b[j++]};
    if (!std::isnan(model.heating_balance))
      set_leg(design_, candidate.signature, Hinge::heating, b[j++], model.heating_balance);
    if (!std::isnan(model.cooling_balance))
      set_leg(design_, candidate.signature, Hinge::cooling, b[j++], model.cooling_balance);
    return candidate;
  }

  /// As `nested`, under another name: this shape explains no more.
  static Candidate no_more_than(const Candidate& nested, SignatureShape shape) {
    Candidate candidate = nested;
    candidate.signature.shape = shape;
    candidate.search = Search::exact;
    candidate.admissible = false;
    return candidate;
  }

  [[nodiscard]] Candidate mean() const {
    if (beside_.size() == 0) return plain_mean();
    const Candidate with_base = solved({});
    return with_base.admissible ? with_base : solved({.base = false});
  }

  /// Without a rounding error on a constant meter.
  [[nodiscard]] Candidate plain_mean() const {
    double days = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < energy_.size(); ++i) {
      const double weight = design_.weight[i] * design_.days[i];
      days += weight * design_.days[i];
      sum += weight * energy_[i];
    }
    Candidate mean;
    mean.admissible = true;
    mean.signature.base = KilowattHoursPerDay{sum / days};
    mean.sse = weighted_squares(design_, residuals(design_, energy_, mean.signature));
    return mean;
  }

  /// A falling line is a heating leg from the warmest temperature, a rising one a cooling leg from
  /// the coldest.
  [[nodiscard]] Candidate linear(const Candidate& mean) const {
    Candidate best = no_more_than(mean, SignatureShape::linear);
    for (const Hinge hinge : {Hinge::heating, Hinge::cooling}) {
      if (!(hinge == Hinge::heating ? lines_.falling : lines_.rising)) continue;
      Skeleton line{.shape = SignatureShape::linear};
      (hinge == Hinge::heating ? line.heating_balance : line.cooling_balance) =
          hinge == Hinge::heating ? design_.heating.x.back() : design_.heating.x.front();
      Candidate candidate = solved(line, options_.free_signs ? Sign::free : Sign::not_negative);
      const bool is_optimum = candidate.admissible; // of all lines
      if (!is_optimum) {
        line.base = false;
        candidate = solved(line);
      }
      const Signature& s = candidate.signature;
      const bool leg = s.heating_slope.value() > 0.0 || s.cooling_slope.value() > 0.0;
      if (candidate.admissible && leg && candidate.sse < best.sse) best = candidate;
      if (is_optimum && !options_.free_signs) break;
    }
    return best;
  }

  /// Base free, and where that wants a negative base, also base 0. Beside regressors always both:
  /// the base may be negative even without a leg, and no leg then tells it by a positive slope.
  [[nodiscard]] Candidate one_leg(Hinge hinge, const Candidate& mean, const Candidate& line) const {
    const bool heats = hinge == Hinge::heating;
    const SignatureShape shape = heats ? SignatureShape::heating : SignatureShape::cooling;
    const BalanceRange& range = heats ? ranges_.heating : ranges_.cooling;
    const std::optional<LegNodes>& nodes = heats ? heating_ : cooling_;
    HingeOptimum best = nodes ? nodes->grid.best_hinge_in(range, days_, nodes->beside_days)
                              : best_hinge(design_, hinge, range, days_);
    bool base = true;
    if (best.constrained || beside_.size() > 0) {
      HingeOptimum without_base = best_hinge(design_, hinge, range, beside_);
      if (without_base.sse < best.sse) {
        best = std::move(without_base);
        base = false;
      }
    }
    // From the last temperature on, the leg is the line.
    const bool is_line =
        best.balance == (heats ? design_.heating.x.back() : design_.heating.x.front());
    const Candidate& nested = is_line && line.sse < mean.sse ? line : mean;
    if (!best.found() || !(best.sse < nested.sse)) return no_more_than(nested, shape);
    Candidate candidate;
    candidate.signature.shape = shape;
    candidate.signature.base = KilowattHoursPerDay{base ? best.fixed.back() : 0.0};
    set_leg(design_, candidate.signature, hinge, best.slope, best.balance);
    candidate.regressors.assign(best.fixed.begin(),
                                best.fixed.begin() + static_cast<std::ptrdiff_t>(beside_.size()));
    candidate.sse = best.sse;
    candidate.admissible = true;
    return candidate;
  }

  [[nodiscard]] Candidate two_slopes(const Candidate& nested) const {
    const BalanceRange common{std::max(ranges_.heating.low, ranges_.cooling.low),
                              std::min(ranges_.heating.high, ranges_.cooling.high)};
    const bool any = options_.free_signs;
    Projection line = days_;
    line.add(temperature_sums(design_), Sign::free);
    const VertexOptimum best =
        best_vertex(design_, common, line, any, nested.sse, heating_ ? &*heating_ : nullptr);
    if (!best.found()) return no_more_than(nested, SignatureShape::two_slopes);
    return solved({.shape = SignatureShape::two_slopes,
                   .heating_balance = best.balance,
                   .cooling_balance = best.balance,
                   .base = best.base},
                  any ? Sign::free : Sign::not_negative);
  }

  [[nodiscard]] Candidate two_legs(const Candidate& heating, const Candidate& cooling,
                                   const Candidate& vertex) const {
    const Candidate& one = heating.sse <= cooling.sse ? heating : cooling;
    const Candidate& nested = !options_.free_signs && vertex.sse < one.sse ? vertex : one;
    const bool exact = design_.daily && beside_.size() == 0;
    PairOptimum best;
    if (exact) {
      best = best_pair(design_, energy_, ranges_.heating, ranges_.cooling, nested.sse);
      if (best.constrained) {
        const PairOptimum without_base =
            best_pair_without_base(design_, energy_, ranges_.heating, ranges_.cooling);
        if (without_base.sse < best.sse) best = without_base;
      }
    } else if (heating_ && cooling_) {
      const auto place = [&](Celsius balance) { return balance.value() - design_.reference_c; };
      best = best_pair_multistart(beside_, days_, *heating_, *cooling_,
                                  {place(heating.signature.heating_balance),
                                   place(cooling.signature.cooling_balance),
                                   heating.sse <= cooling.sse ? Hinge::cooling : Hinge::heating});
    }
    Candidate candidate = no_more_than(nested, SignatureShape::heating_cooling);
    candidate.search = exact ? Search::exact : Search::multistart;
    if (!best.found() || !(best.sse < nested.sse)) return candidate;
    candidate.signature.base = KilowattHoursPerDay{best.base};
    set_leg(design_, candidate.signature, Hinge::heating, best.heating_slope, best.heating_balance);
    set_leg(design_, candidate.signature, Hinge::cooling, best.cooling_slope, best.cooling_balance);
    candidate.regressors = best.regressors;
    candidate.sse = best.sse;
    candidate.admissible = true;
    return candidate;
  }

  const Design& design_;
  std::span<const double> energy_;
  BalanceRanges ranges_;
  LineSupport lines_;
  const FitOptions& options_;
  Projection beside_;               ///< the regressors
  Projection days_;                 ///< and the base
  std::optional<LegNodes> heating_; ///< of bills, and of days with regressors
  std::optional<LegNodes> cooling_;
};

} // namespace

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
        leg_degree_days(design, hinge, balance.value() - design.reference_c);
    for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= slope * leg[i];
  };
  subtract_leg(Hinge::heating, signature.heating_slope.value(), signature.heating_balance);
  subtract_leg(Hinge::cooling, signature.cooling_slope.value(), signature.cooling_balance);
  return rest;
}

std::array<Candidate, 6> search_candidates(const Design& design, std::span<const double> energy_kwh,
                                           BalanceRanges ranges, const FitOptions& options) {
  constexpr double nearly_perfect = 1e-3;
  const LineSupport lines{leg_start(design, Hinge::heating, options).has_value(),
                          leg_start(design, Hinge::cooling, options).has_value()};
  std::array<Candidate, 6> all;
  if (design.daily && design.regressor_count() == 0) {
    const Collapsed days = collapse(design, energy_kwh);
    all = Family{days.design, days.energy_kwh, ranges, lines, options}.run();
    for (Candidate& candidate : all) candidate.sse += days.within;
  } else {
    all = Family{design, energy_kwh, ranges, lines, options}.run();
  }
  for (Candidate& candidate : all)
    if (candidate.admissible && candidate.sse <= nearly_perfect * all[0].sse)
      polish(design, energy_kwh, ranges, options, candidate);
  return all;
}

} // namespace empower::detail
