// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/portfolio_savings.hpp>

#include <empower/core/error.hpp>

#include <cmath>

namespace empower {

PortfolioSaving portfolio_saving(std::span<const AvoidedEnergy> savings,
                                 SavingsCorrelation correlation, double rho) {
  EMPOWER_EXPECTS(rho >= 0.0 && rho <= 1.0, "a correlation lies between 0 and 1");
  if (correlation == SavingsCorrelation::independent) rho = 0.0;
  if (correlation == SavingsCorrelation::full) rho = 1.0;

  /// A sum of squares and a square of the sum, joined by the correlation.
  struct Spread {
    double squares = 0.0;
    double sum = 0.0;
    void add(double width) {
      squares += width * width;
      sum += width;
    }
    [[nodiscard]] double joined(double rho) const {
      return std::sqrt((1.0 - rho) * squares + rho * sum * sum);
    }
  };
  Spread error;
  Spread below;
  Spread above;
  PortfolioSaving total;
  total.meters = savings.size();
  total.avoided.value = 0.0;
  for (const AvoidedEnergy& saving : savings) {
    total.observed_kwh += saving.observed_kwh;
    total.expected_kwh += saving.expected_kwh;
    total.non_routine_kwh += saving.non_routine_kwh;
    total.avoided.value += saving.avoided.value;
    error.add(saving.avoided.standard_error);
    below.add(saving.avoided.value - saving.avoided.low);
    above.add(saving.avoided.high - saving.avoided.value);
  }
  total.avoided.standard_error = error.joined(rho);
  total.avoided.low = total.avoided.value - below.joined(rho);
  total.avoided.high = total.avoided.value + above.joined(rho);
  total.fraction = fraction_of_expected(total.avoided, total.observed_kwh);
  return total;
}

} // namespace empower
