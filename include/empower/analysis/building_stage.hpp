// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/factors.hpp>
#include <empower/analysis/meter_stage.hpp>
#include <empower/analysis/options.hpp>
#include <empower/baseline/consumption.hpp>
#include <empower/retrofit/end_use.hpp>
#include <empower/stock/building_change.hpp>

#include <span>
#include <string>
#include <vector>

namespace empower {

/// A meter as one building sees it.
struct ServingMeter {
  const Meter* meter = nullptr;
  const MeterResult* result = nullptr;
  double share = 1.0;
};

/// What the figures of one building rest on. `meters` holds those that add up to its energy: no
/// sub-meters of a listed meter.
struct BuildingInput {
  const Building* building = nullptr; ///< as it is now
  std::vector<ServingMeter> meters;   ///< by carrier, then id
  const Station* station = nullptr;
  const NormalYear* normal = nullptr;
  const Factors* factors = nullptr;
  const AnalysisOptions* options = nullptr;
  const Building* listed = nullptr;              ///< as in buildings.csv; nothing = as it is now
  std::span<const BuildingChange> changes = {};  ///< of this building, by day
  const NormalYear* reference_climate = nullptr; ///< of another place; nothing = not asked for
  std::string weather_note = {}; ///< what figures that rest on the station have to say
};

/// The rows of the `consumption` table of one building, by carrier and year. A floor area or volume
/// that changed counts by the days of each value.
[[nodiscard]] std::vector<ConsumptionRow> consumption_rows(const BuildingInput& input);

/// Energy of a normal year by carrier and end use, from the parts of the meters' models: heating
/// and cooling legs as they are, the base split by the assumptions of the building's use. Carriers
/// without a model are left out; empty when there is none.
[[nodiscard]] BuildingUseOfEnergy energy_by_end_use(const BuildingInput& input,
                                                    const ReferenceTables& reference);

} // namespace empower
