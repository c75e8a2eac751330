// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/normalisation.hpp>

#include <empower/baseline/detail/exposure.hpp>

namespace empower {

namespace {

AnnualEnergy expected(const Fit& fit, const detail::Exposure& exposure) {
  return detail::with_interval(detail::expected_energy(fit.signature, exposure),
                               detail::coefficient_variance(fit, exposure), fit);
}

} // namespace

AnnualEnergy normal_year_energy(const Fit& fit, const NormalYear& normal) {
  if (normal.missing()) {
    const KilowattHours none{missing_value};
    return {none, none, none, none, none, none};
  }
  return expected(fit, detail::exposure(fit.signature, normal));
}

AnnualEnergy expected_energy(const Fit& fit, DailyView<Celsius> outdoor) {
  return expected(fit, detail::exposure(fit.signature, outdoor));
}

} // namespace empower
