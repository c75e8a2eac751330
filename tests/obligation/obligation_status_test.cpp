// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/obligation_status.hpp>

#include "obligation/rows.hpp"

#include <doctest/doctest.h>

using namespace empower;
using namespace empower::testing;

TEST_SUITE("obligation/obligation_status") {
  TEST_CASE("codes stand in the order of the enumeration") {
    CHECK(code(ObligationStatus::met) == "met");
    CHECK(code(ObligationStatus::not_applicable) == obligation_status_codes().back());
    CHECK(code(ObligationReason::incomplete_row) == "incomplete_row");
    CHECK(code(ObligationReason::too_few_buildings) == obligation_reason_codes().back());
  }

  TEST_CASE("the energy manager is due on 30 April of the next year") {
    const Obligation& row = embedded_obligation("energy_manager_public", civil_day(2025, 12, 31));
    CHECK(yearly_deadline(row, 2025) == civil_day(2026, 4, 30));
  }

  TEST_CASE("a frequency that names no day gives none") {
    Obligation row;
    for (const char* text : {"", "yearly", "yearly by April", "yearly by 31 April",
                             "yearly by 30April", "yearly by 30 avril", "every 2 years"}) {
      CAPTURE(text);
      row.frequency = text;
      CHECK(yearly_deadline(row, 2025) == std::nullopt);
    }
    row.frequency = "yearly by 29 February";
    CHECK(yearly_deadline(row, 2027) == civil_day(2028, 2, 29));
    CHECK(yearly_deadline(row, 2025) == std::nullopt);
  }
}
