// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/fit.hpp>
#include <empower/baseline/savings.hpp>
#include <empower/benchmark/school_indicators.hpp>
#include <empower/benchmark/tariff_bands.hpp>
#include <empower/obligation/obligation_status.hpp>
#include <empower/reference/tables.hpp>
#include <empower/retrofit/measure.hpp>
#include <empower/weather/degree_day_ratio.hpp>
#include <empower/weather/gap_filling.hpp>
#include <empower/weather/monthly_normals.hpp>
#include <empower/weather/station_choice.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string_view>

using namespace empower;

TEST_SUITE("analysis/reason_codes") {
  TEST_CASE("a reason code says which layer refused: no two layers share one") {
    std::set<std::string_view> seen;
    std::size_t count = 0;
    const auto take = [&](std::string_view reason) {
      ++count;
      seen.insert(reason);
    };
    for (const std::string_view reason : baseline_reason_codes()) take(reason);
    for (const std::string_view reason : savings_reason_codes()) take(reason);
    for (const std::string_view reason : degree_day_reason_codes()) take(reason);
    for (const std::string_view reason : obligation_reason_codes()) take(reason);
    for (const std::string_view reason : normals_reason_codes()) take(reason);
    for (const std::string_view reason : load_reason_codes()) take(reason);
    for (const std::string_view reason : school_reason_codes()) take(reason);
    for (const auto reason : {MeasureReason::no_figure, MeasureReason::not_applicable,
                              MeasureReason::heritage, MeasureReason::missing_input})
      take(code(reason));
    for (const auto reason :
         {ReferenceReason::no_row, ReferenceReason::not_valid_then, ReferenceReason::no_figure})
      take(code(reason));
    for (const auto reason :
         {GapReason::too_long, GapReason::no_neighbour, GapReason::few_common_days,
          GapReason::weak_neighbour, GapReason::too_much_of_year})
      take(code(reason));
    for (const auto warning :
         {StationWarning::station_far, StationWarning::station_altitude,
          StationWarning::station_zone, StationWarning::station_no_temperatures})
      take(code(warning));
    CHECK(seen.size() == count);
    CHECK(code(SavingsReason::small_comparison_group) == savings_reason_codes().back());
    CHECK(code(BaselineReason::unordered_readings) == baseline_reason_codes().back());
    CHECK(code(SavingsReason::changed_meter) == "changed_meter");
    CHECK(code(SavingsReason::reporting_extrapolation) == "reporting_extrapolation");
  }
}
