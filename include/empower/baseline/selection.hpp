// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>

namespace empower {

/// The candidate of a shape; nothing if the fit keeps none of it.
[[nodiscard]] constexpr const Candidate* candidate_of(const Fit& fit,
                                                      SignatureShape shape) noexcept {
  for (const Candidate& candidate : fit.candidates)
    if (candidate.signature.shape == shape) return &candidate;
  return nullptr;
}

/// By how much the criterion of a shape is above that of the chosen one: 0 for the chosen, missing
/// for a shape that is not admissible.
///
/// Below 2 the data hardly prefer the chosen shape, above 10 the other has no support (Burnham,
/// Anderson 2002). A weak cooling leg is often reported as 3PH or 4P: where the use is known to be
/// cooled, the 5P of `candidate_of` with a small difference is the alternative to show.
[[nodiscard]] constexpr double delta_criterion(const Fit& fit, SignatureShape shape) noexcept {
  const Candidate* other = candidate_of(fit, shape);
  const Candidate* chosen = candidate_of(fit, fit.signature.shape);
  if (other == nullptr || chosen == nullptr || !other->admissible) return missing_value;
  return other->criterion - chosen->criterion;
}

} // namespace empower
