// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/detail/design.hpp>
#include <empower/baseline/fit.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace empower::detail {

/// The ranges that the data and the options leave to both balance temperatures.
struct BalanceRanges {
  BalanceRange heating;
  BalanceRange cooling;
};

/// The constrained least-squares optimum of all shapes, in the order of the enumeration; SSE
/// filled, `criterion` not yet. A shape that explains nothing more than a smaller one within it is
/// not admissible: it is the smaller shape.
[[nodiscard]] std::array<Candidate, 6> search_candidates(const Design& design,
                                                         std::span<const double> energy_kwh,
                                                         BalanceRanges ranges,
                                                         const FitOptions& options);

/// A leg with its balance temperature in kelvin above the reference.
void set_leg(const Design& design, Signature& signature, Hinge hinge, double slope, double balance);

/// Moments lose the digits of a nearly perfect fit. Gauss-Newton steps on the residuals themselves
/// find them again: within a cell the model is linear in base, slope and slope times balance.
void polish(const Design& design, std::span<const double> energy_kwh, BalanceRanges ranges,
            const FitOptions& options, Candidate& candidate);

/// Energy less what the signature and the regressors expect, per observation.
[[nodiscard]] std::vector<double> residuals(const Design& design,
                                            std::span<const double> energy_kwh,
                                            const Signature& signature,
                                            std::span<const double> regressor_coefficients = {});

[[nodiscard]] double weighted_squares(const Design& design, std::span<const double> values);

/// Base, slopes and balance temperatures; regressors come on top.
[[nodiscard]] constexpr std::size_t parameter_count(SignatureShape shape) noexcept {
  switch (shape) {
  case SignatureShape::mean:
    return 1;
  case SignatureShape::linear:
    return 2;
  case SignatureShape::heating:
  case SignatureShape::cooling:
    return 3;
  case SignatureShape::two_slopes:
    return 4;
  case SignatureShape::heating_cooling:
    return 5;
  }
  return 0;
}

/// What the residuals of one meter say about themselves, once for all its candidates.
struct Autocorrelation {
  double lag_one = 0.0;   ///< corrected for the length, in [0, 0.95]
  double inflation = 1.0; ///< (1 + r) / (1 - r)
  double effective_observations = 0.0;
};

[[nodiscard]] Autocorrelation autocorrelation(const Design& design,
                                              std::span<const double> residuals_kwh);

/// Fills `criterion` and `admissible` and returns the index of the best candidate, or `size()` if
/// none is admissible: AICc up to 36 observations, BIC with the effective sample size above. At
/// equal value the smaller shape stands.
[[nodiscard]] std::size_t select(std::span<Candidate> candidates, const Design& design,
                                 std::span<const double> energy_kwh, double resolution_kwh,
                                 double effective_observations);

/// Everything about the chosen candidate, from a QR on its own design.
[[nodiscard]] Fit describe(const Design& design, std::span<const double> energy_kwh,
                           const Candidate& chosen, BalanceRanges ranges,
                           const Autocorrelation& noise, std::span<const Candidate> candidates);

/// All shapes of one meter with their criteria, and the one to use.
struct Selected {
  std::array<Candidate, 6> candidates;
  BalanceRanges ranges;
  Autocorrelation noise;
  std::size_t best = 0;

  [[nodiscard]] const Candidate& chosen() const noexcept { return candidates[best]; }
};

/// Nothing where not even a mean is admissible.
[[nodiscard]] std::optional<Selected> search_and_select(const Design& design,
                                                        std::span<const double> energy_kwh,
                                                        const FitOptions& options);

/// Huber's weights (1.345 sigma, sigma from the MAD; none beyond 6 sigma) times those that the
/// design has, found by repeating search and selection until the balance temperatures move less
/// than 0.01 K, eight rounds at most. The start rests on the 80 % smallest residuals of the best of
/// six fits: to all observations, and to all but each fifth of them in order of time.
void set_robust_weights(Design& design, std::span<const double> energy_kwh,
                        const FitOptions& options);

} // namespace empower::detail
