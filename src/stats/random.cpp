// SPDX-License-Identifier: Apache-2.0
#include <empower/stats/random.hpp>

#include <cmath>

namespace empower {

double Random::normal() noexcept {
  for (;;) {
    const double u = 1.0 - uniform(); // (0, 1]
    const double v = 1.7156 * (uniform() - 0.5);
    const double x = u - 0.449871;
    const double y = std::abs(v) + 0.386595;
    const double q = x * x + y * (0.19600 * y - 0.25472 * x);
    if (q < 0.27597) return v / u;
    if (q <= 0.27846 && v * v <= -4.0 * std::log(u) * u * u) return v / u;
  }
}

} // namespace empower
