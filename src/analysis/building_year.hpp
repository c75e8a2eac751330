// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/analysis/indicator_stage.hpp>
#include <empower/benchmark/indicators.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace empower::detail {

/// One building in one year, beside its row of `IndicatorColumns`.
struct BuildingYear {
  std::size_t building = 0;
  int year = 0;
  double carriers = 0.0; ///< that the building has in any year
  double covered = 0.0;  ///< sum of their coverages
  double floor_area_m2 = missing_value;
  double heated_volume_m3 = missing_value;
  double degree_days_kd = missing_value;
  double heating_kwh = missing_value;
  double electricity_kwh = 0.0;
  double thermal_kwh = 0.0;
  double normalised_kwh = 0.0;  ///< as measured where there is no model
  double normalised_part = 0.0; ///< measured energy that is normalised
  double water_m3 = missing_value;
  bool water_unknown = false; ///< has water, but not enough of this year
  std::string note = {};      ///< what is not known
};

/// All buildings in all years with consumption, by building, then year, with their figures.
struct BuildingYears {
  std::vector<BuildingYear> rows;
  IndicatorColumns figures;

  /// All carriers of the building are known.
  [[nodiscard]] bool complete(std::size_t row) const noexcept;
};

[[nodiscard]] BuildingYears building_years(const IndicatorStageInput& input);

} // namespace empower::detail
