// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/robust.hpp>

#include <empower/core/error.hpp>
#include <empower/core/units.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace empower {

double quantile(std::vector<double> values, double share) {
  EMPOWER_EXPECTS(share >= 0.0 && share <= 1.0, "a share lies between 0 and 1");
  if (values.empty()) return missing_value;
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(place);
  const auto at = values.begin() + below;
  std::nth_element(values.begin(), at, values.end());
  const double fraction = place - static_cast<double>(below);
  if (fraction == 0.0) return *at;
  const double next = *std::min_element(at + 1, values.end());
  return *at + fraction * (next - *at);
}

double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

double median_absolute_deviation(std::span<const double> values) {
  std::vector<double> deviations(values.begin(), values.end());
  const double middle = median(deviations);
  for (double& value : deviations) value = std::abs(value - middle);
  return median(std::move(deviations));
}

} // namespace empower
