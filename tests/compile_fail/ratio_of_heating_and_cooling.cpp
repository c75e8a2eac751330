// expect: no matching function
// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/degree_day_ratio.hpp>

void divide(const empower::DegreeDaySum<empower::HeatingRule>& heating,
            const empower::DegreeDaySum<empower::CoolingRule>& cooling) {
  (void)empower::ratio(heating, cooling); // wrong
}
