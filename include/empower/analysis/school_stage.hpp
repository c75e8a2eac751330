// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/building_stage.hpp>
#include <empower/benchmark/school_row.hpp>

#include <span>
#include <vector>

namespace empower {

/// The rows of the `school_indicators` table: each school and year with consumption, with the
/// indicators or the reasons why there are none. Energy is that of the year, with readings of at
/// least 0.90 of it; heating the weather-dependent part where every fuel has a model, else all of
/// it, and none where a carrier of heat that the school has in another year has no readings. Area
/// and volume are those of the year, the use that of 1 July where it changes. Degree-days are those
/// measured over the legal heating season of the same calendar year (base 20 °C), or the legal ones
/// where days are missing. Hours of use per day are a fifth of those per week. `consumption` is in
/// the order of the buildings.
[[nodiscard]] std::vector<SchoolRow> school_rows(std::span<const BuildingInput> buildings,
                                                 std::span<const ConsumptionRow> consumption,
                                                 const ReferenceTables& reference);

/// The rows of factors and classes that the table rests on; nothing without a school.
[[nodiscard]] std::vector<UsedReference> references_of_schools(std::span<const Building> buildings,
                                                               const ReferenceTables& reference);

} // namespace empower
