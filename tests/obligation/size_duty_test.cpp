// SPDX-License-Identifier: Apache-2.0
#include <empower/obligation/size_duty.hpp>

#include "obligation/rows.hpp"

#include <doctest/doctest.h>

using namespace empower;
using namespace empower::testing;

namespace {

constexpr CivilDay day = civil_day(2025, 12, 31);

ObligationStatus automation(double plant_kw, std::optional<bool> fulfilled, CivilDay on,
                            std::string_view id = "epbd_bacs_290") {
  return size_duty(plant_kw, "plant_kw", fulfilled, on, embedded_obligation(id, day))->status;
}

} // namespace

TEST_SUITE("obligation/size_duty") {
  TEST_CASE("automation binds plants above 290 kW, from 2029 on above 70 kW") {
    CHECK(automation(290.0, std::nullopt, day) == ObligationStatus::not_applicable);
    CHECK(automation(290.1, std::nullopt, day) == ObligationStatus::due);
    const auto later =
        size_duty(100.0, "plant_kw", std::nullopt, day, embedded_obligation("epbd_bacs_70", day));
    CHECK(later->status == ObligationStatus::due);
    CHECK(later->deadline == civil_day(2029, 12, 31));
    CHECK(later->threshold == 70.0);
    CHECK(later->reason == "plant_kw above the threshold; whether it was done is not known");
  }

  TEST_CASE("what was done is met; what was not is owed, and after the deadline not met") {
    CHECK(automation(400.0, true, day) == ObligationStatus::met);
    CHECK(automation(400.0, false, civil_day(2024, 12, 31)) == ObligationStatus::due);
    CHECK(automation(400.0, false, civil_day(2025, 1, 1)) == ObligationStatus::not_met);
  }

  TEST_CASE("without the plant's output nothing can be said") {
    const auto duty = size_duty(missing_value, "plant_kw", std::nullopt, day,
                                embedded_obligation("epbd_bacs_290", day));
    CHECK(duty->status == ObligationStatus::unknown);
    CHECK(duty->reason == "no plant_kw");
    CHECK(size_duty(1.0, "x", true, day, Obligation{}).failure().reason ==
          ObligationReason::incomplete_row);
  }
}
