// SPDX-License-Identifier: Apache-2.0
#include <empower/stock/finding.hpp>

#include <doctest/doctest.h>

#include <vector>

namespace empower {

TEST_SUITE("stock/finding") {
  TEST_CASE("the columns are the public ones, in their order") {
    std::vector<std::string_view> names;
    for (const auto& column : Schema<Finding>::columns()) names.push_back(column.name);
    CHECK(names == std::vector<std::string_view>{
                       "finding_id", "building_id", "meter_id", "carrier", "kind", "start", "end",
                       "energy_kwh", "cost_eur_year", "recurring", "confidence", "factor",
                       "related_meter_ids", "station", "evidence", "action"});
    CHECK(Schema<Finding>::name == "findings");
  }

  TEST_CASE("the kinds are the public ones") {
    const auto codes = finding_kind_codes();
    CHECK(std::vector<std::string_view>(codes.begin(), codes.end()) ==
          std::vector<std::string_view>{"gap",
                                        "zero_run",
                                        "stuck",
                                        "spike",
                                        "negative",
                                        "catch_up",
                                        "rollover",
                                        "meter_swap",
                                        "unit_step",
                                        "clock_error",
                                        "estimated_run",
                                        "overlap",
                                        "copied_meter",
                                        "implausible_intensity",
                                        "false_zero_temperature",
                                        "level_step",
                                        "temporary_event",
                                        "closure",
                                        "night_load",
                                        "weekend_load",
                                        "holiday_operation",
                                        "schedule_shift",
                                        "heating_out_of_season",
                                        "simultaneous_heating_cooling",
                                        "high_balance_temperature",
                                        "weather_insensitive_heating",
                                        "outlier_high",
                                        "outlier_low",
                                        "missing_carrier",
                                        "area_error",
                                        "stuck_temperature",
                                        "temperature_spike",
                                        "temperature_out_of_range"});
  }

  TEST_CASE("a kind and its code belong together") {
    CHECK(code(FindingKind::gap) == "gap");
    CHECK(code(FindingKind::unit_step) == "unit_step");
    CHECK(code(FindingKind::level_step) == "level_step");
    CHECK(code(FindingKind::night_load) == "night_load");
    CHECK(code(FindingKind::area_error) == "area_error");
    CHECK(code(FindingKind::temperature_spike) == "temperature_spike");
  }
}

} // namespace empower
