// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/outcome.hpp>
#include <empower/core/schema.hpp>
#include <empower/reference/tables.hpp>
#include <empower/retrofit/end_use.hpp>
#include <empower/stock/building.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace empower {

/// Why a measure is not proposed for a building.
enum class MeasureReason { no_figure, not_applicable, heritage, missing_input };

[[nodiscard]] std::string_view code(MeasureReason reason) noexcept;

/// A measure with every quantity of one building filled in, ready to be combined with others.
///
/// Effect on the end uses, in this order: multiply each by (1 - share); move what is left of the
/// switched end uses of the fuels to electricity; take own generation off electricity.
struct SizedMeasure {
  const MeasureRule* rule = nullptr;
  std::array<Range, end_use_count> heat_share{}; ///< saved share of thermal carriers' end uses
  std::array<Range, end_use_count> electricity_share{}; ///< of electricity's
  double electricity_per_fuel = 0.0; ///< fuel switch: kWh electricity per kWh fuel; 0 = none
  Range generation_kwh;              ///< own generation used in the building; missing = none
  Range investment_eur;              ///< with VAT
  double running_cost_eur_year = 0.0;
  int lifetime_years = 1;
  std::vector<std::string> assumptions; ///< quantities taken from `assumptions.csv`
};

using MeasureOutcome = Outcome<SizedMeasure, MeasureReason>;

/// What sizing needs to know beside the rule.
struct SizingContext {
  const ReferenceTables* reference = nullptr;
  double vat = 0.0;                                    ///< share, 0 where the owner recovers it
  std::map<std::string_view, double>* known = nullptr; ///< assumptions of this building so far
};

/// Applies one rule of the measure table to one building: areas, power and shares from the stock
/// where it lists them, else from the assumptions of its use and storeys, each named in the result.
/// Refuses with the missing input named, never with a guess.
[[nodiscard]] MeasureOutcome size_measure(const MeasureRule& rule, const Building& building,
                                          const BuildingUseOfEnergy& energy,
                                          const SizingContext& context);

} // namespace empower
