// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/climate.hpp>
#include <empower/simulate/building_truth.hpp>
#include <empower/simulate/detail/meter_readings.hpp>
#include <empower/simulate/detail/random_stream.hpp>

namespace empower::detail {

/// True where the meter is wrong, false where the building or its description is.
[[nodiscard]] bool is_reading_fault(FindingKind kind) noexcept;

/// Makes the building behave, or be described, as the kind says. The label's energy starts at 0,
/// for the caller to add what the changed signatures make; it stays missing for `area_error`.
[[nodiscard]] InjectedFault inject_building_fault(FindingKind kind, SimulatedBuilding& building,
                                                  const ClimateZone& zone, CivilPeriod years,
                                                  RandomStream& random);

/// Spoils a run of readings; `energy_kwh` of the label is written minus true, and for `catch_up`
/// and `estimated_run`, which move energy, what stands in the wrong reading.
[[nodiscard]] InjectedFault inject_reading_fault(FindingKind kind, MeterReadings& readings,
                                                 const TimeZone& zone, RandomStream& random);

} // namespace empower::detail
