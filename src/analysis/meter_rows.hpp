// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/building_stage.hpp>
#include <empower/analysis/meter_stage.hpp>
#include <empower/baseline/expected.hpp>

#include <string>
#include <vector>

/// What the pipeline says of single meters.
namespace empower::detail {

/// The rows of the `expected` table of a meter that has a model.
void append_expected(const Meter& meter, const MeterResult& result, DailyView<Celsius> outdoor,
                     std::vector<ExpectedRow>& rows);

/// Meters of energy that have no model, each with its reason.
[[nodiscard]] std::string not_counted(const BuildingInput& input);

/// Why a building has no normal-year energy.
[[nodiscard]] std::string no_energy_because(const BuildingInput& input);

} // namespace empower::detail
