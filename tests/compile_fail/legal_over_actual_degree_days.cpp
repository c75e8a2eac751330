// expect: no match for .operator/.|invalid operands
// SPDX-License-Identifier: Apache-2.0
#include <empower/weather/legal_degree_days.hpp>

void divide(const empower::LegalClimate& place,
            const empower::DegreeDaySum<empower::HeatingRule>& actual,
            const empower::ClimateZone& zone) {
  (void)empower::actual_over_legal(actual, place.degree_days, zone);
  (void)(place.degree_days / actual.total); // wrong
}
