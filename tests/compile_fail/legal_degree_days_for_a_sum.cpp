// expect: no match for .operator=.|no viable overloaded
// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/legal_degree_days.hpp>

void take(const empower::LegalClimate& place, empower::DegreeDaySum<empower::HeatingRule>& sum) {
  sum.total += empower::DegreeDays{place.degree_days.value()};
  sum.total = place.degree_days; // wrong
}
