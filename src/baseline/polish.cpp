// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/detail/candidates.hpp>

#include <empower/baseline/detail/frame.hpp>

#include <cmath>
#include <vector>

namespace empower::detail {

namespace {

/// The model as a linear one about a signature: regressors, base, legs, and a shift for every
/// balance temperature that is free.
class Linearised {
public:
  Linearised(const Design& design, const Signature& signature)
      : design_{design}, signature_{signature}, columns_{design.regressors},
        one_place_{signature.shape == SignatureShape::two_slopes},
        moves_{signature.shape != SignatureShape::linear} {
    append(design.days);
    std::vector<double> common(design.size(), 0.0);
    for (const Hinge hinge : {Hinge::heating, Hinge::cooling}) {
      if (balance(hinge).missing()) continue;
      const LegColumns leg =
          leg_columns(design, hinge, balance(hinge).value() - design.reference_c);
      append(leg.degree_days);
      for (std::size_t i = 0; i < common.size(); ++i) common[i] += derivative(hinge) * leg.days[i];
      if (!moves_ || one_place_) continue;
      append(common);
      common.assign(design.size(), 0.0);
    }
    if (one_place_) append(common);
  }

  /// The signature and the regressors' coefficients of the linear optimum. A column that those
  /// before it explain has none.
  void solve(std::span<const double> energy, std::span<const double> root_weight, Signature& next,
             std::vector<double>& regressors) const {
    const std::size_t n = design_.size();
    const std::size_t count = columns_.size() / n;
    Frame frame{root_weight, energy, count};
    std::vector<std::size_t> taken;
    taken.reserve(count);
    for (std::size_t c = 0; c < count; ++c)
      if (frame.add(std::span{columns_}.subspan(c * n, n))) taken.push_back(c);
    const std::vector<double> solution = frame.coefficients();
    std::vector<double> coefficients(count, 0.0);
    for (std::size_t i = 0; i < taken.size(); ++i) coefficients[taken[i]] = solution[i];

    const std::size_t r = design_.regressor_count();
    regressors.assign(coefficients.begin(), coefficients.begin() + static_cast<std::ptrdiff_t>(r));
    std::size_t j = r;
    next.base = KilowattHoursPerDay{coefficients[j++]};
    for (const Hinge hinge : {Hinge::heating, Hinge::cooling}) {
      if (balance(hinge).missing()) continue;
      const double slope = coefficients[j++];
      double shift = 0.0;
      if (moves_) shift = one_place_ ? coefficients.back() : coefficients[j++];
      set_leg(design_, next, hinge, slope, balance(hinge).value() - design_.reference_c + shift);
    }
  }

private:
  [[nodiscard]] Celsius balance(Hinge hinge) const {
    return hinge == Hinge::heating ? signature_.heating_balance : signature_.cooling_balance;
  }
  /// Of the leg by its balance temperature, per day on it.
  [[nodiscard]] double derivative(Hinge hinge) const {
    return hinge == Hinge::heating ? signature_.heating_slope.value()
                                   : -signature_.cooling_slope.value();
  }
  void append(const std::vector<double>& column) {
    columns_.insert(columns_.end(), column.begin(), column.end());
  }

  const Design& design_;
  Signature signature_;
  std::vector<double> columns_;
  bool one_place_;
  bool moves_;
};

bool within(const Design& design, const BalanceRange& range, Celsius balance) {
  const double x = balance.value() - design.reference_c;
  return balance.missing() || (range.low <= x && x <= range.high);
}

bool obeys(const Design& design, const Signature& s, BalanceRanges ranges, bool free_signs) {
  const bool any_sign =
      free_signs && (s.shape == SignatureShape::linear || s.shape == SignatureShape::two_slopes);
  const bool legs = (s.heating_balance.missing() || s.heating_slope.value() > 0.0) &&
                    (s.cooling_balance.missing() || s.cooling_slope.value() > 0.0);
  if (!any_sign && !(s.base.value() >= 0.0 && legs)) return false;
  if (s.shape == SignatureShape::linear) return true;
  return within(design, ranges.heating, s.heating_balance) &&
         within(design, ranges.cooling, s.cooling_balance) &&
         !(s.heating_balance > s.cooling_balance);
}

} // namespace

void polish(const Design& design, std::span<const double> energy_kwh, BalanceRanges ranges,
            const FitOptions& options, Candidate& candidate) {
  const auto sse_of = [&](const Signature& signature, std::span<const double> regressors) {
    return weighted_squares(design, residuals(design, energy_kwh, signature, regressors));
  };
  candidate.sse = sse_of(candidate.signature, candidate.regressors);
  std::vector<double> root_weight = design.weight;
  for (double& w : root_weight) w = std::sqrt(w);
  for (int step = 0; step < 3; ++step) {
    Signature next = candidate.signature;
    std::vector<double> regressors;
    Linearised{design, candidate.signature}.solve(energy_kwh, root_weight, next, regressors);
    if (!obeys(design, next, ranges, options.free_signs)) return;
    const double sse = sse_of(next, regressors);
    if (!(sse < candidate.sse)) return;
    const bool settled = sse > (1.0 - 1e-6) * candidate.sse; // what is left is the square of that
    candidate.signature = next;
    candidate.regressors = regressors;
    candidate.sse = sse;
    if (settled) return;
  }
}

} // namespace empower::detail
