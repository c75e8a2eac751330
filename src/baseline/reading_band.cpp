// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/reading_band.hpp>

#include <empower/baseline/detail/exposure.hpp>
#include <empower/core/error.hpp>
#include <empower/stats/distribution.hpp>

#include <cmath>

namespace empower {

ReadingBand reading_band(const Fit& fit, std::span<const double> temperature_c, double days) {
  EMPOWER_EXPECTS(days > 0.0, "a reading covers days");
  const double t = student_t_quantile(0.95, fit.degrees_of_freedom);
  const auto freedom = static_cast<double>(fit.observations) - static_cast<double>(fit.parameters);
  const double noise = fit.sse / freedom / days;
  const std::vector<double> regressors(fit.regressors.size(), 0.0);
  ReadingBand band;
  band.low.reserve(temperature_c.size());
  band.high.reserve(temperature_c.size());
  for (const double temperature : temperature_c) {
    const double expected = fit.signature.expected(Celsius{temperature}).value();
    const DailyView<Celsius> one_day_there{CivilDay{}, {&temperature, 1}};
    const double variance =
        detail::coefficient_variance(fit, detail::exposure(fit, one_day_there), regressors) + noise;
    band.low.push_back(expected - t * std::sqrt(variance));
    band.high.push_back(expected + t * std::sqrt(variance));
  }
  return band;
}

} // namespace empower
