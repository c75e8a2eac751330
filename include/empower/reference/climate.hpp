// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/core/units.hpp>
#include <empower/reference/provenance.hpp>

#include <optional>
#include <string>

namespace empower {

/// `municipalities.csv`: legal climate data of a municipality (DPR 412/1993 annex A). The zone is a
/// legal value and is never derived from the degree-days.
struct Municipality {
  std::string istat_code; ///< empty for abolished municipalities
  std::string name;
  std::string province;
  std::string region;
  std::string climate_zone;
  DegreeDays degree_days{missing_value};
  double altitude_m = missing_value;
  double population_2011 = missing_value; ///< for plausibility only
  std::string basis;
  Provenance provenance;
};

/// A day of the year, `MM-DD`.
struct MonthDay {
  unsigned month = 0;
  unsigned day = 0;
};

/// `climate_zones.csv`: heating season and hours of a zone; no season in zone F.
struct ClimateZone {
  std::string zone;
  std::string regime;
  std::optional<MonthDay> season_first; ///< included
  std::optional<MonthDay> season_last;  ///< included
  double hours_per_day = missing_value;
  Provenance provenance;
};

/// `building_uses.csv`: how other vocabularies call a use.
struct BuildingUseRow {
  std::string use;
  std::string dpr412_category;
  std::string name_en;
  std::string name_it;
  std::string schedule_class;
  std::string benchmark_group;
  std::string bacs_use;
  bool heating_hours_exempt = false;
  Provenance provenance;
};

} // namespace empower
